// Decimal: an IEEE 754-2008 decimal128 number (34 digits, half-even rounding), the number type of FEEL
// (DMN 1.5, 10.3.2.3.1) and of every amount in the product. Never a binary floating point number.
//
// Results that do not fit (overflow, division by zero) are not finite; ask `is_finite`. Values are immutable,
// 16 bytes, and free of shared state, so any thread may use them.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace moteplass {

enum class Rounding {
  half_even,
  half_up,
  half_down,
  up,
  down,
  floor,
  ceiling
};  // up and down: from, to zero

class Decimal {
 public:
  Decimal();  // 0
  explicit Decimal(std::int64_t value);

  // Digits with an optional sign, fraction and exponent ("-3.20", "1e3"); nothing else, no white space.
  // Digits beyond the 34th are rounded half-even.
  static std::optional<Decimal> parse(std::string_view text);

  // The shortest plain notation without trailing zeros: "3.2", "1200", "-0.001"; very large or very small
  // values with an exponent.
  std::string to_string() const;

  // The value as an integer where it is one and fits.
  std::optional<std::int64_t> to_int64() const;

  bool is_finite() const;
  bool is_integer() const;
  int sign() const;  // -1, 0, 1

  // To so many digits after the point (negative: before it); itself where it has no more digits than that.
  Decimal rounded(int scale, Rounding rounding) const;
  Decimal floor() const { return rounded(0, Rounding::floor); }
  Decimal abs() const;
  // Exact powers where they fit 34 digits; not finite where there is none in the reals.
  Decimal power(Decimal exponent) const;
  Decimal square_root() const;
  Decimal exponential() const;  // e to this power
  Decimal logarithm() const;    // natural

  // Bits that are equal for equal values (3.20 and 3.2 hash alike).
  std::size_t hash() const;

  friend Decimal operator+(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a, Decimal b);
  friend Decimal operator*(Decimal a, Decimal b);
  friend Decimal operator/(Decimal a, Decimal b);
  friend Decimal operator-(Decimal a);
  friend bool operator==(Decimal a, Decimal b);
  friend std::partial_ordering operator<=>(Decimal a, Decimal b);

 private:
  struct alignas(16) Bits {
    std::uint64_t words[2];
  };
  explicit Decimal(Bits bits) : bits_(bits) {}
  friend struct DecimalBits;

  Bits bits_;
};

}  // namespace moteplass
