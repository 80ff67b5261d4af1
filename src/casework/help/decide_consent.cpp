// Consents and agreements: what rests on the policy's Oppfølging.
#include <algorithm>

#include "casework/help/decide_help.h"

namespace moteplass::casework {
namespace {

// A consent is asked anew at least every year: nobody should be bound by a page they signed long ago. The
// unit's own rule.
constexpr int longest_days = 366;

bool has_distinct(std::vector<SharedData> data) {
  std::sort(data.begin(), data.end());
  return std::adjacent_find(data.begin(), data.end()) == data.end();
}

std::optional<std::string> bad_field(const GiveConsent& command, Date today) {
  if (!is_line(command.receiver, 100)) return "receiver";
  if (!is_line(command.receiver_name, 200)) return "receiver_name";
  // Only a referral goes to somebody else.
  bool to_unit = command.receiver == unit_receiver;
  if (to_unit == (command.purpose == ConsentPurpose::referral)) return "receiver";
  if (command.data.empty() || !has_distinct(command.data)) return "data";
  bool by_guardian = command.giver == ConsentGiver::guardian;
  if (by_guardian ? !is_line(command.guardian_name, 200) : !command.guardian_name.empty()) {
    return "guardian_name";
  }
  int days = days_between(today, command.expires_on);
  if (days < 1 || days > longest_days) return "expires_on";
  return std::nullopt;
}

}  // namespace

bool may_consent(ConsentGiver giver, policy::ConsentRule rule, std::optional<std::int64_t> age) {
  switch (giver) {
    case ConsentGiver::person:
      return rule == policy::ConsentRule::person;
    case ConsentGiver::guardian:
      return rule != policy::ConsentRule::person;
    case ConsentGiver::person_guardian_uninformed:
      return rule == policy::ConsentRule::guardian_unless_uninformed && age && *age >= 12;
  }
  return false;
}

HelpDecision decide_on(const GiveConsent& command, const HelpSituation& situation) {
  if (auto field = bad_field(command, situation.today)) return refuse(HelpRefusalCode::bad_value, *field);
  bool opens = command.purpose == ConsentPurpose::help;
  if (!opens && !situation.is_open()) return refuse(HelpRefusalCode::no_help_consent);
  if (!situation.follow_up) return refuse(HelpRefusalCode::bad_value, "follow_up");
  if (situation.follow_up->status == policy::Status::undecided) {
    return failure(HelpRefusal{HelpRefusalCode::undecided, {}, situation.follow_up->needs});
  }
  auto answer = policy::follow_up_answer(*situation.follow_up);
  if (!answer || !answer->consent) return refuse(HelpRefusalCode::not_stated);
  if (!may_consent(command.giver, *answer->consent, situation.context.age)) {
    return refuse(HelpRefusalCode::giver_not_competent, "giver");
  }
  Consent consent{situation.context.fresh_id, command.purpose, command.receiver,
                  command.receiver_name,      command.data,    command.giver,
                  command.guardian_name,      situation.today, command.expires_on};
  return std::vector<HelpEvent>{ConsentGiven{std::move(consent), *situation.follow_up}};
}

HelpDecision decide_on(const WithdrawConsent& command, const HelpSituation& situation) {
  const KeptConsent* kept = situation.record ? situation.record->consent(command.consent) : nullptr;
  if (kept == nullptr) return refuse(HelpRefusalCode::unknown_item, "consent");
  if (kept->withdrawn_at) return refuse(HelpRefusalCode::already_withdrawn);
  return std::vector<HelpEvent>{ConsentWithdrawn{command.consent, command.by}};
}

HelpDecision decide_on(const MakeAgreement& command, const HelpSituation& situation) {
  if (!is_line(command.with, 200)) return refuse(HelpRefusalCode::bad_value, "with");
  auto are_terms = [](const std::vector<std::string>& terms) {
    return !terms.empty() && terms.size() <= 20 &&
           std::all_of(terms.begin(), terms.end(), [](const auto& term) { return is_line(term, 500); });
  };
  if (!are_terms(command.person_terms)) return refuse(HelpRefusalCode::bad_value, "person_terms");
  if (!are_terms(command.other_terms)) return refuse(HelpRefusalCode::bad_value, "other_terms");
  if (command.from < situation.today) return refuse(HelpRefusalCode::bad_value, "from");
  int days = days_between(command.from, command.until);
  if (days < 1 || days > longest_days) return refuse(HelpRefusalCode::bad_value, "until");
  if (!situation.has_consent(ConsentPurpose::agreement, unit_receiver)) {
    return refuse(HelpRefusalCode::no_consent, "agreement");
  }
  if (!situation.follow_up) return refuse(HelpRefusalCode::bad_value, "follow_up");
  if (situation.follow_up->status == policy::Status::undecided) {
    return failure(HelpRefusal{HelpRefusalCode::undecided, {}, situation.follow_up->needs});
  }
  // A model that says nothing does not stand in the way of what two parties agree on. One that has no such
  // measure does; and what it imposes cannot be agreed on, for then no is no answer.
  if (auto answer = policy::follow_up_answer(*situation.follow_up)) {
    auto mode = command.kind == AgreementKind::testing ? answer->testing : answer->contract;
    if (mode && *mode != policy::MeasureMode::voluntary) return refuse(HelpRefusalCode::not_voluntary);
  }
  return std::vector<HelpEvent>{AgreementMade{situation.context.fresh_id, command.kind, command.with,
                                              command.person_terms, command.other_terms, command.from,
                                              command.until}};
}

HelpDecision decide_on(const EndAgreement& command, const HelpSituation& situation) {
  const Agreement* agreement = situation.record ? situation.record->agreement(command.agreement) : nullptr;
  if (agreement == nullptr) return refuse(HelpRefusalCode::unknown_item, "agreement");
  if (!agreement->is_open()) return refuse(HelpRefusalCode::not_at_this_step);
  return std::vector<HelpEvent>{AgreementEnded{command.agreement, command.how}};
}

}  // namespace moteplass::casework
