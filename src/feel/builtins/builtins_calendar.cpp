// Dates, times and durations (DMN 1.5, 10.3.4.1, 10.3.4.6 and 10.3.4.8).
#include "feel/builtins/builtins_arguments.h"

namespace moteplass::feel {
namespace {

std::optional<std::int32_t> part(const Value& value, std::int64_t least, std::int64_t most) {
  auto whole = whole_number(value);
  if (!whole || *whole < least || *whole > most) return std::nullopt;
  return static_cast<std::int32_t>(*whole);
}

std::optional<CalendarDate> date_of(Arguments three) {
  auto year = part(three[0], -999'999'999, 999'999'999);
  auto month = part(three[1], 1, 12);
  auto day = part(three[2], 1, 31);
  if (!year || !month || !day) return std::nullopt;
  CalendarDate date{*year, *month, *day};
  if (!exists(date)) return std::nullopt;
  return date;
}

Value to_date(Arguments arguments, Evaluation& evaluation) {
  const Value& from = arguments[0];
  if (arguments.size() == 3) {
    if (auto date = date_of(arguments)) return *date;
    return evaluation.problem("there is no such date");
  }
  if (arguments.size() == 1) {
    if (from.date()) return from;
    if (from.date_time()) return from.date_time()->date;
    if (from.string())
      if (auto date = parse_calendar_date(*from.string())) return *date;
  }
  return wrong_arguments("a date, a text such as \"2026-03-14\", or year, month and day", evaluation);
}

// Hour, minute, second and optionally an offset as a duration.
std::optional<TimeOfDay> time_of(Arguments arguments) {
  auto hour = part(arguments[0], 0, 23);
  auto minute = part(arguments[1], 0, 59);
  const Decimal* seconds = arguments[2].number();
  if (!hour || !minute || !seconds || seconds->sign() < 0 || *seconds >= Decimal(60)) return std::nullopt;
  TimeOfDay time{*hour, *minute, 0, 0, {}};
  Decimal whole = seconds->floor();
  time.second = static_cast<std::int32_t>(whole.to_int64().value_or(0));
  time.nanosecond = static_cast<std::int32_t>(
      ((*seconds - whole) * Decimal(1'000'000'000)).rounded(0, Rounding::down).to_int64().value_or(0));
  const Value& offset = argument(arguments, 3);
  if (!offset.is_null()) {
    if (!offset.days_duration()) return std::nullopt;
    auto given = offset.days_duration()->seconds.to_int64();
    if (!given || *given > 14 * 3600 || *given < -14 * 3600) return std::nullopt;
    time.zone.offset = static_cast<std::int32_t>(*given);
  }
  return time;
}

Value to_time(Arguments arguments, Evaluation& evaluation) {
  const Value& from = arguments[0];
  if (arguments.size() >= 3) {
    if (auto time = time_of(arguments)) return *time;
    return evaluation.problem("there is no such time");
  }
  if (arguments.size() == 1) {
    if (from.time()) return from;
    if (from.date_time()) return from.date_time()->time;
    if (from.date()) return TimeOfDay{0, 0, 0, 0, Zone{0, ""}};
    if (from.string()) {
      if (auto time = parse_time_of_day(*from.string())) return *time;
      if (auto moment = parse_date_time(*from.string())) return moment->time;
    }
  }
  return wrong_arguments("a time, a text such as \"14:30:00\", or hour, minute and second", evaluation);
}

Value to_date_time(Arguments arguments, Evaluation& evaluation) {
  const Value& from = arguments[0];
  if (arguments.size() == 1) {
    if (from.date_time()) return from;
    if (from.date()) return DateTime{*from.date(), {}};
    if (from.string()) {
      if (auto moment = parse_date_time(*from.string())) return *moment;
      if (auto date = parse_calendar_date(*from.string())) return DateTime{*date, {}};
    }
  } else if (arguments.size() == 2 && arguments[1].string() && from.date_time()) {
    // The same moment on a clock in another zone.
    if (is_known_zone(*arguments[1].string())) {
      Zone zone{std::nullopt, *arguments[1].string()};
      if (auto shown = moment_from_utc_seconds(utc_seconds(*from.date_time()), zone)) return *shown;
    }
  } else if (arguments.size() == 2) {
    std::optional<CalendarDate> date;
    if (from.date()) date = *from.date();
    if (from.date_time()) date = from.date_time()->date;
    if (date && arguments[1].time()) return DateTime{*date, *arguments[1].time()};
  } else if (arguments.size() >= 6) {
    auto date = date_of(arguments.subspan(0, 3));
    Value zone_name = argument(arguments, 6);
    List rest(arguments.begin() + 3, arguments.begin() + 6);
    if (!zone_name.string()) rest.push_back(zone_name);
    auto time = time_of(rest);
    if (time && zone_name.string()) {
      if (!is_known_zone(*zone_name.string()))
        time.reset();
      else
        time->zone.name = *zone_name.string();
    }
    if (date && time) return DateTime{*date, *time};
    return evaluation.problem("there is no such date and time");
  }
  return wrong_arguments("a text such as \"2026-03-14T14:30:00\", or a date and a time", evaluation);
}

Value to_duration(Arguments arguments, Evaluation& evaluation) {
  const Value& from = arguments[0];
  if (from.days_duration() || from.months_duration()) return from;
  if (from.string()) {
    if (auto days = parse_days_duration(*from.string())) return *days;
    if (auto months = parse_months_duration(*from.string())) return *months;
  }
  return wrong_arguments("a text such as \"P3D\" or \"P1Y6M\"", evaluation);
}

Value months_duration(Arguments arguments, Evaluation& evaluation) {
  auto moment_of = [](const Value& value) -> std::optional<DateTime> {
    if (value.date()) return DateTime{*value.date(), {}};
    if (value.date_time()) return *value.date_time();
    return std::nullopt;
  };
  auto from = moment_of(arguments[0]);
  auto to = moment_of(arguments[1]);
  if (!from || !to) return wrong_arguments("two dates", evaluation);
  return MonthsDuration{months_between(from->date, to->date)};
}

template <Value (*of)(CalendarDate)>
Value of_date(Arguments arguments, Evaluation& evaluation) {
  if (arguments[0].date()) return of(*arguments[0].date());
  if (arguments[0].date_time()) return of(arguments[0].date_time()->date);
  return wrong_arguments("a date", evaluation);
}

Value year_day(CalendarDate date) {
  return day_of_year(date);
}
Value week_day(CalendarDate date) {
  static constexpr const char* names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};
  return names[iso_weekday(date) - 1];
}
Value month_name(CalendarDate date) {
  static constexpr const char* names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  return names[date.month - 1];
}
Value week_number(CalendarDate date) {
  return iso_week(date);
}

// 10.3.4.8 wants a clock. A decision that reads one gives another answer tomorrow, so the moment is handed
// in.
Value now(Arguments, Evaluation& evaluation) {
  if (evaluation.now()) return *evaluation.now();
  return evaluation.problem("there is no clock here: hand the moment in");
}
Value today(Arguments, Evaluation& evaluation) {
  if (evaluation.now()) return evaluation.now()->date;
  return evaluation.problem("there is no clock here: hand the moment in");
}

}  // namespace

std::vector<Builtin> calendar_builtins() {
  return {
      {"date",
       {takes({{"from", string_type}}), takes({{"from", date_type}}), takes({{"from", date_time_type}}),
        takes({{"year", number_type}, {"month", number_type}, {"day", number_type}})},
       to_date},
      {"time",
       {takes({{"from", string_type}}), takes({{"from", time_type}}), takes({{"from", date_type}}),
        takes({{"from", date_time_type}}),
        takes({{"hour", number_type},
               {"minute", number_type},
               {"second", number_type},
               {"offset", days_type, perhaps}})},
       to_time},
      {"date and time",
       {takes({{"from", string_type}}), takes({{"from", date_type}}), takes({{"from", date_time_type}}),
        takes({{"date", date_type}, {"time", time_type}}),
        takes({{"date", date_time_type}, {"time", time_type}}),
        takes({{"date", date_time_type}, {"timezone", string_type}}),
        takes({{"year", number_type},
               {"month", number_type},
               {"day", number_type},
               {"hour", number_type},
               {"minute", number_type},
               {"second", number_type},
               {"offset", days_type, perhaps}}),
        takes({{"year", number_type},
               {"month", number_type},
               {"day", number_type},
               {"hour", number_type},
               {"minute", number_type},
               {"second", number_type},
               {"timezone", string_type, perhaps}})},
       to_date_time},
      {"duration",
       {takes({{"from", string_type}}), takes({{"from", days_type}}), takes({{"from", months_type}})},
       to_duration},
      {"years and months duration",
       {takes({{"from", date_type}, {"to", date_type}}),
        takes({{"from", date_time_type}, {"to", date_time_type}})},
       months_duration},
      {"day of year", {takes({{"date", date_type}}), takes({{"date", date_time_type}})}, of_date<year_day>},
      {"day of week", {takes({{"date", date_type}}), takes({{"date", date_time_type}})}, of_date<week_day>},
      {"month of year",
       {takes({{"date", date_type}}), takes({{"date", date_time_type}})},
       of_date<month_name>},
      {"week of year",
       {takes({{"date", date_type}}), takes({{"date", date_time_type}})},
       of_date<week_number>},
      {"now", {{{}, 0}}, now},
      {"today", {{{}, 0}}, today},
  };
}

}  // namespace moteplass::feel
