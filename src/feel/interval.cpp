#include "feel/interval.h"

#include "feel/between.h"
#include "feel/operators.h"
#include "feel/type.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

// Of two values of one kind that has an order.
int order_of(const Value& a, const Value& b) {
  Evaluation evaluation;
  if (compare(Comparison::less, a, b, evaluation).is_true()) return -1;
  return compare(Comparison::less, b, a, evaluation).is_true() ? 1 : 0;
}

// Whether the fact lies below the cut: yes, no, or nothing and the cut is met.
std::optional<bool> below(const Unknown& unknown, const Cut& cut, Evaluation& evaluation) {
  if (is_empty(unknown.interval->low, cut)) return false;
  if (is_empty(cut, unknown.interval->high)) return true;
  evaluation.met(unknown.needs.front(), cut);
  return std::nullopt;
}

Value truth(std::optional<bool> known, const Unknown& unknown) {
  return known ? Value(*known) : Value(Unknown{unknown.needs, {true, false}});
}

std::optional<bool> opposite(std::optional<bool> truth) {
  return truth ? std::optional(!*truth) : std::nullopt;
}

}  // namespace

bool can_be_interval(const Type& type) {
  switch (type.kind()) {
    case Type::Kind::number:
    case Type::Kind::string:
    case Type::Kind::date:
    case Type::Kind::days_duration:
    case Type::Kind::months_duration:
      return true;
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::range:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      break;
  }
  return false;
}

bool comes_before(const Cut& a, const Cut& b, Side side) {
  if (a.value.is_null() || b.value.is_null()) {
    if (a.value.is_null() && b.value.is_null()) return false;
    return a.value.is_null() == (side == Side::low);
  }
  int order = order_of(a.value, b.value);
  return order < 0 || (order == 0 && !a.after && b.after);
}

Cut normalized(Cut cut) {
  if (!cut.after) return cut;
  if (const CalendarDate* date = cut.value.date()) return {date_from_days(days_since_1970(*date) + 1), false};
  if (const MonthsDuration* months = cut.value.months_duration())
    return {MonthsDuration{months->months + 1}, false};
  return cut;
}

bool is_empty(const Cut& low, const Cut& high) {
  // The text without letters is the least of all.
  if (high.value.string() && high.value.string()->empty() && !high.after) return true;
  if (low.value.is_null() || high.value.is_null()) return false;
  return !comes_before(normalized(low), normalized(high), Side::low);
}

bool is_single(const Interval& interval) {
  if (interval.low.value.is_null() || interval.high.value.is_null()) return false;
  Cut low = normalized(interval.low);
  Cut next = normalized({low.value, true});
  Cut high = normalized(interval.high);
  return !low.after && next.after == high.after && next.value == high.value;
}

Value example_in(const Cut& low_end, const Cut& high_end, const Type& type) {
  Cut low = normalized(low_end);
  Cut high = normalized(high_end);
  if (is_empty(low, high)) return {};
  // The end itself, where it is within.
  if (!low.value.is_null() && !low.after) return low.value;
  if (!high.value.is_null() && high.after) return high.value;
  if (!low.value.is_null() || !high.value.is_null()) return between(low.value, high.value).value_or(Value());
  switch (type.kind()) {
    case Type::Kind::number:
      return 0;
    case Type::Kind::string:
      return "a";
    case Type::Kind::date:
      return CalendarDate{2020, 1, 1};
    case Type::Kind::months_duration:
      return MonthsDuration{0};
    case Type::Kind::days_duration:
      return DaysDuration{Decimal()};
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::range:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      break;
  }
  return {};
}

std::optional<Value> compare_interval(Comparison comparison, const Unknown& unknown, const Value& known,
                                      Evaluation& evaluation) {
  const Interval& interval = *unknown.interval;
  bool is_fact = unknown.type != nullptr;
  Type::Kind kind = is_fact ? unknown.type->kind() : Type::Kind::number;
  if (!is_of(known, kind)) {
    // What is no null and of another kind: every value of the fact compares with it as any one does.
    Value any = is_fact ? example_in(interval.low, interval.high, *unknown.type) : Value(0);
    if (any.is_null()) return std::nullopt;
    return compare(comparison, any, known, evaluation);
  }
  Value boundary = known;
  if (kind == Type::Kind::number) {
    Decimal fact = (*known.number() - interval.offset) / interval.factor;
    if (!fact.is_finite() || fact * interval.factor + interval.offset != *known.number()) return std::nullopt;
    boundary = fact;
    if (interval.factor.sign() < 0) comparison = mirrored(comparison);
  }
  Cut before = normalized({boundary, false});
  Cut after = normalized({boundary, true});
  switch (comparison) {
    case Comparison::less:
      return truth(below(unknown, before, evaluation), unknown);
    case Comparison::at_most:
      return truth(below(unknown, after, evaluation), unknown);
    case Comparison::greater:
      return truth(opposite(below(unknown, after, evaluation)), unknown);
    case Comparison::at_least:
      return truth(opposite(below(unknown, before, evaluation)), unknown);
    case Comparison::equal:
    case Comparison::not_equal: {
      auto is_below = below(unknown, before, evaluation);
      auto is_not_above = below(unknown, after, evaluation);
      std::optional<bool> same;
      if (is_below == true || is_not_above == false) same = false;
      if (is_below == false && is_not_above == true) same = true;
      return truth(comparison == Comparison::equal ? same : opposite(same), unknown);
    }
  }
  return std::nullopt;
}

std::optional<Value> calculate_interval(Arithmetic operation, const Unknown& unknown, UnknownIs side,
                                        const Value& known) {
  bool is_number = unknown.type == nullptr || unknown.type->kind() == Type::Kind::number;
  if (!is_number || known.number() == nullptr) return std::nullopt;
  Interval made = *unknown.interval;
  Decimal by = *known.number();
  auto exactly = [](Decimal numerator, Decimal denominator) {
    return numerator / denominator * denominator == numerator;
  };
  switch (operation) {
    case Arithmetic::add:
      made.offset = made.offset + by;
      break;
    case Arithmetic::subtract:
      if (side == UnknownIs::left) {
        made.offset = made.offset - by;
      } else {
        made.factor = -made.factor;
        made.offset = by - made.offset;
      }
      break;
    case Arithmetic::multiply:
      if (by.sign() == 0) return Value(0);
      made.factor = made.factor * by;
      made.offset = made.offset * by;
      break;
    case Arithmetic::divide:
      if (side == UnknownIs::right || by.sign() == 0) return std::nullopt;
      if (!exactly(made.factor, by) || !exactly(made.offset, by)) return std::nullopt;
      made.factor = made.factor / by;
      made.offset = made.offset / by;
      break;
    case Arithmetic::power:
      return std::nullopt;
  }
  if (!made.factor.is_finite() || !made.offset.is_finite() || made.factor.sign() == 0) return std::nullopt;
  return Unknown{unknown.needs, {}, nullptr, std::make_shared<const Interval>(std::move(made))};
}

}  // namespace moteplass::feel
