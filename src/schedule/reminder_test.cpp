#include "schedule/reminder.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "schedule/example_unit.h"
#include "schedule/holidays.h"

namespace moteplass::schedule {
namespace {

using namespace example;

std::string reminder(std::string_view meeting, const ReminderHabit& habit = {}) {
  auto local = to_local(reminder_time(at(meeting), habit));
  return to_string(local.date) + "T" + std::to_string(100 * local.hour + local.minute);
}

TEST(Reminder, ComesTheDayBeforeAtTen) {
  EXPECT_EQ(reminder("2026-11-05T10:00"), "2026-11-04T1000");
  EXPECT_EQ(reminder("2026-11-05T08:00"), "2026-11-04T1000");
}

TEST(Reminder, IsTenByTheClockOnTheWallWhenTheClocksChange) {
  EXPECT_EQ(reminder("2026-03-30T09:00", {.days_before = 2}), "2026-03-28T1000");
  EXPECT_EQ(reminder("2026-10-26T09:00", {.days_before = 2}), "2026-10-24T1000");
}

TEST(Reminder, ComesEarlierWhereThatDayIsASundayOrAHoliday) {
  EXPECT_EQ(reminder("2026-11-09T12:00"), "2026-11-07T1000") << "Monday: not on Sunday";
  // Wednesday after Easter Monday 6 April 2026.
  EXPECT_EQ(reminder("2026-04-07T12:00"), "2026-04-04T1000") << "not on Easter Monday nor Easter Sunday";
}

TEST(Reminder, MayBeCountedInHours) {
  EXPECT_EQ(reminder("2026-11-05T15:00", {.hours_before = 3}), "2026-11-05T1200");
  EXPECT_EQ(reminder("2026-11-05T09:00", {.hours_before = 3}), "2026-11-04T2000") << "not at six";
  EXPECT_EQ(reminder("2026-11-09T09:00", {.hours_before = 3}), "2026-11-07T2000") << "nor on a Sunday";
  EXPECT_EQ(reminder("2026-11-05T09:30", {.hours_before = 12}), "2026-11-04T2000");
}

Instant some_instant() {
  auto minutes_since = *rc::gen::inRange(0, 366 * 24 * 60 * 4);
  return at("2026-01-01T00:00") + std::chrono::minutes(minutes_since);
}

bool in_daytime(Instant instant) {
  auto local = to_local(instant);
  minutes time(60 * local.hour + local.minute);
  return reminder_hours.from <= time && time <= reminder_hours.to && !holiday_name(local.date);
}

TEST(Reminder, IsInTheDaytimeBeforeTheMeetingWhateverTheHabit) {
  EXPECT_TRUE(rc::check([] {
    auto meeting = some_instant();
    ReminderHabit habit;
    habit.days_before = *rc::gen::inRange(1, 15);
    habit.at = minutes(*rc::gen::inRange(8 * 60, 20 * 60 + 1));
    if (*rc::gen::arbitrary<bool>()) habit.hours_before = *rc::gen::inRange(1, 337);
    auto time = reminder_time(meeting, habit);
    RC_ASSERT(time < meeting);
    RC_ASSERT(in_daytime(time));
  }));
}

TEST(Reminder, ThatIsLateWaitsForTheDayToCome) {
  EXPECT_TRUE(rc::check([] {
    auto now = some_instant();
    auto next = next_reminder_time(now);
    RC_ASSERT(next >= now);
    RC_ASSERT(in_daytime(next));
    RC_ASSERT(in_daytime(now) == (next == now));
    RC_ASSERT(next_reminder_time(next) == next);
  }));
}

}  // namespace
}  // namespace moteplass::schedule
