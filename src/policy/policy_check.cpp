#include "policy/policy_check.h"

#include <set>

#include <fmt/format.h>

#include "feel/unknown.h"
#include "policy/binding.h"

namespace moteplass::policy {
namespace {

// The known values that a value may turn out as; itself if it is known.
std::vector<feel::Value> ways_of(const feel::Value& value) {
  auto unknown = value.as_unknown();
  return unknown == nullptr ? std::vector<feel::Value>{value} : unknown->possible;
}

// Every answer a decision can give, as far as the engine can list them: asked with no fact known, it keeps
// the ways open. A way is null where no rule may apply; whether that can happen is not known here.
std::vector<feel::Value> possible_answers(const feel::Value& value) {
  std::vector<feel::Value> answers;
  for (const auto& way : ways_of(value)) {
    auto context = way.context();
    if (context == nullptr) {
      if (!way.is_null()) answers.push_back(way);
      continue;
    }
    // Where single outputs are open, each in turn goes through its ways.
    feel::Context first;
    bool listed = true;
    for (const auto& [name, member] : context->entries()) {
      auto ways = ways_of(member);
      listed = listed && !ways.empty();
      if (!ways.empty()) first.set(name, ways.front());
    }
    if (!listed) continue;
    answers.push_back(first);
    for (const auto& [name, member] : context->entries()) {
      for (const auto& member_way : ways_of(member)) {
        feel::Context other = first;
        other.set(name, member_way);
        answers.push_back(other);
      }
    }
  }
  return answers;
}

void check_facts(const dmn::Model& model, std::string_view decision, const std::string& file,
                 std::set<std::string>& told, std::vector<PolicyFault>& faults) {
  for (const auto& fact : model.facts_of(decision)) {
    if (!told.insert(fact.name).second) continue;
    if (!is_fact(fact.name)) {
      faults.push_back(
          {file, 0,
           fmt::format("decision {} asks for \"{}\", which is no fact of a case", decision, fact.name),
           std::string(decision)});
      continue;
    }
    auto words = words_of_fact(fact.name);
    if (words.empty() || fact.allowed_values.empty()) continue;
    for (auto word : words) {
      auto quoted = fmt::format("\"{}\"", word);
      if (std::find(fact.allowed_values.begin(), fact.allowed_values.end(), quoted) ==
          fact.allowed_values.end()) {
        faults.push_back({file, 0, fmt::format("the type of \"{}\" does not allow {}", fact.name, quoted),
                          std::string(decision)});
      }
    }
  }
}

}  // namespace

std::vector<PolicyFault> check_policy(const dmn::Model& model, const std::string& file) {
  std::vector<PolicyFault> faults;
  // An expression that can only be null, or a cell that never matches, is a slip of the pen.
  for (const auto& problem : model.warnings()) faults.push_back(fault_from(problem));
  std::set<std::string> told;
  auto decisions = model.decisions();
  auto nothing_known = to_feel(Facts{}, {[](auto, auto) { return true; }, [](auto) { return true; }});
  for (Question question : all_questions) {
    auto name = norwegian(question);
    if (std::none_of(decisions.begin(), decisions.end(), [&](const auto& d) { return d.name == name; })) {
      faults.push_back({file, 0, fmt::format("decision {} is missing", name)});
      continue;
    }
    check_facts(model, name, file, told, faults);
    auto outcome = dmn::evaluate_with_unknowns(model, name, nothing_known);
    // Without a fact that matters the answer is null: most likely a name in the file is misspelt.
    if (outcome.status == dmn::Status::failed || outcome.value.is_null()) {
      faults.push_back({file, 0, fmt::format("decision {} never yields an answer", name), std::string(name)});
    }
    std::set<std::string> reported;
    for (const auto& answer : possible_answers(outcome.value)) {
      auto bound = to_answer(question, answer);
      if (!bound.fault.empty() && reported.insert(bound.fault).second) {
        faults.push_back({file, 0, bound.fault, std::string(name)});
      }
    }
  }
  return faults;
}

}  // namespace moteplass::policy
