// The message the unit receives: that a person has a duty to attend, on what basis, and how to reach them.
//
// Fields are the minimum that domain.md section 5 infers from the rules; there is no room for a narrative.
// `facts` are the structured facts of the encounter that the reaction was decided on, where the sender has
// them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/identity_number.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "policy/answers.h"
#include "policy/facts.h"

namespace moteplass::casework {

// Of the address in the population register: code 7 confidential (fortrolig), code 6 strictly confidential
// (strengt fortrolig).
enum class Protection { none, code_7, code_6 };
std::string_view word(Protection protection);

// As the population register has it, where the sender states it. For the statistics alone: nothing in a case
// is decided by it, and it is never read out of an identity number.
enum class Sex { female, male };
std::string_view word(Sex sex);

struct Person {
  std::string name;
  std::optional<IdentityNumber> identity_number;  // a person without one is possible
  std::optional<Date> birth_date;                 // stated, never read out of the number
  std::optional<std::string> street;
  std::optional<std::string> postal_code;
  std::optional<std::string> place;
  Protection protection = Protection::none;  // in the message: absent
  std::optional<std::string> phone;
  std::optional<std::string> language;  // ISO 639-1, the language the person understands best
  std::optional<Sex> sex = std::nullopt;
};

struct Guardian {
  std::string name;
  std::optional<std::string> relation;
  std::optional<std::string> street;
  std::optional<std::string> postal_code;
  std::optional<std::string> place;
  std::optional<std::string> phone;
};

// What the duty rests on. `final_on`: when the decision became final (rettskraftig); absent: not yet, or
// unknown.
struct Basis {
  policy::Reaction reaction;
  std::string legal_basis;
  Date decided_on;
  std::optional<Date> final_on;
  std::optional<Date> probation_ends_on;
  bool own_use = false;  // the sender has found that the drugs were for own use
};

enum class ConditionKind { attendance, drug_test };
std::string_view word(ConditionKind kind);  // the words of choices are part of the permanent JSON shape

struct Condition {
  ConditionKind kind;
  std::optional<std::int64_t> count;     // how many attendances
  std::optional<std::string> frequency;  // of drug tests, as the decision says it
  std::optional<Date> from;
  std::optional<Date> to;
};

struct ContactOfficer {
  std::string name;
  std::optional<std::string> phone;
  std::optional<std::string> email;
};

struct Message {
  std::string sender;                 // the sending organisation's short name, "oslo-pd"
  std::string message_id;             // the sender's own; sender + message_id name one message for ever
  std::string case_number;            // the sender's case number
  std::string municipality;           // four digits
  std::optional<std::string> policy;  // the model it was decided under; absent: the unit's live model
  Person person;
  std::vector<Guardian> guardians;
  Basis basis;
  std::vector<Condition> conditions;
  ContactOfficer contact_officer;
  std::optional<policy::Facts> facts;
};

// The message with no address of the person or of a guardian, who may live with them, and no municipality of
// residence. The municipality it was sent to is the unit's.
Message without_addresses(Message message);

// What of the facts a message may hold: nothing of overdose, help, broken follow-up or a child in the
// person's care. The unit is to be told who has a duty to attend and why, not how they live; a message that
// states them is refused.
policy::Facts facts_for_message(policy::Facts facts);

// Strict, all faults at once. `today` bounds the dates: nothing decided or born in the future.
Result<Message, std::vector<FieldFault>> message_from_json(const json::value& value, Date today);
json::value to_json(const Message& message);

}  // namespace moteplass::casework
