// The figures of one unit, all years, as they are handed from unit to unit: counts without persons, small
// ones among them. They are for adding up, and not for publishing (statistics/table.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/help_store.h"
#include "app/setup.h"
#include "base/json.h"

namespace moteplass::app {

struct UnitFigures {
  std::string unit;          // its name
  std::string municipality;  // four digits: where it belongs; it may serve others too
  std::vector<Figure> figures;

  // The unit among others. Two units of one municipality have different names.
  std::string label() const { return unit + " (" + municipality + ")"; }
};

// Closed cases as they were counted, open ones as they stand, and help as it stands. A case that closes
// between the readings may be missed until the next.
Result<UnitFigures, StoreFault> figures_of_unit(Store& store, HelpFigures& help, const UnitSettings& unit);

// {"format": "moteplass-figures-1", "not_for_publication": true, "unit": …, "municipality": …, "figures":
// […]}
json::object to_json(const UnitFigures& unit);
// Strict. The text says what is wrong: a member, a figure, or counts that do not add up as counts of the same
// cases must.
Result<UnitFigures, std::string> unit_figures_from_json(const json::value& value);

}  // namespace moteplass::app
