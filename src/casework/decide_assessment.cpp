// From the message to the finding: read, state what is known, assess.
#include <algorithm>

#include "casework/decide.h"

namespace moteplass::casework {
namespace {

// Facts are stated while an answer may still depend on them, and not after: what the case no longer needs is
// not collected (GDPR article 5 (1) c).
bool facts_matter(Stage stage) {
  return stage == Stage::opened || stage == Stage::to_report || stage == Stage::voluntary || duty_runs(stage);
}

// strl § 37 (1) j binds only through a decision that stands: the prosecution sends it when it is final
// (rettskraftig). An order by the police under the NOU model is met at once and needs no finality.
bool is_final(const Basis& basis, Date today) {
  if (basis.reaction != policy::Reaction::condition_to_attend) return true;
  return basis.final_on && *basis.final_on <= today;
}

// The decision's own count comes before the policy's: the unit carries out what was decided. The condition is
// met after one meeting where nothing says more (Helsedirektoratet).
// What those who decided have said since, or the unit that had the case before was told, stands above both.
std::int64_t meetings_required(const Case& c, const policy::Answer& reaction) {
  const Dialogue& dialogue = c.dialogue;
  bool said_since = c.came_from || (dialogue.answer && dialogue.answer->meetings_required) ||
                    (dialogue.decided && dialogue.decided->meetings_required);
  if (said_since) return c.attendance.meetings_required;
  for (const Condition& condition : c.message->conditions) {
    if (condition.kind == ConditionKind::attendance && condition.count) return *condition.count;
  }
  auto view = policy::reaction_answer(reaction);
  std::int64_t stated = view ? view->meetings_required.value_or(1) : 1;
  return std::max<std::int64_t>(stated, 1);
}

// A policy that decided on another reaction than attendance, or states none, does not stop the unit: it does
// not overrule the police or the prosecution. The answer is kept in the event, so that the page can show the
// disagreement and offer to query the sender. Only facts that are missing are stated first.
std::optional<Refusal> why_duty_does_not_stand(const Case& c, const policy::Answer& reaction, Date today) {
  const Basis& basis = c.message->basis;
  if (!policy::is_attendance(basis.reaction)) return Refusal{RefusalCode::no_attendance_basis, {}, {}};
  if (!is_final(basis, today)) return Refusal{RefusalCode::not_final, {}, {}};
  switch (reaction.status) {
    case policy::Status::undecided:
      return Refusal{RefusalCode::undecided, reaction.needs, {}};
    case policy::Status::decided:
    case policy::Status::not_stated:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Decision decide_on(const OpenMessage&, const Situation& situation) {
  if (situation.c.stage != Stage::received) return refuse(RefusalCode::already_opened);
  return std::vector<Event>{MessageOpened{}};
}

Decision decide_on(const StateFacts& command, const Situation& situation) {
  if (!facts_matter(situation.c.stage)) return refuse(RefusalCode::not_at_this_stage);
  return std::vector<Event>{FactsStated{command.facts}};
}

Decision decide_on(const Assess& command, const Situation& situation) {
  const Case& c = situation.c;
  if (c.stage != Stage::opened) return refuse(RefusalCode::not_at_this_stage);
  const auto& [reaction, summons, no_show, feedback, deadlines] = situation.answers;
  if (!answers_to(reaction, policy::Question::reaction)) {
    return refuse(RefusalCode::bad_value, "answers.reaction");
  }
  if (!answers_to(deadlines, policy::Question::deadlines)) {
    return refuse(RefusalCode::bad_value, "answers.deadlines");
  }
  switch (command.outcome) {
    case AssessmentOutcome::duty_stands:
      if (auto refusal = why_duty_does_not_stand(c, *reaction, local_date(situation.context.now))) {
        return failure(std::move(*refusal));
      }
      break;
    case AssessmentOutcome::not_for_unit:
      // The unit may always say that a message is not for it, whatever the policy still lacks.
      break;
  }
  return std::vector<Event>{
      Assessed{command.outcome, *reaction, *deadlines, meetings_required(c, *reaction)}};
}

}  // namespace moteplass::casework
