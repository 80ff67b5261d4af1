// Numbers (DMN 1.5, 10.3.4.5).
#include "feel/builtins/builtins_arguments.h"

namespace moteplass::feel {
namespace {

Value finite(Decimal number, Evaluation& evaluation) {
  if (number.is_finite()) return number;
  return evaluation.problem("there is no such number");
}

template <Rounding rounding>
Value round_to(Arguments arguments, Evaluation& evaluation) {
  const Decimal* number = arguments[0].number();
  Value scale = arguments.size() > 1 ? arguments[1] : Value(0);
  if (!number || !scale.number()) return wrong_arguments("a number and a scale", evaluation);
  auto digits = scale.number()->rounded(0, Rounding::down).to_int64();
  if (!digits || *digits < -6111 || *digits > 6176) return evaluation.problem("the scale is out of range");
  return finite(number->rounded(static_cast<int>(*digits), rounding), evaluation);
}

template <Decimal (*of)(Decimal)>
Value of_number(Arguments arguments, Evaluation& evaluation) {
  if (!arguments[0].number()) return wrong_arguments("a number", evaluation);
  return finite(of(*arguments[0].number()), evaluation);
}

Decimal square_root(Decimal number) {
  return number.square_root();
}
Decimal exponential(Decimal number) {
  return number.exponential();
}
Decimal logarithm(Decimal number) {
  return number.logarithm();
}

Value absolute(Arguments arguments, Evaluation& evaluation) {
  const Value& of = arguments[0];
  if (of.number()) return of.number()->abs();
  if (of.days_duration()) return DaysDuration{of.days_duration()->seconds.abs()};
  if (of.months_duration()) return MonthsDuration{std::abs(of.months_duration()->months)};
  return wrong_arguments("a number or a duration", evaluation);
}

Decimal remainder(Decimal dividend, Decimal divisor) {
  return dividend - divisor * (dividend / divisor).floor();
}

Value modulo(Arguments arguments, Evaluation& evaluation) {
  const Decimal* dividend = arguments[0].number();
  const Decimal* divisor = arguments[1].number();
  if (!dividend || !divisor) return wrong_arguments("two numbers", evaluation);
  if (divisor->sign() == 0) return evaluation.problem("division by zero");
  return finite(remainder(*dividend, *divisor), evaluation);
}

template <int rest>
Value has_rest(Arguments arguments, Evaluation& evaluation) {
  const Decimal* number = arguments[0].number();
  if (!number) return wrong_arguments("a number", evaluation);
  return number->is_integer() && remainder(*number, Decimal(2)) == Decimal(rest);
}

}  // namespace

std::vector<Builtin> number_builtins() {
  return {
      {"decimal", {takes({{"n", number_type}, {"scale", number_type}})}, round_to<Rounding::half_even>},
      {"floor", {takes({{"n", number_type}, {"scale", number_type, perhaps}})}, round_to<Rounding::floor>},
      {"ceiling",
       {takes({{"n", number_type}, {"scale", number_type, perhaps}})},
       round_to<Rounding::ceiling>},
      {"round up", {takes({{"n", number_type}, {"scale", number_type}})}, round_to<Rounding::up>},
      {"round down", {takes({{"n", number_type}, {"scale", number_type}})}, round_to<Rounding::down>},
      {"round half up", {takes({{"n", number_type}, {"scale", number_type}})}, round_to<Rounding::half_up>},
      {"round half down",
       {takes({{"n", number_type}, {"scale", number_type}})},
       round_to<Rounding::half_down>},
      {"abs",
       {takes({{"n", number_type}}), takes({{"n", days_type}}), takes({{"n", months_type}})},
       absolute},
      {"modulo", {takes({{"dividend", number_type}, {"divisor", number_type}})}, modulo},
      {"sqrt", {takes({{"number", number_type}})}, of_number<square_root>},
      {"exp", {takes({{"number", number_type}})}, of_number<exponential>},
      {"log", {takes({{"number", number_type}})}, of_number<logarithm>},
      {"odd", {takes({{"number", number_type}})}, has_rest<1>},
      {"even", {takes({{"number", number_type}})}, has_rest<0>},
  };
}

}  // namespace moteplass::feel
