// The state of one check: the problems found so far. Not for others than the files of check.h; for one
// thread.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feel/check/check.h"
#include "feel/function.h"

namespace moteplass::feel {

class Checker {
 public:
  explicit Checker(std::vector<Problem>& problems, ExtensionChecker* extensions = nullptr)
      : problems_(problems), extensions_(extensions) {}

  Type of(const Expression& expression, const TypeScope& scope);
  Type as(const Expression& expression, const Type& wanted, const TypeScope& scope);
  void tests(const Expression& expression, const Type& input, const TypeScope& scope);
  // A constant, or one in a branch, that the type's allowed values leave out.
  void allowed_in(Position at, const Expression& constant, const Type& type, const TypeScope& scope);

 private:
  // Where a construct stands and what names mean there.
  struct Place {
    Position at;
    const TypeScope& scope;
  };

  Type operator()(const Literal& literal, const Place& place);
  Type operator()(const Name& name, const Place& place);
  Type operator()(const Negation& negation, const Place& place);
  Type operator()(const Calculation& calculation, const Place& place);
  Type operator()(const Compare& comparing, const Place& place);
  Type operator()(const Conjunction& both, const Place& place);
  Type operator()(const Disjunction& either, const Place& place);
  Type operator()(const Between& between, const Place& place);
  Type operator()(const Membership& membership, const Place& place);
  Type operator()(const InstanceOf& instance, const Place& place);
  Type operator()(const Conditional& conditional, const Place& place);
  Type operator()(const Loop& loop, const Place& place);
  Type operator()(const Quantified& quantified, const Place& place);
  Type operator()(const Path& path, const Place& place);
  Type operator()(const Filter& filter, const Place& place);
  Type operator()(const Call& called, const Place& place);
  Type operator()(const RangeOf& range, const Place& place);
  Type operator()(const ListOf& list, const Place& place);
  Type operator()(const ContextOf& context, const Place& place);
  Type operator()(const FunctionOf& function, const Place& place);
  Type operator()(const Test& test, const Place& place);
  Type operator()(const UnaryTests& tests, const Place& place);
  Type operator()(const Typed& typed, const Place& place);
  Type operator()(const Extension& extension, const Place& place);

  // check_calls.cpp
  Type call_builtin(const Call& called, const std::string& name, const Place& place);
  Type call_function(const Call& called, const Type& function, const std::vector<std::string>* parameters,
                     const Place& place);
  // check_tests.cpp
  void test(const Expression& test, const Type& input, const TypeScope& scope);
  void comparable(Position at, Comparison comparison, const Type& left, const Type& right);
  void fits(const Expression& expression, const Type& given, const Type& wanted, const TypeScope& scope);
  void context_fits(const ContextOf& context, const Type& wanted, const Place& place);
  Type context(const ContextOf& context, const Type& wanted, const Place& place);
  Type conditional(const Conditional& conditional, const Type& wanted, const TypeScope& scope);
  Type part(const Tree& tree, const Type& wanted, const TypeScope& scope);

  void truth(const Tree& condition, std::string_view what, const TypeScope& scope);
  void iterate(const std::vector<Iterator>& iterators, TypeScope& inner);
  Type iterated(const Iterator& iterator, const TypeScope& scope);
  Type member(const Type& source, const std::string& name, Position at);
  void problem(Position at, std::string message) { problems_.push_back({at, std::move(message)}); }

  std::vector<Problem>& problems_;
  ExtensionChecker* extensions_;
  int depth_ = 0;
};

// "number", "tPerson", "list<string>": as messages call the type.
std::string described(const Type& type);

// check_constant.cpp
// What the expression yields if it names no fact: literals, lists, ranges and built-in functions of them.
struct Constant {
  Value value;
  std::string fault;  // why it is null, where evaluation says so
};
std::optional<Constant> constant_of(const Expression& expression, const TypeScope& scope);
Type type_of_value(const Value& value);

// check_builtins.cpp
// Whether the function takes arguments of these types by that signature, which has room for them.
bool takes_types(std::string_view name, const Signature& signature, std::span<const Type> arguments);
// "(string, number)": the first so many parameters.
std::string parameters_of(std::string_view name, const Signature& signature, std::size_t count);
Type builtin_result(std::string_view name, std::span<const Type> arguments);

}  // namespace moteplass::feel
