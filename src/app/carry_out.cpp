#include "app/carry_out.h"

#include <algorithm>

#include "casework/protected_address.h"

namespace moteplass::app {
namespace {

// Letters made meanwhile move the version too, but never stand in a person's way.
bool only_letters_since(const casework::Case& c, std::int64_t version) {
  if (version < 0 || version > c.version) return false;
  auto since = c.history.begin() + static_cast<std::ptrdiff_t>(version);
  return std::all_of(since, c.history.end(), [](const casework::Recorded& recorded) {
    return std::holds_alternative<casework::LetterMade>(recorded.event);
  });
}

// The case after; `case_conflict` where it moved on since it was read.
Result<casework::Case, Problem> decide_and_store(const Setup& setup, const Actor& actor, casework::Case c,
                                                 const casework::Command& command, const Beside& beside) {
  Instant now = setup.clock.now();
  auto answers = answers_of(setup, c, casework::facts_for(c, command));
  auto events = casework::decide(c, command, answers, {now, fresh_id(setup.entropy)});
  if (!events) {
    auto refused = problem(ProblemCode::refused);
    refused.refusal = events.error();
    return failure(std::move(refused));
  }
  std::optional<Problem> fault;
  casework::Case after;
  auto written = setup.store.write([&](Transaction& transaction) {
    if (beside) {
      if (auto kept = beside(transaction, c); !kept) {
        fault = kept.error();
        return Verdict::undo;
      }
    }
    auto stored = record(transaction, setup, c, *events, now, actor);
    if (!stored) {
      fault = problem(stored.error());
      return Verdict::undo;
    }
    after = std::move(*stored);
    return Verdict::keep;
  });
  if (fault) return failure(std::move(*fault));
  if (!written) return failure(problem(written.error()));
  return after;
}

}  // namespace

Result<casework::Case, Problem> read_case(const Setup& setup, const std::string& case_id) {
  auto events = setup.store.events_of(case_id);
  if (!events) return failure(problem(events.error()));
  if (events->empty()) return failure(problem(ProblemCode::not_found));
  auto c = case_of(case_id, *events);
  if (!c) return failure(problem(c.error()));
  return std::move(*c);
}

Result<void, Problem> record_access(const Setup& setup, const Access& access) {
  std::optional<StoreFault> fault;
  auto written = setup.store.write([&](Transaction& transaction) {
    auto recorded = transaction.record_access(access);
    if (!recorded) fault = recorded.error();
    return recorded ? Verdict::keep : Verdict::undo;
  });
  if (fault) return failure(problem(*fault));
  if (!written) return failure(problem(written.error()));
  return {};
}

Result<casework::Case, Problem> carry_out_as(const Setup& setup, const Actor& actor,
                                             const std::string& case_id, std::int64_t expected_version,
                                             const casework::Command& command, const Beside& beside) {
  // A letter recorded between reading and storing is a conflict for the store and none for the user: read
  // again. Whatever else came between is found by the check of versions on the next round.
  for (int round = 0; round < 5; ++round) {
    auto c = read_case(setup, case_id);
    if (!c) return failure(c.error());
    if (!only_letters_since(*c, expected_version)) return failure(problem(ProblemCode::case_conflict));
    auto whole = command;
    if (auto* stated = std::get_if<casework::StateFacts>(&whole)) {
      stated->facts = casework::with_hidden_facts_kept(*c, std::move(stated->facts));
    }
    auto after = decide_and_store(setup, actor, std::move(*c), whole, beside);
    if (after) return after;
    if (after.error().code != ProblemCode::case_conflict) return failure(std::move(after.error()));
  }
  return failure(problem(ProblemCode::case_conflict));
}

}  // namespace moteplass::app
