// The built-in functions of FEEL (DMN 1.5, 10.3.4), one table of them per kind in builtins_*.cpp.
//
// Each is a function of known values; where an argument is unknown it is applied to every possible value, or
// the result is unknown (unknown.h). Those that only move items about (count, append, ...) look inside
// themselves. Wrong arguments: null and a problem.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "feel/evaluate.h"
#include "feel/function.h"

namespace moteplass::feel {

enum class UnknownItems { lifted, handled };

struct Builtin {
  std::string_view name;
  std::vector<Signature> signatures;
  Value (*apply)(std::span<const Value> arguments, Evaluation& evaluation);
  // handled: unknown items inside a list or context are fine; an argument unknown as a whole is still lifted.
  UnknownItems unknown_items = UnknownItems::lifted;
};

const std::vector<std::string_view>& builtin_names();
// The function so called, or nullptr.
std::shared_ptr<const Function> find_builtin(std::string_view name);

// builtins_*.cpp
std::vector<Builtin> conversion_builtins();
std::vector<Builtin> calendar_builtins();
std::vector<Builtin> boolean_builtins();
std::vector<Builtin> string_builtins();
std::vector<Builtin> number_builtins();
std::vector<Builtin> list_builtins();
std::vector<Builtin> statistics_builtins();
std::vector<Builtin> context_builtins();
std::vector<Builtin> range_builtins();

// Shared with the evaluator.
Value moment_from_text(std::string_view text);  // what @"..." means, or null
Value item_at(const List& list, Decimal position, Evaluation& evaluation);
// The range, if its ends fit together.
Value made_range(Range range, Evaluation& evaluation);
// The values from one to another, up or down by one (numbers, or days).
Value counted(const Value& from, const Value& to, Evaluation& evaluation);

}  // namespace moteplass::feel
