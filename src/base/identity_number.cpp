#include "base/identity_number.h"

#include <array>

#include "base/time.h"

namespace moteplass {
namespace {

int digit(std::string_view text, std::size_t i) {
  return text[i] - '0';
}

int two_digits(std::string_view text, std::size_t i) {
  return digit(text, i) * 10 + digit(text, i + 1);
}

// The century is not decided here: a day and month that exist in some century are enough, and 29 February is
// accepted where the two-digit year is divisible by four.
bool date_exists(int day, int month, int two_digit_year) {
  Date date{std::chrono::year(2000 + two_digit_year), std::chrono::month(static_cast<unsigned>(month)),
            std::chrono::day(static_cast<unsigned>(day))};
  return date.ok();
}

int weighted_sum(std::string_view text, const std::array<int, 11>& weights) {
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * digit(text, i);
  return sum;
}

}  // namespace

Result<IdentityNumber, IdentityNumberFault> IdentityNumber::parse(std::string_view text) {
  if (text.size() != 11 || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return failure(IdentityNumberFault::not_eleven_digits);
  }
  int day = two_digits(text, 0);
  int month = two_digits(text, 2);
  bool d_number = day > 40;
  bool synthetic = month > 80;
  if (!date_exists(d_number ? day - 40 : day, synthetic ? month - 80 : month, two_digits(text, 4))) {
    return failure(IdentityNumberFault::no_such_date);
  }
  // The first check digit leaves remainder 0 today and 0 to 3 for numbers issued from 2032; the second is as
  // it was (Skatteetaten, "Nytt fødselsnummer fra 2032").
  int first = weighted_sum(text, {3, 7, 6, 1, 8, 9, 4, 5, 2, 1, 0}) % 11;
  int second = weighted_sum(text, {5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11;
  if (first > 3 || second != 0) return failure(IdentityNumberFault::bad_checksum);
  auto kind = synthetic ? (d_number ? IdentityNumberKind::synthetic_d_number : IdentityNumberKind::synthetic)
                        : (d_number ? IdentityNumberKind::d_number : IdentityNumberKind::national);
  return IdentityNumber(std::string(text), kind);
}

}  // namespace moteplass
