// What stands between the operators of a FEEL expression: literals, names, brackets, and the forms that begin
// with a word (DMN 1.5, 10.3.1.2 rules 18 to 66).
#include <set>

#include "feel/builtins/builtins.h"
#include "feel/parse/parser_state.h"

namespace moteplass::feel {

Tree Parser::primary() {
  std::size_t begin = token_.begin;
  switch (token_.kind) {
    case TokenKind::end:
      return fail("an expression is expected here");
    case TokenKind::invalid:
      return fail(token_.text);
    case TokenKind::number: {
      auto number = Decimal::parse(token_.text.front() == '.' ? "0" + token_.text : token_.text);
      if (!number || !number->is_finite()) return fail("the number is out of range");
      advance();
      return make(begin, Literal{*number});
    }
    case TokenKind::string: {
      Value text(token_.text);
      advance();
      return make(begin, Literal{text});
    }
    case TokenKind::moment:
      return moment();
    case TokenKind::word:
      return word();
    case TokenKind::symbol:
      break;
  }
  if (take_symbol("(")) return parenthesis(begin);
  if (take_symbol("[")) return bracket(begin, Range::End::closed);
  if (take_symbol("]")) return bracket(begin, Range::End::open);
  if (take_symbol("{")) return context(begin);
  return fail("unexpected '" + token_.text + "'");
}

// Rule 62: @"2026-03-14" and the like.
Tree Parser::moment() {
  std::size_t begin = token_.begin;
  Value value = moment_from_text(token_.text);
  if (value.is_null()) return fail("'" + token_.text + "' is no date, time or duration");
  advance();
  return make(begin, Literal{value});
}

// A name in scope goes before a word of the language, so that a policy may call a fact "for øvrig".
Tree Parser::word() {
  std::size_t begin = token_.begin;
  auto known = names_->match_variable(text_, begin);
  bool longer_than_word = known && known->end > token_.end;
  if (!longer_than_word) {
    if (take_word("true")) return make(begin, Literal{true});
    if (take_word("false")) return make(begin, Literal{false});
    if (take_word("null")) return make(begin, Literal{Value()});
    if (take_word("if")) return conditional(begin);
    if (take_word("for")) return loop(begin);
    if (take_word("some")) return quantified(begin, Quantifier::some);
    if (take_word("every")) return quantified(begin, Quantifier::every);
    if (is_word("function")) {
      advance();
      return function_definition(begin);
    }
    for (std::string_view reserved : {"then", "else", "return", "satisfies", "and", "or", "between"})
      if (is_word(reserved) && !known) return fail("unexpected '" + token_.text + "'");
  }
  return name_reference();
}

Tree Parser::name_reference() {
  std::size_t begin = token_.begin;
  auto known = names_->match_variable(text_, begin);
  if (filter_depth_ > 0) {
    auto member = names_->match_member(text_, begin);
    if (member && (!known || member->end > known->end)) known = member;
  }
  if (!known) {
    // A name nobody has introduced: one word of it is taken, and evaluation says that it is unknown.
    known = NameMatch{token_.text, token_.end};
  }
  advance_to(known->end);
  if (known->name == "?") ++input_mentions_;
  return make(begin, Name{known->name});
}

Tree Parser::conditional(std::size_t begin) {
  Tree condition = expression();
  if (!condition || !expect_word("then")) return nullptr;
  Tree consequence = expression();
  if (!consequence || !expect_word("else")) return nullptr;
  Tree alternative = expression();
  if (!alternative) return nullptr;
  return make(begin, Conditional{condition, consequence, alternative});
}

bool Parser::iterators(std::vector<Iterator>& iterators) {
  do {
    auto name = binding_name({"in"});
    if (!name || !expect_word("in")) return false;
    Iterator iterator{*name, expression(), nullptr};
    if (!iterator.domain) return false;
    if (take_symbol("..")) {
      iterator.until = expression();
      if (!iterator.until) return false;
    }
    names_->add(*name);
    iterators.push_back(std::move(iterator));
  } while (take_symbol(","));
  return true;
}

Tree Parser::loop(std::size_t begin) {
  InnerScope scope(*this);
  std::vector<Iterator> over;
  if (!iterators(over) || !expect_word("return")) return nullptr;
  names_->add("partial");
  Tree body = expression();
  if (!body) return nullptr;
  return make(begin, Loop{std::move(over), body});
}

Tree Parser::quantified(std::size_t begin, Quantifier quantifier) {
  InnerScope scope(*this);
  std::vector<Iterator> over;
  if (!iterators(over) || !expect_word("satisfies")) return nullptr;
  Tree body = expression();
  if (!body) return nullptr;
  return make(begin, Quantified{quantifier, std::move(over), body, QuantifiedIn::text});
}

Tree Parser::function_definition(std::size_t begin) {
  if (!expect_symbol("(")) return nullptr;
  InnerScope scope(*this);
  std::vector<FormalParameter> parameters;
  while (!is_symbol(")")) {
    auto name = binding_name({":", ",", ")"});
    if (!name) return nullptr;
    Type of;
    if (take_symbol(":")) {
      auto given = type();
      if (!given) return nullptr;
      of = *given;
    }
    names_->add(*name);
    parameters.push_back({*name, of});
    if (!is_symbol(")") && !expect_symbol(",")) return nullptr;
  }
  advance();
  Type result;
  if (take_symbol(":")) {
    auto given = type();
    if (!given) return nullptr;
    result = *given;
  }
  if (take_word("external")) {
    Tree outside = expression();
    if (!outside) return nullptr;
    const auto* described = std::get_if<ContextOf>(&outside->form);
    bool is_pmml = described && !described->entries.empty() && described->entries.front().first == "pmml";
    FunctionKind kind = is_pmml ? FunctionKind::pmml : FunctionKind::java;
    return make(begin, FunctionOf{std::move(parameters), result, nullptr, kind});
  }
  Tree body = expression();
  if (!body) return nullptr;
  return make(begin, FunctionOf{std::move(parameters), result, body, FunctionKind::feel});
}

// Behind "(": an expression, a range `(1..5]`, or a range with one end `(< 5)`.
Tree Parser::parenthesis(std::size_t begin) {
  bool outer = std::exchange(bracket_ends_, false);
  if (auto comparison = take_comparison()) {
    Tree operand = addition();
    bracket_ends_ = outer;
    if (!operand || !expect_symbol(")")) return nullptr;
    switch (*comparison) {
      case Comparison::less:
        return make(begin, RangeOf{Range::End::open, nullptr, operand, Range::End::open});
      case Comparison::at_most:
        return make(begin, RangeOf{Range::End::open, nullptr, operand, Range::End::closed});
      case Comparison::greater:
        return make(begin, RangeOf{Range::End::open, operand, nullptr, Range::End::open});
      case Comparison::at_least:
        return make(begin, RangeOf{Range::End::closed, operand, nullptr, Range::End::open});
      case Comparison::equal:
        return make(begin, RangeOf{Range::End::closed, operand, operand, Range::End::closed});
      case Comparison::not_equal:
        // What lies on either side.
        return make(begin,
                    ListOf{{make(begin, RangeOf{Range::End::open, nullptr, operand, Range::End::open}),
                            make(begin, RangeOf{Range::End::open, operand, nullptr, Range::End::open})}});
    }
    return nullptr;
  }
  Tree inner = expression();
  bracket_ends_ = outer;
  if (!inner) return nullptr;
  if (is_symbol("..")) return range_from(begin, Range::End::open, inner);
  if (!expect_symbol(")")) return nullptr;
  return inner;
}

// At "..", to behind the bracket that closes the range.
Tree Parser::range_from(std::size_t begin, Range::End low_end, Tree low) {
  advance();
  bool outer = std::exchange(bracket_ends_, true);
  Tree high = expression();
  bracket_ends_ = outer;
  if (!high) return nullptr;
  if (take_symbol("]")) return make(begin, RangeOf{low_end, low, high, Range::End::closed});
  if (take_symbol(")") || take_symbol("[")) return make(begin, RangeOf{low_end, low, high, Range::End::open});
  return fail("the end of a range, ']', ')' or '[', is expected here");
}

// Behind "[" or "]": a list or a range.
Tree Parser::bracket(std::size_t begin, Range::End low_end) {
  bool outer = std::exchange(bracket_ends_, false);
  std::vector<Tree> items;
  bool list = low_end == Range::End::closed;
  if (list && take_symbol("]")) {
    bracket_ends_ = outer;
    return make(begin, ListOf{});
  }
  do {
    Tree item = expression();
    if (!item) return nullptr;
    items.push_back(item);
    if (items.size() == 1 && is_symbol("..")) {
      bracket_ends_ = outer;
      return range_from(begin, low_end, item);
    }
  } while (list && take_symbol(","));
  bracket_ends_ = outer;
  if (!list) return fail("'..' is expected here");
  if (!expect_symbol("]")) return nullptr;
  return make(begin, ListOf{std::move(items)});
}

Tree Parser::context(std::size_t begin) {
  Level level(*this);
  if (level.too_deep()) return fail("the expression is nested too deeply");
  bool outer = std::exchange(bracket_ends_, false);
  InnerScope scope(*this);
  ContextOf made;
  std::set<std::string> seen;
  while (!is_symbol("}")) {
    std::string name;
    if (token_.kind == TokenKind::string) {
      name = token_.text;
      advance();
    } else {
      auto given = binding_name({":"});
      if (!given) return nullptr;
      name = *given;
    }
    if (!seen.insert(name).second) return fail("the context has two entries called '" + name + "'");
    if (!expect_symbol(":")) return nullptr;
    names_->add_member(name);
    Tree value = expression();
    if (!value) return nullptr;
    names_->add(name);
    made.entries.emplace_back(std::move(name), value);
    if (!is_symbol("}") && !expect_symbol(",")) return nullptr;
  }
  advance();
  bracket_ends_ = outer;
  return make(begin, std::move(made));
}

std::optional<std::string> Parser::binding_name(std::initializer_list<std::string_view> closers) {
  std::size_t begin = token_.begin;
  std::size_t end = begin;
  if (token_.kind != TokenKind::word) {
    fail("a name is expected here");
    return std::nullopt;
  }
  auto closes = [&] {
    for (std::string_view closer : closers)
      if (end > begin && (is_symbol(closer) || is_word(closer))) return true;
    return false;
  };
  while (!closes()) {
    bool part_of_name =
        token_.kind == TokenKind::word || token_.kind == TokenKind::number || is_name_symbol();
    if (!part_of_name) {
      fail("'" + std::string(*closers.begin()) + "' is expected here");
      return std::nullopt;
    }
    end = token_.end;
    advance();
  }
  return normalized_name(text_.substr(begin, end - begin));
}

// `name:` before an argument; nothing is taken if that is not what stands here.
std::optional<std::string> Parser::argument_name() {
  if (token_.kind != TokenKind::word) return std::nullopt;
  Token first = token_;
  std::size_t end = token_.end;
  while (token_.kind == TokenKind::word || token_.kind == TokenKind::number || is_name_symbol()) {
    end = token_.end;
    advance();
  }
  if (take_symbol(":")) return normalized_name(text_.substr(first.begin, end - first.begin));
  advance_to(first.begin);
  return std::nullopt;
}

Tree Parser::call(std::size_t begin, Tree function) {
  advance();
  bool outer = std::exchange(bracket_ends_, false);
  Call made{std::move(function), {}, {}};
  while (!is_symbol(")")) {
    auto name = argument_name();
    if (name.has_value() != !made.names.empty() && !made.arguments.empty())
      return fail("arguments go by name or by position, not both");
    if (name) made.names.push_back(*name);
    Tree argument = expression();
    if (!argument) return nullptr;
    made.arguments.push_back(argument);
    if (!is_symbol(")") && !expect_symbol(",")) return nullptr;
    if (made.arguments.size() > 1000) return fail("too many arguments");
  }
  advance();
  bracket_ends_ = outer;
  return make(begin, std::move(made));
}

Tree Parser::filter(std::size_t begin, Tree source) {
  advance();
  ++filter_depth_;
  InnerScope scope(*this);
  names_->add("item");
  Tree condition = expression();
  --filter_depth_;
  if (!condition || !expect_symbol("]")) return nullptr;
  return make(begin, Filter{std::move(source), condition, FilterBy::truth_or_position});
}

Tree Parser::path(std::size_t begin, Tree source) {
  std::size_t behind_dot = token_.end;
  advance();
  if (token_.kind != TokenKind::word) return fail("a name is expected behind the dot");
  auto member = names_->match_member(text_, behind_dot);
  NameMatch taken = member ? *member : NameMatch{token_.text, token_.end};
  advance_to(taken.end);
  return make(begin, Path{std::move(source), taken.name});
}

}  // namespace moteplass::feel
