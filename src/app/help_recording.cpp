#include "app/help_recording.h"

#include "app/help_desk.h"
#include "app/referral_figures.h"

namespace moteplass::app {
namespace {

std::vector<HelpFollowUp> rows_of(const std::string& case_id, const casework::HelpRecord& record,
                                  const casework::HelpGoals& goals, Date today) {
  std::vector<HelpFollowUp> rows;
  for (const auto& task : casework::follow_ups(record, goals, today)) {
    rows.push_back({case_id, task.shown_from, task.due, to_text(to_json(task))});
  }
  return rows;
}

std::optional<casework::FollowUpKind> follow_up_kind_from(std::string_view text) {
  using enum casework::FollowUpKind;
  for (auto kind : {ask_consent, send_referral, ask_for_answer, ask_whether_started, confirm_with_person,
                    ask_whether_running, find_another, renew_consent, appoint, review_agreement}) {
    if (casework::word(kind) == text) return kind;
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<casework::HelpRecord>, StoreFault> help_record_of(
    const std::vector<StoredEvent>& events) {
  std::vector<casework::HelpRecorded> history;
  for (const auto& stored : events) {
    auto payload = parse_json(stored.payload);
    if (!payload) return failure(StoreFault::corrupt);
    auto event = casework::help_event_from_json(stored.type, *payload);
    if (!event) return failure(StoreFault::corrupt);
    history.push_back({std::move(*event), stored.at, stored.actor, stored.actor_name});
  }
  auto record = casework::HelpRecord::replay(history);
  if (!record && !events.empty()) return failure(StoreFault::corrupt);
  return record;
}

Result<std::optional<casework::HelpRecord>, StoreFault> record_help(
    HelpTransaction& transaction, const std::string& case_id, std::optional<casework::HelpRecord> record,
    const std::vector<casework::HelpEvent>& events, Instant now, const Actor& actor,
    const casework::HelpGoals& goals) {
  std::vector<NewEvent> to_store;
  std::vector<casework::HelpRecorded> history;
  if (record) history = record->history();
  for (const auto& event : events) {
    to_store.push_back({std::string(casework::type_of(event)), to_text(casework::to_json(event))});
    history.push_back({event, now, actor.id, actor.name});
  }
  auto version =
      transaction.append(case_id, record ? record->version() : 0, to_store, now, actor.id, actor.name);
  if (!version) return failure(version.error());
  auto after = casework::HelpRecord::replay(history);
  if (!after) return failure(StoreFault::corrupt);
  auto counted = transaction.add_figures(figures_between(record, *after));
  if (!counted) return failure(counted.error());
  auto put = transaction.put_follow_ups(case_id, rows_of(case_id, *after, goals, local_date(now)));
  if (!put) return failure(put.error());
  return after;
}

json::value to_json(const casework::FollowUp& task) {
  json::object object{{"kind", casework::word(task.kind)}, {"item", task.item}, {"about", task.about}};
  if (task.ask) object["ask"] = casework::word(*task.ask);
  object["asked_by"] = task.asked_by;
  return object;
}

Result<casework::FollowUp, StoreFault> follow_up_from(const HelpFollowUp& row) {
  auto payload = parse_json(row.payload);
  if (!payload) return failure(StoreFault::corrupt);
  std::vector<FieldFault> faults;
  ObjectReader reader(*payload, {}, faults);
  auto text = [&](std::string_view name) {
    const json::value* member = reader.any(name, Presence::optional);
    return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
  };
  auto kind = follow_up_kind_from(text("kind"));
  if (!kind) return failure(StoreFault::corrupt);
  return casework::FollowUp{*kind,
                            text("item"),
                            text("about"),
                            casework::help_choice<casework::Asked>(text("ask")),
                            text("asked_by"),
                            row.shown_from,
                            row.due};
}

Result<std::uint64_t, StoreFault> rebuild_follow_ups(HelpStore& store, const casework::HelpGoals& goals,
                                                     Date today) {
  auto ids = store.case_ids();
  if (!ids) return failure(ids.error());
  for (const auto& case_id : *ids) {
    std::optional<StoreFault> fault;
    auto written = store.write([&](HelpTransaction& transaction) {
      auto events = transaction.events_of(case_id);
      auto record = events ? help_record_of(*events) : failure(events.error());
      if (record && *record) {
        auto put = transaction.put_follow_ups(case_id, rows_of(case_id, **record, goals, today));
        if (put) return Verdict::keep;
        fault = put.error();
      } else {
        fault = record ? StoreFault::corrupt : record.error();
      }
      return Verdict::undo;
    });
    if (fault) return failure(*fault);
    if (!written) return failure(written.error());
  }
  return ids->size();
}

}  // namespace moteplass::app
