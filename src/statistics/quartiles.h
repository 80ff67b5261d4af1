// The middle of many times: median and quartiles, where enough stand behind them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "statistics/table.h"

namespace moteplass::statistics {

// How many times each value was seen.
using Values = std::map<std::int64_t, std::int64_t>;

struct Quartiles {
  double first;
  double median;
  double third;
  friend bool operator==(const Quartiles&, const Quartiles&) = default;
};

// A quartile is the value that so many are at or below; between two, their middle (Hyndman and Fan, "Sample
// Quantiles in Statistical Packages", definition 2). Nothing where fewer than rule.least stand behind.
std::optional<Quartiles> quartiles(const Values& values, Rule rule);

}  // namespace moteplass::statistics
