// What a cell of a decision table compares with: the constants it names and how, as far as a cell is nothing
// but comparisons with constants (DMN 1.5, 8.3.3 and 10.3.1.2 rules 7 to 17). For partition.h.
//
// Constants are evaluated once, with nothing in scope. What is beyond this is answered with the place and the
// reason. Plain values, free of threads and of failure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "feel/syntax.h"

namespace moteplass::dmn {

struct BeyondCell {
  feel::Position at;
  std::string reason;
};

struct ConstantTest {
  enum class Form {
    comparison,  // `< 5`
    literal,     // `5`
    range,       // `[1..5]`
    expression,  // `date("2020-01-01")`, `[1, 2]`
  };
  Form form = Form::literal;
  feel::Comparison comparison = feel::Comparison::equal;  // of a comparison
  feel::Value constant;
};

struct Cell {
  enum class Form { nothing, any, positive, negative };
  Form form = Form::nothing;
  std::vector<ConstantTest> tests;
  // Has a condition on `?`: compares with constants only, but what it says must be found by evaluating it.
  bool has_condition = false;
  feel::Tree tree;
};

// What all cells of a column compare with.
struct Constants {
  std::vector<feel::Value> scalars;  // no null, list, range, context or function among them
  bool ordered = false;              // some test asks for what lies below or above
  bool names_null = false;
  bool structured = false;  // some constant is a list, a range, a context or a function
};

// The value of an expression that depends on nothing: literals, arithmetic on them, lists, ranges, contexts
// and calls such as `date("2020-01-01")`; none for any other.
std::optional<feel::Value> constant_value(const feel::Tree& tree);

// Adds to `constants` what the cell names. No tree is a cell that accepts nothing.
Result<Cell, BeyondCell> read_cell(const feel::Tree& tree, Constants& constants);

}  // namespace moteplass::dmn
