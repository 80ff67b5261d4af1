// Texts and patterns (DMN 1.5, 10.3.4.3): matches, replace, split.
#include "feel/builtins/builtins_arguments.h"
#include "feel/text/letters.h"
#include "feel/text/pattern.h"

namespace moteplass::feel {

std::vector<Builtin> pattern_builtins();

namespace {

std::optional<Pattern> pattern_of(const Value& pattern, const Value& flags, Evaluation& evaluation) {
  bool texts = pattern.string() && (flags.is_null() || flags.string());
  auto parsed =
      texts ? Pattern::parse(*pattern.string(), flags.string() ? *flags.string() : "") : std::nullopt;
  if (!parsed) evaluation.problem("this is no pattern");
  return parsed;
}

Value matches(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string()) return wrong_arguments("a text and a pattern", evaluation);
  auto pattern = pattern_of(arguments[1], argument(arguments, 2), evaluation);
  if (!pattern) return {};
  auto found = pattern->matches_in(code_points_of(*arguments[0].string()), true);
  return found ? Value(!found->empty()) : evaluation.problem("the pattern takes too long to match");
}

// What stands in for a match: $1 is a group, \$ and \\ are themselves.
std::optional<std::u32string> replacement_of(std::u32string_view replacement, const Pattern::Match& match,
                                             std::u32string_view text, std::size_t groups) {
  std::u32string result;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    char32_t c = replacement[i];
    bool last = i + 1 == replacement.size();
    if (c == '\\') {
      if (last || (replacement[i + 1] != '\\' && replacement[i + 1] != '$')) return std::nullopt;
      result += replacement[++i];
    } else if (c == '$') {
      if (last || replacement[i + 1] < '0' || replacement[i + 1] > '9') return std::nullopt;
      std::size_t index = replacement[++i] - '0';
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9' &&
             index * 10 + (replacement[i + 1] - '0') <= groups)
        index = index * 10 + (replacement[++i] - '0');
      if (index < match.groups.size() && match.groups[index])
        result +=
            text.substr(match.groups[index]->first, match.groups[index]->second - match.groups[index]->first);
    } else {
      result += c;
    }
  }
  return result;
}

Value replace(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string() || !arguments[2].string())
    return wrong_arguments("a text, a pattern and a replacement", evaluation);
  auto pattern = pattern_of(arguments[1], argument(arguments, 3), evaluation);
  if (!pattern) return {};
  auto text = code_points_of(*arguments[0].string());
  auto replacement = code_points_of(*arguments[2].string());
  // What matches nothing has no places to replace or to split at (err:FORX0003).
  if (pattern->matches_nothing()) return evaluation.problem("the pattern matches the empty text");
  auto found = pattern->matches_in(text, false);
  if (!found) return evaluation.problem("the pattern takes too long to match");
  std::u32string result;
  std::size_t done = 0;
  for (const Pattern::Match& match : *found) {
    auto instead = pattern->is_literal() ? std::optional(replacement)
                                         : replacement_of(replacement, match, text, pattern->groups());
    if (!instead) return evaluation.problem("this is no replacement");
    result += text.substr(done, match.begin - done) + *instead;
    done = match.end;
    if (result.size() > Evaluation::longest_text) return evaluation.problem("the text is too long");
  }
  return text_of(result + text.substr(done));
}

Value split(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].string()) return wrong_arguments("a text and a delimiter", evaluation);
  auto pattern = pattern_of(arguments[1], {}, evaluation);
  if (!pattern) return {};
  if (pattern->matches_nothing()) return evaluation.problem("the pattern matches the empty text");
  auto text = code_points_of(*arguments[0].string());
  auto found = pattern->matches_in(text, false);
  if (!found) return evaluation.problem("the pattern takes too long to match");
  List parts;
  std::size_t done = 0;
  for (const Pattern::Match& match : *found) {
    if (match.begin == match.end) continue;
    parts.push_back(text_of(std::u32string_view(text).substr(done, match.begin - done)));
    done = match.end;
  }
  parts.push_back(text_of(std::u32string_view(text).substr(done)));
  return parts;
}

}  // namespace

std::vector<Builtin> pattern_builtins() {
  return {
      {"matches",
       {takes({{"input", string_type}, {"pattern", string_type}, {"flags", string_type, perhaps}})},
       matches},
      {"replace",
       {takes({{"input", string_type},
               {"pattern", string_type},
               {"replacement", string_type},
               {"flags", string_type, perhaps}})},
       replace},
      {"split", {takes({{"string", string_type}, {"delimiter", string_type}})}, split},
  };
}

}  // namespace moteplass::feel
