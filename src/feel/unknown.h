// Unknown: a value that depends on facts nobody knows yet. It says which facts (`needs`) and, where there are
// only a few ways it can turn out, which (`possible`). This is an over-approximation: the true value is
// always among the possible ones, but not every possible one need be reachable.
//
// The rules (and, or, if, comparisons, filters) are in evaluate.cpp and operators.cpp; here is what they
// share.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "feel/value.h"

namespace moteplass::feel {

class Type;

struct Interval;  // interval.h

struct Unknown {
  std::vector<std::string> needs;  // paths of facts, sorted, no doubles
  std::vector<Value> possible;     // at least two known values; empty: may be any value whatever
  // Of a fact itself: what it may hold, null not included. None for what is derived from facts.
  std::shared_ptr<const Type> type = nullptr;
  // Of a fact, or a number made of one by arithmetic with known numbers; null is not among the values.
  std::shared_ptr<const Interval> interval = nullptr;
};

// More ways than this are forgotten: the value may then be anything.
inline constexpr std::size_t most_possible = 32;

std::vector<std::string> union_of(const std::vector<std::string>& a, const std::vector<std::string>& b);
// The facts a value waits for, at any depth.
std::vector<std::string> needs_of(const Value& value);
bool contains_unknown(const Value& value);

// The value that may turn out as any of `ways` (each may be unknown itself), depending on `needs` and the
// needs of the ways. One way, or ways that are all the same, is that value: known whatever the facts.
Value join(const std::vector<Value>& ways, const std::vector<std::string>& needs);

// Applies a function of known values to arguments that may be unknown.
Value lift(std::span<const Value> arguments, const std::function<Value(std::span<const Value>)>& apply);

}  // namespace moteplass::feel
