#include "base/time.h"

#include <date/tz.h>
#include <fmt/format.h>

namespace moteplass {
namespace {

// Reads exactly `count` digits at `position`.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t position, char c) {
  return position < text.size() && text[position] == c;
}

struct ClockReading {
  std::chrono::seconds time;
  std::size_t end;  // the first position after it
};

// "HH:MM" with optional ":SS".
std::optional<ClockReading> clock_reading(std::string_view text, std::size_t position) {
  auto hour = digits(text, position, 2);
  auto minute = digits(text, position + 3, 2);
  if (!hour || !has(text, position + 2, ':') || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  auto time = std::chrono::seconds(*hour * 3600 + *minute * 60);
  std::size_t end = position + 5;
  if (has(text, end, ':')) {
    auto second = digits(text, end + 1, 2);
    if (!second || *second > 59) return std::nullopt;
    time += std::chrono::seconds(*second);
    end += 3;
  }
  return ClockReading{time, end};
}

const date::time_zone& oslo() {
  static const date::time_zone* zone = date::locate_zone("Europe/Oslo");
  return *zone;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  auto year = digits(text, 0, 4);
  auto month = digits(text, 5, 2);
  auto day = digits(text, 8, 2);
  if (!year || !month || !day || *year < 1900 || *year > 2199) return std::nullopt;
  Date date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
            std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 17) return std::nullopt;
  auto date = parse_date(text.substr(0, 10));
  auto reading = clock_reading(text, 11);
  if (!date || text[10] != 'T' || !reading) return std::nullopt;
  std::size_t end = reading->end;
  std::chrono::milliseconds fraction{0};
  if (has(text, end, '.')) {
    auto milliseconds = digits(text, end + 1, 3);
    if (!milliseconds) return std::nullopt;
    fraction = std::chrono::milliseconds(*milliseconds);
    end += 4;
  }
  std::chrono::minutes offset{0};
  if (has(text, end, 'Z')) {
    end += 1;
  } else if (has(text, end, '+') || has(text, end, '-')) {
    auto hours = digits(text, end + 1, 2);
    auto minutes = digits(text, end + 4, 2);
    if (!hours || !has(text, end + 3, ':') || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    offset = std::chrono::minutes(*hours * 60 + *minutes);
    if (text[end] == '-') offset = -offset;
    end += 6;
  } else {
    return std::nullopt;
  }
  if (end != text.size()) return std::nullopt;
  return Instant(std::chrono::sys_days(*date)) + reading->time + fraction - offset;
}

std::string to_string(Instant instant) {
  auto day = std::chrono::floor<std::chrono::days>(instant);
  auto ms = (instant - day).count();
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_string(Date(day)), ms / 3'600'000, ms / 60'000 % 60,
                     ms / 1000 % 60, ms % 1000);
}

LocalTime to_local(Instant instant) {
  auto info = oslo().get_info(date::sys_time<std::chrono::milliseconds>(instant.time_since_epoch()));
  auto local = Instant(instant.time_since_epoch() + info.offset);
  auto day = std::chrono::floor<std::chrono::days>(local);
  auto minutes = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(local - day).count());
  return {Date(day), minutes / 60, minutes % 60, std::chrono::weekday(day)};
}

std::optional<Instant> parse_local(std::string_view text) {
  if (text.size() != 16 && text.size() != 19) return std::nullopt;
  auto date = parse_date(text.substr(0, 10));
  auto reading = clock_reading(text, 11);
  if (!date || text[10] != 'T' || !reading || reading->end != text.size()) return std::nullopt;
  auto wall = std::chrono::sys_days(*date).time_since_epoch() + reading->time;
  auto info = oslo().get_info(date::local_time<std::chrono::seconds>(wall));
  if (info.result == date::local_info::nonexistent) return std::nullopt;
  return Instant(wall - info.first.offset);
}

Date local_date(Instant instant) {
  return to_local(instant).date;
}

Date add_days(Date date, int days) {
  return Date(std::chrono::sys_days(date) + std::chrono::days(days));
}

int days_between(Date from, Date to) {
  return static_cast<int>((std::chrono::sys_days(to) - std::chrono::sys_days(from)).count());
}

int years_between(Date from, Date to) {
  int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  bool before_birthday = to.month() < from.month() || (to.month() == from.month() && to.day() < from.day());
  return before_birthday ? years - 1 : years;
}

}  // namespace moteplass
