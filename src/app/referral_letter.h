// What a referral letter says: what the consent covered and was sent, and nothing else. Never an address: it
// may be protected, and no receiver needs it to say yes or no.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "casework/help/help_record.h"

namespace moteplass::app {

struct ReferralLetter {
  struct Need {
    casework::NeedArea area;
    std::string words;  // the person's own; may be empty
  };
  std::string person_name;
  std::string phone;  // empty: not known, or not to be shared
  std::string service_name;
  std::string reference;
  Date sent_on{};
  std::vector<Need> needs;
  std::vector<casework::AssistScore> scores;
  std::vector<casework::PlanState> plan;
};

// Nothing where the referral has not left.
std::optional<ReferralLetter> referral_letter_of(const casework::HelpRecord& record,
                                                 const casework::Referral& referral,
                                                 const std::string& person_name,
                                                 const std::optional<std::string>& phone);

// The reference that stands on a referral and on its receiver's page.
std::string reference_of(const casework::Referral& referral);

}  // namespace moteplass::app
