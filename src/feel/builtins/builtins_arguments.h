// What the built-in functions share: reading arguments and saying what is wrong with them. Not for others.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "feel/builtins/builtins.h"

namespace moteplass::feel {

using Arguments = std::span<const Value>;

// The argument, or null where it was left out.
inline const Value& argument(Arguments arguments, std::size_t index) {
  static const Value none;
  return index < arguments.size() ? arguments[index] : none;
}

inline std::optional<std::int64_t> whole_number(const Value& value) {
  return value.number() ? value.number()->to_int64() : std::nullopt;
}

inline Value wrong_arguments(std::string_view expected, Evaluation& evaluation) {
  return evaluation.problem("the function expects " + std::string(expected));
}

// A parameter as the standard's tables have it.
struct Parameter {
  enum class Given { always, perhaps, repeatedly };
  std::string name;
  Type type = {};
  Given given = Given::always;
};
inline constexpr auto perhaps = Parameter::Given::perhaps;
inline constexpr auto repeatedly = Parameter::Given::repeatedly;

inline Signature takes(std::initializer_list<Parameter> parameters) {
  Signature signature{{}, 0};
  for (const Parameter& parameter : parameters) {
    signature.parameters.push_back(parameter.name);
    signature.types.push_back(parameter.type);
    if (parameter.given != perhaps) ++signature.required;
    signature.variadic = parameter.given == repeatedly;
  }
  return signature;
}

inline const Type boolean_type(Type::Kind::boolean);
inline const Type number_type(Type::Kind::number);
inline const Type string_type(Type::Kind::string);
inline const Type date_type(Type::Kind::date);
inline const Type time_type(Type::Kind::time);
inline const Type date_time_type(Type::Kind::date_time);
inline const Type days_type(Type::Kind::days_duration);
inline const Type months_type(Type::Kind::months_duration);
inline const Type context_type(Type::Kind::context);
inline const Type function_type(Type::Kind::function);
inline const Type list_type(Type::Kind::list);
inline const Type range_type(Type::Kind::range);

// The values a function of "a list or several values" was given; they live as long as the arguments.
inline Arguments items_of(Arguments arguments) {
  if (arguments.size() == 1 && arguments[0].list()) return *arguments[0].list();
  return arguments;
}

}  // namespace moteplass::feel
