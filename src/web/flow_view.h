// A flow diagram: bands from what one model makes of the encounters to what another makes of them, as numbers
// that pages/part/flow.mustache draws. What it shows stands in a table beside it.
#pragma once

#include "forecast/distribution.h"
#include "web/words.h"

namespace moteplass::web {

// How a reaction, or the lack of one, is called on screens.
std::string outcome_name(Words words, forecast::Outcome outcome);

// Both have counted the same encounters, at least one.
json::object flow_view(Words words, const forecast::Tally& from, const forecast::Tally& to);

}  // namespace moteplass::web
