#include "casework/help_record.h"

#include <utility>

namespace moteplass::casework {

bool Consent::is_valid(Date on) const {
  if (on < given_on) return false;
  if (expires_on && on > *expires_on) return false;
  // Withdrawal counts from the day itself: nothing more leaves on the day a person says no.
  return !withdrawn_on || on < *withdrawn_on;
}

HelpRecord::HelpRecord(Consent consent) {
  consents_.push_back(std::move(consent));
}

HelpRecord HelpRecord::opened_with(Consent consent) {
  return HelpRecord(std::move(consent));
}

void HelpRecord::add(Consent consent) {
  consents_.push_back(std::move(consent));
}

int HelpRecord::withdraw(std::string_view receiver, Date on) {
  int withdrawn = 0;
  for (Consent& consent : consents_) {
    if (consent.receiver != receiver || !consent.is_valid(on)) continue;
    consent.withdrawn_on = on;
    ++withdrawn;
  }
  return withdrawn;
}

bool HelpRecord::may_share_with(std::string_view receiver, Date on) const {
  for (const Consent& consent : consents_) {
    if (consent.receiver == receiver && consent.is_valid(on)) return true;
  }
  return false;
}

}  // namespace moteplass::casework
