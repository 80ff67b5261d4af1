// The text of a cell of a table, or of a part of a fact, as far as people can be told it in words: what is no
// such thing is a formula and stands as it is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace moteplass::policy {

struct ReadCell {
  enum class Kind {
    any,    // "-" or nothing
    words,  // "\"heroin\", \"kokain\"", "[\"a\", \"b\"]", "5": texts and numbers
    not_words,
    range,  // "< 18", "[15..18)"
    yes,
    no,
    nothing,  // null
    formula,  // anything else
  };
  Kind kind = Kind::formula;
  std::string text;                // as written
  std::vector<std::string> words;  // without quotes
  // Of a range; empty where it has no such end.
  std::string low, high;
  bool low_within = false, high_within = false;
  friend bool operator==(const ReadCell&, const ReadCell&) = default;
};
// Of a FEEL expression or unary tests (DMN 1.5, 10.3.1.2).
ReadCell read_cell(std::string_view feel);
std::string_view word(ReadCell::Kind kind);

}  // namespace moteplass::policy
