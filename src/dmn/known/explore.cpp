#include "dmn/known/explore.h"

#include <algorithm>
#include <map>

#include "dmn/known/allowed.h"
#include "dmn/known/facts.h"
#include "dmn/run.h"
#include "dmn/table/partition.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

struct OpenFact {
  std::string path;
  feel::Unknown unknown;
};

// The unknown facts within a value, in the order they stand.
void gather(const feel::Value& value, std::vector<OpenFact>& found) {
  if (const feel::Unknown* unknown = value.as_unknown()) {
    bool known = std::any_of(found.begin(), found.end(),
                             [&](const OpenFact& fact) { return fact.path == unknown->needs.front(); });
    if (unknown->type && unknown->needs.size() == 1 && !known)
      found.push_back({unknown->needs.front(), *unknown});
  } else if (const feel::List* list = value.list()) {
    for (const feel::Value& item : *list) gather(item, found);
  } else if (const feel::Context* context = value.context()) {
    for (const auto& [name, entry] : context->entries()) gather(entry, found);
  }
}

// The parts of an interval between the cuts that were met in it.
std::vector<feel::Value> cut_apart(const feel::Unknown& fact, const Cuts& met) {
  const feel::Interval& whole = *fact.interval;
  std::vector<feel::Cut> cuts;
  for (const auto& [path, cut] : met)
    if (path == fact.needs.front() && !feel::is_empty(whole.low, cut) && !feel::is_empty(cut, whole.high))
      cuts.push_back(cut);
  if (cuts.empty()) return {};
  std::sort(cuts.begin(), cuts.end(),
            [](const auto& a, const auto& b) { return feel::comes_before(a, b, feel::Side::low); });
  // The same boundary may have been met in several runs.
  cuts.erase(
      std::unique(cuts.begin(), cuts.end(),
                  [](const auto& a, const auto& b) { return a.after == b.after && a.value == b.value; }),
      cuts.end());
  cuts.push_back(whole.high);
  std::vector<feel::Value> parts;
  feel::Cut low = whole.low;
  for (const feel::Cut& high : cuts) {
    if (feel::is_empty(low, high)) continue;
    feel::Interval part{low, high, Decimal(1), Decimal()};
    low = high;
    feel::Value value = allowed_example(part.low, part.high, *fact.type);
    if (value.is_null()) continue;
    if (feel::is_single(part)) {
      feel::Evaluation evaluation;
      if (feel::conforms(value, *fact.type, evaluation)) parts.push_back(std::move(value));
      continue;
    }
    feel::Unknown restricted = fact;
    restricted.interval = std::make_shared<const feel::Interval>(std::move(part));
    parts.push_back(std::move(restricted));
  }
  return parts;
}

bool has_order(const feel::Value& value) {
  return value.number() || value.string() || value.date() || value.days_duration() || value.months_duration();
}

class Explorer {
 public:
  Explorer(std::vector<Subject>& subjects, ExploreLimits limits) : subjects_(subjects), limits_(limits) {
    for (const Subject& subject : subjects) {
      runs_.push_back(std::make_unique<Run>(*subject.program, Facts::may_be_unknown, Telling::reasons_too));
      if (subject.options.now) runs_.back()->set_now(*subject.options.now);
    }
  }

  Exploration explore() {
    std::vector<feel::Context> inputs;
    for (const Subject& subject : subjects_) inputs.push_back(subject.inputs);
    made_.root = explore(inputs, 0);
    return std::move(made_);
  }

 private:
  std::size_t explore(const std::vector<feel::Context>& inputs, int depth) {
    std::vector<Outcome> outcomes;
    Cuts met;
    for (std::size_t i = 0; i < subjects_.size(); ++i) {
      Run& run = *runs_[i];
      run.start_with_inputs(subjects_[i].facts, inputs[i]);
      feel::Value value = run.decide(subjects_[i].decision);
      met.insert(met.end(), run.cuts().begin(), run.cuts().end());
      made_.met.insert(made_.met.end(), run.cuts().begin(), run.cuts().end());
      outcomes.push_back(seen(run.outcome(std::move(value)), subjects_[i].view));
      ++made_.runs;
    }
    std::vector<std::string> needs;
    for (const Outcome& outcome : outcomes) needs = feel::union_of(needs, outcome.needs);
    std::string fact;
    std::vector<feel::Value> parts;
    if (!needs.empty()) choose(inputs, needs, met, fact, parts);
    if (!parts.empty() && (made_.runs >= limits_.most_runs || depth > deepest)) {
      made_.complete = false;
      parts.clear();
    }
    Exploration::Node node;
    if (parts.empty()) {
      node.outcomes = std::move(outcomes);
    } else {
      node.fact = fact;
      for (feel::Value& part : parts) {
        std::vector<feel::Context> inner;
        for (const feel::Context& context : inputs) inner.push_back(*replaced(context, fact, part).context());
        std::size_t child = explore(inner, depth + 1);
        node.branches.push_back({std::move(part), child});
      }
    }
    made_.nodes.push_back(std::move(node));
    return made_.nodes.size() - 1;
  }

  // The fact that comes apart in the fewest parts, among those the answer waits for; lists last, so that what
  // can be said without looking into them is said once.
  void choose(const std::vector<feel::Context>& inputs, const std::vector<std::string>& needs,
              const Cuts& met, std::string& fact, std::vector<feel::Value>& parts) const {
    std::vector<OpenFact> open;
    for (const feel::Context& context : inputs) gather(context, open);
    for (const OpenFact& candidate : open) {
      if (!std::binary_search(needs.begin(), needs.end(), candidate.path)) continue;
      std::vector<feel::Value> apart = taken_apart(candidate, met);
      if (apart.empty()) continue;
      bool is_list = apart.front().list() != nullptr;
      bool has_list = !parts.empty() && parts.front().list() != nullptr;
      if (!parts.empty() && (is_list != has_list ? is_list : apart.size() >= parts.size())) continue;
      fact = candidate.path;
      parts = std::move(apart);
    }
  }

  std::vector<feel::Value> taken_apart(const OpenFact& fact, const Cuts& met) const {
    std::vector<feel::Value> parts = parts_of(fact.unknown, met);
    if (!parts.empty()) return parts;
    if (fact.unknown.type->kind() == feel::Type::Kind::list && limits_.longest_list > 0)
      return lists_of(fact);
    return {};
  }

  // Lists of none, one, two... items that are unknown themselves; and the list that is longer than these.
  std::vector<feel::Value> lists_of(const OpenFact& fact) const {
    Run& run = *runs_.front();
    std::vector<feel::Value> lists;
    for (std::size_t size = 0; size <= limits_.longest_list; ++size) {
      feel::List items;
      for (std::size_t i = 1; i <= size; ++i)
        items.push_back(complete_fact(nullptr, fact.unknown.type->element(),
                                      fact.path + "[" + std::to_string(i) + "]", run));
      lists.push_back(std::move(items));
    }
    return lists;
  }

  static constexpr int deepest = 60;
  std::vector<Subject>& subjects_;
  ExploreLimits limits_;
  std::vector<std::unique_ptr<Run>> runs_;
  Exploration made_;
};

// Puts together what is the same, leaf by leaf and up.
class Reduction {
 public:
  explicit Reduction(const Exploration& from) : from_(from) {
    made_.complete = from.complete;
    made_.met = from.met;
    made_.runs = from.runs;
  }

  Exploration reduce() {
    made_.root = reduce(from_.root);
    return std::move(made_);
  }

 private:
  std::size_t reduce(std::size_t number) {
    const Exploration::Node& node = from_.nodes[number];
    Exploration::Node made;
    std::string key;
    if (node.fact.empty()) {
      made.outcomes = node.outcomes;
      for (const Outcome& outcome : node.outcomes) key += key_of(outcome);
    } else {
      made.fact = node.fact;
      key = "fact " + node.fact;
      for (const Branch& branch : node.branches) {
        std::size_t child = reduce(branch.node);
        bool known_list = branch.restricted.list() != nullptr;
        if (!made.branches.empty() && made.branches.back().node == child && !known_list &&
            join_neighbours(made.branches.back().restricted, branch.restricted))
          continue;
        made.branches.push_back({branch.restricted, child});
      }
      bool same = std::all_of(made.branches.begin(), made.branches.end(), [&](const Branch& branch) {
        return branch.node == made.branches.front().node;
      });
      if (same) return made.branches.front().node;
      for (const Branch& branch : made.branches)
        key += "\n" + to_test(branch.restricted) + " " + std::to_string(branch.node);
    }
    auto [place, added] = known_.emplace(std::move(key), made_.nodes.size());
    if (added) {
      made_.nodes.push_back(std::move(made));
    } else if (made.fact.empty()) {
      merge_reasons(made_.nodes[place->second].outcomes, made.outcomes);
    }
    return place->second;
  }

  // An answer that comes about in several ways has the reasons of all, none of them certain.
  static void merge_reasons(std::vector<Outcome>& into, const std::vector<Outcome>& from) {
    for (std::size_t i = 0; i < into.size(); ++i) {
      auto same = [](const FiredRule& a, const FiredRule& b) {
        return a.decision == b.decision && a.rule == b.rule && a.id == b.id;
      };
      auto has = [&](const std::vector<FiredRule>& rules, const FiredRule& rule) {
        return std::any_of(rules.begin(), rules.end(), [&](const auto& other) { return same(other, rule); });
      };
      for (FiredRule& rule : into[i].because)
        if (!has(from[i].because, rule)) rule.certain = false;
      for (const FiredRule& rule : from[i].because) {
        if (has(into[i].because, rule)) continue;
        into[i].because.push_back(rule);
        into[i].because.back().certain = false;
      }
    }
  }

  static std::string key_of(const Outcome& outcome) {
    switch (outcome.status) {
      case Status::decided:
        return "decided " + to_string(outcome.value) + "\n";
      case Status::failed:
        return "failed\n";
      case Status::undecided:
        break;
    }
    // Two open answers are the same only if they wait for the same, may be the same, and by the same rules.
    std::string key = "open " + to_string(outcome.value);
    for (const std::string& need : outcome.needs) key += " " + need;
    if (const feel::Unknown* unknown = outcome.value.as_unknown())
      for (const feel::Value& way : unknown->possible) key += " or " + to_string(way);
    for (const FiredRule& rule : outcome.because)
      key += " " + rule.decision + " " + std::to_string(rule.rule);
    return key + "\n";
  }

  const Exploration& from_;
  Exploration made_;
  std::map<std::string, std::size_t> known_;
};

// Of what has no order to be cut in.
feel::Value example_of_type(feel::Type::Kind kind) {
  feel::DateTime noon{{2020, 1, 1}, {12, 0, 0, 0, feel::Zone{0, ""}}};
  if (kind == feel::Type::Kind::list) return feel::List{};
  if (kind == feel::Type::Kind::context) return feel::Context{};
  if (kind == feel::Type::Kind::time) return noon.time;
  if (kind == feel::Type::Kind::date_time) return noon;
  return {};
}

}  // namespace

std::vector<feel::Value> parts_of(const feel::Unknown& fact, const Cuts& met) {
  if (!fact.possible.empty()) return fact.possible;
  return fact.interval && fact.type ? cut_apart(fact, met) : std::vector<feel::Value>();
}

bool join_neighbours(feel::Value& left, const feel::Value& right) {
  auto interval_of = [](const feel::Value& value) -> std::optional<feel::Interval> {
    if (const feel::Unknown* unknown = value.as_unknown())
      return unknown->interval ? std::optional(*unknown->interval) : std::nullopt;
    if (!has_order(value)) return std::nullopt;
    return feel::Interval{{value, false}, {value, true}, Decimal(1), Decimal()};
  };
  const feel::Unknown* unknown = left.as_unknown() ? left.as_unknown() : right.as_unknown();
  auto low = interval_of(left);
  auto high = interval_of(right);
  // Two single values have none between them to be put together.
  if (unknown == nullptr || !low || !high) return false;
  feel::Unknown both = *unknown;
  both.interval =
      std::make_shared<const feel::Interval>(feel::Interval{low->low, high->high, Decimal(1), Decimal()});
  left = std::move(both);
  return true;
}

Subject subject_of(const Program& program, std::size_t decision, const feel::Value& facts,
                   const Options& options) {
  Run run(program, Facts::may_be_unknown, Telling::answer_only);
  if (options.now) run.set_now(*options.now);
  run.start(facts);
  run.decide(decision);
  return {&program, decision, facts, run.inputs_taken(), options};
}

Exploration explore(std::vector<Subject> subjects, ExploreLimits limits) {
  return Explorer(subjects, limits).explore();
}

Exploration seen(const Exploration& exploration, const View& view) {
  Exploration made;
  made.root = exploration.root;
  made.met = exploration.met;
  made.complete = exploration.complete;
  made.runs = exploration.runs;
  for (const Exploration::Node& node : exploration.nodes) {
    Exploration::Node& other = made.nodes.emplace_back(Exploration::Node{node.fact, node.branches, {}});
    for (const Outcome& outcome : node.outcomes) {
      // Not what only the whole answer needs: it would be copied once a view.
      Outcome light{outcome.status, outcome.value, {}, outcome.needs, {}, {}};
      if (outcome.status == Status::undecided) light.because = outcome.because;
      other.outcomes.push_back(seen(std::move(light), view));
    }
  }
  return made;
}

Exploration reduced(const Exploration& exploration) {
  return Reduction(exploration).reduce();
}

std::vector<std::string> facts_that_matter(const Exploration& exploration) {
  std::vector<std::string> facts;
  std::vector<std::size_t> left{exploration.root};
  std::vector<bool> seen(exploration.nodes.size());
  while (!left.empty()) {
    std::size_t number = left.back();
    left.pop_back();
    if (seen[number]) continue;
    seen[number] = true;
    const Exploration::Node& node = exploration.nodes[number];
    if (!node.fact.empty()) facts = feel::union_of(facts, {node.fact});
    for (const Outcome& outcome : node.outcomes) facts = feel::union_of(facts, outcome.needs);
    for (const Branch& branch : node.branches) left.push_back(branch.node);
  }
  return facts;
}

std::string to_test(const feel::Value& restricted) {
  const feel::Unknown* unknown = restricted.as_unknown();
  if (unknown == nullptr) return literal_text(restricted);
  if (!unknown->interval) return "-";
  const auto& [low, high, factor, offset] = *unknown->interval;
  if (low.value.is_null() && high.value.is_null()) return "-";
  if (low.value.is_null()) return (high.after ? "<= " : "< ") + literal_text(high.value);
  if (high.value.is_null()) return (low.after ? "> " : ">= ") + literal_text(low.value);
  return (low.after ? "(" : "[") + literal_text(low.value) + ".." + literal_text(high.value) +
         (high.after ? "]" : ")");
}

feel::Value example_of(const feel::Value& restricted) {
  const feel::Unknown* unknown = restricted.as_unknown();
  if (unknown == nullptr) return restricted;
  if (!unknown->possible.empty()) return unknown->possible.front();
  if (!unknown->type) return 1;
  if (!unknown->interval) return example_of_type(unknown->type->kind());
  return allowed_example(unknown->interval->low, unknown->interval->high, *unknown->type);
}

feel::Value replaced(const feel::Value& value, const std::string& path, const feel::Value& by) {
  if (const feel::Unknown* unknown = value.as_unknown())
    return unknown->type && unknown->needs.size() == 1 && unknown->needs.front() == path ? by : value;
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

}  // namespace moteplass::dmn
