#include <iostream>
#include <iterator>

#include <fmt/format.h>

#include "base/json.h"
#include "dmn/explain.h"
#include "feel/json.h"
#include "main/commands.h"
#include "main/dmn_file.h"
#include "main/share.h"

namespace moteplass {
namespace {

struct Explained {
  dmn::Outcome outcome;
  std::vector<dmn::WaitedFor> waits_for;
  std::optional<std::pair<dmn::Completion, dmn::Completion>> completions;
  std::vector<dmn::Flip> flips;
};

std::string_view name_of(dmn::Status status) {
  switch (status) {
    case dmn::Status::decided:
      return "decided";
    case dmn::Status::undecided:
      return "undecided";
    case dmn::Status::failed:
      return "failed";
  }
  return "";
}

json::value to_json(const Explained& explained) {
  json::array because;
  for (const auto& rule : explained.outcome.because) {
    json::object facts;
    for (const auto& [fact, value] : rule.facts) facts[fact] = feel::to_json(value);
    json::object annotations;
    for (const auto& [name, text] : rule.annotations) annotations[name] = text;
    because.push_back(json::object{{"decision", rule.decision},
                                   {"rule", rule.rule},
                                   {"certain", rule.certain},
                                   {"facts", std::move(facts)},
                                   {"annotations", std::move(annotations)}});
  }
  json::array waits_for;
  for (const auto& fact : explained.waits_for) waits_for.push_back(dmn::to_json(fact));
  json::array completions;
  if (explained.completions)
    completions = {dmn::to_json(explained.completions->first), dmn::to_json(explained.completions->second)};
  json::array flips;
  for (const auto& flip : explained.flips) flips.push_back(dmn::to_json(flip));
  json::array problems;
  for (const auto& problem : explained.outcome.problems) problems.emplace_back(to_string(problem));
  return json::object{{"status", name_of(explained.outcome.status)},
                      {"answer", feel::to_json(explained.outcome.value)},
                      {"because", std::move(because)},
                      {"waits_for", std::move(waits_for)},
                      {"differing_completions", std::move(completions)},
                      {"smallest_changes", std::move(flips)},
                      {"problems", std::move(problems)}};
}

void print_text(const std::string& decision, const Explained& explained) {
  const dmn::Outcome& outcome = explained.outcome;
  if (outcome.status == dmn::Status::undecided) {
    fmt::print("{}: undecided\n", decision);
  } else {
    fmt::print("{}: {}\n", decision, to_string(outcome.value));
  }
  for (const auto& problem : outcome.problems) fmt::print("  {}\n", to_string(problem));
  if (!outcome.because.empty()) fmt::print("\nBecause\n");
  for (const auto& rule : outcome.because) {
    std::string facts;
    for (const auto& [fact, value] : rule.facts)
      facts += (facts.empty() ? "" : ", ") + fact + " = " + to_string(value);
    std::string which = rule.rule == 0 ? "no rule applies, the default" : fmt::format("rule {}", rule.rule);
    fmt::print("  {}, {}{}: {}\n", rule.decision, which, rule.certain ? "" : " (perhaps)", facts);
    for (const auto& [name, text] : rule.annotations)
      if (!text.empty()) fmt::print("      {}: {}\n", name, text);
  }
  for (const auto& fact : explained.waits_for) {
    fmt::print("\nIt waits for {}\n", fact.fact);
    if (fact.leads.empty()) fmt::print("  which cannot be taken apart into cases\n");
    for (const auto& lead : fact.leads) {
      if (lead.status != dmn::Status::undecided) {
        fmt::print("  {} leads to {}\n", lead.values, to_string(lead.value));
        continue;
      }
      std::string needs;
      for (const auto& need : lead.needs) needs += (needs.empty() ? "" : ", ") + need;
      fmt::print("  {} leads to waiting for {}\n", lead.values, needs);
    }
  }
  if (outcome.status == dmn::Status::undecided && !explained.completions)
    fmt::print("\nNo two completions that differ were found: it may be decided after all.\n");
  if (explained.completions)
    fmt::print("\nTwo completions that differ\n  {}\n    {}\n  {}\n    {}\n",
               to_string(explained.completions->first.facts), to_string(explained.completions->first.answer),
               to_string(explained.completions->second.facts),
               to_string(explained.completions->second.answer));
  if (!explained.flips.empty()) fmt::print("\nThe smallest changes to another answer\n");
  for (const auto& flip : explained.flips) {
    std::string changes;
    for (const auto& change : flip.changes)
      changes += fmt::format("{}{} {} instead of {}", changes.empty() ? "" : " and ", change.fact,
                             change.values, to_string(change.from));
    fmt::print("  {}\n    {}\n", changes, to_string(flip.answer));
  }
}

}  // namespace

int explain_dmn(const DmnExplainOptions& options) {
  auto model = read_model_file(options.file);
  if (!model) {
    fmt::print(stderr, "{}\n", model.error());
    return exit_bad_input;
  }
  Result<std::string, std::string> text = std::string();
  if (options.facts_file == "-") {
    text = std::string(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    text = read_file(options.facts_file);
  }
  if (!text) {
    fmt::print(stderr, "{}\n", text.error());
    return exit_bad_input;
  }
  auto facts = parse_json(*text);
  if (!facts) {
    fmt::print(stderr, "{}: at byte {}: {}\n", options.facts_file, facts.error().offset,
               facts.error().problem);
    return exit_bad_input;
  }
  auto decisions = model->decisions();
  if (std::none_of(decisions.begin(), decisions.end(),
                   [&](const auto& decision) { return decision.name == options.decision; })) {
    fmt::print(stderr, "{}: there is no decision {}\n", options.file, options.decision);
    return exit_bad_input;
  }
  feel::Value known = dmn::read_facts(*model, *facts);
  Explained explained;
  explained.outcome = dmn::evaluate_with_unknowns(*model, options.decision, known);
  if (explained.outcome.status == dmn::Status::undecided) {
    explained.waits_for = dmn::what_facts_lead_to(*model, options.decision, known);
    explained.completions = dmn::differing_completions(*model, options.decision, known);
  } else {
    explained.flips = dmn::smallest_changes(*model, options.decision, known);
  }
  if (options.json) {
    fmt::print("{}\n", to_text(to_json(explained)));
  } else {
    print_text(options.decision, explained);
  }
  return explained.outcome.status == dmn::Status::undecided ? exit_undecided : 0;
}

}  // namespace moteplass
