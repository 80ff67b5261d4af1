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
// What came of referrals, and what people said after their meetings: a part of the page for each that has
// figures.
json::array parts_view(Words words, const app::YearFigures& figures);
// The districts beside each other; null where the residents of none are stated, or nothing of them is shown.
json::value equity_view(Words words, const app::YearFigures& figures);

}  // namespace moteplass::web
