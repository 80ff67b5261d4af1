#include "web/number_words.h"

#include <fmt/format.h>

namespace moteplass::web {
namespace {

bool is_english(Words words) {
  return words.language() == texts::Language::en;
}

}  // namespace

std::string number_in_words(Words words, std::int64_t number) {
  auto digits = std::to_string(number);
  std::size_t first = number < 0 ? 1 : 0;
  // A space that does not break a line; thousands are grouped from five digits on, as Norwegian does.
  auto mark = is_english(words) ? std::string_view(",") : std::string_view("\u00a0");
  if (digits.size() - first < (is_english(words) ? 4u : 5u)) return digits;
  for (auto at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, mark);
  }
  return digits;
}

std::string decimal_in_words(Words words, std::string plain) {
  if (is_english(words)) return plain;
  for (char& c : plain)
    if (c == '.') c = ',';
  return plain;
}

std::string per_mille_in_words(Words words, std::int64_t per_mille) {
  auto number = per_mille % 10 == 0 ? std::to_string(per_mille / 10)
                                    : fmt::format("{}.{}", per_mille / 10, per_mille % 10);
  return decimal_in_words(words, std::move(number)) + (is_english(words) ? "%" : "\u00a0%");
}

std::string share_in_words(Words words, std::int64_t part, std::int64_t whole) {
  return per_mille_in_words(words, (part * 1000 + whole / 2) / whole);
}

}  // namespace moteplass::web
