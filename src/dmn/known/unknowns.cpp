// Evaluation over known and unknown facts.
//
// First one run in which values may be unknown (feel/unknown.h); where that leaves the answer open, the facts
// are explored (explore.h). Decided if all branches come to the same.
#include <algorithm>

#include "dmn/dmn.h"
#include "dmn/known/explore.h"
#include "dmn/known/views.h"
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

// What comes of an open outcome once its facts have been explored.
Outcome settled(Outcome open, const Exploration& explored) {
  const Exploration::Node& root = explored.nodes[explored.root];
  if (!root.fact.empty()) {
    open.needs = facts_that_matter(explored);
    open.value = possible_answers(explored, open.needs, open.value);
    return open;
  }
  Outcome settled = root.outcomes.front();
  settled.problems = std::move(open.problems);  // of the first run: what was given and would not do
  return settled;
}

}  // namespace

Views evaluate_views(const Model& model, std::string_view decision, std::span<const View> views,
                     const feel::Value& facts, const Options& options) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::decision, decision);
  if (!element) {
    Outcome none = evaluate(model, decision, facts, options);
    return {none, std::vector<Outcome>(views.size(), none)};
  }
  Run run(program, Facts::may_be_unknown, Telling::reasons_too);
  if (options.now) run.set_now(*options.now);
  run.start(facts);
  feel::Value value = run.decide(*element);
  feel::Context inputs = run.inputs_taken();
  Outcome outcome = run.outcome(std::move(value));
  Views made;
  auto look = [&](const Outcome& at, const View& view) {
    return seen({at.status, at.value, {}, at.needs, {}, {}}, view);
  };
  if (outcome.status != Status::undecided) {
    for (const View& view : views) made.views.push_back(look(outcome, view));
    made.whole = std::move(outcome);
    return made;
  }
  Exploration explored = explore({{&program, *element, facts, std::move(inputs), options}});
  for (const View& view : views) {
    Outcome one = look(outcome, view);
    if (one.status == Status::undecided) one = settled(std::move(one), reduced(seen(explored, view)));
    made.views.push_back(std::move(one));
  }
  made.whole = settled(std::move(outcome), reduced(explored));
  return made;
}

Outcome evaluate_with_unknowns(const Model& model, std::string_view decision, const feel::Value& facts,
                               const Options& options) {
  return evaluate_views(model, decision, {}, facts, options).whole;
}

}  // namespace moteplass::dmn
