// From the meeting to the end: set the duty aside, tell the police, close.
#include "casework/decide.h"

namespace moteplass::casework {

Decision decide_on(const CancelDuty& command, const Situation& situation) {
  if (!duty_runs(situation.c.stage)) return refuse(RefusalCode::not_at_this_stage);
  return std::vector<Event>{DutyCancelled{command.reason}};
}

Decision decide_on(const SendFeedback&, const Situation& situation) {
  const Case& c = situation.c;
  if (c.stage != Stage::to_report && c.stage != Stage::not_attended) {
    return refuse(RefusalCode::not_at_this_stage);
  }
  if (!answers_to(situation.answers.feedback, policy::Question::feedback)) {
    return refuse(RefusalCode::bad_value, "answers.feedback");
  }
  const policy::Answer& answer = *situation.answers.feedback;
  if (answer.status == policy::Status::undecided) return refuse_until_known(answer);
  // Nothing leaves for the police on a rule that nobody has stated; the case shows that the question was put,
  // and goes on.
  auto view = policy::feedback_answer(answer);
  std::optional<PoliceFeedback> feedback;
  if (view && view->scope) feedback = PoliceFeedback::from(c.attendance, *view->scope);
  // No letter is asked for where nothing is said.
  std::string letter = feedback ? situation.context.fresh_id : std::string();
  return std::vector<Event>{FeedbackSent{std::move(feedback), answer, std::move(letter)}};
}

Decision decide_on(const CloseCase&, const Situation& situation) {
  switch (situation.c.stage) {
    case Stage::reported:
    case Stage::not_for_unit:
    case Stage::voluntary:
    case Stage::transferred:
      break;
    case Stage::none:
    case Stage::received:
    case Stage::opened:
    case Stage::to_summon:
    case Stage::awaiting_meeting:
    case Stage::not_attended:
    case Stage::to_report:
    case Stage::closed:
      return refuse(RefusalCode::not_at_this_stage);
  }
  if (auto awaited = what_closing_awaits(situation.c); !awaited.empty()) {
    return refuse(RefusalCode::still_awaiting, std::string(awaited));
  }
  return std::vector<Event>{CaseClosed{}};
}

}  // namespace moteplass::casework
