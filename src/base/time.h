// Dates and instants. The kernel never reads a clock: an Instant is always an argument.
//
// A Date is a calendar day without zone; an Instant is a point in time in UTC with millisecond precision.
// What a person reads is local time in Norway (Europe/Oslo).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace moteplass {

using Date = std::chrono::year_month_day;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

// "2026-03-14". Refuses days that do not exist and years outside 1900-2199.
std::optional<Date> parse_date(std::string_view text);
std::string to_string(Date date);

// "2026-03-14T09:30:00Z", with optional milliseconds and a numeric offset ("+01:00"); written in UTC,
// always with milliseconds.
std::optional<Instant> parse_instant(std::string_view text);
std::string to_string(Instant instant);

// The wall clock in Norway. `parse_local` takes "2026-03-14T09:30" (as an HTML datetime-local field sends it)
// and takes the earlier of two where summer time ends; a time that summer time skips is refused.
struct LocalTime {
  Date date;
  int hour;
  int minute;
  std::chrono::weekday weekday;
};
LocalTime to_local(Instant instant);
std::optional<Instant> parse_local(std::string_view text);
Date local_date(Instant instant);

Date add_days(Date date, int days);
int days_between(Date from, Date to);
// Completed years between two dates; a person born 29 February has their birthday on 1 March in other years.
int years_between(Date from, Date to);

}  // namespace moteplass
