// Decimal numbers as whole numbers of 10^-scale, for columns (column_facts.h). Pure; nothing where it is not
// exact.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/decimal.h"

namespace moteplass::dmn {

inline constexpr int most_scale = 18;

inline constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, most_scale + 1> powers{};
  std::int64_t power = 1;
  for (auto& each : powers) {
    each = power;
    if (power < 1'000'000'000'000'000'000) power *= 10;
  }
  return powers;
}();

inline std::int64_t power_of_ten(int scale) {
  return powers_of_ten[static_cast<std::size_t>(scale)];
}

// Multiplying by a power of ten moves the point and is exact.
inline std::optional<std::int64_t> at_scale(Decimal number, int scale) {
  auto whole = (number * Decimal(power_of_ten(scale))).to_int64();
  if (!whole || *whole == INT64_MIN) return std::nullopt;
  return whole;
}

inline std::optional<int> scale_of(Decimal number) {
  for (int scale = 0; scale <= most_scale; ++scale)
    if (at_scale(number, scale)) return scale;
  return std::nullopt;
}

inline Decimal from_scale(std::int64_t whole, int scale) {
  return scale == 0 ? Decimal(whole) : Decimal(whole) / Decimal(power_of_ten(scale));
}

// Whether a calendar has the day so many days after 1 January 1970.
inline bool is_day(std::int64_t days) {
  return days > -365'242'000'000 && days < 365'242'000'000;
}

}  // namespace moteplass::dmn
