// Evaluation over known and unknown facts.
//
// First one run in which values may be unknown (feel/unknown.h): cheap, sound, and blind to the fact that the
// same unknown may stand in two places. If that leaves the answer open and it waits for facts that can only
// be a few things (booleans, listed values), every combination of them is tried: decided if all agree.
#include <algorithm>

#include "dmn/dmn.h"
#include "dmn/run.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

constexpr std::size_t most_cases = 64;

struct OpenFact {
  std::string path;
  std::vector<feel::Value> ways;
};

void gather(const feel::Value& value, const std::vector<std::string>& wanted, std::vector<OpenFact>& found) {
  if (const feel::Unknown* unknown = value.as_unknown()) {
    if (unknown->type && !unknown->possible.empty() && unknown->needs.size() == 1 &&
        std::binary_search(wanted.begin(), wanted.end(), unknown->needs.front()))
      found.push_back({unknown->needs.front(), unknown->possible});
  } else if (const feel::List* list = value.list()) {
    for (const feel::Value& item : *list) gather(item, wanted, found);
  } else if (const feel::Context* context = value.context()) {
    for (const auto& [name, entry] : context->entries()) gather(entry, wanted, found);
  }
}

feel::Value replaced(const feel::Value& value, const std::string& path, const feel::Value& by) {
  if (const feel::Unknown* unknown = value.as_unknown())
    return unknown->type && unknown->needs == std::vector<std::string>{path} ? by : value;
  if (const feel::List* list = value.list()) {
    feel::List items;
    for (const feel::Value& item : *list) items.push_back(replaced(item, path, by));
    return items;
  }
  if (const feel::Context* context = value.context()) {
    feel::Context made;
    for (const auto& [name, entry] : context->entries()) made.set(name, replaced(entry, path, by));
    return made;
  }
  return value;
}

// One run with the facts as completed, some of them supposed.
struct Supposed {
  feel::Value value;
  Outcome outcome;
};
Outcome run_once(const Model& model, const Element& decision, const feel::Value& facts,
                 const feel::Context* inputs) {
  Run run(model.definitions(), facts, Facts::may_be_unknown);
  if (inputs) run.take_inputs(*inputs);
  feel::Value value = run.decide(decision);
  return run.outcome(std::move(value));
}

}  // namespace

Outcome evaluate_with_unknowns(const Model& model, std::string_view decision, const feel::Value& facts) {
  const Element* element = model.definitions().find(Element::Kind::decision, decision);
  if (element == nullptr) return evaluate(model, decision, facts);
  Run first(model.definitions(), facts, Facts::may_be_unknown);
  feel::Value value = first.decide(*element);
  feel::Context inputs = first.inputs_taken();
  Outcome outcome = first.outcome(std::move(value));
  if (outcome.status != Status::undecided) return outcome;

  std::vector<OpenFact> open;
  gather(inputs, outcome.needs, open);
  std::sort(open.begin(), open.end(),
            [](const OpenFact& a, const OpenFact& b) { return a.ways.size() < b.ways.size(); });
  std::size_t cases = 1;
  std::vector<OpenFact> tried;
  for (OpenFact& fact : open) {
    if (cases * fact.ways.size() > most_cases) break;
    cases *= fact.ways.size();
    tried.push_back(std::move(fact));
  }
  if (tried.empty()) return outcome;
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < cases; ++i) {
    feel::Value supposed = inputs;
    std::size_t left = i;
    for (const OpenFact& fact : tried) {
      supposed = replaced(supposed, fact.path, fact.ways[left % fact.ways.size()]);
      left /= fact.ways.size();
    }
    outcomes.push_back(run_once(model, *element, facts, supposed.context()));
    if (outcomes.back().status != Status::decided || !(outcomes.back().value == outcomes.front().value))
      return outcome;
  }
  Outcome decided = std::move(outcome);
  decided.status = Status::decided;
  decided.value = outcomes.front().value;
  decided.needs.clear();
  decided.decisions.insert_or_assign(std::string(decision), decided.value);
  return decided;
}

}  // namespace moteplass::dmn
