// The numbers for others to work with: JSON as the API answers it, and CSV for a spreadsheet.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "forecast/distribution.h"

namespace moteplass::forecast {

struct Distribution {
  Settings settings;
  std::vector<std::shared_ptr<const Tally>> tallies;  // by name of the model
};

// The settings, every assumption with its source, and the counts.
json::object to_json(const Distribution& distribution);
// The flows of two tallies with the same settings.
json::object to_json(const Settings& settings, const Tally& from, const Tally& to);

// RFC 4180 with a header line: part, model, item, value, note. The first row says that nobody here exists;
// then the settings, the assumptions (per thousand, with the source as note) and the counts.
std::string to_csv(const Distribution& distribution);

}  // namespace moteplass::forecast
