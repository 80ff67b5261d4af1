#include "app/policy_desk.h"

#include <fmt/format.h>

namespace moteplass::app {

std::vector<policy::PolicySummary> PolicyDesk::policies() const {
  std::vector<policy::PolicySummary> summaries;
  for (const auto* model : policies_.all()) summaries.push_back(model->summary());
  return summaries;
}

Result<policy::Answer, Problem> PolicyDesk::decide(const std::string& policy, policy::Question question,
                                                   const policy::Facts& facts) const {
  const auto* model = policies_.find(policy);
  if (model == nullptr) {
    std::vector<std::string> names;
    for (const auto* known : policies_.all()) names.push_back(known->summary().ref.name);
    return failure(
        problem(ProblemCode::unknown_policy, fmt::format("policy: one of {}", fmt::join(names, ", "))));
  }
  return model->answer(question, facts);
}

Result<policy::Answer, Problem> PolicyDesk::decide(const std::string& policy, policy::Question question,
                                                   std::string_view text) const {
  auto value = parse_json(text);
  if (!value) {
    return failure(problem(ProblemCode::malformed,
                           fmt::format("{} at byte {}", value.error().problem, value.error().offset)));
  }
  auto facts = policy::facts_from_json(*value);
  if (!facts) {
    auto refused = problem(ProblemCode::invalid_fields);
    refused.faults = facts.error();
    return failure(std::move(refused));
  }
  return decide(policy, question, *facts);
}

}  // namespace moteplass::app
