// Within this folder: one function a command, called by `decide_help`. Each returns the events the command
// leads to, or why it may not be. The record is never changed here.
#pragma once

#include "casework/help/help_kernel.h"

namespace moteplass::casework {

struct HelpSituation {
  const std::optional<HelpRecord>& record;
  const std::optional<policy::Answer>& follow_up;
  const HelpContext& context;
  Date today;

  bool is_open() const { return record && record->is_open(today); }
  bool has_consent(ConsentPurpose purpose, std::string_view receiver) const {
    return record && record->valid_consent(purpose, receiver, today) != nullptr;
  }
};

HelpDecision decide_on(const GiveConsent& command, const HelpSituation& situation);
HelpDecision decide_on(const WithdrawConsent& command, const HelpSituation& situation);
HelpDecision decide_on(const RecordMapping& command, const HelpSituation& situation);
HelpDecision decide_on(const ChooseNeed& command, const HelpSituation& situation);
HelpDecision decide_on(const CloseNeed& command, const HelpSituation& situation);
HelpDecision decide_on(const MakeReferral& command, const HelpSituation& situation);
HelpDecision decide_on(const SendReferral& command, const HelpSituation& situation);
HelpDecision decide_on(const AnswerReferral& command, const HelpSituation& situation);
HelpDecision decide_on(const MakeFollowUp& command, const HelpSituation& situation);
HelpDecision decide_on(const TakePlanStep& command, const HelpSituation& situation);
HelpDecision decide_on(const MakeAgreement& command, const HelpSituation& situation);
HelpDecision decide_on(const EndAgreement& command, const HelpSituation& situation);

inline tl::unexpected<HelpRefusal> refuse(HelpRefusalCode code, std::string field = {}) {
  return failure(HelpRefusal{code, std::move(field), {}});
}

// Some text, no longer than that, without line breaks or other control characters.
bool is_line(std::string_view text, std::size_t longest);

}  // namespace moteplass::casework
