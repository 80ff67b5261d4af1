#include "feel/text/letters.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "feel/parse/lexer.h"

namespace moteplass::feel {
namespace {

// From first to last, by the step, a letter's counterpart is `distance` further on.
struct CaseSpan {
  char32_t first, last, step;
  std::int32_t distance;
};
struct SpecialUpper {
  char32_t letter;
  char32_t capitals[3];
};
struct Block {
  char32_t first, last;
  std::string_view name;
};

#include "feel/text/letters_table.inc"

// XML Schema's names of blocks that Unicode has since renamed.
constexpr Block older_blocks[] = {
    {0x370, 0x3FF, "Greek"}, {0x20D0, 0x20FF, "CombiningMarksforSymbols"}, {0xE000, 0xF8FF, "PrivateUse"}};

constexpr std::string_view categories[] = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl",
                                           "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc",
                                           "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn"};

struct Run {
  char32_t first;
  std::string_view category;
};

const std::vector<Run>& runs() {
  static const std::vector<Run> all = [] {
    std::vector<Run> made;
    char32_t first = 0;
    std::string_view rest(category_runs);
    while (!rest.empty()) {
      std::size_t end = std::min(rest.find(' '), rest.size());
      made.push_back({first, rest.substr(0, 2)});
      char32_t count = 0;
      for (char c : rest.substr(2, end - 2))
        count = count * 36 + static_cast<char32_t>(c <= '9' ? c - '0' : c - 'a' + 10);
      first += count;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return made;
  }();
  return all;
}

template <std::size_t count>
char32_t counterpart(char32_t c, const CaseSpan (&spans)[count]) {
  const auto* after = std::upper_bound(std::begin(spans), std::end(spans), c,
                                       [](char32_t one, const CaseSpan& span) { return one < span.first; });
  if (after == std::begin(spans)) return c;
  const CaseSpan& span = *std::prev(after);
  if (c > span.last || (c - span.first) % span.step != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + span.distance);
}

bool is_cased(char32_t c) {
  return upper_case(c) != c || lower_case(c) != c;
}

}  // namespace

std::u32string code_points_of(std::string_view text) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size();) {
    CodePoint next = code_point_at(text, i);
    result += next.value;
    i += next.length;
  }
  return result;
}

std::string text_of(std::u32string_view code_points) {
  std::string result;
  for (char32_t c : code_points) append_utf8(result, c);
  return result;
}

char32_t lower_case(char32_t c) {
  return counterpart(c, to_lower);
}

char32_t upper_case(char32_t c) {
  return counterpart(c, to_upper);
}

std::u32string upper_case(std::u32string_view text) {
  std::u32string result;
  for (char32_t c : text) {
    const auto* special =
        std::lower_bound(std::begin(special_upper), std::end(special_upper), c,
                         [](const SpecialUpper& one, char32_t letter) { return one.letter < letter; });
    if (special == std::end(special_upper) || special->letter != c) {
      result += upper_case(c);
      continue;
    }
    for (char32_t capital : special->capitals)
      if (capital != 0) result += capital;
  }
  return result;
}

std::u32string lower_case(std::u32string_view text) {
  constexpr char32_t capital_sigma = 0x3A3;
  constexpr char32_t final_sigma = 0x3C2;
  constexpr char32_t capital_dotted_i = 0x130;
  std::u32string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    bool ends_word = i > 0 && is_cased(text[i - 1]) && (i + 1 == text.size() || !is_cased(text[i + 1]));
    result += c == capital_sigma && ends_word ? final_sigma : lower_case(c);
    if (c == capital_dotted_i) result += char32_t{0x307};
  }
  return result;
}

std::string_view category_of(char32_t c) {
  auto after = std::upper_bound(runs().begin(), runs().end(), c,
                                [](char32_t one, const Run& run) { return one < run.first; });
  const Run& run = *std::prev(after);
  if (run.category == "LC") return (c - run.first) % 2 == 0 ? "Lu" : "Ll";
  return run.category;
}

bool is_category(std::string_view name) {
  return (name.size() == 1 || name.size() == 2) &&
         std::any_of(std::begin(categories), std::end(categories),
                     [&](std::string_view one) { return one.starts_with(name); });
}

std::optional<std::pair<char32_t, char32_t>> find_block(std::string_view name) {
  for (const Block& block : older_blocks)
    if (block.name == name) return std::pair{block.first, block.last};
  for (const Block& block : blocks)
    if (block.name == name) return std::pair{block.first, block.last};
  return std::nullopt;
}

}  // namespace moteplass::feel
