// How the unit meets people: who, when and where (schedule.toml), and its habits. A unit may go without; then
// meetings are booked as they are typed.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "schedule/rota.h"

namespace moteplass::app {

struct MeetingHabits {
  std::int64_t minutes = 60;       // of a meeting, 15 to 240
  std::int64_t offers = 3;         // times offered at once, each on a day of its own
  std::int64_t least_days = 0;     // from booking to meeting, where the policy states no longer notice
  std::int64_t hold_minutes = 15;  // how long offered times are held
  std::int64_t choose_days = 3;    // how long they are held for the person to choose on their own page
};

struct SchedulePlan {
  schedule::Unit unit;
  std::map<std::string, std::string> names;  // of sites, rooms, staff and interpreters, by id
  MeetingHabits habits;
  std::map<std::string, std::string> users = {};  // the member of staff that a user is, by the user's id

  // The name, or the id of what is no longer in the plan.
  const std::string& name_of(const std::string& id) const {
    auto found = names.find(id);
    return found == names.end() ? id : found->second;
  }
};

}  // namespace moteplass::app
