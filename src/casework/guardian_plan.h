// How the guardians of a minor are dealt with, and what the young person says about it.
//
// The child takes part in deciding how contact is made; contact that it has not agreed to may put it in
// danger, and it may not be able to speak truly where it is not safe (Oslo's byråd, 2020; the Convention on
// the Rights of the Child articles 12 and 19). So leaving a guardian out has a reason, and whether the child
// was heard is never left open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace moteplass::casework {

// How the guardian of a minor is dealt with when the policy says that a guardian is called.
enum class GuardianHandling { as_policy, trusted_person_instead, not_contacted };
std::string_view word(GuardianHandling handling);

// Why a guardian is left out. `other` is explained in the unit's own words.
enum class GuardianReason { endangers_child, not_safe_to_speak, not_reachable, other };
std::string_view word(GuardianReason reason);

enum class ChildHeard { heard, did_not_want_to_say, not_yet };
std::string_view word(ChildHeard heard);

// How the young person wants guardians to be told.
enum class ContactWish { in_their_presence, letter, phone, together_with_someone, no_contact, no_wish };
std::string_view word(ContactWish wish);

struct TrustedPerson {
  std::string name;                     // at most 100 characters
  std::optional<std::string> relation;  // 60: "mormor", "trener"
  std::optional<std::string> phone;     // 30
};

struct GuardianPlan {
  GuardianHandling handling = GuardianHandling::as_policy;
  std::optional<GuardianReason> reason;         // exactly where a guardian is left out
  std::optional<std::string> reason_in_words;   // 500; required with `other`
  std::optional<TrustedPerson> trusted_person;  // exactly with trusted_person_instead
  ChildHeard heard = ChildHeard::not_yet;
  std::optional<ContactWish> wish;       // exactly where the child was heard
  std::optional<std::string> wish_with;  // 100; who, exactly with together_with_someone
};

// Whether a letter that reaches the home may itself tell those who must not be told: it is then handed over.
// So wherever a guardian is left out, but where that is only because nobody could reach them.
bool goes_by_hand(const GuardianPlan& plan);

// Whether each guardian gets a letter of their own about the meeting: where they are called, and the young
// person has not asked that they be told in another way.
bool guardian_gets_letter(const GuardianPlan& plan);

// The first member that does not fit the others, "reason"; empty: the plan is whole.
std::string_view what_does_not_fit(const GuardianPlan& plan);

// Strict; the members one by one, not how they fit.
Result<GuardianPlan, std::vector<FieldFault>> guardian_plan_from_json(const json::value& value,
                                                                      std::string path);
json::object to_json(const GuardianPlan& plan);

}  // namespace moteplass::casework
