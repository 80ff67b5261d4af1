#include "app/key_desk.h"

#include <algorithm>

#include "app/carry_out.h"
#include "app/key_code.h"
#include "app/permissions.h"

namespace moteplass::app {
namespace {

std::optional<KeyRefusal> why_no_guardian(const casework::Case& c,
                                          const std::optional<policy::Answer>& summons, Date today) {
  if (casework::is_minor(c, today) == false) return KeyRefusal::not_a_minor;
  if (!c.guardian_plan) return KeyRefusal::no_guardian_plan;
  if (c.guardian_plan->handling != casework::GuardianHandling::as_policy) {
    return KeyRefusal::guardian_left_out;
  }
  // A policy that is silent has called nobody.
  auto terms = summons ? policy::summons_answer(*summons) : std::nullopt;
  if (!terms || terms->guardian != policy::GuardianRule::called) return KeyRefusal::guardian_not_called;
  return std::nullopt;
}

const std::string* trusted_name(const casework::Case& c, Date today) {
  if (casework::is_minor(c, today) == false || !c.guardian_plan) return nullptr;
  bool instead = c.guardian_plan->handling == casework::GuardianHandling::trusted_person_instead;
  return instead && c.guardian_plan->trusted_person ? &c.guardian_plan->trusted_person->name : nullptr;
}

std::optional<KeyRefusal> why_not(const std::vector<PossibleHolder>& possible, Holder holder,
                                  const std::string& name) {
  for (const auto& each : possible) {
    if (each.holder == holder && each.name == name) return each.refusal;
  }
  return KeyRefusal::nobody_named;
}

std::vector<PossibleHolder> possible_now(const Setup& setup, const casework::Case& c) {
  return possible_holders(c, answers_of(setup, c, c.facts).summons, local_date(setup.clock.now()));
}

KeyState state_of(const CaseKey& key, const std::vector<PossibleHolder>& possible, Instant now) {
  if (key.withdrawn_at) return KeyState::withdrawn;
  if (now > key.expires_at) return KeyState::expired;
  if (key.wrong_tries >= KeyDesk::most_wrong_tries) return KeyState::locked;
  if (why_not(possible, key.holder, key.holder_name)) return KeyState::shut;
  return KeyState::valid;
}

// Runs the job; the fault of whatever call failed in it.
template <class Job>
Result<void, Problem> write(Store& store, Job job) {
  std::optional<StoreFault> fault;
  auto written = store.write([&](Transaction& transaction) {
    auto done = job(transaction);
    if (!done) fault = done.error();
    return done ? Verdict::keep : Verdict::undo;
  });
  if (fault) return failure(problem(*fault));
  if (!written) return failure(problem(written.error()));
  return {};
}

// Changes the key as it stands in the store.
template <class Change>
Result<void, Problem> change(Store& store, const std::string& id, Change change_key) {
  return write(store, [&](Transaction& transaction) -> Result<void, StoreFault> {
    auto key = transaction.key(id);
    if (!key) return failure(key.error());
    if (!*key) return {};
    change_key(**key);
    return transaction.put_key(**key);
  });
}

}  // namespace

Instant end_of_key(Instant made, std::int64_t days) {
  auto day_after = add_days(local_date(made), static_cast<int>(days) + 1);
  return schedule::instant_of(day_after, std::chrono::minutes(0)) - std::chrono::milliseconds(1);
}

std::string_view word(KeyRefusal refusal) {
  switch (refusal) {
    case KeyRefusal::not_a_minor:
      return "not_a_minor";
    case KeyRefusal::no_guardian_plan:
      return "no_guardian_plan";
    case KeyRefusal::guardian_left_out:
      return "guardian_left_out";
    case KeyRefusal::guardian_not_called:
      return "guardian_not_called";
    case KeyRefusal::nobody_named:
      return "nobody_named";
    case KeyRefusal::birth_date_missing:
      return "birth_date_missing";
  }
  return "";
}

std::string_view word(KeyState state) {
  switch (state) {
    case KeyState::valid:
      return "valid";
    case KeyState::expired:
      return "expired";
    case KeyState::withdrawn:
      return "withdrawn";
    case KeyState::locked:
      return "locked";
    case KeyState::shut:
      return "shut";
  }
  return "";
}

std::vector<PossibleHolder> possible_holders(const casework::Case& c,
                                             const std::optional<policy::Answer>& summons, Date today) {
  if (!c.message) return {};
  std::vector<PossibleHolder> possible{{Holder::person, c.message->person.name, std::nullopt}};
  auto guardian_refusal = why_no_guardian(c, summons, today);
  for (const auto& guardian : c.message->guardians) {
    possible.push_back({Holder::guardian, guardian.name, guardian_refusal});
  }
  if (const auto* name = trusted_name(c, today)) {
    possible.push_back({Holder::trusted_person, *name, std::nullopt});
  }
  return possible;
}

Result<CaseKeys, Problem> KeyDesk::keys(const User& user, const CaseView& view) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto stored = setup_.store.keys_of(view.c.id);
  if (!stored) return failure(problem(stored.error()));
  CaseKeys keys;
  keys.possible = possible_now(setup_, view.c);
  keys.birth_date_known = view.c.message && view.c.message->person.birth_date;
  for (auto& key : *stored) {
    auto state = state_of(key, keys.possible, setup_.clock.now());
    keys.keys.push_back({std::move(key), state});
  }
  return keys;
}

Result<MadeKey, KeyProblem> KeyDesk::make(const User& user, const std::string& case_id,
                                          const NewKey& wish) const {
  if (!may(user, Right::work_on_cases)) return failure(KeyProblem{problem(ProblemCode::forbidden)});
  auto c = read_case(setup_, case_id);
  if (!c) return failure(KeyProblem{c.error()});
  auto refuse = [](KeyRefusal refusal) {
    return failure(KeyProblem{problem(ProblemCode::refused), refusal});
  };
  if (auto refusal = why_not(possible_now(setup_, *c), wish.holder, wish.name)) return refuse(*refusal);
  Instant now = setup_.clock.now();
  MadeKey made;
  made.code = fresh_code(setup_.entropy);
  made.key.id = fresh_id(setup_.entropy);
  made.key.case_id = case_id;
  made.key.holder = wish.holder;
  made.key.holder_name = wish.name;
  made.key.code_hash = hash_of_code(made.code);
  made.key.made_at = now;
  made.key.made_by = user.name;
  made.key.expires_at = end_of_key(now, setup_.unit.key_days);
  if (wish.holder == Holder::person) {
    auto birth_date = c->message->person.birth_date;
    if (!birth_date) birth_date = wish.birth_date;
    if (!birth_date) return refuse(KeyRefusal::birth_date_missing);
    made.key.second_hash = hash_of_birth_date(made.key.id, *birth_date);
  }
  Access access{case_id, user.id, user.name, "key_made", now};
  auto written = write(setup_.store, [&](Transaction& transaction) {
    return transaction.put_key(made.key).and_then([&] { return transaction.record_access(access); });
  });
  if (!written) return failure(KeyProblem{written.error()});
  return made;
}

Result<void, Problem> KeyDesk::withdraw(const User& user, const std::string& case_id,
                                        const std::string& key) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto found = setup_.store.key(key);
  if (!found) return failure(problem(found.error()));
  if (!*found || (*found)->case_id != case_id) return failure(problem(ProblemCode::not_found));
  if ((*found)->withdrawn_at) return {};
  Instant now = setup_.clock.now();
  auto changed = change(setup_.store, key, [&](CaseKey& stored) { stored.withdrawn_at = now; });
  if (!changed) return changed;
  return record_access(setup_, {case_id, user.id, user.name, "key_withdrawn", now});
}

Result<Holding, DoorAnswer> KeyDesk::open(std::string_view typed_code, std::optional<Date> birth_date) const {
  auto code = code_from(typed_code);
  if (!code) return failure(DoorAnswer::wrong);
  auto found = setup_.store.key_by_code(hash_of_code(*code));
  if (!found) return failure(DoorAnswer::unavailable);
  if (!*found) return failure(DoorAnswer::wrong);
  const CaseKey& key = **found;
  auto c = read_case(setup_, key.case_id);
  if (!c) {
    return failure(c.error().code == ProblemCode::not_found ? DoorAnswer::wrong : DoorAnswer::unavailable);
  }
  if (state_of(key, possible_now(setup_, *c), setup_.clock.now()) != KeyState::valid) {
    return failure(DoorAnswer::wrong);
  }
  if (key.second_hash) {
    if (!birth_date) return failure(DoorAnswer::birth_date_missing);
    bool right =
        equal_in_constant_time(bytes_of(hash_of_birth_date(key.id, *birth_date)), bytes_of(*key.second_hash));
    if (!right || key.wrong_tries > 0) {
      // Looked at again where nobody can come in between: many tries at once are still many.
      auto counted = change(setup_.store, key.id, [&](CaseKey& stored) {
        right = right && stored.wrong_tries < most_wrong_tries;
        stored.wrong_tries = right ? 0 : stored.wrong_tries + 1;
      });
      if (!counted) return failure(DoorAnswer::unavailable);
    }
    if (!right) return failure(DoorAnswer::wrong);
  }
  return Holding(key);
}

Result<casework::Case, Problem> case_of(const Setup& setup, const Holding& holding) {
  auto key = setup.store.key(holding.key());
  if (!key) return failure(problem(key.error()));
  if (!*key) return failure(problem(ProblemCode::not_logged_in));
  auto c = read_case(setup, holding.case_id());
  if (!c) return failure(c.error());
  if (!c->message || state_of(**key, possible_now(setup, *c), setup.clock.now()) != KeyState::valid) {
    return failure(problem(ProblemCode::not_logged_in));
  }
  return casework::with_protected_address_left_out(std::move(*c));
}

}  // namespace moteplass::app
