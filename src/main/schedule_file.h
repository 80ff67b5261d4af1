// schedule.toml in the data folder: who meets people, by what rota, in which rooms, at which sites. The
// demonstration's two (demo_schedule.h) show every key.
#pragma once

#include <string>

#include "app/schedule_plan.h"
#include "base/result.h"

namespace moteplass {

using ScheduleFile = app::SchedulePlan;

// Strict: an unknown key, a missing one, one of another type, a site that is not there or a time that is none
// is refused with its line.
Result<ScheduleFile, std::string> read_schedule_file(std::string_view toml, const std::string& file_name);

}  // namespace moteplass
