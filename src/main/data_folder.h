// The data folder: unit.toml, schedule.toml and the database. Opened by every command that works on a unit's
// data.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "app/help_store.h"
#include "app/ports.h"
#include "base/result.h"
#include "main/schedule_file.h"
#include "main/unit_file.h"

namespace moteplass {

// Makes the folder; with `demo`, writes the demonstration's unit.toml where there is none.
Result<UnitFile, std::string> open_unit(const std::filesystem::path& folder, bool demo);

// Its schedule.toml; null where there is none, for a unit that books without help. With `demo`, writes the
// demonstration's where there is none.
Result<std::unique_ptr<ScheduleFile>, std::string> open_schedule(const std::filesystem::path& folder,
                                                                 bool demo);

// One process at a time. The text says what is wrong and what to do.
Result<std::unique_ptr<app::Store>, std::string> open_store(const std::filesystem::path& folder,
                                                            app::Entropy& entropy);

// help.sqlite, sealed with the key in help.key; both are made at the first start.
Result<std::unique_ptr<app::HelpStore>, std::string> open_help_store(const std::filesystem::path& folder,
                                                                     app::Entropy& entropy);

}  // namespace moteplass
