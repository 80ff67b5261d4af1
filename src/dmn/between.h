// A plain value strictly between two others of the same ordered kind: what the analysis of tables shows as an
// example ("16", not "15.000001").
#pragma once

#include <optional>

#include "feel/value.h"

namespace moteplass::dmn {

// Either end may be null: no end on that side; not both. Of times, both have a zone or neither has. None
// where nothing lies between, such as between one day and the next.
std::optional<feel::Value> between(const feel::Value& low, const feel::Value& high);

}  // namespace moteplass::dmn
