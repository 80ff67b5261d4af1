#include "app/policy_desk.h"

#include <algorithm>

#include <fmt/format.h>

namespace moteplass::app {
namespace {

Problem no_such_policy(const policy::PolicyLibrary& policies, std::string_view field) {
  std::vector<std::string> names;
  for (const auto* model : policies.all()) names.push_back(model->summary().ref.name);
  return problem(ProblemCode::unknown_policy, fmt::format("{}: one of {}", field, fmt::join(names, ", ")));
}

Result<policy::Facts, Problem> facts_from(std::string_view text) {
  auto value = parse_json(text);
  if (!value) {
    return failure(problem(ProblemCode::malformed,
                           fmt::format("{} at byte {}", value.error().problem, value.error().offset)));
  }
  auto facts = policy::facts_from_json(*value);
  if (facts) return std::move(*facts);
  auto refused = problem(ProblemCode::invalid_fields);
  refused.faults = facts.error();
  return failure(std::move(refused));
}

}  // namespace

std::vector<policy::PolicySummary> PolicyDesk::policies() const {
  std::vector<policy::PolicySummary> summaries;
  for (const auto* model : today().all()) summaries.push_back(model->summary());
  return summaries;
}

Result<policy::Answer, Problem> PolicyDesk::decide(const std::string& policy, policy::Question question,
                                                   const policy::Facts& facts) const {
  auto known = today();
  const auto* model = known.find(policy);
  if (model == nullptr) return failure(no_such_policy(known, "policy"));
  return model->answer(question, facts);
}

Result<policy::Answer, Problem> PolicyDesk::decide(const std::string& policy, policy::Question question,
                                                   std::string_view text) const {
  auto facts = facts_from(text);
  if (!facts) return failure(std::move(facts.error()));
  return decide(policy, question, *facts);
}

Result<policy::Comparison, Problem> PolicyDesk::compare(const std::vector<std::string>& policies,
                                                        const policy::Facts& facts) const {
  auto known = today();
  std::vector<const policy::PolicyModel*> models;
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    const auto* model = known.find(policies[i]);
    if (model == nullptr) {
      unknown.push_back(fmt::format("policies[{}]", i));
    } else if (std::find(models.begin(), models.end(), model) == models.end()) {
      models.push_back(model);
    }
  }
  if (!unknown.empty()) {
    return failure(no_such_policy(known, fmt::format("{}", fmt::join(unknown, ", "))));
  }
  return policy::compare(policies.empty() ? known.all() : models, facts);
}

Result<policy::Comparison, Problem> PolicyDesk::compare(const std::vector<std::string>& policies,
                                                        std::string_view text) const {
  auto facts = facts_from(text);
  if (!facts) return failure(std::move(facts.error()));
  return compare(policies, *facts);
}

Result<std::vector<policy::CellFlip>, Problem> PolicyDesk::flips(const std::string& policy,
                                                                 policy::Question question,
                                                                 const std::string& member,
                                                                 const policy::Facts& facts) const {
  auto known = today();
  const auto* model = known.find(policy);
  if (model == nullptr) return failure(no_such_policy(known, "policy"));
  std::vector<std::string_view> members;
  for (const auto& row : policy::compared_rows()) {
    if (row.question == question) members.push_back(row.member);
  }
  if (std::find(members.begin(), members.end(), member) == members.end()) {
    auto refused = problem(ProblemCode::invalid_fields);
    refused.faults.push_back(
        {"member", FaultKind::not_allowed, fmt::format("one of: {}", fmt::join(members, ", "))});
    return failure(std::move(refused));
  }
  return policy::smallest_flips(*model, question, member, facts);
}

}  // namespace moteplass::app
