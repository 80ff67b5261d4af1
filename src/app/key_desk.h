// Keys to the pages for those whom a case is about: caseworkers make and withdraw them, and this is the door
// they open. No account, no e-mail: a code that is printed or read out, and for the person's own key the
// birth date as a second thing to know.
//
// Whoever a key was made for, the case as it stands decides whether it still opens: a guardian who is left
// out since then, or whose child has come of age, stands outside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/case_desk.h"
#include "app/holding.h"

namespace moteplass::app {

enum class KeyRefusal {
  not_a_minor,          // a grown person has no guardian
  no_guardian_plan,     // nobody has decided how the guardians of this minor are dealt with
  guardian_left_out,    // the plan leaves the guardians out
  guardian_not_called,  // the policy calls no guardian
  nobody_named,         // the plan names no trusted person, or the case no such guardian
  birth_date_missing    // it must be told when the key is made, for the case does not know it
};
std::string_view word(KeyRefusal refusal);

struct KeyProblem {
  Problem problem;
  std::optional<KeyRefusal> refusal = std::nullopt;
};

// Somebody the case names, and why they may have no key.
struct PossibleHolder {
  Holder holder;
  std::string name;
  std::optional<KeyRefusal> refusal;
};
// The person, then the guardians, then the trusted person. `summons` is the policy's Innkalling. Pure.
std::vector<PossibleHolder> possible_holders(const casework::Case& c,
                                             const std::optional<policy::Answer>& summons, Date today);

enum class KeyState {
  valid,
  expired,
  withdrawn,
  locked,  // too many wrong birth dates
  shut     // the case lets this holder in no more
};
std::string_view word(KeyState state);

struct KeyView {
  CaseKey key;
  KeyState state;
};

struct CaseKeys {
  std::vector<PossibleHolder> possible;
  bool birth_date_known = false;
  std::vector<KeyView> keys;  // newest first
};

struct NewKey {
  Holder holder = Holder::person;
  std::string name;                // as in possible_holders
  std::optional<Date> birth_date;  // of the person, where the case does not know it
};

struct MadeKey {
  std::string code;  // shown this once
  CaseKey key;
};

// A key opens to the end of its last day, by the clock on the wall.
Instant end_of_key(Instant made, std::int64_t days);

enum class DoorAnswer {
  wrong,  // whatever the reason, so that trying teaches nothing
  birth_date_missing,
  unavailable
};

class KeyDesk {
 public:
  explicit KeyDesk(const Setup& setup) : setup_(setup) {}

  static constexpr std::int64_t most_wrong_tries = 5;

  // The case as the user has looked at it.
  Result<CaseKeys, Problem> keys(const User& user, const CaseView& view) const;
  // Both are recorded where the person can read it.
  Result<MadeKey, KeyProblem> make(const User& user, const std::string& case_id, const NewKey& wish) const;
  Result<void, Problem> withdraw(const User& user, const std::string& case_id, const std::string& key) const;

  // The door that opens with a code.
  Result<Holding, DoorAnswer> open(std::string_view typed_code, std::optional<Date> birth_date) const;

 private:
  const Setup& setup_;
};

// The case of somebody who is in, without a protected address; not_logged_in where the key opens it no more.
Result<casework::Case, Problem> case_of(const Setup& setup, const Holding& holding);

}  // namespace moteplass::app
