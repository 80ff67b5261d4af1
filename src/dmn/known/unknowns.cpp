// Evaluation over known and unknown facts.
//
// First one run in which values may be unknown (feel/unknown.h); where that leaves the answer open, the facts
// are explored (explore.h). Decided if all branches come to the same.
#include <algorithm>

#include "dmn/dmn.h"
#include "dmn/known/explore.h"
#include "dmn/run.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

// What an open answer may be, where every branch is decided.
feel::Value possible_answers(const Exploration& explored, const std::vector<std::string>& needs,
                             const feel::Value& otherwise) {
  std::vector<feel::Value> answers;
  for (const Exploration::Node& node : explored.nodes)
    for (const Outcome& outcome : node.outcomes) {
      if (outcome.status != Status::decided) return otherwise;
      answers.push_back(outcome.value);
    }
  return feel::join(answers, needs);
}

}  // namespace

Outcome evaluate_with_unknowns(const Model& model, std::string_view decision, const feel::Value& facts,
                               const Options& options) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::decision, decision);
  if (!element) return evaluate(model, decision, facts, options);
  Run run(program, Facts::may_be_unknown, Telling::reasons_too);
  if (options.now) run.set_now(*options.now);
  run.start(facts);
  feel::Value value = run.decide(*element);
  feel::Context inputs = run.inputs_taken();
  Outcome outcome = run.outcome(std::move(value));
  if (outcome.status != Status::undecided) return outcome;

  Exploration explored = reduced(explore({{&program, *element, facts, std::move(inputs), options}}));
  const Exploration::Node& root = explored.nodes[explored.root];
  if (!root.fact.empty()) {
    outcome.needs = facts_that_matter(explored);
    outcome.value = possible_answers(explored, outcome.needs, outcome.value);
    return outcome;
  }
  Outcome settled = root.outcomes.front();
  settled.problems = std::move(outcome.problems);  // of the first run: what was given and would not do
  return settled;
}

}  // namespace moteplass::dmn
