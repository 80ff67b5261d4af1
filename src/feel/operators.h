// The operators of FEEL on values (DMN 1.5, 10.3.2.4 and Tables 42 to 58). Results are true, false, null or,
// where unknown facts bear on them, unknown.
#pragma once

#include <functional>
#include <span>

#include "feel/evaluate.h"
#include "feel/syntax.h"
#include "feel/value.h"

namespace moteplass::feel {

Value calculate(Arithmetic operation, const Value& left, const Value& right, Evaluation& evaluation);
Value negate(const Value& operand, Evaluation& evaluation);

// Table 42 to 44; values of different kinds are neither equal nor unequal, hence null.
Value equal(const Value& left, const Value& right, Evaluation& evaluation);
Value compare(Comparison comparison, const Value& left, const Value& right, Evaluation& evaluation);
// `a < b` is `b > a`.
Comparison mirrored(Comparison comparison);

// Table 38 (three-valued), with unknown as the value that may be any.
Value conjunction(const Value& left, const Value& right);
Value disjunction(const Value& left, const Value& right);
Value complement(const Value& operand);
// A truth value, or null for anything else; unknown stays unknown.
Value truth_of(const Value& value);

Value is_in(const Value& value, const Range& range, Evaluation& evaluation);

}  // namespace moteplass::feel
