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
#include "app/year_figures.h"
#include "casework/figures.h"

namespace moteplass::app {

// Where a case belongs, beside what happened in it.
struct Surroundings {
  std::string district;
  std::string municipality;
  std::string sender;
  std::string policy;
  std::string sex = "unknown";
};

// What a case adds to the figures when it closes. Properties: month, age_band, sex, district, municipality,
// sender, policy, no_shows, and "all" with the one value "all". What is not known is the value "unknown".
std::vector<Figure> figures_of(const casework::Case& c, const std::vector<District>& districts);
std::vector<Figure> figures_of(const casework::CaseFigures& counted, const Surroundings& around);

// The district that the unit's settings put a postal code in; without such settings the postal area, the
// first two digits; "unknown" where there is no code, or none of the districts has it.
std::string district_of(const std::optional<std::string>& postal_code,
                        const std::vector<District>& districts);

enum class Units { own, all };

class StatisticsDesk {
 public:
  // `others`: what other units have handed over, each unit once.
  StatisticsDesk(const Setup& setup, HelpFigures& help, std::vector<UnitFigures> others = {})
      : setup_(setup), help_(help), others_(std::move(others)) {}

  bool knows_others() const { return !others_.empty(); }
  // The newest year where none is asked for; not_found for a year without figures, and for all units where no
  // other's figures are at hand.
  Result<YearFigures, Problem> year(const User& user, std::optional<int> year,
                                    Units units = Units::own) const;

 private:
  const Setup& setup_;
  HelpFigures& help_;
  std::vector<UnitFigures> others_;
};

}  // namespace moteplass::app
