#include "api/views.h"
#include "casework/words.h"

namespace moteplass::api {
namespace {

json::object view_of(const app::CaseRow& row) {
  json::object object{{"id", row.case_id},
                      {"number", row.number},
                      {"person_name", row.person_name},
                      {"stage", row.stage},
                      {"received_at", to_string(row.received_at)},
                      {"changed_at", to_string(row.changed_at)},
                      {"version", row.version},
                      {"policy", row.policy}};
  if (!row.worklist.empty()) object["worklist"] = row.worklist;
  if (!row.deadline.empty()) object["deadline"] = row.deadline;
  if (row.due) object["due"] = to_string(*row.due);
  if (row.meeting_at) object["meeting_at"] = to_string(*row.meeting_at);
  return object;
}

}  // namespace

json::object view_of(const app::WorklistPage& page) {
  json::array rows;
  for (const auto& row : page.rows) rows.push_back(view_of(row));
  json::array counts;
  for (const auto& count : page.counts) {
    counts.push_back(
        json::object{{"worklist", count.worklist}, {"cases", count.cases}, {"overdue", count.overdue}});
  }
  return {{"cases", std::move(rows)}, {"total", page.total}, {"worklists", std::move(counts)}};
}

json::object view_of(const policy::PolicySummary& summary) {
  json::object object{{"name", summary.ref.name},
                      {"version", summary.ref.version},
                      {"hash", summary.ref.hash},
                      {"title", summary.title}};
  if (summary.valid_from) object["valid_from"] = to_string(*summary.valid_from);
  if (summary.valid_to) object["valid_to"] = to_string(*summary.valid_to);
  return object;
}

schema::Book worklist_view_schemas() {
  using namespace schema;
  Book book;
  book["CaseRow"] = object({{"id", any_text()},
                            {"number", described(any_text(), "The unit's own, such as 2026-17.")},
                            {"person_name", described(any_text(), "Empty where the address is protected.")},
                            {"stage", one_of(words_to(casework::Stage::closed))},
                            optional("worklist", described(one_of(words_to(casework::Worklist::to_close)),
                                                           "Absent: closed, with nothing more to follow.")),
                            optional("deadline", one_of(words_to(casework::DeadlineKind::close_case))),
                            optional("due", instant()),
                            {"received_at", instant()},
                            {"changed_at", instant()},
                            {"version", count()},
                            {"policy", described(any_text(), "The model's name.")},
                            optional("meeting_at", instant())},
                           "A case as the lists show it.");
  book["WorklistCount"] = object({{"worklist", one_of(words_to(casework::Worklist::to_close))},
                                  {"cases", count()},
                                  {"overdue", count()}});
  book["Worklist"] =
      object({{"cases", described(list(reference("CaseRow")), "Most urgent first.")},
              {"total", described(count(), "Of all pages.")},
              {"worklists", described(list(reference("WorklistCount")), "Of every worklist.")}},
             "A page of cases.");
  book["Policy"] = object({{"name", any_text()},
                           {"version", any_text()},
                           {"hash", described(pattern("^[0-9a-f]{64}$"), "SHA-256 of the model's file.")},
                           {"title", described(any_text(), "Norwegian.")},
                           optional("valid_from", described(date(), "Absent: never in force, a proposal.")),
                           optional("valid_to", described(date(), "The last day. Absent: no end known."))});
  book["Policies"] = object({{"policies", list(reference("Policy"))}});
  return book;
}

}  // namespace moteplass::api
