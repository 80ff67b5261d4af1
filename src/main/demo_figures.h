// Made-up figures of the year before, so that a demonstration has something to count. Nobody is behind them.
#pragma once

#include <filesystem>

#include "app/help_store.h"

namespace moteplass {

// Of cases, of what people said, and of help.
Result<void, std::string> add_demo_figures(app::Store& store, app::HelpStore& help_store, int year);

// The figures of made-up neighbouring units, as files in the folder's figures/, where they are not there.
Result<void, std::string> make_demo_neighbours(const std::filesystem::path& folder, int year);

}  // namespace moteplass
