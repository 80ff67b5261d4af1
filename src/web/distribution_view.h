// The numbers of a distribution as pages/distribution.mustache shows them: bars, what follows, and what was
// assumed, with its sources.
#pragma once

#include "forecast/distribution_text.h"
#include "web/words.h"

namespace moteplass::web {

json::array bars_view(Words words, const forecast::Distribution& distribution);
json::array consequences_view(Words words, const forecast::Distribution& distribution);
json::array assumptions_view(Words words, const forecast::Settings& settings);
json::array amounts_view(Words words);

}  // namespace moteplass::web
