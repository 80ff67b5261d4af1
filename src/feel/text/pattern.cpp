#include "feel/text/pattern.h"

#include "feel/text/letters.h"
#include "feel/text/pattern_state.h"

namespace moteplass::feel {
namespace {

// Backtracking by continuation: `then` is what must match behind the node.
class Matcher {
 public:
  using Then = std::function<bool(std::size_t)>;

  Matcher(std::u32string_view text, Pattern::Flags flags, std::size_t groups)
      : text_(text), flags_(flags), groups_(groups + 1), most_steps_(500'000 + 20 * text.size()) {}

  std::optional<Pattern::Match> match_at(const Pattern::Node& root, std::size_t begin) {
    groups_.assign(groups_.size(), std::nullopt);
    std::size_t end = begin;
    bool matched = match(root, begin, [&](std::size_t at) {
      end = at;
      return true;
    });
    if (!matched) return std::nullopt;
    groups_[0] = {begin, end};
    return Pattern::Match{begin, end, groups_};
  }
  bool gave_up() const { return steps_ > most_steps_; }

 private:
  static constexpr int deepest = 2'000;

  bool match(const Pattern::Node& node, std::size_t at, const Then& then) {
    if (++steps_ > most_steps_ || depth_ > deepest) {
      steps_ = most_steps_ + 1;
      return false;
    }
    ++depth_;
    bool matched = match_kind(node, at, then);
    --depth_;
    return matched;
  }

  bool match_kind(const Pattern::Node& node, std::size_t at, const Then& then) {
    using Kind = Pattern::Node::Kind;
    switch (node.kind) {
      case Kind::empty:
        return then(at);
      case Kind::character:
      case Kind::any:
      case Kind::set:
        return at < text_.size() && is_one(node, text_[at]) && then(at + 1);
      case Kind::sequence:
        return match_parts(node, 0, at, then);
      case Kind::choice:
        for (const NodePtr& way : node.parts)
          if (match(*way, at, then)) return true;
        return false;
      case Kind::repeat:
        return repeat(node, 0, at, then);
      case Kind::group:
        return group(node, at, then);
      case Kind::back_reference:
        return again(node, at, then);
      case Kind::line_start:
        // A line feed that ends the text begins no line.
        return (at == 0 || (flags_.multi_line && at < text_.size() && text_[at - 1] == '\n')) && then(at);
      case Kind::line_end:
        return (at == text_.size() || (flags_.multi_line && text_[at] == '\n')) && then(at);
    }
    return false;
  }

  bool is_one(const Pattern::Node& node, char32_t c) const {
    if (node.kind == Pattern::Node::Kind::any) return flags_.dot_all || (c != '\n' && c != '\r');
    if (node.kind == Pattern::Node::Kind::set) return node.holds(c);
    return is_same(c, node.character);
  }

  bool is_same(char32_t a, char32_t b) const {
    return a == b ||
           (flags_.ignore_case && (lower_case(a) == lower_case(b) || upper_case(a) == upper_case(b)));
  }

  bool match_parts(const Pattern::Node& node, std::size_t index, std::size_t at, const Then& then) {
    if (index == node.parts.size()) return then(at);
    return match(*node.parts[index], at,
                 [&, index](std::size_t next) { return match_parts(node, index + 1, next, then); });
  }

  bool repeat(const Pattern::Node& node, std::size_t count, std::size_t at, const Then& then) {
    const Pattern::Node& inner = *node.parts.front();
    bool single = inner.kind == Pattern::Node::Kind::character || inner.kind == Pattern::Node::Kind::any ||
                  inner.kind == Pattern::Node::Kind::set;
    if (single && node.greedy) {
      // Runs of single characters take no stack.
      std::size_t taken = 0;
      while (taken < node.most && at + taken < text_.size() && is_one(inner, text_[at + taken])) ++taken;
      for (std::size_t some = taken + 1; some-- > node.least;) {
        if (++steps_ > most_steps_) return false;
        if (then(at + some)) return true;
      }
      return false;
    }
    auto more = [&] {
      return count < node.most && match(inner, at, [&](std::size_t next) {
               // A round that takes nothing would go on for ever.
               return (next != at || count < node.least) && repeat(node, count + 1, next, then);
             });
    };
    if (count < node.least) return more();
    return node.greedy ? more() || then(at) : then(at) || more();
  }

  bool group(const Pattern::Node& node, std::size_t at, const Then& then) {
    if (node.index == 0) return match(*node.parts.front(), at, then);
    auto before = groups_[node.index];
    bool matched = match(*node.parts.front(), at, [&](std::size_t end) {
      auto inner = std::exchange(groups_[node.index], std::pair{at, end});
      if (then(end)) return true;
      groups_[node.index] = inner;
      return false;
    });
    if (!matched) groups_[node.index] = before;
    return matched;
  }

  bool again(const Pattern::Node& node, std::size_t at, const Then& then) {
    if (!groups_[node.index]) return then(at);
    auto [begin, end] = *groups_[node.index];
    if (text_.size() - at < end - begin) return false;
    for (std::size_t i = begin; i < end; ++i)
      if (!is_same(text_[i], text_[at + (i - begin)])) return false;
    return then(at + (end - begin));
  }

  std::u32string_view text_;
  Pattern::Flags flags_;
  std::vector<std::optional<std::pair<std::size_t, std::size_t>>> groups_;
  std::size_t most_steps_;  // looking at each place of a long text is no backtracking yet
  std::size_t steps_ = 0;
  int depth_ = 0;
};

}  // namespace

std::optional<Pattern> Pattern::parse(std::string_view pattern, std::string_view flags) {
  Pattern made;
  for (char flag : flags) {
    switch (flag) {
      case 's':
        made.flags_.dot_all = true;
        break;
      case 'm':
        made.flags_.multi_line = true;
        break;
      case 'i':
        made.flags_.ignore_case = true;
        break;
      case 'x':
        made.flags_.extended = true;
        break;
      case 'q':
        made.flags_.literal = true;
        break;
      default:
        return std::nullopt;
    }
  }
  PatternParser parser(code_points_of(pattern), made.flags_);
  made.root_ = parser.parse();
  made.groups_ = parser.groups();
  if (made.root_ == nullptr) return std::nullopt;
  return made;
}

bool Pattern::matches_nothing() const {
  return Matcher(U"", flags_, groups_).match_at(*root_, 0).has_value();
}

std::optional<std::vector<Pattern::Match>> Pattern::matches_in(std::u32string_view text,
                                                               bool first_only) const {
  std::vector<Match> found;
  Matcher matcher(text, flags_, groups_);
  for (std::size_t at = 0; at <= text.size();) {
    auto match = matcher.match_at(*root_, at);
    if (matcher.gave_up()) return std::nullopt;
    if (!match) {
      ++at;
      continue;
    }
    at = match->end > match->begin ? match->end : match->end + 1;
    found.push_back(std::move(*match));
    if (first_only) break;
  }
  return found;
}

}  // namespace moteplass::feel
