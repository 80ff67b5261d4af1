// decide_help(record, command, answer, context) -> events or a refusal: the one way into the help record.
// Pure: time, ids and the person's age are in the context.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casework/help/help_record.h"

namespace moteplass::casework {

// Who may consent is the policy's to say (Oppfølging), on the person's age today.
struct GiveConsent {
  ConsentPurpose purpose;
  std::string receiver;
  std::string receiver_name;
  std::vector<SharedData> data;
  ConsentGiver giver;
  std::string guardian_name;
  Date expires_on;
};
// Always allowed, by whomever: a no needs no authority.
struct WithdrawConsent {
  std::string consent;
  ConsentGiver by;
};
struct RecordMapping {
  AssistForm assist;
};
struct ChooseNeed {
  NeedArea area;
  std::string words;
};
struct CloseNeed {
  std::string need;
  NeedOutcome outcome;
};
// Prepared, in the unit. Nothing leaves.
struct MakeReferral {
  std::string service;
  std::string service_name;
  ServiceKind kind;
  std::vector<std::string> needs;
};
// Leaves. Needs a consent to this very receiver that covers the data.
struct SendReferral {
  std::string referral;
  ReferralChannel channel;
  std::vector<SharedData> data;
};
struct AnswerReferral {
  std::string referral;
  ReferralAnswer answer;
  Date on;
  std::optional<DeclineReason> reason;  // exactly where the answer is `declined`
  Told told;
  std::string name;
};
struct MakeFollowUp {
  std::string referral;
  Asked asked;
  Heard heard;
  std::optional<Date> next_on;
};
struct TakePlanStep {
  PlanKind kind;
  PlanStep step;
  std::string who;
};
struct MakeAgreement {
  AgreementKind kind;
  std::string with;
  std::vector<std::string> person_terms;
  std::vector<std::string> other_terms;
  Date from;
  Date until;
};
struct EndAgreement {
  std::string agreement;
  AgreementEnd how;
};

using HelpCommand =
    std::variant<GiveConsent, WithdrawConsent, RecordMapping, ChooseNeed, CloseNeed, MakeReferral,
                 SendReferral, AnswerReferral, MakeFollowUp, TakePlanStep, MakeAgreement, EndAgreement>;
std::string_view type_of(const HelpCommand& command);  // "give_consent", …

struct HelpContext {
  Instant now;
  std::string fresh_id;
  std::optional<std::int64_t> age;  // completed years today; nothing: unknown
};

enum class HelpRefusalCode {
  no_help_consent,      // there is no valid consent to help: nothing is mapped, chosen or referred
  no_consent,           // no valid consent to this purpose and receiver
  beyond_consent,       // the consent does not cover these data
  giver_not_competent,  // the policy says that another consents
  undecided,            // the policy needs facts first: `needs`
  not_stated,           // the policy does not say who consents
  already_withdrawn,
  not_voluntary,     // the policy rules it out, or imposes it: no agreement then
  not_at_this_step,  // the referral, plan or agreement is elsewhere in its course
  unknown_item,      // no such consent, need, referral or agreement here: `field`
  bad_value,         // `field`
};
std::string_view word(HelpRefusalCode code);

struct HelpRefusal {
  HelpRefusalCode code;
  std::string field;
  std::vector<std::string> needs;  // JSON paths of unknown facts
};

using HelpDecision = Result<std::vector<HelpEvent>, HelpRefusal>;

// `follow_up` is the policy's Oppfølging on the facts of today; only GiveConsent and MakeAgreement ask for
// it.
HelpDecision decide_help(const std::optional<HelpRecord>& record, const HelpCommand& command,
                         const std::optional<policy::Answer>& follow_up, const HelpContext& context);

// The answers that a receiver may still give, each once, in order. None where consent no longer holds.
std::vector<ReferralAnswer> answers_open(const HelpRecord& record, const Referral& referral, Date on);

// Whether this one may give consent under that rule at that age. Under 12 years nobody consents alone
// (pbrl. § 4-3 first paragraph letter c begins at 12).
bool may_consent(ConsentGiver giver, policy::ConsentRule rule, std::optional<std::int64_t> age);

}  // namespace moteplass::casework
