// The functions of a list that yield one value (DMN 1.5, 10.3.4.4): min, max, sum, mean and the like.
#include <algorithm>

#include "feel/builtins/builtins_arguments.h"
#include "feel/interval.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

template <Comparison better>
Value extreme(Arguments arguments, Evaluation& evaluation) {
  Arguments items = items_of(arguments);
  if (items.empty()) return {};
  Value best = items.front();
  for (const Value& item : items) {
    Value is_better = compare(better, item, best, evaluation);
    if (!is_better.boolean()) return wrong_arguments("values of one kind that have an order", evaluation);
    if (is_better.is_true()) best = item;
  }
  return best;
}

// The numbers, or nothing if there is anything else.
std::optional<std::vector<Decimal>> numbers_of(Arguments arguments) {
  std::vector<Decimal> numbers;
  for (const Value& item : items_of(arguments)) {
    if (!item.number()) return std::nullopt;
    numbers.push_back(*item.number());
  }
  return numbers;
}

Value finite(Decimal number, Evaluation& evaluation) {
  if (number.is_finite()) return number;
  return evaluation.problem("the result is no number");
}

Decimal total(const std::vector<Decimal>& numbers) {
  Decimal sum;
  for (Decimal number : numbers) sum = sum + number;
  return sum;
}

// Every one of these is null for no numbers and for anything that is no number.
template <Value (*of)(std::vector<Decimal>, Evaluation&)>
Value of_numbers(Arguments arguments, Evaluation& evaluation) {
  auto numbers = numbers_of(arguments);
  if (!numbers) {
    // Durations add up and average as numbers do.
    return wrong_arguments("numbers", evaluation);
  }
  if (numbers->empty()) return {};
  return of(std::move(*numbers), evaluation);
}

// Unknown, yet a number whatever it turns out to be.
bool is_some_number(const Unknown& unknown) {
  if (unknown.interval) return unknown.type == nullptr || unknown.type->kind() == Type::Kind::number;
  return !unknown.possible.empty() && std::all_of(unknown.possible.begin(), unknown.possible.end(),
                                                  [](const Value& way) { return way.number() != nullptr; });
}

Value added_up(Arguments arguments, Evaluation& evaluation) {
  Arguments items = items_of(arguments);
  if (items.empty()) return {};
  Value sum = items.front();
  if (sum.is_unknown() && !is_some_number(*sum.as_unknown()))
    return Unknown{needs_of(List(items.begin(), items.end())), {}};
  if (!sum.number() && !sum.days_duration() && !sum.months_duration() && !sum.is_unknown())
    return wrong_arguments("numbers or durations", evaluation);
  for (std::size_t i = 1; i < items.size(); ++i) sum = calculate(Arithmetic::add, sum, items[i], evaluation);
  return sum;
}

Value mean(Arguments arguments, Evaluation& evaluation) {
  Value sum = added_up(arguments, evaluation);
  if (sum.is_null()) return {};
  return calculate(Arithmetic::divide, sum, items_of(arguments).size(), evaluation);
}

Value product(std::vector<Decimal> numbers, Evaluation& evaluation) {
  Decimal result(1);
  for (Decimal number : numbers) result = result * number;
  return finite(result, evaluation);
}

Value median(std::vector<Decimal> numbers, Evaluation&) {
  std::sort(numbers.begin(), numbers.end(), [](Decimal a, Decimal b) { return a < b; });
  std::size_t half = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[half];
  return (numbers[half - 1] + numbers[half]) / Decimal(2);
}

// Of a sample: divided by n - 1.
Value deviation(std::vector<Decimal> numbers, Evaluation& evaluation) {
  if (numbers.size() < 2) return evaluation.problem("one number has no deviation");
  Decimal average = total(numbers) / Decimal(static_cast<std::int64_t>(numbers.size()));
  Decimal squares;
  for (Decimal number : numbers) squares = squares + (number - average) * (number - average);
  return finite((squares / Decimal(static_cast<std::int64_t>(numbers.size() - 1))).square_root(), evaluation);
}

Value mode(Arguments arguments, Evaluation& evaluation) {
  if (arguments.size() == 1 && arguments[0].is_null()) return wrong_arguments("numbers", evaluation);
  auto numbers = numbers_of(arguments);
  if (!numbers) return wrong_arguments("numbers", evaluation);
  std::sort(numbers->begin(), numbers->end(), [](Decimal a, Decimal b) { return a < b; });
  List most;
  std::size_t highest = 0;
  for (std::size_t i = 0; i < numbers->size();) {
    std::size_t end = i;
    while (end < numbers->size() && (*numbers)[end] == (*numbers)[i]) ++end;
    if (end - i > highest) most.clear();
    highest = std::max(highest, end - i);
    if (end - i == highest) most.push_back((*numbers)[i]);
    i = end;
  }
  return most;
}

}  // namespace

std::vector<Builtin> statistics_builtins() {
  return {
      {"min", {{{"list"}, 1, true}}, extreme<Comparison::less>},
      {"max", {{{"list"}, 1, true}}, extreme<Comparison::greater>},
      {"sum", {{{"list"}, 1, true}}, added_up, UnknownItems::handled},
      {"mean", {{{"list"}, 1, true}}, mean, UnknownItems::handled},
      {"product", {{{"list"}, 1, true}}, of_numbers<product>},
      {"median", {{{"list"}, 1, true}}, of_numbers<median>},
      {"stddev", {{{"list"}, 1, true}}, of_numbers<deviation>},
      {"mode", {{{"list"}, 1, true}}, mode},
  };
}

}  // namespace moteplass::feel
