// FEEL's dates, times and durations (DMN 1.5, 10.3.2.3.4 to 10.3.2.3.8) as plain values: years from
// -999999999 to 999999999, nanoseconds, offsets and named zones. No clock is read here.
//
// Texts are those of XML Schema with the FEEL addition `@Europe/Oslo`; what is not such a text is nullopt.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace moteplass::feel {

struct CalendarDate {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;
  friend auto operator<=>(const CalendarDate&, const CalendarDate&) = default;
};
bool exists(CalendarDate date);
std::int64_t days_since_1970(CalendarDate date);
CalendarDate date_from_days(std::int64_t days_since_1970);
int days_in_month(std::int32_t year, std::int32_t month);
int iso_weekday(CalendarDate date);  // 1 Monday .. 7 Sunday
int iso_week(CalendarDate date);
int day_of_year(CalendarDate date);
std::optional<CalendarDate> parse_calendar_date(std::string_view text);
std::string to_string(CalendarDate date);

struct Zone {
  std::optional<std::int32_t> offset;  // seconds east of UTC; none for local time and for a named zone
  std::string name;                    // "Europe/Oslo", else empty
  bool is_local() const { return !offset && name.empty(); }
  friend bool operator==(const Zone&, const Zone&) = default;
};

struct TimeOfDay {
  std::int32_t hour = 0;
  std::int32_t minute = 0;
  std::int32_t second = 0;
  std::int32_t nanosecond = 0;
  Zone zone;
  std::int64_t second_of_day() const { return hour * 3600 + minute * 60 + second; }
  friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};
std::optional<TimeOfDay> parse_time_of_day(std::string_view text);
std::string to_string(const TimeOfDay& time);

struct DateTime {
  CalendarDate date;
  TimeOfDay time;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};
std::optional<DateTime> parse_date_time(std::string_view text);
std::string to_string(const DateTime& moment);

// Seconds east of UTC where the zone has an offset on that moment; nullopt for local time.
std::optional<std::int32_t> offset_at(const DateTime& moment);
bool is_known_zone(std::string_view name);

// Seconds since 1970-01-01T00:00:00 on the clock that shows it, and in UTC (local time counts as UTC).
Decimal local_seconds(const DateTime& moment);
Decimal utc_seconds(const DateTime& moment);
// The moment so many seconds after 1970-01-01T00:00:00 on a clock in that zone.
std::optional<DateTime> moment_from_local_seconds(Decimal seconds, const Zone& zone);
// The moment so many seconds after 1970-01-01T00:00:00Z, as a clock in that zone shows it.
std::optional<DateTime> moment_from_utc_seconds(Decimal seconds, const Zone& zone);

struct DaysDuration {
  Decimal seconds;
  friend bool operator==(DaysDuration, DaysDuration) = default;
};
struct MonthsDuration {
  std::int64_t months = 0;
  friend auto operator<=>(MonthsDuration, MonthsDuration) = default;
};
std::optional<DaysDuration> parse_days_duration(std::string_view text);
std::optional<MonthsDuration> parse_months_duration(std::string_view text);
std::string to_string(DaysDuration duration);
std::string to_string(MonthsDuration duration);

// 10.3.2.3.8 and Table 55: the day is held within the month it lands in.
std::optional<CalendarDate> add_months(CalendarDate date, std::int64_t months);
// Whole months between two dates, towards zero.
std::int64_t months_between(CalendarDate from, CalendarDate to);

}  // namespace moteplass::feel
