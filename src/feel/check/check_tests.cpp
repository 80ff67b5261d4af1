// What a value of one type is held against: comparisons, unary tests (DMN 1.5, 10.3.2.8), the type that is
// declared for it (10.3.2.9.4).
#include <algorithm>

#include "feel/check/check_state.h"
#include "feel/check/check_types.h"
#include "feel/evaluate.h"

namespace moteplass::feel {
namespace {

bool is_equality(Comparison comparison) {
  return comparison == Comparison::equal || comparison == Comparison::not_equal;
}

bool is_kind_of(const Value& value, const Type& type) {
  return says_nothing(type) || type_of_value(value).kind() == type.kind();
}

// The first component that keeps one context from being of the type of the other.
const Type::Field* odd_component(const Type& given, const Type& wanted) {
  if (given.kind() != Type::Kind::context || wanted.kind() != Type::Kind::context) return nullptr;
  for (const auto& field : given.fields()) {
    const Type* belongs = wanted.field(field.first);
    if (belongs != nullptr &&
        !may_become(Type::context_of({field}), Type::context_of({{field.first, *belongs}})))
      return &field;
  }
  return nullptr;
}

}  // namespace

void Checker::comparable(Position at, Comparison comparison, const Type& left, const Type& right) {
  if (is_equality(comparison)) {
    if (!may_equal(left, right))
      problem(at, described(left) + " and " + described(right) + " are never equal");
  } else if (!may_be_ordered(left, right)) {
    problem(at, described(left) + " and " + described(right) + " have no order");
  }
}

void Checker::allowed_in(Position at, const Expression& expression, const Type& type,
                         const TypeScope& scope) {
  if (!type.allowed() || depth_ >= 1'000) return;
  if (const auto* either = std::get_if<Conditional>(&expression.form)) {
    ++depth_;
    for (const Tree& branch : {either->consequence, either->alternative})
      if (branch) allowed_in(branch->at, *branch, type, scope);
    --depth_;
    return;
  }
  auto constant = constant_of(expression, scope);
  if (!constant || constant->value.is_null() || !is_kind_of(constant->value, type)) return;
  Evaluation evaluation;
  if (passes(constant->value, *type.allowed(), Scope{}, evaluation).is_false())
    problem(at, to_string(constant->value) + " is not among the allowed values " + type.allowed_text());
}

void Checker::tests(const Expression& expression, const Type& input, const TypeScope& scope) {
  const auto* all = std::get_if<UnaryTests>(&expression.form);
  if (all == nullptr || depth_ >= 1'000) return;
  ++depth_;
  TypeScope inner(&scope);
  inner.add("?", input);
  for (const Tree& one : all->tests) test(*one, input, inner);
  --depth_;
}

void Checker::test(const Expression& test, const Type& input, const TypeScope& scope) {
  bool listed = input.kind() == Type::Kind::list;
  if (const auto* comparing = std::get_if<Test>(&test.form)) {
    Type operand = of(*comparing->operand, scope);
    if (!listed) comparable(test.at, comparing->comparison, input, operand);
    if (is_equality(comparing->comparison)) allowed_in(test.at, *comparing->operand, input, scope);
    return;
  }
  Type type = of(test, scope);
  if (test.mentions_input) {
    if (!may_be_boolean(type))
      problem(test.at, "the test is " + described(type) + ", neither true nor false");
    return;
  }
  if (says_nothing(type) || says_nothing(input) || listed) return;
  // A truth value that is worked out is the verdict itself; only one written down is held against the input.
  if (type.kind() == Type::Kind::boolean && !std::holds_alternative<Literal>(test.form)) return;
  if (type.kind() == Type::Kind::range && input.kind() != Type::Kind::range) {
    if (!may_be_ordered(input, type.element()))
      problem(test.at, described(input) + " is never in a " + described(type));
  } else if (type.kind() == Type::Kind::list) {
    const Type& element = type.element();
    bool ranges = element.kind() == Type::Kind::range && input.kind() != Type::Kind::range;
    if (ranges ? !may_be_ordered(input, element.element()) : !may_equal(input, element))
      problem(test.at, described(input) + " is never in a " + described(type));
  } else {
    comparable(test.at, Comparison::equal, input, type);
    allowed_in(test.at, test, input, scope);
  }
}

void Checker::fits(const Expression& expression, const Type& given, const Type& wanted,
                   const TypeScope& scope) {
  auto constant = constant_of(expression, scope);
  if (constant && !constant->value.is_null()) {
    Evaluation evaluation;
    if (coerce(constant->value, wanted, evaluation).fits) return;
    if (may_become(given, wanted) && !wanted.allowed_text().empty())
      problem(expression.at,
              to_string(constant->value) + " is not among the allowed values " + wanted.allowed_text());
    else
      problem(expression.at, to_string(constant->value) + " stands where " + described(wanted) + " belongs");
  } else if (const auto* component = odd_component(given, wanted)) {
    problem(expression.at, "the component '" + component->first + "' of " + described(wanted) + " is " +
                               described(component->second) + ", not " +
                               described(*wanted.field(component->first)));
  } else if (!may_become(given, wanted)) {
    problem(expression.at, described(given) + " stands where " + described(wanted) + " belongs");
  }
}

// A context without one of its type's components does not conform; one that has more does.
void Checker::context_fits(const ContextOf& context, const Type& wanted, const Place& place) {
  for (const auto& field : wanted.fields()) {
    auto entry = std::find_if(context.entries.begin(), context.entries.end(),
                              [&](const auto& each) { return each.first == field.first; });
    if (entry == context.entries.end())
      problem(place.at, "the component '" + field.first + "' of " + described(wanted) + " is missing");
  }
}

// What is said of parts is not said of the whole again.
Type Checker::as(const Expression& expression, const Type& wanted, const TypeScope& scope) {
  if (wanted.is_any() || depth_ >= 1'000) return of(expression, scope);
  ++depth_;
  Type given;
  bool whole = false;
  const auto* box = std::get_if<ContextOf>(&expression.form);
  if (const auto* either = std::get_if<Conditional>(&expression.form)) {
    given = conditional(*either, wanted, scope);
  } else if (const auto* extension = std::get_if<Extension>(&expression.form); extension && extensions_) {
    given = extensions_->check(*extension->form, wanted, scope);
    whole = true;
  } else if (box != nullptr && box->result) {
    given = context(*box, wanted, {expression.at, scope});
  } else {
    given = of(expression, scope);
    whole = true;
  }
  --depth_;
  if (box != nullptr && !box->result && wanted.kind() == Type::Kind::context)
    context_fits(*box, wanted, {expression.at, scope});
  if (whole) fits(expression, given, wanted, scope);
  return narrowed(given, wanted);
}

}  // namespace moteplass::feel
