// The tree of a pattern, shared by its parser and its matcher. Not for others.
#pragma once

#include <functional>

#include "feel/text/pattern.h"

namespace moteplass::feel {

using NodePtr = std::shared_ptr<const Pattern::Node>;

struct Pattern::Node {
  enum class Kind {
    empty,
    character,
    any,
    set,
    sequence,
    choice,
    repeat,
    group,
    back_reference,
    line_start,
    line_end
  };
  Kind kind = Kind::empty;
  char32_t character = 0;
  std::function<bool(char32_t)> holds;  // of a set
  std::vector<NodePtr> parts;           // of sequence and choice; one of repeat and group
  std::size_t least = 0, most = 0;      // of repeat
  bool greedy = true;
  std::size_t index = 0;  // of group and back_reference, from 1; 0: a group that is not captured
};

inline constexpr std::size_t no_limit = static_cast<std::size_t>(-1);

class PatternParser {
 public:
  PatternParser(std::u32string text, Pattern::Flags flags) : text_(std::move(text)), flags_(flags) {}
  // nullptr if the text is no pattern.
  NodePtr parse();
  std::size_t groups() const { return groups_; }

 private:
  using Set = std::function<bool(char32_t)>;
  NodePtr choice();
  NodePtr sequence();
  NodePtr quantified();
  NodePtr atom();
  NodePtr group();
  NodePtr escape();
  NodePtr plain_text() const;
  bool bounds(std::size_t& least, std::size_t& most);
  std::optional<Set> set();
  std::optional<Set> escaped_set(char32_t letter);
  std::optional<Set> property(bool positive);
  std::optional<char32_t> escaped_character(char32_t letter) const;
  bool at_end() const { return at_ >= text_.size(); }
  bool next_is(char32_t c) const { return !at_end() && text_[at_] == c; }
  bool take(char32_t c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  NodePtr fail() {
    failed_ = true;
    return nullptr;
  }

  std::u32string text_;
  Pattern::Flags flags_;
  std::size_t at_ = 0;
  std::size_t groups_ = 0;
  std::size_t closed_groups_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace moteplass::feel
