#include "policy/worked_cases.h"

#include <fmt/format.h>

namespace moteplass::policy {
namespace {

std::optional<Status> status_from(std::string_view text) {
  for (auto status : {Status::decided, Status::undecided, Status::not_stated}) {
    if (word(status) == text) return status;
  }
  return std::nullopt;
}

constexpr std::size_t longest_text = 1000;

std::optional<WorkedCase> read_case(const json::value& entry, std::vector<FieldFault>& faults) {
  ObjectReader reader(entry, "", faults);
  WorkedCase worked;
  worked.name = reader.text("name", Presence::required, longest_text).value_or("");
  auto question = question_from(reader.text("question", Presence::required).value_or(""));
  if (!question) reader.fault("question", FaultKind::not_allowed, "one of the seven questions");
  worked.question = question.value_or(Question::reaction);
  if (const auto* facts = reader.object("facts", Presence::required)) {
    auto read = facts_from_json(*facts, "facts");
    if (!read) {
      faults.insert(faults.end(), read.error().begin(), read.error().end());
    } else {
      worked.facts = std::move(*read);
    }
  }
  if (const auto* expected = reader.object("expected", Presence::required)) {
    ObjectReader inner(*expected, "expected", faults);
    auto status = status_from(inner.text("status", Presence::required).value_or(""));
    if (!status) inner.fault("status", FaultKind::not_allowed, "decided, undecided or not_stated");
    worked.status = status.value_or(Status::decided);
    const auto* answer = inner.object("answer", Presence::optional);
    if (answer != nullptr && answer->is_object()) worked.answer = answer->get_object();
    if (const auto* needs = inner.array("needs", Presence::optional, 100)) {
      for (const auto& need : *needs) {
        if (need.is_string()) worked.needs.emplace_back(need.get_string());
      }
    }
  }
  if (!faults.empty()) return std::nullopt;
  return worked;
}

}  // namespace

Result<std::vector<WorkedCase>, std::string> worked_cases_from(const std::string& policy,
                                                               std::string_view text) {
  auto file = policy + "/cases.json";
  auto list = parse_json(text);
  if (!list)
    return failure(fmt::format("{}: {} at byte {}", file, list.error().problem, list.error().offset));
  if (!list->is_array()) return failure(file + ": no list of cases");
  std::vector<WorkedCase> cases;
  for (const auto& entry : list->get_array()) {
    std::vector<FieldFault> faults;
    auto worked = read_case(entry, faults);
    auto number = cases.size() + 1;
    if (!worked) return failure(fmt::format("{}: case {}: {}", file, number, to_string(faults.front())));
    worked->policy = policy;
    worked->number = number;
    cases.push_back(std::move(*worked));
  }
  return cases;
}

bool is_as_expected(const WorkedCase& worked, const Answer& answer) {
  if (answer.status != worked.status || answer.needs != worked.needs) return false;
  return std::all_of(worked.answer.begin(), worked.answer.end(), [&](const auto& member) {
    auto given = answer.answer.if_contains(member.key());
    return given != nullptr && *given == member.value();
  });
}

bool is_same(const Answer& a, const Answer& b) {
  return a.status == b.status && a.answer == b.answer && a.needs == b.needs;
}

}  // namespace moteplass::policy
