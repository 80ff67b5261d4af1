// help.toml in the data folder: the directory of services that people may be referred to, and the unit's own
// goals for the follow-up check.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "app/help_desk.h"
#include "base/result.h"

namespace moteplass {

// Strict, as unit.toml: an unknown key, a missing one, another type or an id given twice is refused with its
// line.
Result<app::HelpSettings, std::string> read_help_file(std::string_view toml, const std::string& file_name);

// The file in that folder; no services where there is none. With `demo`, made-up services are written there
// first.
Result<app::HelpSettings, std::string> open_help_file(const std::filesystem::path& folder, bool demo);

}  // namespace moteplass
