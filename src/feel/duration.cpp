// Texts of the two durations (DMN 1.5, 10.3.2.3.6 and 10.3.2.3.7): XML Schema's dayTimeDuration and
// yearMonthDuration.
#include <fmt/format.h>

#include "feel/calendar.h"

namespace moteplass::feel {
namespace {

// "12D": the digits, and moves behind the letter; nullopt and no move if the letter does not follow.
std::optional<Decimal> take_part(std::string_view& text, char letter, bool fraction_allowed) {
  std::size_t end = text.find_first_not_of("0123456789");
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  if (fraction_allowed && text[end] == '.') {
    auto more = text.find_first_not_of("0123456789", end + 1);
    if (more == end + 1 || more == std::string_view::npos) return std::nullopt;
    end = more;
  }
  if (text[end] != letter) return std::nullopt;
  auto number = Decimal::parse(text.substr(0, end));
  text.remove_prefix(end + 1);
  return number;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  Decimal seconds;
  bool any = false;
  auto add = [&](char letter, std::int64_t unit) {
    auto part = take_part(text, letter, letter == 'S');
    if (!part) return;
    seconds = seconds + *part * Decimal(unit);
    any = true;
  };
  add('D', 86400);
  if (take(text, 'T')) {
    any = false;
    add('H', 3600);
    add('M', 60);
    add('S', 1);
  }
  if (!any || !text.empty()) return std::nullopt;
  return DaysDuration{negative ? -seconds : seconds};
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  bool negative = take(text, '-');
  if (!take(text, 'P')) return std::nullopt;
  auto years = take_part(text, 'Y', false);
  auto months = take_part(text, 'M', false);
  if ((!years && !months) || !text.empty()) return std::nullopt;
  auto total = (years.value_or(Decimal()) * Decimal(12) + months.value_or(Decimal())).to_int64();
  if (!total) return std::nullopt;
  return MonthsDuration{negative ? -*total : *total};
}

std::string to_string(DaysDuration duration) {
  if (duration.seconds.sign() == 0) return "PT0S";
  Decimal left = duration.seconds.abs();
  auto take_unit = [&](std::int64_t unit) {
    Decimal count = (left / Decimal(unit)).rounded(0, Rounding::down);
    left = left - count * Decimal(unit);
    return count;
  };
  Decimal days = take_unit(86400);
  Decimal hours = take_unit(3600);
  Decimal minutes = take_unit(60);
  std::string text = duration.seconds.sign() < 0 ? "-P" : "P";
  if (days.sign() != 0) text += days.to_string() + "D";
  if (hours.sign() == 0 && minutes.sign() == 0 && left.sign() == 0) return text;
  text += "T";
  if (hours.sign() != 0) text += hours.to_string() + "H";
  if (minutes.sign() != 0) text += minutes.to_string() + "M";
  if (left.sign() != 0) text += left.to_string() + "S";
  return text;
}

std::string to_string(MonthsDuration duration) {
  if (duration.months == 0) return "P0M";
  // Negating the smallest number there is would overflow; as unsigned it does not.
  auto months = static_cast<std::uint64_t>(duration.months);
  if (duration.months < 0) months = 0 - months;
  std::string text = duration.months < 0 ? "-P" : "P";
  if (months / 12 != 0) text += fmt::format("{}Y", months / 12);
  if (months % 12 != 0) text += fmt::format("{}M", months % 12);
  return text;
}

}  // namespace moteplass::feel
