// Texts (DMN 1.5, 10.3.4.3), counted in code points.
#include "feel/builtins/builtins_arguments.h"
#include "feel/text/letters.h"

namespace moteplass::feel {

std::vector<Builtin> pattern_builtins();  // builtins_pattern.cpp

namespace {

template <bool (*of)(const std::string&, const std::string&)>
Value test(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string() || !arguments[1].string()) return wrong_arguments("two texts", evaluation);
  return of(*arguments[0].string(), *arguments[1].string());
}

bool contains_text(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
bool starts_with(const std::string& text, const std::string& part) {
  return text.starts_with(part);
}
bool ends_with(const std::string& text, const std::string& part) {
  return text.ends_with(part);
}

Value length(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string()) return wrong_arguments("a text", evaluation);
  return code_points_of(*arguments[0].string()).size();
}

Value substring(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string() || !arguments[1].number() || (arguments.size() > 2 && !arguments[2].number()))
    return wrong_arguments("a text, a position and optionally a length", evaluation);
  auto text = code_points_of(*arguments[0].string());
  auto size = static_cast<std::int64_t>(text.size());
  auto start = arguments[1].number()->rounded(0, Rounding::down).to_int64().value_or(0);
  if (start == 0 || start > size || start < -size)
    return evaluation.problem("the position is outside the text");
  std::int64_t first = start > 0 ? start - 1 : size + start;
  std::int64_t count = size - first;
  if (arguments.size() > 2) {
    Decimal given = arguments[2].number()->rounded(0, Rounding::down);
    if (given < Decimal(1)) return evaluation.problem("the length is not positive");
    count = std::min(count, given.to_int64().value_or(count));
  }
  return text_of(
      std::u32string_view(text).substr(static_cast<std::size_t>(first), static_cast<std::size_t>(count)));
}

template <std::u32string (*of)(std::u32string_view)>
Value in_case(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string()) return wrong_arguments("a text", evaluation);
  return text_of(of(code_points_of(*arguments[0].string())));
}

Value before(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string() || !arguments[1].string()) return wrong_arguments("two texts", evaluation);
  auto found = arguments[0].string()->find(*arguments[1].string());
  return found == std::string::npos ? Value("") : Value(arguments[0].string()->substr(0, found));
}

Value after(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string() || !arguments[1].string()) return wrong_arguments("two texts", evaluation);
  auto found = arguments[0].string()->find(*arguments[1].string());
  return found == std::string::npos
             ? Value("")
             : Value(arguments[0].string()->substr(found + arguments[1].string()->size()));
}

Value join_texts(Arguments arguments, Evaluation& evaluation) {
  auto text_or_nothing = [&](std::size_t index) -> std::optional<std::string> {
    const Value& given = argument(arguments, index);
    if (given.is_null()) return std::string();
    return given.string() ? std::optional(*given.string()) : std::nullopt;
  };
  auto delimiter = text_or_nothing(1);
  auto prefix = text_or_nothing(2);
  auto suffix = text_or_nothing(3);
  if (arguments[0].is_null() || !delimiter || !prefix || !suffix)
    return wrong_arguments("a list of texts and a delimiter", evaluation);
  std::string joined = *prefix;
  bool first = true;
  for (const Value& item : items_of(arguments.subspan(0, 1))) {
    if (item.is_null()) continue;
    if (!item.string()) return wrong_arguments("a list of texts", evaluation);
    if (!first) joined += *delimiter;
    joined += *item.string();
    first = false;
    if (joined.size() > Evaluation::longest_text) return evaluation.problem("the text is too long");
  }
  return joined + *suffix;
}

}  // namespace

std::vector<Builtin> string_builtins() {
  std::vector<Builtin> all = {
      {"string length", {takes({{"string", string_type}})}, length},
      {"substring",
       {takes({{"string", string_type}, {"start position", number_type}, {"length", number_type, perhaps}})},
       substring},
      {"upper case", {takes({{"string", string_type}})}, in_case<upper_case>},
      {"lower case", {takes({{"string", string_type}})}, in_case<lower_case>},
      {"substring before", {takes({{"string", string_type}, {"match", string_type}})}, before},
      {"substring after", {takes({{"string", string_type}, {"match", string_type}})}, after},
      {"contains", {takes({{"string", string_type}, {"match", string_type}})}, test<contains_text>},
      {"starts with", {takes({{"string", string_type}, {"match", string_type}})}, test<starts_with>},
      {"ends with", {takes({{"string", string_type}, {"match", string_type}})}, test<ends_with>},
      {"string join",
       {takes({{"list"}, {"delimiter", string_type, perhaps}}),
        takes({{"list"}, {"delimiter", string_type}, {"prefix", string_type}, {"suffix", string_type}})},
       join_texts},
  };
  for (Builtin& builtin : pattern_builtins()) all.push_back(std::move(builtin));
  return all;
}

}  // namespace moteplass::feel
