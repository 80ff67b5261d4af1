// Calls (DMN 1.5, 10.3.2.13): how many arguments, under which names, of which types.
#include <algorithm>

#include "feel/builtins/builtins.h"
#include "feel/check/check_state.h"
#include "feel/check/check_types.h"
#include "feel/check/nearest_name.h"

namespace moteplass::feel {
namespace {

// Where each argument goes by its name: the arguments in the order of the parameters, as far as the last that
// is given; nothing where the signature does not take these names.
std::optional<std::vector<std::optional<std::size_t>>> in_order(const std::vector<std::string>& names,
                                                                const Signature& signature) {
  std::vector<std::optional<std::size_t>> order(signature.parameters.size());
  std::size_t last = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto place = std::find(signature.parameters.begin(), signature.parameters.end(), names[i]);
    if (place == signature.parameters.end()) return std::nullopt;
    auto index = static_cast<std::size_t>(place - signature.parameters.begin());
    if (order[index]) return std::nullopt;
    order[index] = i;
    last = std::max(last, index + 1);
  }
  for (std::size_t i = 0; i < signature.required; ++i)
    if (!order[i]) return std::nullopt;
  order.resize(last);
  return order;
}

std::string unknown_parameters(const std::string& callee, const std::vector<std::string>& names,
                               const std::vector<Signature>& signatures) {
  std::vector<std::string> known;
  for (const Signature& signature : signatures)
    known.insert(known.end(), signature.parameters.begin(), signature.parameters.end());
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return callee + " has no parameter '" + name + "'" + did_you_mean(name, known);
  return callee + " does not take these parameters together";
}

bool has_place_for(const Signature& signature, std::size_t count) {
  return count >= signature.required && (signature.variadic || count <= signature.parameters.size());
}

std::string count_of_arguments(std::size_t count) {
  return count == 1 ? "1 argument" : std::to_string(count) + " arguments";
}

std::string listed(const std::vector<Type>& types) {
  std::string text;
  for (const Type& type : types)
    text += (text.empty() ? "" : ", ") + (says_nothing(type) ? std::string("Any") : described(type));
  return "(" + text + ")";
}

}  // namespace

Type Checker::call_builtin(const Call& called, const std::string& name, const Place& place) {
  std::size_t before = problems_.size();
  std::vector<Type> given;
  for (const Tree& argument : called.arguments) given.push_back(of(*argument, place.scope));
  const std::vector<Signature> signatures = find_builtin(name)->signatures();
  std::string callee = "the function '" + name + "'";
  std::vector<Type> types = given;
  bool has_room = false;
  bool accepted = false;
  std::string expected;
  for (const Signature& signature : signatures) {
    if (called.names.empty()) {
      if (!has_place_for(signature, given.size())) continue;
    } else {
      auto order = in_order(called.names, signature);
      if (!order) continue;
      types.clear();
      for (const auto& index : *order) types.push_back(index ? given[*index] : Type(Type::Kind::null));
    }
    has_room = true;
    accepted = takes_types(name, signature, types);
    if (accepted) break;
    std::string way = parameters_of(name, signature, types.size());
    if (expected.find(way) == std::string::npos) expected += (expected.empty() ? "" : " or ") + way;
  }
  if (!has_room) {
    problem(place.at, called.names.empty() ? callee + " does not take " + count_of_arguments(given.size())
                                           : unknown_parameters(callee, called.names, signatures));
    return {};
  }
  Type result = builtin_result(name, types);
  if (!accepted) {
    problem(place.at, callee + " takes " + expected + ", not " + listed(types));
    return result;
  }
  if (problems_.size() != before) return result;
  auto constant = constant_of(Expression{place.at, called, false}, place.scope);
  if (!constant) return result;
  if (!constant->value.is_null()) return type_of_value(constant->value);
  if (!constant->fault.empty()) problem(place.at, callee + ": " + constant->fault);
  return result;
}

Type Checker::call_function(const Call& called, const Type& function,
                            const std::vector<std::string>* parameters, const Place& place) {
  // A function type without parameters may be one of which nothing is said.
  bool counted = parameters != nullptr || !function.parameters().empty();
  std::size_t expected = function.parameters().size();
  std::vector<std::optional<std::size_t>> order;
  for (std::size_t i = 0; i < called.arguments.size(); ++i) order.emplace_back(i);
  bool placed = called.names.empty();
  if (!called.names.empty() && parameters != nullptr) {
    Signature signature{*parameters, parameters->size()};
    auto named = in_order(called.names, signature);
    if (!named)
      problem(place.at, unknown_parameters("the function", called.names, {signature}));
    else
      order = *named;
    placed = named.has_value();
  } else if (counted && called.arguments.size() != expected) {
    problem(place.at, "the function takes " + count_of_arguments(expected) + ", not " +
                          std::to_string(called.arguments.size()));
    placed = false;
  }
  if (!placed || !counted) {
    for (const Tree& argument : called.arguments) of(*argument, place.scope);
    return function.element();
  }
  for (std::size_t i = 0; i < order.size() && i < expected; ++i)
    if (order[i]) as(*called.arguments[*order[i]], function.parameters()[i], place.scope);
  return function.element();
}

Type Checker::operator()(const Call& called, const Place& place) {
  const std::vector<std::string>* parameters = nullptr;
  if (const auto* name = std::get_if<Name>(&called.function->form)) {
    TypeScope::Found found = place.scope.find(name->name);
    bool introduced = !found.certain || found.known != nullptr;
    if (!introduced && find_builtin(name->name)) return call_builtin(called, name->name, place);
    if (!introduced) {
      std::vector<std::string> names = place.scope.names();
      names.insert(names.end(), builtin_names().begin(), builtin_names().end());
      problem(place.at, "there is no function '" + name->name + "' here" + did_you_mean(name->name, names));
      for (const Tree& argument : called.arguments) of(*argument, place.scope);
      return {};
    }
    if (found.certain && found.known != nullptr && found.known->parameters)
      parameters = &*found.known->parameters;
  }
  Type function = of(*called.function, place.scope);
  if (function.kind() == Type::Kind::function) return call_function(called, function, parameters, place);
  for (const Tree& argument : called.arguments) of(*argument, place.scope);
  if (!says_nothing(function)) problem(place.at, described(function) + " is called, but is no function");
  return {};
}

}  // namespace moteplass::feel
