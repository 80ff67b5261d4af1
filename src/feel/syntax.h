// The syntax tree of FEEL (DMN 1.5, 10.3.1.2), and of the boxed expressions that say the same in boxes
// (10.2): one struct per construct, each compiled and evaluated by the function of the same noun in
// compile.cpp and machine.cpp. Trees are immutable and shared.
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
  bool is_fault = false;  // leaves no answer to trust
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
};
// In a box, a body that yields no truth value spoils the whole (10.2.2.4).
enum class QuantifiedIn { text, box };
struct Quantified {
  Quantifier quantifier;
  std::vector<Iterator> iterators;
  Tree body;
  QuantifiedIn in = QuantifiedIn::text;
};
struct Path {
  Tree source;
  std::string member;
};
// In brackets the condition may be a position; in a boxed filter it must be a truth value (10.2.2.2).
enum class FilterBy { truth_or_position, truth };
struct Filter {
  Tree source, condition;
  FilterBy by = FilterBy::truth_or_position;
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
// Each entry may name those before it, except in the row of a relation. With a `result` the whole is that,
// and not a context (10.2.1.4).
enum class EntriesSee { earlier_entries, nothing_more };
struct ContextOf {
  std::vector<std::pair<std::string, Tree>> entries;
  Tree result;
  EntriesSee see = EntriesSee::earlier_entries;
};
struct FormalParameter {
  std::string name;
  Type type;
};
// Java and PMML functions are external (10.3.2.13.3): they are read, and never run.
enum class FunctionKind { feel, java, pmml };
struct FunctionOf {
  std::vector<FormalParameter> parameters;
  Type result;
  Tree body;  // none for an external function
  FunctionKind kind = FunctionKind::feel;
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

// A value made to fit the type that a box declares (10.3.2.9.4), or an error. A singleton list becomes its
// item where a value is assigned, yet not where a call yields it (TCK 0082). `what` is told of in the error.
struct Typed {
  enum class As { assigned, yielded };
  Tree value;
  Type type;
  As as = As::assigned;
  std::string what = "the value";
};
// A form that another room adds: the decision table of dmn (dmn/table/decision_table.h).
class ExtensionForm;
struct Extension {
  std::shared_ptr<const ExtensionForm> form;
};

struct Expression {
  Position at;
  std::variant<Literal, Name, Negation, Calculation, Compare, Conjunction, Disjunction, Between, Membership,
               InstanceOf, Conditional, Loop, Quantified, Path, Filter, Call, RangeOf, ListOf, ContextOf,
               FunctionOf, Test, UnaryTests, Typed, Extension>
      form;
  bool mentions_input = false;  // has `?` somewhere inside
  int height = 1;               // of what was parsed: levels of expressions, this one included
};

template <class Form>
Tree make_tree(Position at, Form form) {
  return std::make_shared<const Expression>(Expression{at, std::move(form), false, 1});
}

// The height of the tallest expression right inside; 0 for none.
int height_inside(const Expression& expression);

}  // namespace moteplass::feel
