// A plain value strictly between two others of the same ordered kind: what is shown as an
// example ("16", not "15.000001").
#pragma once

#include <optional>

#include "feel/value.h"

namespace moteplass::feel {

// Either end may be null: no end on that side; not both. Of times, both have a zone or neither has. None
// where nothing lies between, such as between one day and the next.
std::optional<Value> between(const Value& low, const Value& high);

}  // namespace moteplass::feel
