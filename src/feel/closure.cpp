#include "feel/closure.h"

#include "feel/compile.h"
#include "feel/machine.h"
#include "feel/unknown.h"

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

Fit bind_arguments(const std::vector<FormalParameter>& parameters, std::span<const Value> arguments,
                   Value* slots, Evaluation& evaluation) {
  Fit fit = Fit::always;
  for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) {
    Coerced coerced = coerce(arguments[i], parameters[i].type, evaluation);
    if (!coerced.fits) {
      evaluation.problem("the argument " + parameters[i].name + " is not of type " +
                         to_string(parameters[i].type));
      return Fit::never;
    }
    if (!coerced.certain) fit = Fit::perhaps;
    slots[i] = std::move(coerced.value);
  }
  return fit;
}

Value called(Fit arguments_fit, Value value, std::span<const Value> arguments) {
  switch (arguments_fit) {
    case Fit::never:
      return {};
    case Fit::always:
      return value;
    case Fit::perhaps:
      break;
  }
  return join({value, Value()}, needs_of(List(arguments.begin(), arguments.end())));
}

std::string not_run(std::string_view name, FunctionKind kind) {
  std::string what = name.empty() ? "this" : "'" + std::string(name) + "'";
  switch (kind) {
    case FunctionKind::feel:
      return what + " is a function without logic";
    case FunctionKind::java:
      return what + " is a Java function; only FEEL functions are run";
    case FunctionKind::pmml:
      return what + " is a PMML function; only FEEL functions are run";
  }
  return what;
}

Closure::Closure(std::shared_ptr<const Code> code, const FunctionCode& function, List captured)
    : code_(std::move(code)), function_(function), captured_(std::move(captured)) {}

Value Closure::call(std::span<const Value> arguments, Evaluation& evaluation) const {
  if (function_.body == no_node) return evaluation.problem(not_run(function_.name, function_.kind));
  Frame frame(*code_, function_.slots, evaluation);
  Fit fit = bind_arguments(function_.parameters, arguments, &frame.slot(0), evaluation);
  if (fit == Fit::never) return {};
  for (std::size_t i = 0; i < captured_.size(); ++i) frame.slot(function_.captures[i].slot) = captured_[i];
  Value value = frame.evaluate(function_.body);
  return called(fit, value_or_null(value, coerce(value, function_.result, evaluation)), arguments);
}

Type Closure::type() const {
  return type_of(function_.parameters, function_.result);
}

}  // namespace moteplass::feel
