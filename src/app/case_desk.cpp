#include "app/case_desk.h"

#include "app/carry_out.h"
#include "app/meeting_need.h"
#include "app/papers.h"
#include "app/permissions.h"
#include "casework/protected_address.h"

namespace moteplass::app {
namespace {

Result<void, Problem> record_look(const Setup& setup, const User& user, const std::string& case_id,
                                  const std::string& what) {
  return record_access(setup, {case_id, user.id, user.name, what, setup.clock.now()});
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
  if (auto recorded = record_look(setup_, user, case_id, "case"); !recorded) return failure(recorded.error());
  return view_of(setup_, std::move(*c));
}

Result<CaseView, Problem> CaseDesk::carry_out(const User& user, const std::string& case_id,
                                              std::int64_t expected_version, const casework::Command& command,
                                              const Beside& beside) const {
  // A case comes in through Intake and a letter through Outbox, whoever asks here.
  bool from_elsewhere = std::holds_alternative<casework::ReceiveMessage>(command) ||
                        std::holds_alternative<casework::EnterVoluntary>(command) ||
                        std::holds_alternative<casework::ReceiveTransfer>(command) ||
                        std::holds_alternative<casework::RecordLetter>(command);
  if (!may(user, Right::work_on_cases) || from_elsewhere) return failure(problem(ProblemCode::forbidden));
  auto after = carry_out_as(setup_, {user.id, user.name}, case_id, expected_version, command, beside);
  if (!after) return failure(after.error());
  return view_of(setup_, std::move(*after));
}

Result<json::object, Problem> CaseDesk::transfer_package(const User& user, const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  auto package = casework::TransferPackage::from(*c, setup_.unit.details.name);
  if (!package) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_look(setup_, user, case_id, "transfer"); !recorded) {
    return failure(recorded.error());
  }
  return package->to_json();
}

Result<ProtectedAddress, Problem> CaseDesk::address(const User& user, const std::string& case_id) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  auto c = read_case(setup_, case_id);
  if (!c) return failure(c.error());
  if (!casework::has_protected_address(*c)) return failure(problem(ProblemCode::not_found));
  if (auto recorded = record_look(setup_, user, case_id, "address"); !recorded)
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
  if (auto recorded = record_look(setup_, user, case_id, "letter"); !recorded)
    return failure(recorded.error());
  return std::move(**document);
}

}  // namespace moteplass::app
