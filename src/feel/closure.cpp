#include "feel/closure.h"

namespace moteplass::feel {

std::vector<Signature> signature_of(const std::vector<FormalParameter>& parameters) {
  Signature signature{{}, parameters.size()};
  for (const auto& parameter : parameters) signature.parameters.push_back(parameter.name);
  return {signature};
}

std::optional<Context> bound(const std::vector<FormalParameter>& parameters, std::span<const Value> arguments,
                             Evaluation& evaluation) {
  Context names;
  for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    Coerced coerced = coerce(arguments[i], parameters[i].type, evaluation);
    if (!coerced.fits) {
      evaluation.problem("the argument " + parameters[i].name + " is not of type " +
                         to_string(parameters[i].type));
      return std::nullopt;
    }
    names.set(parameters[i].name, std::move(coerced.value));
  }
  return names;
}

Closure::Closure(std::vector<FormalParameter> parameters, Type result, Tree body, Context captured)
    : parameters_(std::move(parameters)),
      result_(std::move(result)),
      body_(std::move(body)),
      captured_(std::move(captured)),
      signatures_(signature_of(parameters_)) {}

Value Closure::call(std::span<const Value> arguments, Evaluation& evaluation) const {
  if (!body_) return evaluation.problem("external functions are not called");
  auto names = bound(parameters_, arguments, evaluation);
  if (!names) return {};
  Scope outer{nullptr, &captured_};
  Scope inner{&outer, &*names};
  return coerce(evaluate(*body_, inner, evaluation), result_, evaluation).value;
}

Type Closure::type() const {
  std::vector<Type> parameters;
  for (const auto& parameter : parameters_) parameters.push_back(parameter.type);
  return Type::function_of(std::move(parameters), result_);
}

}  // namespace moteplass::feel
