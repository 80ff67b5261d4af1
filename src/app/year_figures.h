// The figures of one year as they may be shown: of one unit, or of several added up. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/unit_figures.h"
#include "casework/figures.h"
#include "statistics/quartiles.h"
#include "statistics/table.h"

namespace moteplass::app {

// Days from one thing to another; nothing where too few stand behind them.
struct StretchTimes {
  casework::Stretch stretch;
  std::optional<statistics::Quartiles> days;
};

// Of those in one row of a table.
struct GroupFigures {
  std::string value;
  // Of those whose duty was met or not met: those who met, in per cent. Nothing where either count is hidden,
  // or too few stand behind it.
  std::optional<int> attended_per_cent;
  std::optional<statistics::Quartiles> receipt_to_meeting;
  std::optional<statistics::Quartiles> offence_to_meeting;
  // Cases to each thousand residents, where the unit's settings say how many live there.
  std::optional<double> per_thousand_residents;
  // From a referral being sent to the start of that help; by service_kind alone.
  std::optional<statistics::Quartiles> sent_to_started;
};

struct YearFigures {
  int year = 0;
  std::vector<int> years;          // that have figures, the newest first; never empty
  std::vector<std::string> units;  // that the figures are of
  statistics::Rule rule;
  std::vector<statistics::ShownTable> tables;     // by property, each with the outcomes along the top
  std::vector<std::vector<GroupFigures>> groups;  // of each table, row by row
  std::vector<StretchTimes> stretches;            // of all cases, in the order of the way
  std::optional<double> per_thousand_residents;   // of all districts, where the residents of each are stated
  // By service_kind and by declined_for, each with what came of the referral along the top; people count once
  // for each kind of service. None where too few people have been referred.
  std::vector<statistics::ShownTable> referrals;
  std::vector<std::vector<GroupFigures>> referral_groups;
  // A table for each question, in the order of FeedbackQuestion: ages and answers. None without answers.
  std::vector<statistics::ShownTable> feedback;
};

// The newest first.
std::vector<int> years_of(const std::vector<UnitFigures>& units);

// Of one unit by district too; of several also by unit, and hidden so that no unit can take its own counts
// away and see a small count of the others. `units`: at least one, no two with the same label.
YearFigures year_figures(const std::vector<UnitFigures>& units, int year, statistics::Rule rule,
                         const std::vector<District>& districts);

// All of it as CSV: the tables, then the days.
std::string to_csv(const YearFigures& figures);

}  // namespace moteplass::app
