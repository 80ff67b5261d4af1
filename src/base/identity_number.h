// Norwegian identity numbers: fødselsnummer, D-number (day + 40) and synthetic numbers (month + 80 from
// Skatteetaten's Tenor, month + 65 is not used here).
//
// Only validity is read out of the digits. Age and sex are facts of their own and never taken from the
// number: from 2032 new numbers will not tell the sex, and the first check digit is loosened (Skatteetaten,
// "Nytt fødselsnummer fra 2032"), so both rules are accepted.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace moteplass {

enum class IdentityNumberKind { national, d_number, synthetic, synthetic_d_number };

enum class IdentityNumberFault { not_eleven_digits, no_such_date, bad_checksum };

class IdentityNumber {
 public:
  static Result<IdentityNumber, IdentityNumberFault> parse(std::string_view text);

  const std::string& digits() const { return digits_; }
  IdentityNumberKind kind() const { return kind_; }
  friend bool operator==(const IdentityNumber&, const IdentityNumber&) = default;

 private:
  IdentityNumber(std::string digits, IdentityNumberKind kind) : digits_(std::move(digits)), kind_(kind) {}
  std::string digits_;
  IdentityNumberKind kind_;
};

}  // namespace moteplass
