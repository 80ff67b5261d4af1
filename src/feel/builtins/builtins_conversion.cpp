// Conversion (DMN 1.5, 10.3.4.1): number, string, and the texts behind @"...".
#include "feel/builtins/builtins_arguments.h"

namespace moteplass::feel {
namespace {

Value to_number(Arguments arguments, Evaluation& evaluation) {
  const Value& from = argument(arguments, 0);
  if (arguments.size() == 1 && from.number()) return from;
  if (!from.string()) return wrong_arguments("a text", evaluation);
  auto separator = [&](std::size_t index, std::string_view allowed) -> std::optional<std::string> {
    const Value& given = argument(arguments, index);
    if (given.is_null()) return std::string();
    if (!given.string() || given.string()->size() != 1 ||
        allowed.find(given.string()->front()) == std::string::npos)
      return std::nullopt;
    return *given.string();
  };
  auto grouping = separator(1, " ,.");
  auto point = separator(2, ",.");
  if (!grouping || !point || (!grouping->empty() && *grouping == *point))
    return wrong_arguments("different separators, one of space, comma and point", evaluation);
  std::string text;
  for (char c : *from.string()) {
    if (!grouping->empty() && c == grouping->front()) continue;
    text += !point->empty() && c == point->front() ? '.' : c;
  }
  if (auto number = Decimal::parse(text.starts_with('.') ? "0" + text : text); number && number->is_finite())
    return *number;
  return evaluation.problem("'" + *from.string() + "' is no number");
}

Value to_text(Arguments arguments, Evaluation&) {
  const Value& from = argument(arguments, 0);
  if (from.is_null()) return {};
  if (from.string()) return from;
  return to_string(from);
}

}  // namespace

Value moment_from_text(std::string_view text) {
  if (auto date = parse_calendar_date(text)) return *date;
  if (auto moment = parse_date_time(text)) return *moment;
  if (auto time = parse_time_of_day(text)) return *time;
  if (auto duration = parse_days_duration(text)) return *duration;
  if (auto duration = parse_months_duration(text)) return *duration;
  return {};
}

std::vector<Builtin> conversion_builtins() {
  return {
      {"number",
       {takes({{"from"},
               {"grouping separator", string_type, perhaps},
               {"decimal separator", string_type, perhaps}})},
       to_number},
      {"string", {{{"from"}, 1}}, to_text},
  };
}

}  // namespace moteplass::feel
