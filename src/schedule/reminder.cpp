#include "schedule/reminder.h"

#include "schedule/holidays.h"

namespace moteplass::schedule {
namespace {

bool is_holiday(Date day) {
  return holiday_name(day).has_value();
}

minutes time_of_day(const LocalTime& local) {
  return minutes(60 * local.hour + local.minute);
}

// The day itself, or the last one before it that is no holiday.
Date working_day_until(Date day) {
  while (is_holiday(day)) day = add_days(day, -1);
  return day;
}

// The end of the hours belongs to them.
Instant last_until(Instant wish) {
  auto local = to_local(wish);
  auto time = time_of_day(local);
  Date day = working_day_until(local.date);
  if (day == local.date && reminder_hours.from <= time && time < reminder_hours.to) return wish;
  if (day == local.date && time < reminder_hours.from) day = working_day_until(add_days(day, -1));
  return instant_of(day, reminder_hours.to);
}

}  // namespace

Instant reminder_time(Instant meeting, const ReminderHabit& habit) {
  if (habit.hours_before) return last_until(meeting - std::chrono::hours(*habit.hours_before));
  return instant_of(working_day_until(add_days(local_date(meeting), -habit.days_before)), habit.at);
}

Instant next_reminder_time(Instant now) {
  auto local = to_local(now);
  auto time = time_of_day(local);
  Date day = local.date;
  if (!is_holiday(day)) {
    if (time < reminder_hours.from) return instant_of(day, reminder_hours.from);
    if (time < reminder_hours.to || now == instant_of(day, reminder_hours.to)) return now;
  }
  do day = add_days(day, 1);
  while (is_holiday(day));
  return instant_of(day, reminder_hours.from);
}

}  // namespace moteplass::schedule
