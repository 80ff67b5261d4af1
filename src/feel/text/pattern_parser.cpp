#include <algorithm>

#include "feel/parse/lexer.h"
#include "feel/text/letters.h"
#include "feel/text/pattern_state.h"

namespace moteplass::feel {
namespace {

using Kind = Pattern::Node::Kind;

NodePtr made(Pattern::Node node) {
  return std::make_shared<const Pattern::Node>(std::move(node));
}
NodePtr made(Kind kind) {
  Pattern::Node node;
  node.kind = kind;
  return made(std::move(node));
}
NodePtr made(Kind kind, std::vector<NodePtr> parts) {
  Pattern::Node node;
  node.kind = kind;
  node.parts = std::move(parts);
  return made(std::move(node));
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

using Test = std::function<bool(char32_t)>;

Test in_category(std::string name) {
  return [name = std::move(name)](char32_t c) { return category_of(c).starts_with(name); };
}
Test unless(Test holds) {
  return [holds = std::move(holds)](char32_t c) { return !holds(c); };
}
// XML Schema part 2, appendix F: everything but punctuation, separators and others.
bool is_word_part(char32_t c) {
  char main = category_of(c).front();
  return main != 'P' && main != 'Z' && main != 'C';
}
// FEEL counts the question mark among the letters of names; XML does not.
bool begins_xml_name(char32_t c) {
  return c == ':' || (c != '?' && is_name_start(c));
}
bool continues_xml_name(char32_t c) {
  return c == ':' || c == '-' || c == '.' || (c != '?' && is_name_part(c));
}

}  // namespace

NodePtr PatternParser::parse() {
  if (flags_.literal) return plain_text();
  NodePtr root = choice();
  return failed_ || !at_end() ? nullptr : root;
}

NodePtr PatternParser::plain_text() const {
  std::vector<NodePtr> parts;
  for (char32_t c : text_) {
    Pattern::Node node;
    node.kind = Kind::character;
    node.character = c;
    parts.push_back(made(std::move(node)));
  }
  return made(Kind::sequence, std::move(parts));
}

NodePtr PatternParser::choice() {
  if (++depth_ > 100) return fail();
  std::vector<NodePtr> ways;
  do {
    ways.push_back(sequence());
    if (failed_) return nullptr;
  } while (take('|'));
  --depth_;
  return ways.size() == 1 ? ways.front() : made(Kind::choice, std::move(ways));
}

NodePtr PatternParser::sequence() {
  std::vector<NodePtr> parts;
  while (!at_end() && !next_is('|') && !next_is(')')) {
    if (flags_.extended && is_blank(text_[at_])) {
      ++at_;
      continue;
    }
    parts.push_back(quantified());
    if (failed_) return nullptr;
  }
  return made(Kind::sequence, std::move(parts));
}

NodePtr PatternParser::quantified() {
  NodePtr inner = atom();
  while (flags_.extended && !at_end() && is_blank(text_[at_])) ++at_;
  if (failed_ || at_end()) return inner;
  Pattern::Node repeat;
  repeat.kind = Kind::repeat;
  repeat.least = 0;
  repeat.most = no_limit;
  if (take('+')) {
    repeat.least = 1;
  } else if (take('?')) {
    repeat.most = 1;
  } else if (take('{')) {
    if (!bounds(repeat.least, repeat.most)) return fail();
  } else if (!take('*')) {
    return inner;
  }
  repeat.greedy = !take('?');
  if (next_is('*') || next_is('+') || next_is('{')) return fail();
  repeat.parts = {inner};
  return made(std::move(repeat));
}

bool PatternParser::bounds(std::size_t& least, std::size_t& most) {
  auto number = [&]() -> std::optional<std::size_t> {
    std::size_t value = 0;
    std::size_t begin = at_;
    while (!at_end() && is_digit(text_[at_]) && value < 100'000) value = value * 10 + (text_[at_++] - '0');
    return at_ == begin ? std::nullopt : std::optional(value);
  };
  auto first = number();
  if (!first) return false;
  least = most = *first;
  if (take(',')) most = next_is('}') ? no_limit : number().value_or(0);
  return take('}') && most >= least;
}

NodePtr PatternParser::atom() {
  char32_t c = text_[at_++];
  switch (c) {
    case '(':
      return group();
    case '.':
      return made(Kind::any);
    case '^':
      return made(Kind::line_start);
    case '$':
      return made(Kind::line_end);
    case '\\':
      return escape();
    case '[': {
      auto holds = set();
      if (!holds) return fail();
      Pattern::Node node;
      node.kind = Kind::set;
      node.holds = *holds;
      return made(std::move(node));
    }
    case '*':
    case '+':
    case '?':
    case '{':
    case '}':
    case ']':
      return fail();
    default:
      break;
  }
  Pattern::Node node;
  node.kind = Kind::character;
  node.character = c;
  return made(std::move(node));
}

NodePtr PatternParser::group() {
  Pattern::Node node;
  node.kind = Kind::group;
  if (take('?')) {
    if (!take(':')) return fail();
  } else {
    node.index = ++groups_;
  }
  NodePtr inner = choice();
  if (failed_ || !take(')')) return fail();
  if (node.index != 0) closed_groups_ = std::max(closed_groups_, node.index);
  node.parts = {inner};
  return made(std::move(node));
}

NodePtr PatternParser::escape() {
  // With the flag x, blanks are taken out before the pattern is read, even here.
  while (flags_.extended && !at_end() && is_blank(text_[at_])) ++at_;
  if (at_end()) return fail();
  char32_t letter = text_[at_++];
  Pattern::Node node;
  if (letter >= '1' && letter <= '9') {
    node.kind = Kind::back_reference;
    node.index = letter - '0';
    // A further digit belongs to it if there are that many groups.
    while (!at_end() && is_digit(text_[at_]) && node.index * 10 + (text_[at_] - '0') <= groups_)
      node.index = node.index * 10 + (text_[at_++] - '0');
    if (node.index > closed_groups_) return fail();
    return made(std::move(node));
  }
  if (auto character = escaped_character(letter)) {
    node.kind = Kind::character;
    node.character = *character;
    return made(std::move(node));
  }
  auto holds = escaped_set(letter);
  if (!holds) return fail();
  node.kind = Kind::set;
  node.holds = *holds;
  return made(std::move(node));
}

std::optional<char32_t> PatternParser::escaped_character(char32_t letter) const {
  if (letter == 'n') return U'\n';
  if (letter == 'r') return U'\r';
  if (letter == 't') return U'\t';
  if (std::u32string_view(U"\\|.?*+(){}[]^$-").find(letter) != std::u32string_view::npos) return letter;
  return std::nullopt;
}

std::optional<PatternParser::Set> PatternParser::escaped_set(char32_t letter) {
  switch (letter) {
    case 'd':
      return in_category("Nd");
    case 'D':
      return unless(in_category("Nd"));
    case 's':
      return Set(is_blank);
    case 'S':
      return unless(is_blank);
    case 'w':
      return Set(is_word_part);
    case 'W':
      return unless(is_word_part);
    case 'i':
      return Set(begins_xml_name);
    case 'I':
      return unless(begins_xml_name);
    case 'c':
      return Set(continues_xml_name);
    case 'C':
      return unless(continues_xml_name);
    case 'p':
      return property(true);
    case 'P':
      return property(false);
    default:
      return std::nullopt;
  }
}

std::optional<PatternParser::Set> PatternParser::property(bool positive) {
  if (!take('{')) return std::nullopt;
  std::u32string letters;
  for (; !at_end() && !next_is('}'); ++at_)
    if (!flags_.extended || !is_blank(text_[at_])) letters += text_[at_];
  if (!take('}')) return std::nullopt;
  std::string name = text_of(letters);
  Set holds;
  if (is_category(name)) {
    holds = in_category(name);
  } else if (name.starts_with("Is")) {
    auto block = find_block(std::string_view(name).substr(2));
    if (!block) return std::nullopt;
    holds = [span = *block](char32_t c) { return c >= span.first && c <= span.second; };
  } else {
    return std::nullopt;
  }
  return positive ? holds : unless(holds);
}

// Behind "[": a set, perhaps negated, perhaps less another set: [a-z-[aeiou]].
std::optional<PatternParser::Set> PatternParser::set() {
  if (++depth_ > 100) return std::nullopt;
  bool negated = take('^');
  std::vector<std::pair<char32_t, char32_t>> spans;
  std::vector<Set> classes;
  Set less;
  while (!next_is(']')) {
    if (at_end()) return std::nullopt;
    if (!(spans.empty() && classes.empty()) && next_is('-') && at_ + 1 < text_.size() &&
        text_[at_ + 1] == '[') {
      at_ += 2;
      auto subtracted = set();
      if (!subtracted || !next_is(']')) return std::nullopt;
      less = *subtracted;
      break;
    }
    char32_t first = text_[at_++];
    if (first == '[') return std::nullopt;
    if (first == '\\') {
      if (at_end()) return std::nullopt;
      char32_t letter = text_[at_++];
      if (auto character = escaped_character(letter)) {
        first = *character;
      } else if (auto holds = escaped_set(letter)) {
        classes.push_back(*holds);
        continue;
      } else {
        return std::nullopt;
      }
    }
    char32_t last = first;
    bool range = next_is('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']' && text_[at_ + 1] != '[';
    if (range) {
      ++at_;
      last = text_[at_++];
      if (last == '\\') {
        if (at_end()) return std::nullopt;
        auto character = escaped_character(text_[at_++]);
        if (!character) return std::nullopt;
        last = *character;
      }
      if (last < first) return std::nullopt;
    }
    spans.emplace_back(first, last);
  }
  ++at_;
  --depth_;
  if (spans.empty() && classes.empty()) return std::nullopt;
  // Without regard to case means the spans alone: \p{Lu} stays a capital.
  bool ignore_case = flags_.ignore_case;
  return Set([spans, classes, negated, less, ignore_case](char32_t c) {
    auto spanned = [&](char32_t one) {
      return std::any_of(spans.begin(), spans.end(),
                         [&](const auto& span) { return one >= span.first && one <= span.second; });
    };
    bool found = spanned(c) || (ignore_case && (spanned(lower_case(c)) || spanned(upper_case(c)))) ||
                 std::any_of(classes.begin(), classes.end(), [&](const Set& holds) { return holds(c); });
    return found != negated && !(less && less(c));
  });
}

}  // namespace moteplass::feel
