// The unit's figures: how many, what came of it, and how long it took. No person is shown, and small counts
// are hidden, so looking at them is no look at a case.
//
// Closed cases were counted once, when they closed, and stay counted whatever becomes of their events; open
// ones are read as they stand. A case that closes between the two readings may be missed until the next look.
//
// Any thread may call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "casework/figures.h"
#include "statistics/quartiles.h"
#include "statistics/table.h"

namespace moteplass::app {

// Where a case belongs, beside what happened in it.
struct Surroundings {
  std::string district;
  std::string municipality;
  std::string sender;
  std::string policy;
};

// What a case adds to the figures when it closes. Properties: month, age_band, sex, district, municipality,
// sender, policy, no_shows, and "all" with the one value "all". What is not known is the value "unknown".
std::vector<Figure> figures_of(const casework::Case& c, const std::vector<District>& districts);
std::vector<Figure> figures_of(const casework::CaseFigures& counted, const Surroundings& around);

// The district that the unit's settings put a postal code in; without such settings the postal area, the
// first two digits; "unknown" where there is no code, or none of the districts has it.
std::string district_of(const std::optional<std::string>& postal_code,
                        const std::vector<District>& districts);

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
};

struct YearFigures {
  int year;
  std::vector<int> years;  // that have figures, the newest first; never empty
  statistics::Rule rule;
  std::vector<statistics::ShownTable> tables;     // by property, each with the outcomes along the top
  std::vector<std::vector<GroupFigures>> groups;  // of each table, row by row
  std::vector<StretchTimes> stretches;            // of all cases, in the order of the way
};

class StatisticsDesk {
 public:
  explicit StatisticsDesk(const Setup& setup) : setup_(setup) {}

  // The newest year where none is asked for; not_found for a year without figures.
  Result<YearFigures, Problem> year(const User& user, std::optional<int> year) const;

 private:
  const Setup& setup_;
};

// The whole year as CSV: the tables, then the days of each stretch.
std::string to_csv(const YearFigures& figures);

}  // namespace moteplass::app
