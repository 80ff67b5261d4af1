// The smallest changes of facts that give another answer.
#include <algorithm>

#include "dmn/known/explain.h"
#include "dmn/known/facts.h"
#include "dmn/known/ways.h"
#include "dmn/run.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

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

}  // namespace moteplass::dmn
