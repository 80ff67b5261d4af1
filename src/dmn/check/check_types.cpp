#include "dmn/check/check_types.h"

#include <algorithm>
#include <tuple>

#include "dmn/check/type_check.h"
#include "feel/check/check_types.h"

namespace moteplass::dmn {

namespace {

const feel::FunctionOf& function_of(const Element& knowledge) {
  return std::get<feel::FunctionOf>(knowledge.logic->form);
}

}  // namespace

std::vector<Diagnostic> check_types(const Model& model) {
  ElementTypes types(model.definitions());
  for (const auto& element : model.definitions().elements) types.check_element(*element);
  std::vector<Diagnostic> problems = types.take_problems();
  std::stable_sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

ColumnTypes column_types(const Model& model) {
  ElementTypes types(model.definitions());
  for (const auto& element : model.definitions().elements) types.check_element(*element);
  return types.take_columns();
}

ElementTypes::ElementTypes(const Definitions& definitions) : definitions_(definitions) {
  auto note_services_of = [this](const Definitions& of) {
    for (const auto& element : of.elements)
      for (const Requirement& input : element->input_decisions) given_by_services_.insert(input.element);
  };
  note_services_of(definitions);
  for (const Import& import : definitions.imports) note_services_of(*import.definitions);
}

std::vector<Diagnostic> ElementTypes::take_problems() {
  return std::exchange(problems_, {});
}

void ElementTypes::report(feel::Position at, std::string message) {
  if (silent_ > 0) return;
  problems_.push_back(
      {Severity::warning, definitions_.file, at.line, at.column, decision_, rule_, std::move(message)});
}

feel::TypeScope::Known ElementTypes::known_as(const Element& element) {
  bool function = element.kind == Element::Kind::knowledge || element.kind == Element::Kind::service;
  if (!function) return {element.name, value_type(element)};
  std::vector<std::string> parameters;
  if (element.kind == Element::Kind::service) {
    for (const Requirement& input : element.input_data) parameters.push_back(input.element->name);
    for (const Requirement& input : element.input_decisions) parameters.push_back(input.element->name);
  } else if (element.logic) {
    for (const auto& parameter : function_of(element).parameters) parameters.push_back(parameter.name);
  }
  return {element.name, function_type(element), std::move(parameters)};
}

// What a decision is declared to yield, or what its logic yields. A decision without a type that a service
// takes as its input may hold whatever the service is called with.
feel::Type ElementTypes::value_type(const Element& element) {
  bool inferred = element.kind == Element::Kind::decision && !given_by_services_.contains(&element);
  if (!inferred) return element.type;
  auto found = types_.find(&element);
  if (found != types_.end()) return found->second;
  types_.emplace(&element, element.type);  // until it is known better
  ++silent_;
  feel::Type type = feel::narrowed(logic(element, {}), element.type);
  --silent_;
  types_.insert_or_assign(&element, type);
  return type;
}

feel::Type ElementTypes::function_type(const Element& element) {
  auto found = types_.find(&element);
  if (found != types_.end()) return found->second;
  types_.emplace(&element, feel::Type(feel::Type::Kind::function));
  ++silent_;
  std::vector<feel::Type> parameters;
  feel::Type result;
  if (element.kind == Element::Kind::service) {
    for (const Requirement& input : element.input_data) parameters.push_back(input.element->type);
    for (const Requirement& input : element.input_decisions) parameters.push_back(input.element->type);
    result = yield_of(element);
  } else if (element.logic) {
    for (const auto& parameter : function_of(element).parameters) parameters.push_back(parameter.type);
    result = logic(element, {});
  }
  --silent_;
  // A variable whose type is that of the function itself says nothing of the result that is held against it.
  if (element.type.kind() != feel::Type::Kind::function) result = feel::narrowed(result, element.type);
  feel::Type type = feel::Type::function_of(std::move(parameters), std::move(result));
  types_.insert_or_assign(&element, type);
  return type;
}

// 10.4.3: the value of its one output decision, or a context of them all.
feel::Type ElementTypes::yield_of(const Element& service) {
  std::vector<feel::Type::Field> outputs;
  for (const Requirement& output : service.outputs)
    outputs.emplace_back(output.element->name, value_type(*output.element));
  if (outputs.size() == 1) return outputs.front().second;
  return outputs.empty() ? feel::Type() : feel::Type::context_of(std::move(outputs));
}

feel::TypeScope ElementTypes::scope_of(const Element& element) {
  feel::TypeScope scope;
  std::map<std::string, std::vector<feel::Type::Field>> imported;
  for (const Requirement& requirement : element.requirements) {
    feel::TypeScope::Known known = known_as(*requirement.element);
    if (requirement.import_name.empty())
      scope.add(std::move(known));
    else
      imported[requirement.import_name].emplace_back(known.name, known.type);
  }
  for (auto& [name, fields] : imported) scope.add(name, feel::Type::context_of(std::move(fields)));
  return scope;
}

feel::Type ElementTypes::tree(const feel::Tree& tree, const feel::Type& wanted,
                              const feel::TypeScope& scope) {
  if (!tree) return wanted;
  feel::Checked checked = feel::check_as(*tree, wanted, scope, this);
  for (feel::Problem& problem : checked.problems) report(problem.at, std::move(problem.message));
  return checked.type;
}

void ElementTypes::allowed(const feel::Tree& output, const feel::Type& listed, const feel::TypeScope& scope) {
  if (!output) return;
  for (feel::Problem& problem : feel::check_allowed(*output, listed, scope))
    report(problem.at, std::move(problem.message));
}

void ElementTypes::tests(const feel::Tree& tests, const feel::Type& input, const feel::TypeScope& scope) {
  if (!tests) return;
  feel::Checked checked = feel::check_tests(*tests, input, scope);
  for (feel::Problem& problem : checked.problems) report(problem.at, std::move(problem.message));
}

feel::Type ElementTypes::logic(const Element& element, const feel::Type& wanted) {
  if (!element.logic) return {};
  feel::TypeScope scope = scope_of(element);
  if (element.kind == Element::Kind::decision) return tree(element.logic, wanted, scope);
  const feel::FunctionOf& function = function_of(element);
  if (!function.body) return {};
  feel::TypeScope inner(&scope);
  for (const auto& parameter : function.parameters) inner.add(parameter.name, parameter.type);
  return tree(function.body, wanted, inner);
}

void ElementTypes::check_element(const Element& element) {
  decision_ = element.name;
  bool function =
      element.type.kind() == feel::Type::Kind::function && element.kind != Element::Kind::decision;
  feel::Type wanted = function ? feel::Type() : element.type;
  if (element.kind != Element::Kind::service) {
    logic(element, wanted);
  } else if (feel::Type yielded = yield_of(element); !feel::may_become(yielded, wanted)) {
    report(element.at, to_string(yielded) + " stands where " + to_string(wanted) + " belongs");
  }
  decision_.clear();
}

}  // namespace moteplass::dmn
