#include "feel/closure.h"

#include "feel/compile.h"
#include "feel/machine.h"

namespace moteplass::feel {

std::vector<Signature> signature_of(const std::vector<FormalParameter>& parameters) {
  Signature signature{{}, parameters.size()};
  for (const auto& parameter : parameters) signature.parameters.push_back(parameter.name);
  return {signature};
}

Type type_of(const std::vector<FormalParameter>& parameters, const Type& result) {
  std::vector<Type> types;
  for (const auto& parameter : parameters) types.push_back(parameter.type);
  return Type::function_of(std::move(types), result);
}

bool bind_arguments(const std::vector<FormalParameter>& parameters, std::span<const Value> arguments,
                    Value* slots, Evaluation& evaluation) {
  for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    Coerced coerced = coerce(arguments[i], parameters[i].type, evaluation);
    if (!coerced.fits) {
      evaluation.problem("the argument " + parameters[i].name + " is not of type " +
                         to_string(parameters[i].type));
      return false;
    }
    slots[i] = std::move(coerced.value);
  }
  return true;
}

Closure::Closure(std::shared_ptr<const Code> code, const FunctionCode& function, List captured)
    : code_(std::move(code)), function_(function), captured_(std::move(captured)) {}

Value Closure::call(std::span<const Value> arguments, Evaluation& evaluation) const {
  if (function_.body == no_node) return evaluation.problem("external functions are not called");
  Frame frame(*code_, function_.slots, evaluation);
  if (!bind_arguments(function_.parameters, arguments, &frame.slot(0), evaluation)) return {};
  for (std::size_t i = 0; i < captured_.size(); ++i) frame.slot(function_.captures[i].slot) = captured_[i];
  return coerce(frame.evaluate(function_.body), function_.result, evaluation).value;
}

Type Closure::type() const {
  return type_of(function_.parameters, function_.result);
}

}  // namespace moteplass::feel
