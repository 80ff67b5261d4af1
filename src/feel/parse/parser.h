// The parser of FEEL: text in, syntax tree out (DMN 1.5, 10.3.1.2, the whole grammar).
//
// Which names exist decides how text is read (see names.h). A text that is not FEEL yields its first problem
// with its place, counted from `start`. Nesting beyond `deepest_nesting`, and a tree taller than
// `tallest_tree`, is a problem, not a crash.
#pragma once

#include <string_view>

#include "base/result.h"
#include "feel/parse/names.h"
#include "feel/syntax.h"

namespace moteplass::feel {

inline constexpr int deepest_nesting = 150;
// Brackets nest, and within each, chains of operators do. What is taller than this no evaluation gets through
// (Evaluation::deepest).
inline constexpr int tallest_tree = 1'000;

Result<Tree, Problem> parse_expression(std::string_view text, Names& names, Position start = {});
// What a cell of a decision table, or a list of allowed values, holds (rule 15).
Result<Tree, Problem> parse_unary_tests(std::string_view text, Names& names, Position start = {});
// A type as `instance of` has it: "list<number>", "tPerson".
Result<Type, Problem> parse_type(std::string_view text, Names& names, Position start = {});

}  // namespace moteplass::feel
