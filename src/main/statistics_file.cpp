#include "main/statistics_file.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/json.h"
#include "main/share.h"

namespace moteplass {

Result<std::vector<app::UnitFigures>, std::string> read_figures_files(
    const std::vector<std::filesystem::path>& files) {
  std::vector<app::UnitFigures> units;
  std::map<std::string, std::string> file_of;  // by the unit's label
  for (const auto& file : files) {
    auto text = read_file(file);
    if (!text) return failure(text.error());
    auto json = parse_json(*text);
    if (!json) return failure(fmt::format("{}: not JSON: {}", file.string(), json.error().problem));
    auto unit = app::unit_figures_from_json(*json);
    if (!unit) return failure(fmt::format("{}: {}", file.string(), unit.error()));
    auto [same, fresh] = file_of.try_emplace(unit->label(), file.string());
    if (!fresh) {
      return failure(fmt::format("{}: of {}, as {} is; each unit counts once", file.string(), unit->label(),
                                 same->second));
    }
    units.push_back(std::move(*unit));
  }
  return units;
}

Result<std::vector<app::UnitFigures>, std::string> open_figures_folder(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "figures", error))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return read_figures_files(files);
}

}  // namespace moteplass
