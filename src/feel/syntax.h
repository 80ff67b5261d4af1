// The syntax tree of FEEL (DMN 1.5, 10.3.1.2): one struct per construct, each evaluated by the function of
// the same noun in evaluate.cpp. Trees are immutable and shared, also by the functions they make.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::feel {

// From 1; a column counts characters, not bytes.
struct Position {
  int line = 1;
  int column = 1;
  friend bool operator==(const Position&, const Position&) = default;
};

struct Problem {
  Position at;
  std::string message;
};

struct Expression;
using Tree = std::shared_ptr<const Expression>;

enum class Arithmetic { add, subtract, multiply, divide, power };
enum class Comparison { equal, not_equal, less, at_most, greater, at_least };
enum class Quantifier { some, every };

struct Literal {
  Value value;
};
struct Name {
  std::string name;
};
struct Negation {
  Tree operand;
};
struct Calculation {
  Arithmetic operation;
  Tree left, right;
};
struct Compare {
  Comparison comparison;
  Tree left, right;
};
struct Conjunction {
  Tree left, right;
};
struct Disjunction {
  Tree left, right;
};
struct Between {
  Tree operand, low, high;
};
// `x in test` and `x in (test, test)`; `tests` is a UnaryTests.
struct Membership {
  Tree operand, tests;
};
struct InstanceOf {
  Tree operand;
  Type type;
};
struct Conditional {
  Tree condition, consequence, alternative;
};
// `i in list` or `i in from..to` (then `until` is set).
struct Iterator {
  std::string name;
  Tree domain, until;
};
struct Loop {
  std::vector<Iterator> iterators;
  Tree body;
  bool mentions_partial;  // the results so far are made available only where they are asked for
};
struct Quantified {
  Quantifier quantifier;
  std::vector<Iterator> iterators;
  Tree body;
};
struct Path {
  Tree source;
  std::string member;
};
struct Filter {
  Tree source, condition;
};
struct Call {
  Tree function;
  std::vector<Tree> arguments;
  std::vector<std::string> names;  // of the arguments, or empty where they go by position
};
// A missing end is an end without bound.
struct RangeOf {
  Range::End low_end;
  Tree low, high;
  Range::End high_end;
};
struct ListOf {
  std::vector<Tree> items;
};
struct ContextOf {
  std::vector<std::pair<std::string, Tree>> entries;
};
struct FormalParameter {
  std::string name;
  Type type;
};
struct FunctionOf {
  std::vector<FormalParameter> parameters;
  Type result;
  Tree body;  // none for an external function
};
// `< 5`: of the value that is tested.
struct Test {
  Comparison comparison;
  Tree operand;
};
// 10.3.1.2 rule 15: any of the tests passes, or, negated, none does. `any` is the lone dash.
struct UnaryTests {
  enum class Form { any, positive, negative };
  Form form;
  std::vector<Tree> tests;
};

struct Expression {
  Position at;
  std::variant<Literal, Name, Negation, Calculation, Compare, Conjunction, Disjunction, Between, Membership,
               InstanceOf, Conditional, Loop, Quantified, Path, Filter, Call, RangeOf, ListOf, ContextOf,
               FunctionOf, Test, UnaryTests>
      form;
  bool mentions_input = false;  // has `?` somewhere inside
};

}  // namespace moteplass::feel
