#include "dmn/known/explain.h"

#include <algorithm>

#include "dmn/known/allowed.h"
#include "dmn/known/explore.h"
#include "dmn/known/facts.h"
#include "dmn/run.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

bool is_answer(const Outcome& outcome) {
  return outcome.status != Status::undecided;
}

// The way from the root to a leaf: each fact on it with the part that was taken last.
using Way = std::vector<std::pair<std::string, feel::Value>>;

template <class Visit>
void for_each_leaf(const Exploration& explored, std::size_t number, Way& way, const Visit& visit) {
  const Exploration::Node& node = explored.nodes[number];
  if (node.fact.empty()) {
    visit(way, node.outcomes.front());
    return;
  }
  for (const Branch& branch : node.branches) {
    auto known =
        std::find_if(way.begin(), way.end(), [&](const auto& step) { return step.first == node.fact; });
    std::optional<feel::Value> before;
    if (known != way.end()) {
      before = std::exchange(known->second, branch.restricted);
    } else {
      way.emplace_back(node.fact, branch.restricted);
    }
    std::size_t length = way.size();
    for_each_leaf(explored, branch.node, way, visit);
    way.resize(length);
    if (before) {
      known = std::find_if(way.begin(), way.end(), [&](const auto& step) { return step.first == node.fact; });
      known->second = std::move(*before);
    } else {
      way.pop_back();
    }
  }
}

std::optional<Subject> subject(const Model& model, std::string_view decision, const feel::Value& facts,
                               const Options& options, const View& view = {}) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::decision, decision);
  if (!element) return std::nullopt;
  Subject known = subject_of(program, *element, facts, options);
  known.view = view;
  return known;
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

// --- smallest changes

struct Scalar {
  std::string path;
  feel::Value value;
  feel::Type type;
};

void list_scalars(const feel::Value& value, const feel::Type& type, const std::string& path,
                  std::vector<Scalar>& found) {
  if (const feel::List* list = value.list()) {
    for (std::size_t i = 0; i < list->size(); ++i)
      list_scalars((*list)[i], type.element(), path + "[" + std::to_string(i + 1) + "]", found);
  } else if (const feel::Context* context = value.context()) {
    for (const auto& [name, entry] : context->entries())
      if (const feel::Type* field = type.field(name)) list_scalars(entry, *field, path + "." + name, found);
  } else if (!value.is_unknown() && !value.is_null() && !type.is_any()) {
    found.push_back({path, value, type});
  }
}

// The value at a path, set.
feel::Value with(const feel::Value& value, const std::string& here, const std::string& path,
                 const feel::Value& by) {
  if (here == path) return by;
  if (path.compare(0, here.size(), here) != 0) return value;
  if (const feel::List* list = value.list()) {
    feel::List items;
    for (const feel::Value& item : *list)
      items.push_back(with(item, here + "[" + std::to_string(items.size() + 1) + "]", path, by));
    return items;
  }
  if (const feel::Context* context = value.context()) {
    feel::Context made;
    for (const auto& [name, entry] : context->entries())
      made.set(name, with(entry, here.empty() ? name : here + "." + name, path, by));
    return made;
  }
  return value;
}

// The value of the part that is nearest to one outside it.
feel::Value nearest(const feel::Value& part, const feel::Value& from) {
  const feel::Unknown* unknown = part.as_unknown();
  if (unknown == nullptr || !unknown->interval) return example_of(part);
  const feel::Interval& interval = *unknown->interval;
  feel::Cut own{from, false};
  bool part_is_above =
      !interval.low.value.is_null() && feel::comes_before(own, interval.low, feel::Side::low);
  feel::Value value;
  if (part_is_above && !interval.low.after) {
    value = interval.low.value;
  } else if (!part_is_above && interval.high.after) {
    value = interval.high.value;
  } else {
    // An open end: a plain value near it. Without the far end, none further away is taken.
    feel::Interval near = interval;
    (part_is_above ? near.high : near.low) = {};
    value = feel::example_in(near.low, near.high, *unknown->type);
  }
  feel::Evaluation evaluation;
  bool within =
      !feel::is_empty(interval.low, {value, true}) && !feel::is_empty({value, false}, interval.high);
  // Allowed values may have gaps.
  return within && feel::conforms(value, *unknown->type, evaluation) ? value : example_of(part);
}

class Flips {
 public:
  Flips(const Subject& subject, feel::Value answer) : subject_(subject), answer_(std::move(answer)) {
    for (const auto& [name, value] : subject.inputs.entries())
      if (auto input = subject.program->find(Element::Kind::input, name))
        list_scalars(value, subject.program->elements()[*input].element->type, name, scalars_);
    if (scalars_.size() > most_scalars) scalars_.resize(most_scalars);
  }

  std::vector<Flip> find() {
    if (is_fixed()) return {};
    for (const Scalar& scalar : scalars_) try_changing({&scalar});
    if (!found_.empty()) return std::move(found_);
    for (std::size_t i = 0; i < scalars_.size() && runs_left_ > 0; ++i)
      for (std::size_t j = i + 1; j < scalars_.size() && runs_left_ > 0; ++j)
        try_changing({&scalars_[i], &scalars_[j]});
    return std::move(found_);
  }

 private:
  // As if these were unknown.
  Subject without(const std::vector<const Scalar*>& scalars) const {
    Subject supposed = subject_;
    Run run(*subject_.program, Facts::may_be_unknown, Telling::answer_only);
    feel::Value inputs = supposed.inputs;
    for (const Scalar* scalar : scalars)
      inputs = with(inputs, "", scalar->path, complete_fact(nullptr, scalar->type, scalar->path, run));
    supposed.inputs = *inputs.context();
    return supposed;
  }

  // Where one run with none of them known is decided, no change of any does anything.
  bool is_fixed() const {
    std::vector<const Scalar*> all;
    for (const Scalar& scalar : scalars_) all.push_back(&scalar);
    ExploreLimits once;
    once.most_runs = 1;
    Exploration explored = explore({without(all)}, once);
    const Exploration::Node& root = explored.nodes[explored.root];
    return root.fact.empty() && root.outcomes.front().status == Status::decided;
  }

  void try_changing(const std::vector<const Scalar*>& scalars) {
    ExploreLimits limits;
    limits.most_runs = 200;
    Exploration explored = reduced(explore({without(scalars)}, limits));
    runs_left_ -= explored.runs;
    Way way;
    for_each_leaf(explored, explored.root, way, [&](const Way& taken, const Outcome& outcome) {
      if (outcome.status == Status::decided && !(outcome.value == answer_))
        add(scalars, taken, outcome.value);
    });
  }

  // Of several ways to one answer over the same facts, the first; from low to high for each fact that is the
  // nearest only by chance, so the nearer one replaces it.
  void add(const std::vector<const Scalar*>& scalars, const Way& way, const feel::Value& answer) {
    Flip flip{{}, answer};
    for (const auto& step : way) {
      auto scalar = std::find_if(scalars.begin(), scalars.end(),
                                 [&](const Scalar* one) { return one->path == step.first; });
      if (scalar == scalars.end()) return;  // it would take another, unknown fact
      const feel::Value& from = (*scalar)->value;
      flip.changes.push_back({step.first, from, to_test(step.second), nearest(step.second, from)});
    }
    for (Flip& known : found_) {
      if (!(known.answer == flip.answer) || !same_facts(known, flip)) continue;
      if (is_nearer(flip, known)) known = std::move(flip);
      return;
    }
    found_.push_back(std::move(flip));
  }

  static bool same_facts(const Flip& a, const Flip& b) {
    return std::equal(a.changes.begin(), a.changes.end(), b.changes.begin(), b.changes.end(),
                      [](const Change& x, const Change& y) { return x.fact == y.fact; });
  }

  static bool is_nearer(const Flip& a, const Flip& b) {
    for (std::size_t i = 0; i < a.changes.size(); ++i) {
      const auto& [fact, from, values, to] = a.changes[i];
      if (!from.number() || !to.number() || !b.changes[i].to.number()) return false;
      Decimal mine = (*to.number() - *from.number()).abs();
      Decimal other = (*b.changes[i].to.number() - *from.number()).abs();
      if (mine != other) return mine < other;
    }
    return false;
  }

  static constexpr std::size_t most_scalars = 40;
  const Subject& subject_;
  feel::Value answer_;
  std::vector<Scalar> scalars_;
  std::vector<Flip> found_;
  int runs_left_ = 4'000;
};

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

std::vector<Flip> smallest_changes(const Model& model, std::string_view decision, const feel::Value& facts,
                                   const Options& options, const View& view) {
  auto known = subject(model, decision, facts, options, view);
  if (!known) return {};
  Exploration explored = reduced(explore({*known}));
  const Exploration::Node& root = explored.nodes[explored.root];
  if (!root.fact.empty() || root.outcomes.front().status != Status::decided) return {};
  return Flips(*known, root.outcomes.front().value).find();
}

std::vector<Flip> smallest_completions(const Model& model, std::string_view decision,
                                       const feel::Value& facts, const Options& options, const View& view) {
  std::vector<Flip> found;
  for (const WaitedFor& waited_for : what_facts_lead_to(model, decision, facts, options, view))
    for (const Lead& lead : waited_for.leads)
      if (lead.status == Status::decided)
        found.push_back({{{waited_for.fact, {}, lead.values, lead.example}}, lead.value});
  auto known = subject(model, decision, facts, options, view);
  if (!found.empty() || !known) return found;
  // No fact does it alone: the shortest of the ways that were explored.
  Exploration explored = reduced(explore({*known}));
  Way way;
  for_each_leaf(explored, explored.root, way, [&](const Way& taken, const Outcome& outcome) {
    if (taken.empty() || outcome.status != Status::decided) return;
    if (!found.empty() && taken.size() > found.front().changes.size()) return;
    if (!found.empty() && taken.size() < found.front().changes.size()) found.clear();
    Flip flip{{}, outcome.value};
    for (const auto& [fact, part] : taken)
      flip.changes.push_back({fact, {}, to_test(part), example_of(part)});
    found.push_back(std::move(flip));
  });
  return found;
}

feel::Value changed(const feel::Value& facts, const std::vector<Change>& changes) {
  feel::Value made = facts;
  for (const Change& change : changes) made = with(made, "", change.fact, change.to);
  return made;
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
