#include "feel/check/check.h"

#include <algorithm>

#include "feel/builtins/builtins.h"
#include "feel/check/check_state.h"
#include "feel/check/check_types.h"
#include "feel/check/nearest_name.h"

namespace moteplass::feel {

void TypeScope::add(Known known) {
  auto same = std::find_if(names_.begin(), names_.end(),
                           [&](const Known& other) { return other.name == known.name; });
  if (same != names_.end())
    *same = std::move(known);
  else
    names_.push_back(std::move(known));
}

TypeScope::Found TypeScope::find(std::string_view name) const {
  bool certain = true;
  for (const TypeScope* scope = this; scope != nullptr; scope = scope->outer_) {
    for (const Known& known : scope->names_)
      if (known.name == name) return {&known, certain};
    certain = certain && !scope->open_;
  }
  return {nullptr, certain};
}

std::vector<std::string> TypeScope::names() const {
  std::vector<std::string> all;
  for (const TypeScope* scope = this; scope != nullptr; scope = scope->outer_)
    for (const Known& known : scope->names_) all.push_back(known.name);
  return all;
}

Checked check(const Expression& expression, const TypeScope& scope, ExtensionChecker* extensions) {
  Checked checked;
  checked.type = Checker(checked.problems, extensions).of(expression, scope);
  return checked;
}

Type type_of(const Expression& expression, const TypeScope& scope) {
  return check(expression, scope).type;
}

Checked check_tests(const Expression& tests, const Type& input, const TypeScope& scope) {
  Checked checked{Type(Type::Kind::boolean), {}};
  Checker(checked.problems).tests(tests, input, scope);
  return checked;
}

Checked check_as(const Expression& expression, const Type& wanted, const TypeScope& scope,
                 ExtensionChecker* extensions) {
  Checked checked;
  checked.type = Checker(checked.problems, extensions).as(expression, wanted, scope);
  return checked;
}

std::vector<Problem> check_allowed(const Expression& expression, const Type& type, const TypeScope& scope) {
  std::vector<Problem> problems;
  Checker(problems).allowed_in(expression.at, expression, type, scope);
  return problems;
}

std::string described(const Type& type) {
  if (type.kind() != Type::Kind::context || !type.name().empty() || type.fields().empty())
    return to_string(type);
  std::string names;
  for (const auto& field : type.fields()) names += (names.empty() ? "" : ", ") + field.first;
  return "context {" + names + "}";
}

namespace {

// As deep as evaluation goes; what is deeper is not evaluated either.
constexpr int deepest = 1'000;

Type boolean() {
  return Type(Type::Kind::boolean);
}

std::string_view verb(Arithmetic operation) {
  switch (operation) {
    case Arithmetic::add:
      return "add";
    case Arithmetic::subtract:
      return "subtract";
    case Arithmetic::multiply:
      return "multiply";
    case Arithmetic::divide:
      return "divide";
    case Arithmetic::power:
      return "raise";
  }
  return "";
}

}  // namespace

Type Checker::of(const Expression& expression, const TypeScope& scope) {
  if (depth_ >= deepest) return {};
  ++depth_;
  Place place{expression.at, scope};
  Type type = std::visit([&](const auto& form) { return (*this)(form, place); }, expression.form);
  --depth_;
  return type;
}

Type Checker::operator()(const Literal& literal, const Place&) {
  return type_of_value(literal.value);
}

Type Checker::operator()(const Name& name, const Place& place) {
  TypeScope::Found found = place.scope.find(name.name);
  if (!found.certain) return {};
  if (found.known != nullptr) return found.known->type;
  if (find_builtin(name.name)) return Type(Type::Kind::function);
  problem(place.at,
          "nothing is called '" + name.name + "' here" + did_you_mean(name.name, place.scope.names()));
  return {};
}

Type Checker::operator()(const Negation& negation, const Place& place) {
  Type operand = of(*negation.operand, place.scope);
  Type::Kind kind = operand.kind();
  bool reversible =
      kind == Type::Kind::number || kind == Type::Kind::days_duration || kind == Type::Kind::months_duration;
  if (reversible) return Type(kind);
  if (!says_nothing(operand)) problem(place.at, "cannot negate " + described(operand));
  return {};
}

Type Checker::operator()(const Calculation& calculation, const Place& place) {
  Type left = of(*calculation.left, place.scope);
  Type right = of(*calculation.right, place.scope);
  if (auto result = calculated(calculation.operation, left, right)) return *result;
  problem(place.at, "cannot " + std::string(verb(calculation.operation)) + " " + described(left) + " and " +
                        described(right));
  return {};
}

Type Checker::operator()(const Compare& comparing, const Place& place) {
  Type left = of(*comparing.left, place.scope);
  Type right = of(*comparing.right, place.scope);
  comparable(place.at, comparing.comparison, left, right);
  if (comparing.comparison == Comparison::equal || comparing.comparison == Comparison::not_equal) {
    allowed_in(place.at, *comparing.right, left, place.scope);
    allowed_in(place.at, *comparing.left, right, place.scope);
  }
  return boolean();
}

void Checker::truth(const Tree& condition, std::string_view what, const TypeScope& scope) {
  Type type = of(*condition, scope);
  if (!may_be_boolean(type))
    problem(condition->at, std::string(what) + " is " + described(type) + ", neither true nor false");
}

Type Checker::operator()(const Conjunction& both, const Place& place) {
  truth(both.left, "the left of 'and'", place.scope);
  truth(both.right, "the right of 'and'", place.scope);
  return boolean();
}

Type Checker::operator()(const Disjunction& either, const Place& place) {
  truth(either.left, "the left of 'or'", place.scope);
  truth(either.right, "the right of 'or'", place.scope);
  return boolean();
}

Type Checker::operator()(const Between& between, const Place& place) {
  Type operand = of(*between.operand, place.scope);
  comparable(between.low->at, Comparison::at_least, operand, of(*between.low, place.scope));
  comparable(between.high->at, Comparison::at_most, operand, of(*between.high, place.scope));
  return boolean();
}

Type Checker::operator()(const Membership& membership, const Place& place) {
  tests(*membership.tests, of(*membership.operand, place.scope), place.scope);
  return boolean();
}

Type Checker::operator()(const InstanceOf& instance, const Place& place) {
  of(*instance.operand, place.scope);
  return boolean();
}

// A part of a form that is wanted to be of a type; none where a box is left empty.
Type Checker::part(const Tree& tree, const Type& wanted, const TypeScope& scope) {
  return tree ? as(*tree, wanted, scope) : Type();
}

Type Checker::conditional(const Conditional& conditional, const Type& wanted, const TypeScope& scope) {
  if (conditional.condition) truth(conditional.condition, "the condition", scope);
  Type consequence = part(conditional.consequence, wanted, scope);
  return joined(consequence, part(conditional.alternative, wanted, scope));
}

Type Checker::operator()(const Conditional& form, const Place& place) {
  return conditional(form, {}, place.scope);
}

// Through a list, a range of whole numbers or dates, or a single value.
Type Checker::iterated(const Iterator& iterator, const TypeScope& scope) {
  Type domain = of(*iterator.domain, scope);
  auto countable = [](const Type& type) {
    return says_nothing(type) || type.kind() == Type::Kind::number || type.kind() == Type::Kind::date;
  };
  if (iterator.until) {
    Type until = of(*iterator.until, scope);
    if (countable(domain) && countable(until) && may_equal(domain, until))
      return bare(says_nothing(domain) ? until : domain);
    problem(iterator.domain->at, "cannot count from " + described(domain) + " to " + described(until));
    return {};
  }
  if (domain.kind() == Type::Kind::list) return domain.element();
  if (domain.kind() != Type::Kind::range) return domain;
  if (!countable(domain.element()))
    problem(iterator.domain->at, "cannot count through a range of " + described(domain.element()));
  return domain.element();
}

void Checker::iterate(const std::vector<Iterator>& iterators, TypeScope& inner) {
  for (const Iterator& iterator : iterators) inner.add(iterator.name, iterated(iterator, inner));
}

Type Checker::operator()(const Loop& loop, const Place& place) {
  TypeScope inner(&place.scope);
  iterate(loop.iterators, inner);
  inner.add("partial", Type(Type::Kind::list));
  return Type::list_of(of(*loop.body, inner));
}

Type Checker::operator()(const Quantified& quantified, const Place& place) {
  TypeScope inner(&place.scope);
  iterate(quantified.iterators, inner);
  truth(quantified.body, "what is to be satisfied", inner);
  return boolean();
}

Type Checker::member(const Type& source, const std::string& name, Position at) {
  if (says_nothing(source)) return {};
  if (source.kind() == Type::Kind::list) return Type::list_of(member(source.element(), name, at));
  if (source.kind() != Type::Kind::context) {
    if (auto part = part_of(source, name)) return *part;
    problem(at, "a value of type " + described(source) + " has no '" + name + "'");
    return {};
  }
  if (source.fields().empty()) return {};
  if (const Type* field = source.field(name)) return *field;
  std::vector<std::string> names;
  for (const auto& field : source.fields()) names.push_back(field.first);
  problem(at, described(source) + " has no component '" + name + "'" + did_you_mean(name, names));
  return {};
}

Type Checker::operator()(const Path& path, const Place& place) {
  return member(of(*path.source, place.scope), path.member, place.at);
}

// 10.3.2.5: the members of an item are names in the condition.
Type Checker::operator()(const Filter& filter, const Place& place) {
  Type source = of(*filter.source, place.scope);
  Type item = source.kind() == Type::Kind::list ? source.element() : source;
  TypeScope with_item(&place.scope);
  with_item.add("item", item);
  TypeScope with_members(&with_item);
  bool closed = item.kind() == Type::Kind::context ? !item.fields().empty() : !says_nothing(item);
  if (!closed) with_members.open();
  for (const auto& [name, type] : item.fields()) with_members.add(name, type);
  Type condition = of(*filter.condition, with_members);
  bool positions = filter.by == FilterBy::truth_or_position;
  if (positions && condition.kind() == Type::Kind::number) return item;
  if (positions && condition.is_any()) return {};
  if (!may_be_boolean(condition))
    problem(filter.condition->at, "the condition of the filter is " + described(condition) +
                                      ", neither true nor false" + (positions ? " nor a position" : ""));
  return Type::list_of(item);
}

Type Checker::operator()(const RangeOf& range, const Place& place) {
  Type low = range.low ? of(*range.low, place.scope) : Type(Type::Kind::null);
  Type high = range.high ? of(*range.high, place.scope) : Type(Type::Kind::null);
  if (!may_be_ordered(low, high)) {
    problem(place.at, "a range from " + described(low) + " to " + described(high) + " is none");
    return Type(Type::Kind::range);
  }
  // Evaluated alone, so that what is wrong with the ends is not said twice.
  bool plain = range.low && range.high && std::holds_alternative<Literal>(range.low->form) &&
               std::holds_alternative<Literal>(range.high->form);
  if (plain) {
    auto constant = constant_of(Expression{place.at, range, false}, place.scope);
    if (constant && constant->value.is_null() && !constant->fault.empty()) problem(place.at, constant->fault);
  }
  return Type::range_of(bare(joined(low, high)));
}

Type Checker::operator()(const ListOf& list, const Place& place) {
  Type element(Type::Kind::null);
  for (const Tree& item : list.items) element = joined(element, of(*item, place.scope));
  return Type::list_of(std::move(element));
}

Type Checker::context(const ContextOf& context, const Type& wanted, const Place& place) {
  TypeScope inner(&place.scope);
  std::vector<Type::Field> fields;
  for (const auto& [name, tree] : context.entries) {
    fields.emplace_back(name, of(*tree, context.see == EntriesSee::earlier_entries ? inner : place.scope));
    inner.add(name, fields.back().second);
  }
  return context.result ? as(*context.result, wanted, inner) : Type::context_of(std::move(fields));
}

Type Checker::operator()(const ContextOf& form, const Place& place) {
  return context(form, {}, place);
}

Type Checker::operator()(const FunctionOf& function, const Place& place) {
  TypeScope inner(&place.scope);
  std::vector<Type> parameters;
  for (const FormalParameter& parameter : function.parameters) {
    inner.add(parameter.name, parameter.type);
    parameters.push_back(parameter.type);
  }
  Type result = function.body ? as(*function.body, function.result, inner) : Type();
  return Type::function_of(std::move(parameters), std::move(result));
}

// Only ever met inside UnaryTests, which `tests` takes apart.
Type Checker::operator()(const Test&, const Place&) {
  return boolean();
}
Type Checker::operator()(const UnaryTests&, const Place&) {
  return boolean();
}

Type Checker::operator()(const Typed& typed, const Place& place) {
  return part(typed.value, typed.type, place.scope);
}
Type Checker::operator()(const Extension& extension, const Place& place) {
  return extensions_ && extension.form ? extensions_->check(*extension.form, {}, place.scope) : Type();
}

}  // namespace moteplass::feel
