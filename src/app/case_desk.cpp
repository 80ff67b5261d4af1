#include "app/case_desk.h"

#include "app/meeting_need.h"
#include "app/papers.h"
#include "app/permissions.h"
#include "app/recording.h"
#include "casework/protected_address.h"

namespace moteplass::app {
namespace {

Result<casework::Case, Problem> read_case(const Setup& setup, const std::string& case_id) {
  auto events = setup.store.events_of(case_id);
  if (!events) return failure(problem(events.error()));
  if (events->empty()) return failure(problem(ProblemCode::not_found));
  auto c = case_of(case_id, *events);
  if (!c) return failure(problem(c.error()));
  return std::move(*c);
}

Result<void, Problem> record_access(const Setup& setup, const User& user, const std::string& case_id,
                                    const std::string& what) {
  Access access{case_id, user.id, user.name, what, setup.clock.now()};
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

CaseQuery about_person(const std::string& key) {
  CaseQuery query;
  query.open_only = false;
  query.person_key = key;
  return query;
}

Result<CaseView, Problem> view_of(const Setup& setup, casework::Case c) {
  auto accesses = setup.store.accesses_of(c.id);
  if (!accesses) return failure(problem(accesses.error()));
  CaseView view;
  if (c.message) view.sender_name = sender_name(setup.unit, c.message->sender);
  view.next_steps = casework::next_steps(c, setup.clock.now());
  view.entries = casework::open_entries(c, setup.clock.now());
  view.deadline = casework::running_deadline(c, setup.unit.goals);
  view.clock = casework::stage_clock(c);
  view.answers = answers_of(setup, c, c.facts);
  view.decided_by_its_own = setup.policies.find(c.policy) != nullptr;
  view.accesses = std::move(*accesses);
  if (auto key = person_key_of(c); !key.empty()) {
    auto rows = setup.store.case_rows(about_person(key));
    if (!rows) return failure(problem(rows.error()));
    for (auto& row : *rows) {
      if (row.case_id != c.id) view.same_person.push_back(std::move(row));
    }
  }
  auto terms = view.answers.summons ? policy::summons_answer(*view.answers.summons) : std::nullopt;
  if (c.booked && terms) view.missing_team = missing_team(*c.booked, *terms, setup.plan);
  for (const auto& paper : papers_of(c)) {
    auto document = setup.store.document(paper.id);
    if (!document) return failure(problem(document.error()));
    if (*document) view.papers_made.push_back(paper.id);
  }
  view.c = casework::with_protected_address_left_out(std::move(c));
  return view;
}

// Letters made meanwhile move the version too, but never stand in a person's way.
bool only_letters_since(const casework::Case& c, std::int64_t version) {
  if (version < 0 || version > c.version) return false;
  auto since = c.history.begin() + static_cast<std::ptrdiff_t>(version);
  return std::all_of(since, c.history.end(), [](const casework::Recorded& recorded) {
    return std::holds_alternative<casework::LetterMade>(recorded.event);
  });
}

// The case after; `case_conflict` where it moved on since it was read.
Result<casework::Case, Problem> decide_and_store(const Setup& setup, const User& user, casework::Case c,
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
    auto stored = record(transaction, setup, c, *events, now, {user.id, user.name});
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

std::string order_letter_of(const std::string& case_id) {
  return case_id + "-order";
}

Result<WorklistPage, Problem> CaseDesk::worklist(const User& user, const CaseQuery& query) const {
  if (!may(user, Right::see_worklists)) return failure(problem(ProblemCode::forbidden));
  auto rows = setup_.store.case_rows(query);
  if (!rows) return failure(problem(rows.error()));
  auto total = setup_.store.count_case_rows(query);
  if (!total) return failure(problem(total.error()));
  auto counts = setup_.store.worklist_counts(setup_.clock.now());
  if (!counts) return failure(problem(counts.error()));
  return WorklistPage{std::move(*rows), *total, std::move(*counts)};
}

Result<CaseView, Problem> CaseDesk::look(const User& user, const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  if (auto recorded = record_access(setup_, user, case_id, "case"); !recorded)
    return failure(recorded.error());
  return view_of(setup_, std::move(*c));
}

Result<CaseView, Problem> CaseDesk::carry_out(const User& user, const std::string& case_id,
                                              std::int64_t expected_version, const casework::Command& command,
                                              const Beside& beside) const {
  // A message comes in through Intake and a letter through Outbox, whoever asks here.
  bool from_elsewhere = std::holds_alternative<casework::ReceiveMessage>(command) ||
                        std::holds_alternative<casework::RecordLetter>(command);
  if (!may(user, Right::work_on_cases) || from_elsewhere) return failure(problem(ProblemCode::forbidden));
  // A letter recorded between reading and storing is a conflict for the store and none for the user: read
  // again. Whatever else came between is found by the check of versions on the next round.
  for (int round = 0; round < 5; ++round) {
    auto c = read_case(setup_, case_id);
    if (!c) return failure(c.error());
    if (!only_letters_since(*c, expected_version)) return failure(problem(ProblemCode::case_conflict));
    auto whole = command;
    if (auto* stated = std::get_if<casework::StateFacts>(&whole)) {
      stated->facts = casework::with_hidden_facts_kept(*c, std::move(stated->facts));
    }
    auto after = decide_and_store(setup_, user, std::move(*c), whole, beside);
    if (after) return view_of(setup_, std::move(*after));
    if (after.error().code != ProblemCode::case_conflict) return failure(std::move(after.error()));
  }
  return failure(problem(ProblemCode::case_conflict));
}

Result<json::object, Problem> CaseDesk::transfer_package(const User& user, const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  auto package = casework::TransferPackage::from(*c, setup_.unit.details.name);
  if (!package) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_access(setup_, user, case_id, "transfer"); !recorded) {
    return failure(recorded.error());
  }
  return package->to_json();
}

Result<ProtectedAddress, Problem> CaseDesk::address(const User& user, const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  if (!casework::has_protected_address(*c)) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_access(setup_, user, case_id, "address"); !recorded)
    return failure(recorded.error());
  return ProtectedAddress{std::move(c->message->person), std::move(c->message->guardians)};
}

Result<std::string, Problem> CaseDesk::preview_letter(const User& user, const std::string& case_id,
                                                      casework::LetterKind kind) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  if (kind == casework::LetterKind::feedback || (kind == casework::LetterKind::summons && !c->booked)) {
    return failure(problem(ProblemCode::not_found, "there is nothing to preview yet"));
  }
  auto content = letter_content_of(setup_, *c, kind, "preview", setup_.clock.now(), user.name);
  auto html = setup_.letters.html(content);
  if (!html) return failure(problem(ProblemCode::letter_failed, html.error().problem));
  return std::move(*html);
}

Result<FeedbackPreview, Problem> CaseDesk::preview_feedback(const User& user,
                                                            const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  auto answers = answers_of(setup_, *c, c->facts);
  if (!answers.feedback) return failure(problem(ProblemCode::unknown_policy));
  FeedbackPreview preview{std::nullopt, *answers.feedback};
  auto rule = policy::feedback_answer(preview.rule);
  if (rule && rule->scope) preview.feedback = casework::PoliceFeedback::from(c->attendance, *rule->scope);
  return preview;
}

Result<Document, Problem> CaseDesk::letter(const User& user, const std::string& case_id,
                                           const std::string& letter) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto document = setup_.store.document(letter);
  if (!document) return failure(problem(document.error()));
  if (!*document || (*document)->case_id != case_id) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_access(setup_, user, case_id, "letter"); !recorded)
    return failure(recorded.error());
  return std::move(**document);
}

}  // namespace moteplass::app
