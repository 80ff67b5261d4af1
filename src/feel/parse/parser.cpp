#include "feel/parse/parser.h"

#include <algorithm>

#include "feel/parse/parser_state.h"

namespace moteplass::feel {

Result<Tree, Problem> parse_expression(std::string_view text, Names& names, Position start) {
  Parser parser(text, names, start);
  Tree tree = parser.expression();
  if (!tree || !parser.at_end()) return failure(*parser.problem());
  return tree;
}

Result<Tree, Problem> parse_unary_tests(std::string_view text, Names& names, Position start) {
  Parser parser(text, names, start);
  Tree tree = parser.unary_tests();
  if (!tree || !parser.at_end()) return failure(*parser.problem());
  return tree;
}

Result<Type, Problem> parse_type(std::string_view text, Names& names, Position start) {
  Parser parser(text, names, start);
  auto type = parser.type();
  if (!type || !parser.at_end()) return failure(*parser.problem());
  return *type;
}

bool Parser::at_end() {
  if (problem_) return false;
  if (token_.kind == TokenKind::end) return true;
  fail(token_.kind == TokenKind::invalid ? token_.text : "unexpected '" + token_.text + "'");
  return false;
}

std::nullptr_t Parser::fail(std::string message) {
  if (!problem_) problem_ = Problem{position_of(token_.begin), std::move(message)};
  return nullptr;
}

Position Parser::position_of(std::size_t offset) {
  if (counted_.empty()) counted_.push_back({0, start_});
  auto before =
      std::upper_bound(counted_.begin(), counted_.end(), offset,
                       [](std::size_t wanted, const Counted& place) { return wanted < place.offset; });
  auto [i, at] = *(before - 1);
  while (i < offset && i < text_.size()) {
    CodePoint next = code_point_at(text_, i);
    if (next.value == '\n') {
      ++at.line;
      at.column = 1;
    } else {
      ++at.column;
    }
    i += next.length;
    if (i >= counted_.back().offset + counted_every) counted_.push_back({i, at});
  }
  return at;
}

bool Parser::take_symbol(std::string_view symbol) {
  if (!is_symbol(symbol)) return false;
  advance();
  return true;
}

bool Parser::take_word(std::string_view word) {
  if (!is_word(word)) return false;
  advance();
  return true;
}

bool Parser::expect_symbol(std::string_view symbol) {
  if (take_symbol(symbol)) return true;
  fail("'" + std::string(symbol) + "' is expected here");
  return false;
}

bool Parser::expect_word(std::string_view word) {
  if (take_word(word)) return true;
  fail("'" + std::string(word) + "' is expected here");
  return false;
}

Tree Parser::expression() {
  Level level(*this);
  if (level.too_deep()) return fail("the expression is nested too deeply");
  return disjunction();
}

// Chains of operators nest as deep as they are long when they are evaluated, so their length is limited too.
Tree Parser::disjunction() {
  std::size_t begin = token_.begin;
  Tree left = conjunction();
  for (int length = 0; left && is_word("or"); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    advance();
    Tree right = conjunction();
    if (!right) return nullptr;
    left = make(begin, Disjunction{left, right});
  }
  return left;
}

Tree Parser::conjunction() {
  std::size_t begin = token_.begin;
  Tree left = comparison();
  for (int length = 0; left && is_word("and"); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    advance();
    Tree right = comparison();
    if (!right) return nullptr;
    left = make(begin, Conjunction{left, right});
  }
  return left;
}

std::optional<Comparison> Parser::take_comparison() {
  static constexpr std::pair<std::string_view, Comparison> operators[] = {
      {"=", Comparison::equal},    {"!=", Comparison::not_equal}, {"<", Comparison::less},
      {"<=", Comparison::at_most}, {">", Comparison::greater},    {">=", Comparison::at_least}};
  for (auto [symbol, comparison] : operators)
    if (take_symbol(symbol)) return comparison;
  return std::nullopt;
}

Tree Parser::comparison() {
  std::size_t begin = token_.begin;
  Tree left = addition();
  for (int length = 0; left && length < deepest_nesting; ++length) {
    Tree longer = comparison_tail(left, begin);
    if (longer == left) break;
    left = longer;
  }
  return left;
}

Tree Parser::comparison_tail(Tree left, std::size_t begin) {
  if (take_word("between")) {
    Tree low = addition();
    if (!low || !expect_word("and")) return nullptr;
    Tree high = addition();
    if (!high) return nullptr;
    return make(begin, Between{left, low, high});
  }
  if (take_word("in")) return membership(left, begin);
  auto comparison = take_comparison();
  if (!comparison) return left;
  Tree right = addition();
  if (!right) return nullptr;
  return make(begin, Compare{*comparison, left, right});
}

// Rule 49.c: `in test` or `in (test, test)`; a parenthesis may also open a range, `in (1..5]`.
Tree Parser::membership(Tree left, std::size_t begin) {
  std::size_t tests_begin = token_.begin;
  Tree tests;
  if (take_symbol("(")) {
    tests = tests_until(")");
  } else {
    Tree only = test(&Parser::addition);  // `and` and `or` are not part of it
    if (only) tests = make(tests_begin, UnaryTests{UnaryTests::Form::positive, {only}});
  }
  if (!tests) return nullptr;
  return make(begin, Membership{left, tests});
}

// The tests behind an opening parenthesis, to behind the closing one.
Tree Parser::tests_until(std::string_view close) {
  Level level(*this);
  if (level.too_deep()) return fail("the expression is nested too deeply");
  std::size_t begin = token_.begin;
  std::vector<Tree> tests;
  do {
    Tree next = test(&Parser::expression);
    if (!next) return nullptr;
    if (tests.empty() && is_symbol("..")) {
      next = range_from(begin, Range::End::open, next);
      if (!next) return nullptr;
      return make(begin, UnaryTests{UnaryTests::Form::positive, {next}});
    }
    tests.push_back(next);
  } while (take_symbol(","));
  if (!expect_symbol(close)) return nullptr;
  return make(begin, UnaryTests{UnaryTests::Form::positive, std::move(tests)});
}

Tree Parser::addition() {
  std::size_t begin = token_.begin;
  Tree left = multiplication();
  for (int length = 0; left && (is_symbol("+") || is_symbol("-")); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    auto operation = is_symbol("+") ? Arithmetic::add : Arithmetic::subtract;
    advance();
    Tree right = multiplication();
    if (!right) return nullptr;
    left = make(begin, Calculation{operation, left, right});
  }
  return left;
}

Tree Parser::multiplication() {
  std::size_t begin = token_.begin;
  Tree left = power();
  for (int length = 0; left && (is_symbol("*") || is_symbol("/")); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    auto operation = is_symbol("*") ? Arithmetic::multiply : Arithmetic::divide;
    advance();
    Tree right = power();
    if (!right) return nullptr;
    left = make(begin, Calculation{operation, left, right});
  }
  return left;
}

Tree Parser::power() {
  std::size_t begin = token_.begin;
  Tree left = negation();
  for (int length = 0; left && is_symbol("**"); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    advance();
    Tree right = negation();
    if (!right) return nullptr;
    left = make(begin, Calculation{Arithmetic::power, left, right});
  }
  return left;
}

// Table 42: negation binds tighter than powers, `-2 ** 2` is 4.
Tree Parser::negation() {
  Level level(*this);
  if (level.too_deep()) return fail("the expression is nested too deeply");
  std::size_t begin = token_.begin;
  if (!take_symbol("-")) return instance_of();
  Tree operand = negation();
  if (!operand) return nullptr;
  return make(begin, Negation{operand});
}

Tree Parser::instance_of() {
  std::size_t begin = token_.begin;
  Tree operand = postfix();
  for (int length = 0; operand && is_word("instance"); ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    advance();
    if (!expect_word("of")) return nullptr;
    auto of = type();
    if (!of) return nullptr;
    operand = make(begin, InstanceOf{operand, *of});
  }
  return operand;
}

Tree Parser::postfix() {
  std::size_t begin = token_.begin;
  Tree tree = primary();
  for (int length = 0; tree; ++length) {
    if (length > deepest_nesting) return fail("the expression is too long");
    if (is_symbol(".")) {
      tree = path(begin, tree);
    } else if (is_symbol("(")) {
      tree = call(begin, tree);
    } else if (is_symbol("[") && !bracket_ends_) {
      tree = filter(begin, tree);
    } else if (is_symbol("[")) {
      Tree filtered = filter_in_range(begin, tree);
      if (!filtered) break;
      tree = filtered;
    } else {
      break;
    }
  }
  return tree;
}

// In the upper end of a range, `[` may close the range or open a filter: a filter is what reads as one.
Tree Parser::filter_in_range(std::size_t begin, const Tree& source) {
  if (++filters_tried_ > most_filters_tried) return nullptr;
  Token token = token_;
  int input_mentions = input_mentions_;
  int filter_depth = filter_depth_;
  bracket_ends_ = false;
  Tree filtered = filter(begin, source);
  bracket_ends_ = true;
  if (filtered) return filtered;
  problem_.reset();
  advance_to(token.begin);
  input_mentions_ = input_mentions;
  filter_depth_ = filter_depth;
  return nullptr;
}

Tree Parser::test(Tree (Parser::*operand)()) {
  std::size_t begin = token_.begin;
  if (auto comparison = take_comparison()) {
    Tree compared = addition();
    if (!compared) return nullptr;
    return make(begin, Test{*comparison, compared});
  }
  int mentions = input_mentions_;
  Tree tree = (this->*operand)();
  if (!tree || input_mentions_ == mentions) return tree;
  auto marked = std::make_shared<Expression>(*tree);
  marked->mentions_input = true;
  return marked;
}

Tree Parser::unary_tests() {
  std::size_t begin = token_.begin;
  InnerScope scope(*this);
  names_->add("?");
  if (token_.kind == TokenKind::end) return make(begin, UnaryTests{UnaryTests::Form::any, {}});
  if (is_symbol("-") && token_at(text_, token_.end).kind == TokenKind::end) {
    advance();
    return make(begin, UnaryTests{UnaryTests::Form::any, {}});
  }
  // `not(` at the start negates all the tests; not(x) as one value among several is the function.
  if (is_word("not")) {
    Token open = token_at(text_, token_.end);
    if (open.kind == TokenKind::symbol && open.text == "(") {
      Token not_word = token_;
      advance();
      advance();
      Tree inner = tests_until(")");
      if (!inner) return nullptr;
      if (token_.kind == TokenKind::end)
        return make(begin, UnaryTests{UnaryTests::Form::negative, std::get<UnaryTests>(inner->form).tests});
      advance_to(not_word.begin);
    }
  }
  std::vector<Tree> tests;
  do {
    Tree next = test(&Parser::expression);
    if (!next) return nullptr;
    tests.push_back(next);
  } while (take_symbol(","));
  return make(begin, UnaryTests{UnaryTests::Form::positive, std::move(tests)});
}

}  // namespace moteplass::feel
