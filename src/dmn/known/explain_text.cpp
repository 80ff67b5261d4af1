// An explanation in words and as JSON.
#include <fmt/format.h>

#include "dmn/known/explain.h"
#include "feel/json.h"

namespace moteplass::dmn {
namespace {

std::string_view name_of(Status status) {
  switch (status) {
    case Status::decided:
      return "decided";
    case Status::undecided:
      return "undecided";
    case Status::failed:
      return "failed";
  }
  return "";
}

std::string listed(const std::vector<std::string>& texts) {
  return fmt::format("{}", fmt::join(texts, ", "));
}

std::string paragraph(const FiredRule& rule) {
  std::vector<std::string> facts;
  for (const auto& [fact, value] : rule.facts) facts.push_back(fact + " = " + to_string(value));
  std::string which = rule.rule == 0 ? "no rule applies, the default" : fmt::format("rule {}", rule.rule);
  std::string text =
      fmt::format("  {}, {}{}: {}\n", rule.decision, which, rule.certain ? "" : " (perhaps)", listed(facts));
  for (const auto& [name, annotation] : rule.annotations)
    if (!annotation.empty()) text += fmt::format("      {}: {}\n", name, annotation);
  return text;
}

std::string paragraph(const WaitedFor& waited_for) {
  std::string text = fmt::format("\nIt waits for {}\n", waited_for.fact);
  if (waited_for.leads.empty()) text += "  which cannot be taken apart into cases\n";
  for (const Lead& lead : waited_for.leads) {
    std::string end =
        lead.status == Status::undecided ? "waiting for " + listed(lead.needs) : to_string(lead.value);
    text += fmt::format("  {} leads to {}\n", lead.values, end);
  }
  return text;
}

std::string paragraph(const Flip& flip) {
  std::vector<std::string> changes;
  for (const Change& change : flip.changes)
    changes.push_back(fmt::format("{} {} instead of {}", change.fact, change.values, to_string(change.from)));
  return fmt::format("  {}\n    {}\n", fmt::join(changes, " and "), to_string(flip.answer));
}

boost::json::array json_of(const std::vector<std::string>& texts) {
  return boost::json::array(texts.begin(), texts.end());
}

boost::json::object json_of(const FiredRule& rule) {
  boost::json::object facts;
  for (const auto& [fact, value] : rule.facts) facts[fact] = feel::to_json(value);
  boost::json::object annotations;
  for (const auto& [name, text] : rule.annotations) annotations[name] = text;
  return {{"decision", rule.decision},
          {"rule", rule.rule},
          {"certain", rule.certain},
          {"facts", std::move(facts)},
          {"annotations", std::move(annotations)}};
}

boost::json::object json_of(const Lead& lead) {
  boost::json::object json{{"values", lead.values}, {"example", feel::to_json(lead.example)}};
  if (lead.status == Status::undecided) {
    json["needs"] = json_of(lead.needs);
  } else {
    json["answer"] = feel::to_json(lead.value);
  }
  return json;
}

boost::json::object json_of(const WaitedFor& waited_for) {
  boost::json::array leads;
  for (const Lead& lead : waited_for.leads) leads.push_back(json_of(lead));
  return {{"fact", waited_for.fact}, {"leads", std::move(leads)}};
}

boost::json::object json_of(const Completion& completion) {
  return {{"facts", feel::to_json(completion.facts)}, {"answer", feel::to_json(completion.answer)}};
}

boost::json::object json_of(const Flip& flip) {
  boost::json::array changes;
  for (const Change& change : flip.changes)
    changes.push_back(boost::json::object{{"fact", change.fact},
                                          {"from", feel::to_json(change.from)},
                                          {"values", change.values},
                                          {"to", feel::to_json(change.to)}});
  return {{"changes", std::move(changes)}, {"answer", feel::to_json(flip.answer)}};
}

}  // namespace

std::string to_text(const Explanation& explanation) {
  const Outcome& outcome = explanation.outcome;
  std::string answer = outcome.status == Status::undecided ? "undecided" : to_string(outcome.value);
  std::string text = explanation.decision + ": " + answer + "\n";
  for (const Diagnostic& problem : outcome.problems) text += "  " + to_string(problem) + "\n";
  if (!outcome.because.empty()) text += "\nBecause\n";
  for (const FiredRule& rule : outcome.because) text += paragraph(rule);
  for (const WaitedFor& waited_for : explanation.waits_for) text += paragraph(waited_for);
  if (outcome.status == Status::undecided && !explanation.differing)
    text += "\nNo two completions that differ were found: it may be decided after all.\n";
  if (explanation.differing) {
    const auto& [one, other] = *explanation.differing;
    text += fmt::format("\nTwo completions that differ\n  {}\n    {}\n  {}\n    {}\n", to_string(one.facts),
                        to_string(one.answer), to_string(other.facts), to_string(other.answer));
  }
  if (!explanation.smallest_changes.empty()) text += "\nThe smallest changes to another answer\n";
  for (const Flip& flip : explanation.smallest_changes) text += paragraph(flip);
  return text;
}

boost::json::object to_json(const Explanation& explanation) {
  const Outcome& outcome = explanation.outcome;
  boost::json::array because;
  for (const FiredRule& rule : outcome.because) because.push_back(json_of(rule));
  boost::json::array waits_for;
  for (const WaitedFor& fact : explanation.waits_for) waits_for.push_back(json_of(fact));
  boost::json::array differing;
  if (explanation.differing)
    differing = {json_of(explanation.differing->first), json_of(explanation.differing->second)};
  boost::json::array changes;
  for (const Flip& flip : explanation.smallest_changes) changes.push_back(json_of(flip));
  boost::json::array problems;
  for (const Diagnostic& problem : outcome.problems)
    problems.push_back(boost::json::string(to_string(problem)));
  return {{"decision", explanation.decision},
          {"status", name_of(outcome.status)},
          {"answer", feel::to_json(outcome.value)},
          {"because", std::move(because)},
          {"needs", json_of(outcome.needs)},
          {"waits_for", std::move(waits_for)},
          {"differing_completions", std::move(differing)},
          {"smallest_changes", std::move(changes)},
          {"problems", std::move(problems)}};
}

}  // namespace moteplass::dmn
