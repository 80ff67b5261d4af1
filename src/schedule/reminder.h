// When somebody is reminded of a meeting: in the daytime of a day that is no holiday.
#pragma once

#include <optional>

#include "schedule/rota.h"

namespace moteplass::schedule {

// No reminder comes earlier or later in the day, by the clock on the wall in Norway.
inline constexpr Hours reminder_hours{std::chrono::hours(8), std::chrono::hours(20)};

// So many days before the meeting, at a time of day; or so many hours before it.
struct ReminderHabit {
  int days_before = 1;                   // 1 to 14
  minutes at{std::chrono::hours(10)};    // within `reminder_hours`
  std::optional<int> hours_before = {};  // 1 to 336: instead of the two above
};

// Where the wish falls on a holiday or in the night, the last time before it that does not. In days: an
// earlier day, at the same time. Always before the meeting.
Instant reminder_time(Instant meeting, const ReminderHabit& habit);

// Now, where one may be reminded now, else the next time one may.
Instant next_reminder_time(Instant now);

}  // namespace moteplass::schedule
