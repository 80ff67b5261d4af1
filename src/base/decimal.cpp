#include "base/decimal.h"

#include <algorithm>
#include <bit>
#include <cstring>

#define DECIMAL_CALL_BY_REFERENCE 0
#define DECIMAL_GLOBAL_ROUNDING 0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include <bid_conf.h>
#include <bid_functions.h>
#pragma GCC diagnostic pop

namespace moteplass {

// The only place that knows the Intel library: our bits are its BID encoding.
struct DecimalBits {
  static BID_UINT128 in(Decimal value) { return std::bit_cast<BID_UINT128>(value.bits_); }
  static Decimal out(BID_UINT128 value) { return Decimal(std::bit_cast<Decimal::Bits>(value)); }

  // Of two numbers with the same sign and exponent, which most numbers that meet have, by their digits alone;
  // nothing for others. IEEE 754-2008 3.5.2, binary encoding: sign, 14 bits of exponent, 113 of digits.
  static std::optional<std::strong_ordering> order_of_alike(Decimal a, Decimal b) {
    constexpr std::uint64_t special = 0x6000'0000'0000'0000;
    std::uint64_t a_high = a.bits_.words[1];
    std::uint64_t b_high = b.bits_.words[1];
    if (((a_high ^ b_high) >> 49) != 0 || (a_high & special) == special) return std::nullopt;
    auto order = a_high != b_high ? a_high <=> b_high : a.bits_.words[0] <=> b.bits_.words[0];
    bool negative = (a_high >> 63) != 0;
    return negative ? 0 <=> order : order;
  }
};

namespace {

constexpr _IDEC_round half_even = 0;  // BID_ROUNDING_TO_NEAREST

BID_UINT128 bid(Decimal value) {
  return DecimalBits::in(value);
}

template <class Operation>
Decimal with_flags(Operation operation) {
  _IDEC_flags flags = 0;
  return DecimalBits::out(operation(&flags));
}

}  // namespace

Decimal::Decimal() : Decimal(std::int64_t{0}) {}

Decimal::Decimal(std::int64_t value) : bits_{} {
  bits_ = std::bit_cast<Bits>(bid128_from_int64(value));
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t i = 0;
  auto digits = [&] {
    std::size_t first = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - first;
  };
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  std::size_t whole = digits();
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = digits();
    if (fraction == 0) return std::nullopt;
  }
  if (whole + fraction == 0) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    std::size_t exponent = digits();
    if (exponent == 0 || exponent > 6) return std::nullopt;
  }
  if (i != text.size() || text.size() > 4096) return std::nullopt;
  std::string copy(text);
  return with_flags([&](_IDEC_flags* flags) { return bid128_from_string(copy.data(), half_even, flags); });
}

std::string Decimal::to_string() const {
  char text[64] = {};
  _IDEC_flags flags = 0;
  bid128_to_string(text, bid(*this), &flags);  // "+320E-2", "-Inf", "+NaN"
  std::string_view raw(text);
  std::string sign = raw.front() == '-' ? "-" : "";
  raw.remove_prefix(1);
  std::size_t e = raw.find('E');
  if (e == std::string_view::npos) return sign + std::string(raw);
  std::string digits(raw.substr(0, e));
  int exponent = std::stoi(std::string(raw.substr(e + 1)));
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  if (digits.empty()) return "0";
  while (digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  int count = static_cast<int>(digits.size());
  if (exponent >= 0 && count + exponent <= 40)
    return sign + digits + std::string(static_cast<std::size_t>(exponent), '0');
  if (exponent < 0 && exponent > -60) {
    int point = count + exponent;
    if (point > 0)
      return sign + digits.substr(0, static_cast<std::size_t>(point)) + "." +
             digits.substr(static_cast<std::size_t>(point));
    return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  }
  int shown = exponent + count - 1;
  std::string mantissa = digits.substr(0, 1);
  if (count > 1) mantissa += "." + digits.substr(1);
  return sign + mantissa + "E" + (shown < 0 ? "" : "+") + std::to_string(shown);
}

std::optional<std::int64_t> Decimal::to_int64() const {
  if (!is_integer()) return std::nullopt;
  _IDEC_flags flags = 0;
  auto value = bid128_to_int64_xint(bid(*this), &flags);
  if ((flags & BID_INVALID_EXCEPTION) != 0) return std::nullopt;
  return value;
}

bool Decimal::is_finite() const {
  return bid128_isFinite(bid(*this)) != 0;
}

bool Decimal::is_integer() const {
  if (!is_finite()) return false;
  _IDEC_flags flags = 0;
  auto rounded = bid128_round_integral_zero(bid(*this), &flags);
  return bid128_quiet_equal(rounded, bid(*this), &flags) != 0;
}

int Decimal::sign() const {
  if (bid128_isZero(bid(*this)) != 0 || bid128_isNaN(bid(*this)) != 0) return 0;
  return bid128_isSigned(bid(*this)) != 0 ? -1 : 1;
}

std::size_t Decimal::hash() const {
  return std::hash<std::string>{}(to_string());
}

Decimal Decimal::rounded(int scale, Rounding rounding) const {
  if (!is_finite()) return *this;
  scale = std::clamp(scale, -6111, 6176);
  const bool negative = sign() < 0;
  _IDEC_round mode = half_even;
  switch (rounding) {
    case Rounding::half_even:
      mode = BID_ROUNDING_TO_NEAREST;
      break;
    case Rounding::half_up:
      mode = BID_ROUNDING_TIES_AWAY;
      break;
    case Rounding::half_down:
    case Rounding::down:
      mode = BID_ROUNDING_TO_ZERO;
      break;
    case Rounding::up:
      mode = negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
      break;
    case Rounding::floor:
      mode = BID_ROUNDING_DOWN;
      break;
    case Rounding::ceiling:
      mode = BID_ROUNDING_UP;
      break;
  }
  Decimal unit = *Decimal::parse("1e" + std::to_string(-scale));
  auto quantized = [&](_IDEC_round how) {
    return with_flags([&](_IDEC_flags* flags) { return bid128_quantize(bid(*this), bid(unit), how, flags); });
  };
  Decimal result = quantized(mode);
  // More than 34 digits at that scale: the number has no digits beyond it, so there is nothing to round.
  if (!result.is_finite()) return *this;
  if (rounding == Rounding::half_down && (*this - result).abs() > unit / Decimal(2))
    result = quantized(negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP);
  return result;
}

Decimal Decimal::abs() const {
  return DecimalBits::out(bid128_abs(bid(*this)));
}

Decimal Decimal::power(Decimal exponent) const {
  // By squaring for whole exponents: exact as long as the digits fit, which the library's pow is not.
  auto whole = exponent.to_int64();
  if (whole && *whole >= -1000 && *whole <= 1000) {
    Decimal result(1);
    Decimal factor = *this;
    for (auto left = static_cast<std::uint64_t>(*whole < 0 ? -*whole : *whole); left != 0; left >>= 1) {
      if ((left & 1) != 0) result = result * factor;
      factor = factor * factor;
    }
    return *whole < 0 ? Decimal(1) / result : result;
  }
  return with_flags(
      [&](_IDEC_flags* flags) { return bid128_pow(bid(*this), bid(exponent), half_even, flags); });
}

Decimal Decimal::square_root() const {
  return with_flags([&](_IDEC_flags* flags) { return bid128_sqrt(bid(*this), half_even, flags); });
}

Decimal Decimal::exponential() const {
  return with_flags([&](_IDEC_flags* flags) { return bid128_exp(bid(*this), half_even, flags); });
}

Decimal Decimal::logarithm() const {
  return with_flags([&](_IDEC_flags* flags) { return bid128_log(bid(*this), half_even, flags); });
}

Decimal operator+(Decimal a, Decimal b) {
  return with_flags([&](_IDEC_flags* flags) { return bid128_add(bid(a), bid(b), half_even, flags); });
}
Decimal operator-(Decimal a, Decimal b) {
  return with_flags([&](_IDEC_flags* flags) { return bid128_sub(bid(a), bid(b), half_even, flags); });
}
Decimal operator*(Decimal a, Decimal b) {
  return with_flags([&](_IDEC_flags* flags) { return bid128_mul(bid(a), bid(b), half_even, flags); });
}
Decimal operator/(Decimal a, Decimal b) {
  return with_flags([&](_IDEC_flags* flags) { return bid128_div(bid(a), bid(b), half_even, flags); });
}
Decimal operator-(Decimal a) {
  return DecimalBits::out(bid128_negate(bid(a)));
}

bool operator==(Decimal a, Decimal b) {
  if (auto order = DecimalBits::order_of_alike(a, b)) return *order == 0;
  _IDEC_flags flags = 0;
  return bid128_quiet_equal(bid(a), bid(b), &flags) != 0;
}

std::partial_ordering operator<=>(Decimal a, Decimal b) {
  if (auto order = DecimalBits::order_of_alike(a, b)) return *order;
  _IDEC_flags flags = 0;
  if (bid128_quiet_equal(bid(a), bid(b), &flags) != 0) return std::partial_ordering::equivalent;
  if (bid128_quiet_less(bid(a), bid(b), &flags) != 0) return std::partial_ordering::less;
  if (bid128_quiet_greater(bid(a), bid(b), &flags) != 0) return std::partial_ordering::greater;
  return std::partial_ordering::unordered;
}

}  // namespace moteplass
