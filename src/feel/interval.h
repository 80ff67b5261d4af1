// Interval: an unknown fact of which no more is known than that it lies between two cuts in the order of its
// kind. What it is held against either settles the matter, since the boundary lies outside, or is met: then
// it is told to the Evaluation, so that whoever explores the facts may cut there (dmn/known/explore.h).
//
// Plain values, pure functions.
#pragma once

#include <memory>
#include <optional>

#include "feel/value.h"

namespace moteplass::feel {

class Evaluation;
class Type;
enum class Comparison;
enum class Arithmetic;

// A place between values: before or after one. A null value is no end.
struct Cut {
  Value value;
  bool after = false;
};

// The fact lies between the cuts, and the value is factor * fact + offset (1 and 0 but for numbers).
// Arithmetic is taken as exact here: facts of more than some thirty digits are none.
struct Interval {
  Cut low, high;
  Decimal factor = Decimal(1);
  Decimal offset;
};

// The kinds whose order an Interval can hold: number, string, date and the two durations. Times are not among
// them: with and without a zone they have no order among each other.
bool can_be_interval(const Type& type);

// As the ends of two ranges on the same side: a null cut lies below all others as a low end, above as a high.
enum class Side { low, high };
bool comes_before(const Cut& a, const Cut& b, Side side);
// Whether no value lies between.
bool is_empty(const Cut& low, const Cut& high);
// Whether it is one value and nothing besides.
bool is_single(const Interval& interval);
// Where values are whole (days, months), "after the 1st" is "before the 2nd".
Cut normalized(Cut cut);
// A value between the cuts, as plain as there is; null if there is none. `type` gives the kind where there is
// no cut.
Value example_in(const Cut& low, const Cut& high, const Type& type);

// An unknown in an interval against a known value; nothing where the interval cannot tell, and lifting must.
std::optional<Value> compare_interval(Comparison comparison, const Unknown& unknown, const Value& known,
                                      Evaluation& evaluation);
// unknown op known, or known op unknown.
enum class UnknownIs { left, right };
std::optional<Value> calculate_interval(Arithmetic operation, const Unknown& unknown, UnknownIs side,
                                        const Value& known);

}  // namespace moteplass::feel
