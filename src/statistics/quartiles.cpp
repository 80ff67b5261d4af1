#include "statistics/quartiles.h"

namespace moteplass::statistics {
namespace {

// The value at `quarters` of four.
double at_quarter(const Values& values, std::int64_t number, std::int64_t quarters) {
  bool between = number * quarters % 4 == 0;
  std::int64_t place = number * quarters / 4 + (between ? 0 : 1);  // counted from 1
  std::int64_t passed = 0;
  for (auto value = values.begin(); value != values.end(); ++value) {
    passed += value->second;
    if (passed < place) continue;
    if (!between || passed > place) return static_cast<double>(value->first);
    auto next = std::next(value);
    while (next != values.end() && next->second == 0) ++next;
    if (next == values.end()) return static_cast<double>(value->first);
    return static_cast<double>(value->first + next->first) / 2;
  }
  return 0;
}

}  // namespace

std::optional<Quartiles> quartiles(const Values& values, Rule rule) {
  std::int64_t number = 0;
  for (const auto& [value, times] : values) number += times;
  if (number < rule.least || number == 0) return std::nullopt;
  return Quartiles{at_quarter(values, number, 1), at_quarter(values, number, 2),
                   at_quarter(values, number, 3)};
}

}  // namespace moteplass::statistics
