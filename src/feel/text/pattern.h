// Pattern: the regular expressions of XPath and XML Schema, which FEEL's matches, replace and split use (DMN
// 1.5, 10.3.4.3; XQuery and XPath functions, 5.6; XML Schema part 2, appendix F). By code point.
//
// Immutable. Matching backtracks, so it counts its steps and gives up (nullopt) when there are too many.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moteplass::feel {

class Pattern {
 public:
  struct Match {
    std::size_t begin, end;
    // Of each group, where it matched; nothing where it did not.
    std::vector<std::optional<std::pair<std::size_t, std::size_t>>> groups;
  };

  // Flags are letters of "smixq". nullopt if the pattern or the flags are not valid.
  static std::optional<Pattern> parse(std::string_view pattern, std::string_view flags);

  // Every match that follows the one before, from the left; nullopt where matching takes too long.
  std::optional<std::vector<Match>> matches_in(std::u32string_view text, bool first_only) const;
  std::size_t groups() const { return groups_; }
  // With the flag q the pattern is a text, and so is what replaces it.
  bool is_literal() const { return flags_.literal; }
  bool matches_nothing() const;  // whether it matches the empty text

  struct Node;
  struct Flags {
    bool dot_all = false, multi_line = false, ignore_case = false, extended = false, literal = false;
  };

 private:
  std::shared_ptr<const Node> root_;
  Flags flags_;
  std::size_t groups_ = 0;
};

}  // namespace moteplass::feel
