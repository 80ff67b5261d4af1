// Addition, subtraction, multiplication, division, powers and negation (DMN 1.5, 10.3.2.4, Tables 45 to 58).
#include "feel/interval.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

Value finite(Decimal number, Evaluation& evaluation) {
  if (number.is_finite()) return number;
  return evaluation.problem("the result of the calculation is no number");
}

Value months(Decimal count, Evaluation& evaluation) {
  auto whole = count.rounded(0, Rounding::down).to_int64();
  if (!whole || *whole > 1'000'000'000'000 || *whole < -1'000'000'000'000)
    return evaluation.problem("the duration is out of range");
  return MonthsDuration{*whole};
}

Value days(Decimal seconds, Evaluation& evaluation) {
  if (!seconds.is_finite()) return evaluation.problem("the duration is out of range");
  return DaysDuration{seconds};
}

std::optional<DateTime> as_moment(const Value& value) {
  if (const DateTime* moment = value.date_time()) return *moment;
  // A date counts as its midnight in UTC (10.3.2.3.5).
  if (const CalendarDate* date = value.date()) return DateTime{*date, {0, 0, 0, 0, Zone{0, ""}}};
  return std::nullopt;
}

Value shifted(const Value& point, const MonthsDuration& duration, int direction, Evaluation& evaluation) {
  std::int64_t count = direction * duration.months;
  if (const CalendarDate* date = point.date()) {
    if (auto moved = add_months(*date, count)) return *moved;
  } else if (const DateTime* moment = point.date_time()) {
    if (auto moved = add_months(moment->date, count)) return DateTime{*moved, moment->time};
  }
  return evaluation.problem("the date is out of range");
}

Value shifted(const Value& point, const DaysDuration& duration, int direction, Evaluation& evaluation) {
  Decimal seconds = direction < 0 ? -duration.seconds : duration.seconds;
  if (const TimeOfDay* time = point.time()) {
    Decimal day(86400);
    Decimal total = local_seconds({CalendarDate{}, *time}) + seconds;
    total = total - (total / day).floor() * day;
    if (auto moved = moment_from_local_seconds(total, time->zone)) return moved->time;
  } else if (const DateTime* moment = point.date_time()) {
    // Through UTC (Table 55), so that an hour is an hour where summer time begins.
    if (auto moved = moment_from_utc_seconds(utc_seconds(*moment) + seconds, moment->time.zone))
      return *moved;
  } else if (const CalendarDate* date = point.date()) {
    if (auto moved = moment_from_local_seconds(local_seconds({*date, {}}) + seconds, {})) return moved->date;
  }
  return evaluation.problem("the date or time is out of range");
}

bool is_point(const Value& value) {
  return value.date() != nullptr || value.time() != nullptr || value.date_time() != nullptr;
}

Value mismatch(std::string_view verb, const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.is_null() || right.is_null()) return {};
  return evaluation.problem("cannot " + std::string(verb) + " " + std::string(name_of(left.kind())) +
                            " and " + std::string(name_of(right.kind())));
}

Value add(const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.number() && right.number()) return finite(*left.number() + *right.number(), evaluation);
  if (left.string() && right.string()) {
    if (left.string()->size() + right.string()->size() > Evaluation::longest_text)
      return evaluation.problem("the text is too long");
    Value text = *left.string() + *right.string();
    return evaluation.spend(steps_through(text)) ? text : Value();
  }
  if (left.months_duration() && right.months_duration())
    return months(Decimal(left.months_duration()->months) + Decimal(right.months_duration()->months),
                  evaluation);
  if (left.days_duration() && right.days_duration())
    return days(left.days_duration()->seconds + right.days_duration()->seconds, evaluation);
  if (is_point(left) && right.days_duration()) return shifted(left, *right.days_duration(), 1, evaluation);
  if (is_point(right) && left.days_duration()) return shifted(right, *left.days_duration(), 1, evaluation);
  if (is_point(left) && !left.time() && right.months_duration())
    return shifted(left, *right.months_duration(), 1, evaluation);
  if (is_point(right) && !right.time() && left.months_duration())
    return shifted(right, *left.months_duration(), 1, evaluation);
  return mismatch("add", left, right, evaluation);
}

Value subtract(const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.number() && right.number()) return finite(*left.number() - *right.number(), evaluation);
  if (left.months_duration() && right.months_duration())
    return months(Decimal(left.months_duration()->months) - Decimal(right.months_duration()->months),
                  evaluation);
  if (left.days_duration() && right.days_duration())
    return days(left.days_duration()->seconds - right.days_duration()->seconds, evaluation);
  if (is_point(left) && right.days_duration()) return shifted(left, *right.days_duration(), -1, evaluation);
  if (is_point(left) && !left.time() && right.months_duration())
    return shifted(left, *right.months_duration(), -1, evaluation);
  if (left.time() && right.time()) {
    if (left.time()->zone.is_local() != right.time()->zone.is_local())
      return evaluation.problem("a time with a zone and one without cannot be subtracted");
    return days(utc_seconds({CalendarDate{}, *left.time()}) - utc_seconds({CalendarDate{}, *right.time()}),
                evaluation);
  }
  auto from = as_moment(right);
  auto to = as_moment(left);
  if (from && to) {
    if (from->time.zone.is_local() != to->time.zone.is_local())
      return evaluation.problem("a date and time with a zone and one without cannot be subtracted");
    return days(utc_seconds(*to) - utc_seconds(*from), evaluation);
  }
  return mismatch("subtract", left, right, evaluation);
}

Value multiply(const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.number() && right.number()) return finite(*left.number() * *right.number(), evaluation);
  if (left.number() && !right.number() && !right.is_null()) return multiply(right, left, evaluation);
  if (left.months_duration() && right.number())
    return months(Decimal(left.months_duration()->months) * *right.number(), evaluation);
  if (left.days_duration() && right.number())
    return days(left.days_duration()->seconds * *right.number(), evaluation);
  return mismatch("multiply", left, right, evaluation);
}

Value divide(const Value& left, const Value& right, Evaluation& evaluation) {
  auto by_zero = [&] { return evaluation.problem("division by zero"); };
  if (left.number() && right.number()) {
    if (right.number()->sign() == 0) return by_zero();
    return finite(*left.number() / *right.number(), evaluation);
  }
  if (left.months_duration() && right.months_duration()) {
    if (right.months_duration()->months == 0) return by_zero();
    return finite(Decimal(left.months_duration()->months) / Decimal(right.months_duration()->months),
                  evaluation);
  }
  if (left.days_duration() && right.days_duration()) {
    if (right.days_duration()->seconds.sign() == 0) return by_zero();
    return finite(left.days_duration()->seconds / right.days_duration()->seconds, evaluation);
  }
  if (right.number() && right.number()->sign() == 0 && (left.months_duration() || left.days_duration()))
    return by_zero();
  if (left.months_duration() && right.number())
    return months(Decimal(left.months_duration()->months) / *right.number(), evaluation);
  if (left.days_duration() && right.number())
    return days(left.days_duration()->seconds / *right.number(), evaluation);
  return mismatch("divide", left, right, evaluation);
}

Value power(const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.number() && right.number()) return finite(left.number()->power(*right.number()), evaluation);
  return mismatch("raise", left, right, evaluation);
}

}  // namespace

Value calculate(Arithmetic operation, const Value& left, const Value& right, Evaluation& evaluation) {
  if (left.is_unknown() || right.is_unknown()) {
    const Unknown* unknown = left.is_unknown() ? left.as_unknown() : right.as_unknown();
    const Value& other = left.is_unknown() ? right : left;
    if (unknown->interval && !contains_unknown(other))
      if (auto made = calculate_interval(operation, *unknown,
                                         left.is_unknown() ? UnknownIs::left : UnknownIs::right, other))
        return *made;
    const Value both[] = {left, right};
    return lift(both, [&](std::span<const Value> known) {
      return calculate(operation, known[0], known[1], evaluation);
    });
  }
  switch (operation) {
    case Arithmetic::add:
      return add(left, right, evaluation);
    case Arithmetic::subtract:
      return subtract(left, right, evaluation);
    case Arithmetic::multiply:
      return multiply(left, right, evaluation);
    case Arithmetic::divide:
      return divide(left, right, evaluation);
    case Arithmetic::power:
      return power(left, right, evaluation);
  }
  return {};
}

Value negate(const Value& operand, Evaluation& evaluation) {
  if (operand.is_unknown() && operand.as_unknown()->interval)
    return calculate(Arithmetic::multiply, operand, Decimal(-1), evaluation);
  if (operand.is_unknown())
    return lift(std::span(&operand, 1),
                [&](std::span<const Value> known) { return negate(known[0], evaluation); });
  if (operand.number()) return -*operand.number();
  if (operand.days_duration()) return DaysDuration{-operand.days_duration()->seconds};
  if (operand.months_duration()) return MonthsDuration{-operand.months_duration()->months};
  if (operand.is_null()) return {};
  return evaluation.problem("cannot negate " + std::string(name_of(operand.kind())));
}

}  // namespace moteplass::feel
