#include "feel/calendar.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace moteplass::feel {
namespace {

constexpr std::int32_t last_year = 999'999'999;

// Takes texts apart from the left.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::string_view take_digits() {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    auto digits = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return digits;
  }
  std::optional<std::int32_t> take_two() {
    auto digits = take_digits();
    if (digits.size() != 2) return std::nullopt;
    return (digits[0] - '0') * 10 + (digits[1] - '0');
  }
  bool at_end() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  void drop_all() { rest_ = {}; }

 private:
  std::string_view rest_;
};

std::optional<CalendarDate> take_date(Reader& reader) {
  bool negative = reader.take('-');
  auto digits = reader.take_digits();
  if (digits.size() < 4 || digits.size() > 9 || (digits.size() > 4 && digits.front() == '0'))
    return std::nullopt;
  std::int32_t year = 0;
  for (char c : digits) year = year * 10 + (c - '0');
  if (!reader.take('-')) return std::nullopt;
  auto month = reader.take_two();
  if (!month || !reader.take('-')) return std::nullopt;
  auto day = reader.take_two();
  if (!day) return std::nullopt;
  CalendarDate date{negative ? -year : year, *month, *day};
  if (!exists(date)) return std::nullopt;
  return date;
}

std::optional<Zone> take_zone(Reader& reader) {
  if (reader.at_end()) return Zone{};
  if (reader.take('Z')) return Zone{0, ""};
  if (reader.take('@')) {
    std::string name(reader.rest());
    reader.drop_all();
    if (!is_known_zone(name)) return std::nullopt;
    return Zone{std::nullopt, name};
  }
  bool west = reader.take('-');
  if (!west && !reader.take('+')) return std::nullopt;
  auto hours = reader.take_two();
  if (!hours || !reader.take(':')) return std::nullopt;
  auto minutes = reader.take_two();
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int32_t seconds = 0;
  if (reader.take(':')) {
    auto given = reader.take_two();
    if (!given || *given > 59) return std::nullopt;
    seconds = *given;
  }
  std::int32_t offset = *hours * 3600 + *minutes * 60 + seconds;
  if (offset > 14 * 3600) return std::nullopt;
  return Zone{west ? -offset : offset, ""};
}

std::optional<TimeOfDay> take_time(Reader& reader) {
  TimeOfDay time;
  auto hour = reader.take_two();
  if (!hour || *hour > 24 || !reader.take(':')) return std::nullopt;
  auto minute = reader.take_two();
  if (!minute || *minute > 59 || !reader.take(':')) return std::nullopt;
  auto second = reader.take_two();
  if (!second || *second > 59) return std::nullopt;
  time.hour = *hour;
  time.minute = *minute;
  time.second = *second;
  if (reader.take('.')) {
    auto digits = reader.take_digits();
    if (digits.empty()) return std::nullopt;
    std::int32_t unit = 100'000'000;
    for (char c : digits.substr(0, 9)) {
      time.nanosecond += (c - '0') * unit;
      unit /= 10;
    }
  }
  // 24:00:00 is the midnight that ends the day; whoever knows the day moves on to the next.
  if (time.hour == 24 && (time.minute != 0 || time.second != 0 || time.nanosecond != 0)) return std::nullopt;
  auto zone = take_zone(reader);
  if (!zone) return std::nullopt;
  time.zone = *zone;
  return time;
}

std::string zone_text(const Zone& zone) {
  if (!zone.name.empty()) return "@" + zone.name;
  if (!zone.offset) return "";
  if (*zone.offset == 0) return "Z";
  int away = std::abs(*zone.offset);
  auto text = fmt::format("{}{:02}:{:02}", *zone.offset < 0 ? '-' : '+', away / 3600, away / 60 % 60);
  if (away % 60 != 0) text += fmt::format(":{:02}", away % 60);
  return text;
}

const date::time_zone* find_zone(std::string_view name) {
  try {
    return date::locate_zone(std::string(name));
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

std::string fraction_text(std::int32_t nanosecond) {
  if (nanosecond == 0) return "";
  auto text = fmt::format(".{:09}", nanosecond);
  while (text.back() == '0') text.pop_back();
  return text;
}

// Seconds since 1970 on the clock that shows it. Rules of summer time are known for our own time only; far
// years are taken as the nearest we know.
std::int64_t second_within_rules(const DateTime& moment) {
  CalendarDate day = moment.date;
  day.year = std::clamp(day.year, 1800, 2400);
  day.day = std::min(day.day, days_in_month(day.year, day.month));
  return days_since_1970(day) * 86400 + moment.time.second_of_day();
}

Decimal nanoseconds(std::int32_t count) {
  return Decimal(count) / Decimal(1'000'000'000);
}

}  // namespace

int days_in_month(std::int32_t year, std::int32_t month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

bool exists(CalendarDate date) {
  return date.year >= -last_year && date.year <= last_year && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

// Howard Hinnant, "chrono-compatible low-level date algorithms": years that start in March, eras of 400.
std::int64_t days_since_1970(CalendarDate date) {
  std::int64_t year = date.month <= 2 ? std::int64_t{date.year} - 1 : std::int64_t{date.year};
  std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  std::int64_t year_of_era = year - era * 400;
  std::int64_t day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

CalendarDate date_from_days(std::int64_t days) {
  days += 719468;
  std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  std::int64_t day_of_era = days - era * 146097;
  std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t month = (5 * day_of_year + 2) / 153;
  auto day = static_cast<std::int32_t>(day_of_year - (153 * month + 2) / 5 + 1);
  auto civil_month = static_cast<std::int32_t>(month < 10 ? month + 3 : month - 9);
  return {static_cast<std::int32_t>(year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0)), civil_month, day};
}

int iso_weekday(CalendarDate date) {
  auto days = days_since_1970(date) + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(((days % 7) + 7) % 7) + 1;
}

int day_of_year(CalendarDate date) {
  return static_cast<int>(days_since_1970(date) - days_since_1970({date.year, 1, 1})) + 1;
}

int iso_week(CalendarDate date) {
  // The week belongs to the year its Thursday is in.
  auto thursday = date_from_days(days_since_1970(date) + 4 - iso_weekday(date));
  return (day_of_year(thursday) - 1) / 7 + 1;
}

std::optional<CalendarDate> parse_calendar_date(std::string_view text) {
  Reader reader(text);
  auto date = take_date(reader);
  if (!reader.at_end()) return std::nullopt;
  return date;
}

std::string to_string(CalendarDate date) {
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", std::abs(date.year), date.month,
                     date.day);
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  Reader reader(text);
  auto time = take_time(reader);
  if (!time || !reader.at_end()) return std::nullopt;
  if (time->hour == 24) time->hour = 0;
  return time;
}

std::string to_string(const TimeOfDay& time) {
  return fmt::format("{:02}:{:02}:{:02}{}{}", time.hour, time.minute, time.second,
                     fraction_text(time.nanosecond), zone_text(time.zone));
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Reader reader(text);
  auto date = take_date(reader);
  if (!date || !reader.take('T')) return std::nullopt;
  auto time = take_time(reader);
  if (!time || !reader.at_end()) return std::nullopt;
  if (time->hour == 24) {
    time->hour = 0;
    date = date_from_days(days_since_1970(*date) + 1);
    if (!exists(*date)) return std::nullopt;
  }
  return DateTime{*date, *time};
}

std::string to_string(const DateTime& moment) {
  return to_string(moment.date) + "T" + to_string(moment.time);
}

bool is_known_zone(std::string_view name) {
  return !name.empty() && find_zone(name) != nullptr;
}

std::optional<std::int32_t> offset_at(const DateTime& moment) {
  if (moment.time.zone.offset) return moment.time.zone.offset;
  if (moment.time.zone.name.empty()) return std::nullopt;
  const auto* zone = find_zone(moment.time.zone.name);
  if (zone == nullptr) return std::nullopt;
  date::local_seconds local{std::chrono::seconds(second_within_rules(moment))};
  auto info = zone->get_info(local);
  return static_cast<std::int32_t>(info.first.offset.count());
}

Decimal local_seconds(const DateTime& moment) {
  return Decimal(days_since_1970(moment.date) * 86400 + moment.time.second_of_day()) +
         nanoseconds(moment.time.nanosecond);
}

Decimal utc_seconds(const DateTime& moment) {
  return local_seconds(moment) - Decimal(offset_at(moment).value_or(0));
}

std::optional<DateTime> moment_from_local_seconds(Decimal seconds, const Zone& zone) {
  Decimal whole = seconds.floor();
  auto count = whole.to_int64();
  if (!count) return std::nullopt;
  std::int64_t days = *count / 86400 - (*count % 86400 < 0 ? 1 : 0);
  if (days > 366'000'000'000 || days < -366'000'000'000) return std::nullopt;
  auto second = static_cast<std::int32_t>(*count - days * 86400);
  auto nanosecond = ((seconds - whole) * Decimal(1'000'000'000)).rounded(0, Rounding::down).to_int64();
  DateTime moment{date_from_days(days),
                  {second / 3600, second / 60 % 60, second % 60,
                   static_cast<std::int32_t>(nanosecond.value_or(0)), zone}};
  if (!exists(moment.date)) return std::nullopt;
  return moment;
}

std::optional<DateTime> moment_from_utc_seconds(Decimal seconds, const Zone& zone) {
  if (zone.name.empty()) return moment_from_local_seconds(seconds + Decimal(zone.offset.value_or(0)), zone);
  const auto* rules = find_zone(zone.name);
  auto in_utc = moment_from_local_seconds(seconds, Zone{0, ""});
  if (rules == nullptr || !in_utc) return std::nullopt;
  date::sys_seconds moment{std::chrono::seconds(second_within_rules(*in_utc))};
  return moment_from_local_seconds(seconds + Decimal(std::int64_t{rules->get_info(moment).offset.count()}),
                                   zone);
}

std::optional<CalendarDate> add_months(CalendarDate date, std::int64_t months) {
  if (months > 24'000'000'000 || months < -24'000'000'000) return std::nullopt;
  std::int64_t count = std::int64_t{date.year} * 12 + (date.month - 1) + months;
  std::int64_t year = count / 12 - (count % 12 < 0 ? 1 : 0);
  if (year > last_year || year < -last_year) return std::nullopt;
  CalendarDate result{static_cast<std::int32_t>(year), static_cast<std::int32_t>(count - year * 12 + 1), 1};
  result.day = std::min(date.day, days_in_month(result.year, result.month));
  return result;
}

std::int64_t months_between(CalendarDate from, CalendarDate to) {
  std::int64_t months = (std::int64_t{to.year} - from.year) * 12 + (to.month - from.month);
  if (months > 0 && to.day < from.day) return months - 1;
  if (months < 0 && to.day > from.day) return months + 1;
  return months;
}

}  // namespace moteplass::feel
