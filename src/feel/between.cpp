#include "feel/between.h"

#include <array>
#include <span>

namespace moteplass::feel {
namespace {

constexpr std::int64_t day = 86'400;

// Ends as numbers; none: no end on that side.
struct Ends {
  std::optional<Decimal> low, high;
  bool hold(Decimal value) const {
    return value.is_finite() && (!low || *low < value) && (!high || value < *high);
  }
};

Decimal ceiling(Decimal value) {
  return value.rounded(0, Rounding::ceiling);
}

// The multiple of the unit nearest above the low end, else below the high end.
std::optional<Decimal> by_unit(const Ends& ends, Decimal unit) {
  Decimal near = ends.low ? ((*ends.low / unit).floor() + Decimal(1)) * unit
                          : (ceiling(*ends.high / unit) - Decimal(1)) * unit;
  return ends.hold(near) ? std::optional(near) : std::nullopt;
}

std::optional<Decimal> number_between(const Ends& ends) {
  for (Decimal unit = Decimal(1); unit.sign() > 0; unit = unit / Decimal(10)) {
    if (auto found = by_unit(ends, unit)) return found;
    if (unit < *Decimal::parse("1e-40")) break;
  }
  // So large that one more makes no difference, or so close that only halfway is left.
  if (ends.low && ends.high) {
    Decimal half = (*ends.low + *ends.high) / Decimal(2);
    return ends.hold(half) ? std::optional(half) : std::nullopt;
  }
  Decimal end = ends.low ? *ends.low : *ends.high;
  for (Decimal factor : {Decimal(2), Decimal(1) / Decimal(2)})
    if (ends.hold(end * factor)) return end * factor;
  return std::nullopt;
}

// Whole days, else hours, minutes, seconds, and at last parts of a second.
std::optional<Decimal> seconds_between(const Ends& ends, std::span<const std::int64_t> units) {
  for (std::int64_t unit : units)
    if (auto found = by_unit(ends, Decimal(unit))) return found;
  return number_between(ends);
}

// Clocks count no finer than nanoseconds.
std::optional<Decimal> clock_seconds_between(const Ends& ends, std::span<const std::int64_t> units) {
  for (std::int64_t unit : units)
    if (auto found = by_unit(ends, Decimal(unit))) return found;
  for (int digits = 1; digits <= 9; ++digits)
    if (auto found = by_unit(ends, Decimal(10).power(Decimal(-digits)))) return found;
  return std::nullopt;
}

constexpr std::array<std::int64_t, 4> units_of_duration = {day, 3600, 60, 1};
constexpr std::array<std::int64_t, 3> units_of_clock = {3600, 60, 1};

std::optional<Value> text_between(const std::string* low, const std::string* high) {
  static constexpr std::string_view endings[] = {"a", "A", "0", " ", std::string_view("\0", 1), ""};
  for (std::string_view ending : endings) {
    std::string text = (low ? *low : "") + std::string(ending);
    if ((!low || *low < text) && (!high || text < *high)) return Value(std::move(text));
  }
  return std::nullopt;
}

std::optional<Value> date_between(const CalendarDate* low, const CalendarDate* high) {
  CalendarDate date = date_from_days(low ? days_since_1970(*low) + 1 : days_since_1970(*high) - 1);
  bool fits = exists(date) && (!low || *low < date) && (!high || date < *high);
  return fits ? std::optional(Value(date)) : std::nullopt;
}

std::optional<Value> months_between(const MonthsDuration* low, const MonthsDuration* high) {
  MonthsDuration months{low ? low->months + 1 : high->months - 1};
  bool fits = (!low || *low < months) && (!high || months < *high);
  return fits ? std::optional(Value(months)) : std::nullopt;
}

std::optional<Value> time_between(const TimeOfDay* low, const TimeOfDay* high) {
  auto seconds = [](const TimeOfDay* time) {
    return time ? std::optional(utc_seconds({CalendarDate(), *time})) : std::nullopt;
  };
  Ends wanted{seconds(low), seconds(high)};
  bool local = (low ? low : high)->zone.is_local();
  auto within = [&](std::int64_t first, std::int64_t end) {
    Ends ends = wanted;
    // A clock shows no less than midnight and no more than the nanosecond before the next.
    Decimal before = Decimal(first) - *Decimal::parse("1e-9");
    if (!ends.low || *ends.low < before) ends.low = before;
    if (!ends.high || Decimal(end) < *ends.high) ends.high = Decimal(end);
    return clock_seconds_between(ends, units_of_clock);
  };
  auto shown = [](Decimal utc, std::optional<std::int32_t> offset) -> std::optional<Value> {
    Zone zone{offset, ""};
    auto moment = moment_from_local_seconds(utc + Decimal(offset.value_or(0)), zone);
    return moment ? std::optional(Value(moment->time)) : std::nullopt;
  };
  if (auto utc = within(0, day)) return shown(*utc, local ? std::nullopt : std::optional(0));
  if (local) return std::nullopt;
  // Before and after the day as Greenwich has it: on clocks far to the east and to the west.
  constexpr std::int32_t east = 14 * 3600;
  constexpr std::int32_t west = -12 * 3600;
  if (auto utc = within(-east, 0)) return shown(*utc, east);
  if (auto utc = within(day, day - west)) return shown(*utc, west);
  return std::nullopt;
}

std::optional<Value> moment_between(const DateTime* low, const DateTime* high) {
  auto seconds = [](const DateTime* moment) {
    return moment ? std::optional(utc_seconds(*moment)) : std::nullopt;
  };
  auto found = clock_seconds_between({seconds(low), seconds(high)}, units_of_duration);
  if (!found) return std::nullopt;
  bool local = (low ? low : high)->time.zone.is_local();
  Zone zone{local ? std::nullopt : std::optional(0), ""};
  auto moment = moment_from_local_seconds(*found, zone);
  return moment ? std::optional(Value(*moment)) : std::nullopt;
}

}  // namespace

std::optional<Value> between(const Value& low, const Value& high) {
  switch ((low.is_null() ? high : low).kind()) {
    case Kind::number: {
      auto end = [](const Value& value) {
        return value.number() ? std::optional(*value.number()) : std::nullopt;
      };
      auto found = number_between({end(low), end(high)});
      return found ? std::optional(Value(*found)) : std::nullopt;
    }
    case Kind::days_duration: {
      auto end = [](const Value& value) {
        return value.days_duration() ? std::optional(value.days_duration()->seconds) : std::nullopt;
      };
      auto found = seconds_between({end(low), end(high)}, units_of_duration);
      return found ? std::optional(Value(DaysDuration{*found})) : std::nullopt;
    }
    case Kind::string:
      return text_between(low.string(), high.string());
    case Kind::date:
      return date_between(low.date(), high.date());
    case Kind::time:
      return time_between(low.time(), high.time());
    case Kind::date_time:
      return moment_between(low.date_time(), high.date_time());
    case Kind::months_duration:
      return months_between(low.months_duration(), high.months_duration());
    case Kind::null:
    case Kind::boolean:
    case Kind::range:
    case Kind::list:
    case Kind::context:
    case Kind::function:
    case Kind::unknown:
      break;
  }
  return std::nullopt;
}

}  // namespace moteplass::feel
