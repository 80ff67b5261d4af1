// Within this room: one function a command, called by `decide` once the case is known to be there and open.
// Each returns the events the command leads to, or why it may not be. The case is never changed here.
#pragma once

#include "casework/kernel.h"

namespace moteplass::casework {

using Decision = Result<std::vector<Event>, Refusal>;

// What a command's function is handed.
struct Situation {
  const Case& c;
  const Answers& answers;
  const Context& context;
};

Decision decide_on(const OpenMessage& command, const Situation& situation);
Decision decide_on(const StateFacts& command, const Situation& situation);
Decision decide_on(const Assess& command, const Situation& situation);
Decision decide_on(const BookMeeting& command, const Situation& situation);
Decision decide_on(const PlanGuardians& command, const Situation& situation);
Decision decide_on(const Summon& command, const Situation& situation);
Decision decide_on(const MakeOutreach& command, const Situation& situation);
Decision decide_on(const RecordAttendance& command, const Situation& situation);
Decision decide_on(const CancelDuty& command, const Situation& situation);
Decision decide_on(const SendFeedback& command, const Situation& situation);
Decision decide_on(const AssessChildWelfare& command, const Situation& situation);
Decision decide_on(const ReportToChildWelfare& command, const Situation& situation);
Decision decide_on(const ConfirmChildWelfare& command, const Situation& situation);
Decision decide_on(const RemindChildWelfare& command, const Situation& situation);
Decision decide_on(const MakeEntry& command, const Situation& situation);
Decision decide_on(const CloseCase& command, const Situation& situation);

inline tl::unexpected<Refusal> refuse(RefusalCode code, std::string field = {}) {
  return failure(Refusal{code, {}, std::move(field)});
}
inline tl::unexpected<Refusal> refuse_until_known(const policy::Answer& answer) {
  return failure(Refusal{RefusalCode::undecided, answer.needs, {}});
}

// Why a summons may not deal so with the guardian; nothing if it may.
std::optional<RefusalCode> why_guardian_may_not(GuardianHandling handling, const Case& c,
                                                const std::optional<policy::SummonsAnswer>& terms,
                                                Date today);
// What must come back before the case can be closed: "transfer", "complaint", "drug_control"; empty: nothing.
std::string_view what_closing_awaits(const Case& c);
// Whether the duty runs: it stands, and is neither met nor set aside nor given up.
bool duty_runs(Stage stage);
// Whether the answer is there and to that question; a command without its answer is refused as bad_value with
// the field "answers.reaction" or the like.
bool answers_to(const std::optional<policy::Answer>& answer, policy::Question question);

}  // namespace moteplass::casework
