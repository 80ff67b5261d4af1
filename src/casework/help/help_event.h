// What has happened in a help record (hjelpejournal). Permanent facts in a stream of their own: no event of
// the case, no message to the police and no letter about the duty is ever made from them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/help/assist.h"
#include "casework/help/help_words.h"
#include "policy/answers.h"

namespace moteplass::casework {

// The unit itself as a receiver.
inline constexpr std::string_view unit_receiver = "unit";

// For one purpose and one receiver, with an end, and withdrawable at any time (domain.md section 5).
struct Consent {
  std::string id;
  ConsentPurpose purpose = ConsentPurpose::help;
  std::string receiver;       // a service's id, or `unit_receiver`
  std::string receiver_name;  // as it stood on the form
  std::vector<SharedData> data;
  ConsentGiver giver = ConsentGiver::person;
  std::string guardian_name;  // where the guardian gave it
  Date given_on{};
  Date expires_on{};  // the last day it holds
  friend bool operator==(const Consent&, const Consent&) = default;
};

struct ConsentGiven {
  Consent consent;
  policy::Answer rule;  // Oppfølging: who consents, as the policy said that day
};
struct ConsentWithdrawn {
  std::string consent;
  ConsentGiver by;
};
struct MappingMade {
  std::string mapping;
  AssistForm assist;  // scores follow from it
};
struct NeedChosen {
  std::string need;
  NeedArea area;
  std::string words;  // the person's own; may be empty
};
struct NeedClosed {
  std::string need;
  NeedOutcome outcome;
};
struct ReferralMade {
  std::string referral;
  std::string service;
  std::string service_name;
  ServiceKind kind;
  std::vector<std::string> needs;
};
struct ReferralSent {
  std::string referral;
  std::string consent;  // that it left under
  ReferralChannel channel;
  std::vector<SharedData> data;  // what left
};
struct ReferralAnswered {
  std::string referral;
  ReferralAnswer answer;
  Date on;  // of what is told: the day help started, say
  std::optional<DeclineReason> reason;
  Told told;
  std::string name;  // of whoever answered for the receiver; may be empty
};
struct FollowUpMade {
  std::string referral;
  Asked asked;
  Heard heard;
  std::optional<Date> next_on;  // when to ask again
};
struct PlanStepTaken {
  PlanKind kind;
  PlanStep step;
  std::string who;  // the coordinator, or who leads the plan; may be empty
};
struct AgreementMade {
  std::string agreement;
  AgreementKind kind;
  std::string with;                       // the other party
  std::vector<std::string> person_terms;  // what the person agrees to
  std::vector<std::string> other_terms;   // what the other party agrees to
  Date from;
  Date until;  // the last day
};
struct AgreementEnded {
  std::string agreement;
  AgreementEnd how;
};

using HelpEvent =
    std::variant<ConsentGiven, ConsentWithdrawn, MappingMade, NeedChosen, NeedClosed, ReferralMade,
                 ReferralSent, ReferralAnswered, FollowUpMade, PlanStepTaken, AgreementMade, AgreementEnded>;

// "consent_given", … ; and the payload as stored.
std::string_view type_of(const HelpEvent& event);
json::value to_json(const HelpEvent& event);
// From our own store; the text says what is wrong if a payload is not of its type.
Result<HelpEvent, std::string> help_event_from_json(std::string_view type, const json::value& payload);

json::value to_json(const AssistForm& form);
// Writes what is wrong to `faults`, under `path`.
AssistForm assist_form_from_json(const json::value& value, const std::string& path,
                                 std::vector<FieldFault>& faults);

}  // namespace moteplass::casework
