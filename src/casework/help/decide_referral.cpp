// Mapping, needs, referrals and the plan: what rests on the consent to help.
#include <algorithm>
#include <set>

#include "casework/help/decide_help.h"

namespace moteplass::casework {
namespace {

int place_of(ReferralStage stage) {
  switch (stage) {
    case ReferralStage::made:
    case ReferralStage::stopped:
    case ReferralStage::declined:
    case ReferralStage::ended:
      return -1;
    case ReferralStage::sent:
      return 0;
    case ReferralStage::received:
      return 1;
    case ReferralStage::accepted:
      return 2;
    case ReferralStage::started:
      return 3;
  }
  return -1;
}

// A later word stands for those before it; nothing is said twice. Help that has started is not declined.
bool may_follow(ReferralStage stage, ReferralAnswer answer) {
  int place = place_of(stage);
  if (place < 0) return false;
  switch (answer) {
    case ReferralAnswer::received:
      return place < 1;
    case ReferralAnswer::accepted:
      return place < 2;
    case ReferralAnswer::declined:
    case ReferralAnswer::started:
      return place < 3;
    case ReferralAnswer::ended:
      return place == 3;
  }
  return false;
}

bool may_follow(const PlanState* state, PlanStep step) {
  if (state == nullptr) return step == PlanStep::offered || step == PlanStep::initiated;
  switch (state->step) {
    case PlanStep::offered:
      return step == PlanStep::declined || step == PlanStep::initiated;
    case PlanStep::initiated:
      return step == PlanStep::in_place || step == PlanStep::ended;
    case PlanStep::in_place:
      return step == PlanStep::in_place || step == PlanStep::ended;  // another coordinator takes over
    case PlanStep::declined:
    case PlanStep::ended:
      return step == PlanStep::offered || step == PlanStep::initiated;
  }
  return false;
}

}  // namespace

HelpDecision decide_on(const RecordMapping& command, const HelpSituation& situation) {
  if (auto fault = fault_in(command.assist)) return refuse(HelpRefusalCode::bad_value, "assist." + *fault);
  return std::vector<HelpEvent>{MappingMade{situation.context.fresh_id, command.assist}};
}

HelpDecision decide_on(const ChooseNeed& command, const HelpSituation& situation) {
  if (!command.words.empty() && !is_line(command.words, 500)) {
    return refuse(HelpRefusalCode::bad_value, "words");
  }
  return std::vector<HelpEvent>{NeedChosen{situation.context.fresh_id, command.area, command.words}};
}

HelpDecision decide_on(const CloseNeed& command, const HelpSituation& situation) {
  const Need* need = situation.record->need(command.need);
  if (need == nullptr) return refuse(HelpRefusalCode::unknown_item, "need");
  if (need->outcome) return refuse(HelpRefusalCode::not_at_this_step);
  return std::vector<HelpEvent>{NeedClosed{command.need, command.outcome}};
}

HelpDecision decide_on(const MakeReferral& command, const HelpSituation& situation) {
  if (!is_line(command.service, 100) || command.service == unit_receiver) {
    return refuse(HelpRefusalCode::bad_value, "service");
  }
  if (!is_line(command.service_name, 200)) return refuse(HelpRefusalCode::bad_value, "service_name");
  // Help is for a need that the person has chosen.
  if (command.needs.empty()) return refuse(HelpRefusalCode::bad_value, "needs");
  std::set<std::string_view> seen;
  for (const std::string& id : command.needs) {
    const Need* need = situation.record->need(id);
    if (need == nullptr) return refuse(HelpRefusalCode::unknown_item, "needs");
    if (need->outcome || !seen.insert(id).second) return refuse(HelpRefusalCode::bad_value, "needs");
  }
  return std::vector<HelpEvent>{ReferralMade{situation.context.fresh_id, command.service,
                                             command.service_name, command.kind, command.needs}};
}

HelpDecision decide_on(const SendReferral& command, const HelpSituation& situation) {
  const Referral* referral = situation.record->referral(command.referral);
  if (referral == nullptr) return refuse(HelpRefusalCode::unknown_item, "referral");
  if (referral->stage != ReferralStage::made) return refuse(HelpRefusalCode::not_at_this_step);
  if (command.data.empty()) return refuse(HelpRefusalCode::bad_value, "data");
  const KeptConsent* kept =
      situation.record->valid_consent(ConsentPurpose::referral, referral->service, situation.today);
  if (kept == nullptr) return refuse(HelpRefusalCode::no_consent, "referral");
  const auto& covered = kept->consent.data;
  for (SharedData data : command.data) {
    if (std::find(covered.begin(), covered.end(), data) == covered.end()) {
      return refuse(HelpRefusalCode::beyond_consent, "data");
    }
  }
  return std::vector<HelpEvent>{
      ReferralSent{command.referral, kept->consent.id, command.channel, command.data}};
}

std::vector<ReferralAnswer> answers_open(const HelpRecord& record, const Referral& referral, Date on) {
  std::vector<ReferralAnswer> open;
  if (!record.is_open(on)) return open;
  if (record.valid_consent(ConsentPurpose::referral, referral.service, on) == nullptr) return open;
  for (auto answer : {ReferralAnswer::received, ReferralAnswer::accepted, ReferralAnswer::declined,
                      ReferralAnswer::started, ReferralAnswer::ended}) {
    if (may_follow(referral.stage, answer)) open.push_back(answer);
  }
  return open;
}

HelpDecision decide_on(const AnswerReferral& command, const HelpSituation& situation) {
  const Referral* referral = situation.record->referral(command.referral);
  if (referral == nullptr) return refuse(HelpRefusalCode::unknown_item, "referral");
  // What a service tells the unit about a person rests on the same consent as what the unit tells it; what
  // the person tells is their own.
  if (command.told != Told::by_person &&
      !situation.has_consent(ConsentPurpose::referral, referral->service)) {
    return refuse(HelpRefusalCode::no_consent, "referral");
  }
  if (!may_follow(referral->stage, command.answer)) return refuse(HelpRefusalCode::not_at_this_step);
  bool declined = command.answer == ReferralAnswer::declined;
  if (command.reason.has_value() != declined) return refuse(HelpRefusalCode::bad_value, "reason");
  if (!command.name.empty() && !is_line(command.name, 200)) {
    return refuse(HelpRefusalCode::bad_value, "name");
  }
  if (command.on > situation.today || command.on < local_date(referral->made_at)) {
    return refuse(HelpRefusalCode::bad_value, "on");
  }
  if (command.answer == ReferralAnswer::ended && referral->started_on && command.on < *referral->started_on) {
    return refuse(HelpRefusalCode::bad_value, "on");
  }
  return std::vector<HelpEvent>{ReferralAnswered{command.referral, command.answer, command.on, command.reason,
                                                 command.told, command.name}};
}

HelpDecision decide_on(const MakeFollowUp& command, const HelpSituation& situation) {
  const Referral* referral = situation.record->referral(command.referral);
  if (referral == nullptr) return refuse(HelpRefusalCode::unknown_item, "referral");
  if (!referral->sent || !referral->is_open()) return refuse(HelpRefusalCode::not_at_this_step);
  if (command.asked == Asked::receiver &&
      !situation.has_consent(ConsentPurpose::referral, referral->service)) {
    return refuse(HelpRefusalCode::no_consent, "referral");
  }
  if (command.next_on) {
    int days = days_between(situation.today, *command.next_on);
    if (days < 1 || days > 366) return refuse(HelpRefusalCode::bad_value, "next_on");
  }
  return std::vector<HelpEvent>{
      FollowUpMade{command.referral, command.asked, command.heard, command.next_on}};
}

HelpDecision decide_on(const TakePlanStep& command, const HelpSituation& situation) {
  const PlanState* state = situation.record->plan_of(command.kind);
  if (!may_follow(state, command.step)) return refuse(HelpRefusalCode::not_at_this_step);
  bool named = command.step == PlanStep::in_place;
  if (named ? !is_line(command.who, 200) : !command.who.empty()) {
    return refuse(HelpRefusalCode::bad_value, "who");
  }
  // Offering and taking a no need no consent; setting it going does.
  bool goes_on = command.step == PlanStep::initiated || command.step == PlanStep::in_place;
  if (goes_on && !situation.has_consent(ConsentPurpose::plan, unit_receiver)) {
    return refuse(HelpRefusalCode::no_consent, "plan");
  }
  return std::vector<HelpEvent>{PlanStepTaken{command.kind, command.step, command.who}};
}

}  // namespace moteplass::casework
