// What the built-in functions share: reading arguments and saying what is wrong with them. Not for others.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "feel/builtins.h"

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

// The list a function of "a list or several values" was given; a lone value is a list of one.
List items_of(Arguments arguments);

}  // namespace moteplass::feel
