// What is counted of help records: whether the help that people were referred to has started, and nothing
// that says whose record it is or what duty it came with. To have been referred is not to be helped.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "casework/help/help_record.h"

namespace moteplass::casework {

// What has come of a referral that has left. `withdrawn`: the consent was, before help had started.
enum class ReferralOutcome { started, waiting, declined, withdrawn };
std::string_view word(ReferralOutcome outcome);

// A person counts once for each kind of service and year in which they were referred, by the referral that
// has come furthest, so that a small number of people cannot look like many.
struct ReferralFigures {
  int year;  // of sending, local
  ServiceKind kind;
  ReferralOutcome outcome;
  std::optional<DeclineReason> declined_for;    // where declined
  std::optional<std::int64_t> sent_to_started;  // days, where started
  friend bool operator==(const ReferralFigures&, const ReferralFigures&) = default;
};

// By year and kind. Follows from the events alone: a consent that has run out since changes nothing.
std::vector<ReferralFigures> referral_figures_of(const HelpRecord& record);

}  // namespace moteplass::casework
