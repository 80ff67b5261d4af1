// Who else is told of a minor's summons, and how.
#include "casework/decide.h"

namespace moteplass::casework {
namespace {

bool is_called(const std::optional<policy::SummonsAnswer>& terms) {
  return terms && terms->guardian == policy::GuardianRule::called;
}

// Another trusted person takes the guardian's place only where the policy says so ("i særlige tilfeller", NOU
// 2019:26).
bool may_be_replaced(const std::optional<policy::SummonsAnswer>& terms) {
  return is_called(terms) && terms->trusted_person_instead == true;
}

// The plan is made while it can still bear on a letter.
bool has_time_for_plan(Stage stage) {
  return stage == Stage::opened || stage == Stage::voluntary || duty_runs(stage);
}

}  // namespace

Decision decide_on(const PlanGuardians& command, const Situation& situation) {
  const Case& c = situation.c;
  if (!has_time_for_plan(c.stage)) return refuse(RefusalCode::not_at_this_stage);
  if (is_minor(c, local_date(situation.context.now)) == false) return refuse(RefusalCode::not_a_minor);
  if (auto field = what_does_not_fit(command.plan); !field.empty()) {
    return refuse(RefusalCode::bad_value, "plan." + std::string(field));
  }
  if (!answers_to(situation.answers.summons, policy::Question::summons)) {
    return refuse(RefusalCode::bad_value, "answers.summons");
  }
  const policy::Answer& terms = *situation.answers.summons;
  switch (command.plan.handling) {
    case GuardianHandling::as_policy:
    case GuardianHandling::not_contacted:
      // Contact with a guardian may endanger a child: to leave it be needs no leave of a policy, not even of
      // one that is silent.
      break;
    case GuardianHandling::trusted_person_instead:
      if (terms.status == policy::Status::undecided) return refuse_until_known(terms);
      if (!may_be_replaced(policy::summons_answer(terms))) {
        return refuse(RefusalCode::guardian_exception_not_allowed);
      }
      break;
  }
  return std::vector<Event>{GuardianPlanned{command.plan}};
}

std::optional<RefusalCode> why_guardian_may_not(GuardianHandling handling, const Case& c,
                                                const std::optional<policy::SummonsAnswer>& terms,
                                                Date today) {
  bool grown = is_minor(c, today) == false;
  bool planned = !grown && c.guardian_plan.has_value();
  if (!grown && is_called(terms) && !planned) return RefusalCode::guardian_plan_missing;
  if (planned && c.guardian_plan->handling != handling) return RefusalCode::differs_from_guardian_plan;
  switch (handling) {
    case GuardianHandling::as_policy:
      return std::nullopt;
    case GuardianHandling::not_contacted:
      // Where no guardian is called and nobody planned for one there is nothing to except from.
      if (planned || is_called(terms)) return std::nullopt;
      return RefusalCode::guardian_exception_not_allowed;
    case GuardianHandling::trusted_person_instead:
      if (may_be_replaced(terms)) return std::nullopt;
      return RefusalCode::guardian_exception_not_allowed;
  }
  return std::nullopt;
}

}  // namespace moteplass::casework
