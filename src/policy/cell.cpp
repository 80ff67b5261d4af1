#include "policy/cell.h"

#include <algorithm>
#include <optional>

#include "policy/words.h"

namespace moteplass::policy {
namespace {

using Kind = ReadCell::Kind;

constexpr Named<Kind> kind_words[] = {
    {Kind::any, "any"}, {Kind::words, "words"}, {Kind::not_words, "not_words"}, {Kind::range, "range"},
    {Kind::yes, "yes"}, {Kind::no, "no"},       {Kind::nothing, "nothing"},     {Kind::formula, "formula"},
};

// Walks over a text from the left; every step says whether it could be taken.
class Steps {
 public:
  explicit Steps(std::string_view text) : rest_(text) {}

  bool at_end() {
    skip_space();
    return rest_.empty();
  }
  bool take(std::string_view sign) {
    skip_space();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(sign.size());
    return true;
  }
  std::optional<std::string> number() {
    skip_space();
    std::size_t end = rest_.starts_with('-') ? 1 : 0;
    std::size_t first = end;
    while (end < rest_.size() && rest_[end] >= '0' && rest_[end] <= '9') ++end;
    if (end == first) return std::nullopt;
    // A point is part of the number only before a digit: "1..2" is a range.
    if (end + 1 < rest_.size() && rest_[end] == '.' && rest_[end + 1] >= '0' && rest_[end + 1] <= '9') {
      ++end;
      while (end < rest_.size() && rest_[end] >= '0' && rest_[end] <= '9') ++end;
    }
    return taken(end);
  }
  std::optional<std::string> quoted() {
    if (!take("\"")) return std::nullopt;
    std::string word;
    while (!rest_.empty()) {
      char c = rest_.front();
      rest_.remove_prefix(1);
      if (c == '"') return word;
      if (c == '\\' && !rest_.empty()) {
        // Of the escapes of FEEL only those that stand for themselves; others make a formula.
        if (rest_.front() != '"' && rest_.front() != '\\') return std::nullopt;
        c = rest_.front();
        rest_.remove_prefix(1);
      }
      word += c;
    }
    return std::nullopt;
  }
  std::optional<std::vector<std::string>> words() {
    std::vector<std::string> list;
    do {
      auto word = quoted();
      if (!word) word = number();
      if (!word) return std::nullopt;
      list.push_back(std::move(*word));
    } while (take(","));
    return list;
  }

 private:
  void skip_space() {
    auto from = rest_.find_first_not_of(" \t\r\n");
    rest_.remove_prefix(from == std::string_view::npos ? rest_.size() : from);
  }
  std::string taken(std::size_t count) {
    std::string text(rest_.substr(0, count));
    rest_.remove_prefix(count);
    return text;
  }

  std::string_view rest_;
};

bool read_words(std::string_view text, ReadCell& cell) {
  for (auto [before, after, kind] : {std::tuple("", "", Kind::words), std::tuple("[", "]", Kind::words),
                                     std::tuple("not(", ")", Kind::not_words)}) {
    Steps steps(text);
    if (!steps.take(before)) continue;
    auto list = steps.words();
    if (!list || !steps.take(after) || !steps.at_end()) continue;
    cell.kind = kind;
    cell.words = std::move(*list);
    return true;
  }
  return false;
}

bool read_comparison(std::string_view text, ReadCell& cell) {
  for (std::string_view sign : {"<=", ">=", "<", ">"}) {
    Steps steps(text);
    if (!steps.take(sign)) continue;
    auto number = steps.number();
    if (!number || !steps.at_end()) return false;
    bool below = sign.front() == '<';
    (below ? cell.high : cell.low) = *number;
    (below ? cell.high_within : cell.low_within) = sign.size() == 2;
    cell.kind = Kind::range;
    return true;
  }
  return false;
}

bool read_range(std::string_view text, ReadCell& cell) {
  Steps steps(text);
  bool within = steps.take("[");
  if (!within && !steps.take("(") && !steps.take("]")) return false;
  auto low = steps.number();
  if (!low || !steps.take("..")) return false;
  auto high = steps.number();
  if (!high) return false;
  bool high_within = steps.take("]");
  if (!high_within && !steps.take(")") && !steps.take("[")) return false;
  if (!steps.at_end()) return false;
  cell.kind = Kind::range;
  cell.low = *low;
  cell.high = *high;
  cell.low_within = within;
  cell.high_within = high_within;
  return true;
}

}  // namespace

ReadCell read_cell(std::string_view feel) {
  ReadCell cell;
  cell.text = feel;
  for (auto [written, kind] :
       {std::pair("", Kind::any), std::pair("-", Kind::any), std::pair("true", Kind::yes),
        std::pair("false", Kind::no), std::pair("null", Kind::nothing)}) {
    if (feel == written) {
      cell.kind = kind;
      return cell;
    }
  }
  if (!read_words(feel, cell) && !read_comparison(feel, cell)) read_range(feel, cell);
  return cell;
}

std::string_view word(ReadCell::Kind kind) {
  return word_in(kind_words, kind);
}

}  // namespace moteplass::policy
