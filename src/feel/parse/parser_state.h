// The parser's innards, shared by parser.cpp (operators), parse_primary.cpp (what stands between operators)
// and parse_type.cpp. One object parses one text and is thrown away.
//
// The first problem stops the parse: every function then yields nullptr, and `problem` says what it was.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "feel/parse/lexer.h"
#include "feel/parse/names.h"
#include "feel/parse/parser.h"

namespace moteplass::feel {

class Parser {
 public:
  Parser(std::string_view text, Names& names, Position start) : text_(text), names_(&names), start_(start) {
    advance_to(0);
  }

  Tree expression();
  Tree unary_tests();
  std::optional<Type> type();
  // Whether the whole text was read; else a problem.
  bool at_end();
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  // parser.cpp
  Tree disjunction();
  Tree conjunction();
  Tree comparison();
  Tree comparison_tail(Tree left, std::size_t begin);
  Tree membership(Tree left, std::size_t begin);
  Tree addition();
  Tree multiplication();
  Tree power();
  Tree negation();
  Tree instance_of();
  Tree postfix();
  Tree filter_in_range(std::size_t begin, const Tree& source);
  Tree test(Tree (Parser::*operand)());
  Tree tests_until(std::string_view close);
  std::optional<Comparison> take_comparison();

  // parse_primary.cpp
  Tree primary();
  Tree word();
  Tree name_reference();
  Tree conditional(std::size_t begin);
  Tree loop(std::size_t begin);
  Tree quantified(std::size_t begin, Quantifier quantifier);
  Tree function_definition(std::size_t begin);
  Tree parenthesis(std::size_t begin);
  Tree bracket(std::size_t begin, Range::End low_end);
  Tree context(std::size_t begin);
  Tree moment();
  Tree range_from(std::size_t begin, Range::End low_end, Tree low);
  Tree call(std::size_t begin, Tree function);
  Tree filter(std::size_t begin, Tree source);
  Tree path(std::size_t begin, Tree source);
  bool iterators(std::vector<Iterator>& iterators);
  // A new name: all that stands before one of the given closing tokens.
  std::optional<std::string> binding_name(std::initializer_list<std::string_view> closers);
  std::optional<std::string> argument_name();

  bool is_symbol(std::string_view symbol) const {
    return token_.kind == TokenKind::symbol && token_.text == symbol;
  }
  bool is_word(std::string_view word) const { return token_.kind == TokenKind::word && token_.text == word; }
  // Rule 30: what names may hold besides letters and digits.
  bool is_name_symbol() const {
    return token_.kind == TokenKind::symbol &&
           std::string_view("./-'+**").find(token_.text) != std::string_view::npos;
  }
  bool take_symbol(std::string_view symbol);
  bool take_word(std::string_view word);
  bool expect_symbol(std::string_view symbol);
  bool expect_word(std::string_view word);
  void advance() { advance_to(token_.end); }
  void advance_to(std::size_t position) { token_ = token_at(text_, position); }
  std::nullptr_t fail(std::string message);
  Position position_of(std::size_t offset);

  template <class Form>
  Tree make(std::size_t begin, Form form) {
    Expression made{position_of(begin), std::move(form), false, 1};
    made.height += height_inside(made);
    if (made.height > tallest_tree) return fail("the expression is nested too deeply");
    return std::make_shared<const Expression>(std::move(made));
  }

  // While it lives, one level of nesting is in use.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) { ++parser_.depth_; }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    bool too_deep() const { return parser_.depth_ > deepest_nesting; }

   private:
    Parser& parser_;
  };
  // While it lives, names are looked up in an inner scope.
  class InnerScope {
   public:
    explicit InnerScope(Parser& parser) : parser_(parser), outer_(parser.names_), inner_(*parser.names_) {
      parser_.names_ = &inner_;
    }
    ~InnerScope() { parser_.names_ = outer_; }
    InnerScope(const InnerScope&) = delete;
    InnerScope& operator=(const InnerScope&) = delete;

   private:
    Parser& parser_;
    Names* outer_;
    Names inner_;
  };

  std::string_view text_;
  Names* names_;
  Position start_;
  Token token_;
  std::optional<Problem> problem_;
  // Places already counted to, about every so many bytes, so that a long text is not counted through anew.
  struct Counted {
    std::size_t offset;
    Position position;
  };
  static constexpr std::size_t counted_every = 256;
  std::vector<Counted> counted_;
  int depth_ = 0;
  int input_mentions_ = 0;     // how often `?` was read
  int filter_depth_ = 0;       // inside so many filters, where members are names too
  bool bracket_ends_ = false;  // in the upper end of a range, where `[` closes unless a filter follows
  // Trying costs as much as reading the rest of the text, so it is not done for ever.
  static constexpr int most_filters_tried = 50;
  int filters_tried_ = 0;
};

}  // namespace moteplass::feel
