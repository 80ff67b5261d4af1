// The figures that units hand to each other, as files: one unit a file, all years. Made by
// `moteplass statistics export`, added up by `moteplass statistics sum` and by the page for those in the data
// folder's figures/.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/unit_figures.h"
#include "base/result.h"

namespace moteplass {

// Refused, with the file's name: what cannot be read, what is no such file, and a unit given twice.
Result<std::vector<app::UnitFigures>, std::string> read_figures_files(
    const std::vector<std::filesystem::path>& files);
// All of figures/*.json in that folder; none where there is no such folder.
Result<std::vector<app::UnitFigures>, std::string> open_figures_folder(const std::filesystem::path& folder);

}  // namespace moteplass
