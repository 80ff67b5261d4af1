#include "app/projections.h"

#include "casework/protected_address.h"

namespace moteplass::app {

CaseRow case_row_of(const casework::Case& c, const casework::ServiceGoals& goals) {
  CaseRow row;
  row.case_id = c.id;
  row.number = c.number;
  row.person_name = casework::name_in_lists(c);
  row.person_key = person_key_of(c);
  row.stage = casework::word(c.stage);
  if (auto list = casework::worklist_of(c)) row.worklist = casework::word(*list);
  if (auto deadline = casework::running_deadline(c, goals)) {
    row.deadline = casework::word(deadline->kind);
    row.due = deadline->due;
  }
  row.received_at = c.received_at;
  row.changed_at = c.history.empty() ? c.received_at : c.history.back().at;
  row.version = c.version;
  row.policy = c.policy.name;
  if (c.booked) row.meeting_at = c.booked->start;
  return row;
}

std::string person_key_of(const casework::Case& c) {
  if (!c.message || !c.message->person.identity_number) return {};
  return to_hex(sha256(c.message->person.identity_number->digits()));
}

PoliceRow police_row_of(const casework::Case& c) {
  PoliceRow row;
  row.case_id = c.id;
  row.receipt = c.receipt;
  row.received_at = c.received_at;
  if (c.message) {
    row.sender = c.message->sender;
    row.message_id = c.message->message_id;
    row.police_case_number = c.message->case_number;
    row.reaction = policy::word(c.message->basis.reaction);
  }
  if (c.dialogue.question) row.question = casework::word(c.dialogue.question->about);
  if (c.feedback && c.feedback->feedback) {
    row.feedback = to_text(c.feedback->feedback->to_json());
    for (const auto& recorded : c.history) {
      if (std::holds_alternative<casework::FeedbackSent>(recorded.event)) row.feedback_at = recorded.at;
    }
  }
  return row;
}

Result<casework::Case, StoreFault> case_of(const std::string& case_id,
                                           const std::vector<StoredEvent>& events) {
  std::vector<casework::Recorded> history;
  history.reserve(events.size());
  for (const auto& stored : events) {
    auto payload = parse_json(stored.payload);
    if (!payload) return failure(StoreFault::corrupt);
    auto event = casework::event_from_json(stored.type, *payload);
    if (!event) return failure(StoreFault::corrupt);
    history.push_back({std::move(*event), stored.at, stored.actor, stored.actor_name});
  }
  return casework::replay(case_id, history);
}

Result<std::uint64_t, StoreFault> rebuild_rows(Store& store, const casework::ServiceGoals& goals) {
  std::set<std::string> cases;
  std::uint64_t position = 0;
  for (;;) {
    auto events = store.events_after(position, 1000);
    if (!events) return failure(events.error());
    if (events->empty()) break;
    for (const auto& event : *events) cases.insert(event.case_id);
    position = events->back().position;
  }
  std::optional<StoreFault> fault;
  auto written = store.write([&](Transaction& transaction) {
    auto put = [&](auto result) {
      if (!result) fault = result.error();
      return result.has_value();
    };
    if (!put(transaction.clear_rows())) return Verdict::undo;
    for (const auto& id : cases) {
      auto events = transaction.events_of(id);
      if (!put(events)) return Verdict::undo;
      auto c = case_of(id, *events);
      if (!put(c)) return Verdict::undo;
      if (!put(transaction.put_case_row(case_row_of(*c, goals)))) return Verdict::undo;
      if (c->voluntary) continue;  // there is no sender
      if (!put(transaction.put_police_row(police_row_of(*c)))) return Verdict::undo;
    }
    return Verdict::keep;
  });
  if (fault) return failure(*fault);
  if (!written) return failure(written.error());
  return cases.size();
}

}  // namespace moteplass::app
