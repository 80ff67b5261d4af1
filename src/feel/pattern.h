// Pattern: the regular expressions of XPath and XML Schema, which FEEL's matches, replace and split use (DMN
// 1.5, 10.3.4.3). By code point; of Unicode properties only the coarse ones (letters, capitals, digits,
// spaces, punctuation) are known.
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

  // Flags are letters of "smix". nullopt if the pattern or the flags are not valid.
  static std::optional<Pattern> parse(std::string_view pattern, std::string_view flags);

  // Every match that follows the one before, from the left; nullopt where matching takes too long.
  std::optional<std::vector<Match>> matches_in(std::u32string_view text, bool first_only) const;
  std::size_t groups() const { return groups_; }

  struct Node;
  struct Flags {
    bool dot_all = false, multi_line = false, ignore_case = false, extended = false;
  };

 private:
  std::shared_ptr<const Node> root_;
  Flags flags_;
  std::size_t groups_ = 0;
};

}  // namespace moteplass::feel
