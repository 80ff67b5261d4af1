// Two made-up schedule.toml: together they show every key there is.
#pragma once

#include <string_view>

namespace moteplass {

// A small municipality: one site, two rooms, four people, most of them part time.
std::string_view demo_schedule_file();
// A city where one team goes from district to district on fixed days, in even and odd weeks.
std::string_view rotating_schedule_file();

}  // namespace moteplass
