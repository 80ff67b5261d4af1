// The help record (hjelpejournal): what is offered and agreed once the person has consented. A type, a stream
// and a reader's right of its own; nothing in it converts to an AttendanceRecord or to PoliceFeedback.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace moteplass::casework {

// Consent to help: for one purpose and one receiver, withdrawable (domain.md section 5).
struct Consent {
  std::string purpose;
  std::string receiver;
  Date given_on;
  std::optional<Date> expires_on;
  std::optional<Date> withdrawn_on;

  bool is_valid(Date on) const;
};

// Exists only after consent: there is no other way to make one.
class HelpRecord {
 public:
  static HelpRecord opened_with(Consent consent);

  void add(Consent consent);
  // Withdraws every valid consent to the receiver; the number withdrawn.
  int withdraw(std::string_view receiver, Date on);
  bool may_share_with(std::string_view receiver, Date on) const;
  const std::vector<Consent>& consents() const { return consents_; }

 private:
  explicit HelpRecord(Consent consent);
  std::vector<Consent> consents_;
};

}  // namespace moteplass::casework
