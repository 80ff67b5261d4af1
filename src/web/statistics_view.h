// The unit's figures as pages/statistics.mustache shows them: tables with bars beside, and the days of the
// way.
#pragma once

#include "app/setup.h"
#include "app/statistics_desk.h"
#include "web/words.h"

namespace moteplass::web {

// Titles of policy models, by name.
using Titles = std::map<std::string, std::string, std::less<>>;

// One for each table that has rows.
json::array tables_view(Words words, const app::YearFigures& figures, const app::UnitSettings& unit,
                        const Titles& titles);
json::array stretches_view(Words words, const app::YearFigures& figures);

}  // namespace moteplass::web
