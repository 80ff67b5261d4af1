#include "dmn/known/explain.h"

#include <algorithm>

#include "dmn/known/allowed.h"
#include "dmn/known/facts.h"
#include "dmn/known/ways.h"
#include "dmn/run.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

bool is_answer(const Outcome& outcome) {
  return outcome.status != Status::undecided;
}

// --- what facts lead to

void find_unknown(const feel::Value& value, const std::string& path, std::optional<feel::Unknown>& found) {
  if (const feel::Unknown* unknown = value.as_unknown()) {
    if (unknown->type && unknown->needs == std::vector<std::string>{path}) found = *unknown;
  } else if (const feel::List* list = value.list()) {
    for (const feel::Value& item : *list) find_unknown(item, path, found);
  } else if (const feel::Context* context = value.context()) {
    for (const auto& [name, entry] : context->entries()) find_unknown(entry, path, found);
  }
}

bool same_end(const Lead& a, const Lead& b) {
  return a.status == b.status && a.needs == b.needs && a.value == b.value;
}

WaitedFor leads_of(const Subject& subject, const std::string& fact, const Cuts& met) {
  WaitedFor waited_for{fact, {}};
  std::optional<feel::Unknown> unknown;
  find_unknown(subject.inputs, fact, unknown);
  if (!unknown) return waited_for;
  std::vector<std::pair<feel::Value, Lead>> leads;
  for (const feel::Value& part : parts_of(*unknown, met)) {
    Subject inner = subject;
    inner.inputs = *replaced(subject.inputs, fact, part).context();
    Exploration explored = reduced(explore({std::move(inner)}));
    const Exploration::Node& root = explored.nodes[explored.root];
    Lead lead;
    if (root.fact.empty()) {
      lead.status = root.outcomes.front().status;
      if (is_answer(root.outcomes.front())) lead.value = root.outcomes.front().value;
    }
    if (lead.status == Status::undecided) lead.needs = facts_that_matter(explored);
    bool same = !leads.empty() && same_end(leads.back().second, lead);
    if (same && join_neighbours(leads.back().first, part)) continue;
    leads.emplace_back(part, std::move(lead));
  }
  for (auto& [part, lead] : leads) {
    lead.values = to_test(part);
    lead.example = example_of(part);
    waited_for.leads.push_back(std::move(lead));
  }
  return waited_for;
}

// --- completions

// Values worth trying for an unknown fact, the plainest first.
std::vector<feel::Value> values_to_try(const feel::Unknown& unknown, const Cuts& met, Run& run);

// Values of the part beside its plainest: an answer may be made of the value and not only depend on its part.
void add_neighbours(const feel::Value& part, std::vector<feel::Value>& values) {
  const feel::Unknown* unknown = part.as_unknown();
  if (unknown == nullptr || !unknown->interval || !unknown->type) return;
  const feel::Interval& interval = *unknown->interval;
  feel::Value plain = example_of(part);
  if (plain.is_null()) return;
  for (const feel::Value& other : {allowed_example({plain, true}, interval.high, *unknown->type),
                                   allowed_example(interval.low, {plain, false}, *unknown->type)})
    if (!other.is_null()) values.push_back(other);
}

feel::Value completed(const feel::Value& value, const Cuts& met, std::size_t& choice, Run& run) {
  if (const feel::Unknown* unknown = value.as_unknown()) {
    std::vector<feel::Value> values = values_to_try(*unknown, met, run);
    if (values.empty()) return {};
    feel::Value chosen = values[choice % values.size()];
    choice = choice / values.size() + choice % 7;  // spreads over many facts with few tries
    return feel::contains_unknown(chosen) ? completed(chosen, met, choice, run) : chosen;
  }
  if (const feel::List* list = value.list()) {
    feel::List items;
    for (const feel::Value& item : *list) items.push_back(completed(item, met, choice, run));
    return items;
  }
  if (const feel::Context* context = value.context()) {
    feel::Context made;
    for (const auto& [name, entry] : context->entries()) made.set(name, completed(entry, met, choice, run));
    return made;
  }
  return value;
}

std::vector<feel::Value> values_to_try(const feel::Unknown& unknown, const Cuts& met, Run& run) {
  std::vector<feel::Value> values;
  if (!unknown.possible.empty()) return unknown.possible;
  std::vector<feel::Value> parts = parts_of(unknown, met);
  if (parts.empty() && unknown.interval) parts.push_back(unknown);
  for (const feel::Value& part : parts) values.push_back(example_of(part));
  for (const feel::Value& part : parts) add_neighbours(part, values);
  if (!unknown.type) return {1, "a", true};  // anything
  if (values.empty()) {
    feel::DateTime noon{{2020, 1, 1}, {12, 0, 0, 0, feel::Zone{0, ""}}};
    feel::DateTime evening{{2021, 3, 2}, {20, 30, 0, 0, feel::Zone{0, ""}}};
    feel::DateTime local{{2020, 1, 1}, {12, 0, 0, 0, {}}};
    if (unknown.type->kind() == feel::Type::Kind::date_time) values = {noon, evening, local};
    if (unknown.type->kind() == feel::Type::Kind::time) values = {noon.time, evening.time, local.time};
    if (unknown.type->kind() == feel::Type::Kind::list) {
      values.push_back(feel::List{});
      for (std::size_t size = 1; size <= 2; ++size) {
        feel::List items;
        for (std::size_t i = 1; i <= size; ++i)
          items.push_back(complete_fact(nullptr, unknown.type->element(),
                                        unknown.needs.front() + "[" + std::to_string(i) + "]", run));
        values.push_back(std::move(items));
      }
    }
  }
  if (unknown.type && unknown.type->kind() != feel::Type::Kind::list)
    std::erase_if(values,
                  [&](const feel::Value& value) { return !feel::conforms(value, *unknown.type, run); });
  return values;
}

}  // namespace

std::vector<WaitedFor> what_facts_lead_to(const Model& model, std::string_view decision,
                                          const feel::Value& facts, const Options& options,
                                          const View& view) {
  std::vector<WaitedFor> waited_for;
  auto known = subject(model, decision, facts, options, view);
  if (!known) return waited_for;
  Exploration explored = explore({*known});
  for (const std::string& fact : facts_that_matter(reduced(explored)))
    waited_for.push_back(leads_of(*known, fact, explored.met));
  return waited_for;
}

std::optional<std::pair<Completion, Completion>> differing_completions(const Model& model,
                                                                       std::string_view decision,
                                                                       const feel::Value& facts,
                                                                       const Options& options) {
  auto known = subject(model, decision, facts, options);
  if (!known) return std::nullopt;
  Exploration explored = explore({*known});
  Exploration small = reduced(explored);
  if (small.nodes[small.root].fact.empty() && is_answer(small.nodes[small.root].outcomes.front()))
    return std::nullopt;
  Run run(*known->program, Facts::may_be_unknown, Telling::answer_only);
  std::optional<Completion> first;
  std::optional<std::pair<Completion, Completion>> found;
  auto try_one = [&](const feel::Value& inputs, std::size_t choice) {
    run.start(feel::Value());
    feel::Value whole = completed(inputs, explored.met, choice, run);
    Outcome outcome = evaluate(model, decision, whole, options);
    if (!first) {
      first = Completion{whole, outcome.value};
    } else if (!(first->answer == outcome.value)) {
      found = {*first, Completion{whole, outcome.value}};
    }
  };
  // A completion of every branch that is decided; then of those that stayed open, several.
  Way way;
  std::vector<feel::Value> open;
  for_each_leaf(explored, explored.root, way, [&](const Way& taken, const Outcome& outcome) {
    if (found) return;
    feel::Value inputs = known->inputs;
    for (const auto& [fact, part] : taken) inputs = replaced(inputs, fact, part);
    if (is_answer(outcome)) {
      try_one(inputs, 0);
    } else {
      open.push_back(std::move(inputs));
    }
  });
  constexpr std::size_t most_tries = 200;
  for (std::size_t choice = 0; choice < most_tries && !found; ++choice)
    for (const feel::Value& inputs : open)
      if (!found) try_one(inputs, choice);
  return found;
}

Explanation explain(const Model& model, std::string_view decision, const feel::Value& facts,
                    const Options& options) {
  Explanation explanation;
  explanation.decision = decision;
  explanation.outcome = evaluate_with_unknowns(model, decision, facts, options);
  if (explanation.outcome.status == Status::undecided) {
    explanation.waits_for = what_facts_lead_to(model, decision, facts, options);
    explanation.differing = differing_completions(model, decision, facts, options);
  } else {
    explanation.smallest_changes = smallest_changes(model, decision, facts, options);
  }
  return explanation;
}

}  // namespace moteplass::dmn
