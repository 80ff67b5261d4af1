#include "feel/operators.h"

#include "feel/interval.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

// -1, 0, 1, or nothing where values of these kinds have no order.
std::optional<int> order(const Value& left, const Value& right) {
  auto sign = [](auto ordering) { return ordering < 0 ? -1 : ordering > 0 ? 1 : 0; };
  if (left.kind() != right.kind()) return std::nullopt;
  switch (left.kind()) {
    case Kind::number:
      return sign(*left.number() <=> *right.number());
    case Kind::string:
      return sign(left.string()->compare(*right.string()));  // UTF-8 sorts as its code points do
    case Kind::date:
      return sign(*left.date() <=> *right.date());
    case Kind::time: {
      // A time with a zone and one without have no order, and times are told apart by the second
      // (10.3.2.3.4).
      TimeOfDay a = *left.time();
      TimeOfDay b = *right.time();
      a.nanosecond = b.nanosecond = 0;
      if (a.zone.is_local() != b.zone.is_local()) return std::nullopt;
      CalendarDate day;
      return sign(utc_seconds({day, a}) <=> utc_seconds({day, b}));
    }
    case Kind::date_time: {
      const DateTime& a = *left.date_time();
      const DateTime& b = *right.date_time();
      if (a.time.zone.is_local() != b.time.zone.is_local()) return std::nullopt;
      return sign(utc_seconds(a) <=> utc_seconds(b));
    }
    case Kind::days_duration:
      return sign(left.days_duration()->seconds <=> right.days_duration()->seconds);
    case Kind::months_duration:
      return sign(*left.months_duration() <=> *right.months_duration());
    case Kind::null:
    case Kind::boolean:
    case Kind::range:
    case Kind::list:
    case Kind::context:
    case Kind::function:
    case Kind::unknown:
      break;
  }
  return std::nullopt;
}

Value equal_lists(const List& left, const List& right, Evaluation& evaluation) {
  if (left.size() != right.size()) return false;
  Value result = true;
  for (std::size_t i = 0; i < left.size() && !result.is_false(); ++i)
    result = conjunction(result, equal(left[i], right[i], evaluation));
  return result;
}

Value equal_contexts(const Context& left, const Context& right, Evaluation& evaluation) {
  if (left.entries().size() != right.entries().size()) return false;
  Value result = true;
  for (const auto& [name, value] : left.entries()) {
    if (!evaluation.spend(steps_through(right))) return {};
    const Value* other = right.find(name);
    if (other == nullptr) return false;
    result = conjunction(result, equal(value, *other, evaluation));
    if (result.is_false()) break;
  }
  return result;
}

Value equal_ranges(const Range& left, const Range& right, Evaluation& evaluation) {
  if (left.low_end != right.low_end || left.high_end != right.high_end) return false;
  return conjunction(equal(left.low, right.low, evaluation), equal(left.high, right.high, evaluation));
}

// A fact that lies between two cuts, against a known value; nothing where neither side is one.
std::optional<Value> with_interval(Comparison comparison, Comparison mirrored, const Value& left,
                                   const Value& right, Evaluation& evaluation) {
  const Unknown* unknown = left.as_unknown();
  if (unknown && unknown->interval && !contains_unknown(right))
    return compare_interval(comparison, *unknown, right, evaluation);
  unknown = right.as_unknown();
  if (unknown && unknown->interval && !contains_unknown(left))
    return compare_interval(mirrored, *unknown, left, evaluation);
  return std::nullopt;
}

// What comes of comparing the unknown is at least a truth value or null, which is what `if` and filters need.
Value as_truth(Value result) {
  const Unknown* unknown = result.as_unknown();
  if (unknown == nullptr || !unknown->possible.empty()) return result;
  return Unknown{unknown->needs, {true, false, Value()}};
}

}  // namespace

Value truth_of(const Value& value) {
  if (value.boolean() != nullptr) return value;
  const Unknown* unknown = value.as_unknown();
  if (unknown == nullptr) return {};
  if (unknown->possible.empty()) return Unknown{unknown->needs, {true, false, Value()}};
  return value;
}

Value conjunction(const Value& left, const Value& right) {
  if (left.is_false() || right.is_false()) return false;
  if (left.is_unknown() || right.is_unknown()) {
    const Value both[] = {left, right};
    return lift(both, [](std::span<const Value> known) { return conjunction(known[0], known[1]); });
  }
  if (left.is_true() && right.is_true()) return true;
  return {};
}

Value disjunction(const Value& left, const Value& right) {
  if (left.is_true() || right.is_true()) return true;
  if (left.is_unknown() || right.is_unknown()) {
    const Value both[] = {left, right};
    return lift(both, [](std::span<const Value> known) { return disjunction(known[0], known[1]); });
  }
  if (left.is_false() && right.is_false()) return false;
  return {};
}

Value complement(const Value& operand) {
  if (operand.is_unknown())
    return lift(std::span(&operand, 1), [](std::span<const Value> known) { return complement(known[0]); });
  if (operand.boolean() == nullptr) return {};
  return !*operand.boolean();
}

Value equal(const Value& left, const Value& right, Evaluation& evaluation) {
  if (!evaluation.spend()) return {};
  if (left.is_unknown() || right.is_unknown()) {
    if (auto known = with_interval(Comparison::equal, Comparison::equal, left, right, evaluation))
      return *known;
    const Value both[] = {left, right};
    return as_truth(
        lift(both, [&](std::span<const Value> known) { return equal(known[0], known[1], evaluation); }));
  }
  if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
  if (left.kind() != right.kind()) return {};
  switch (left.kind()) {
    case Kind::boolean:
      return *left.boolean() == *right.boolean();
    case Kind::list:
      return equal_lists(*left.list(), *right.list(), evaluation);
    case Kind::context:
      return equal_contexts(*left.context(), *right.context(), evaluation);
    case Kind::range:
      return equal_ranges(*left.range(), *right.range(), evaluation);
    case Kind::function:
      return left == right;
    case Kind::null:
    case Kind::number:
    case Kind::string:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::days_duration:
    case Kind::months_duration:
    case Kind::unknown:
      break;
  }
  auto ordering = order(left, right);
  return ordering && *ordering == 0;
}

Comparison mirrored(Comparison comparison) {
  switch (comparison) {
    case Comparison::less:
      return Comparison::greater;
    case Comparison::at_most:
      return Comparison::at_least;
    case Comparison::greater:
      return Comparison::less;
    case Comparison::at_least:
      return Comparison::at_most;
    case Comparison::equal:
    case Comparison::not_equal:
      break;
  }
  return comparison;
}

Value compare(Comparison comparison, const Value& left, const Value& right, Evaluation& evaluation) {
  if (comparison == Comparison::equal) return equal(left, right, evaluation);
  if (comparison == Comparison::not_equal) return complement(equal(left, right, evaluation));
  if (left.is_unknown() || right.is_unknown()) {
    if (auto known = with_interval(comparison, mirrored(comparison), left, right, evaluation)) return *known;
    const Value both[] = {left, right};
    return as_truth(lift(both, [&](std::span<const Value> known) {
      return compare(comparison, known[0], known[1], evaluation);
    }));
  }
  auto ordering = order(left, right);
  if (!ordering) {
    if (left.is_null() || right.is_null()) return {};
    return evaluation.problem(std::string(name_of(left.kind())) + " and " +
                              std::string(name_of(right.kind())) + " cannot be compared");
  }
  switch (comparison) {
    case Comparison::less:
      return *ordering < 0;
    case Comparison::at_most:
      return *ordering <= 0;
    case Comparison::greater:
      return *ordering > 0;
    case Comparison::at_least:
      return *ordering >= 0;
    case Comparison::equal:
    case Comparison::not_equal:
      break;
  }
  return {};
}

Value is_in(const Value& value, const Range& range, Evaluation& evaluation) {
  if (value.is_null()) return {};
  Value above = true;
  Value below = true;
  if (!range.low.is_null())
    above = compare(range.low_end == Range::End::closed ? Comparison::at_least : Comparison::greater, value,
                    range.low, evaluation);
  if (!range.high.is_null())
    below = compare(range.high_end == Range::End::closed ? Comparison::at_most : Comparison::less, value,
                    range.high, evaluation);
  Value within = conjunction(above, below);
  if (!range.low.is_unknown() && !range.high.is_unknown()) return within;
  // Ends that turn out to run backwards, or to be of different kinds, make no range.
  bool one_end = range.low.is_null() || range.high.is_null();
  if (!one_end && compare(Comparison::at_most, range.low, range.high, evaluation).is_true()) return within;
  return join({within, Value()}, union_of(needs_of(range.low), needs_of(range.high)));
}

}  // namespace moteplass::feel
