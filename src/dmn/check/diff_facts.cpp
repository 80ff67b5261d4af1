#include "dmn/check/diff_facts.h"

#include <algorithm>

#include "dmn/known/explore.h"
#include "feel/json.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

std::string region_test(const feel::Value& part) {
  const feel::List* list = part.list();
  if (list == nullptr) return to_test(part);
  return std::to_string(list->size()) + (list->size() == 1 ? " item" : " items");
}

// Any value that completes what is still unknown: it does not bear on the answers.
feel::Value any_completion(const feel::Value& value) {
  if (value.is_unknown()) return example_of(value);
  if (const feel::List* list = value.list()) {
    feel::List items;
    for (const feel::Value& item : *list) items.push_back(any_completion(item));
    return items;
  }
  if (const feel::Context* context = value.context()) {
    feel::Context made;
    for (const auto& [name, entry] : context->entries()) made.set(name, any_completion(entry));
    return made;
  }
  return value;
}

class Walk {
 public:
  Walk(const Exploration& explored, const feel::Context& facts, FactsDifference& difference)
      : explored_(explored), difference_(difference) {
    walk(explored.root, facts);
  }

 private:
  void walk(std::size_t number, const feel::Value& facts) {
    const Exploration::Node& node = explored_.nodes[number];
    if (node.fact.empty()) {
      leaf(node, facts);
      return;
    }
    // Branches that lead to the same place are one region.
    std::vector<std::size_t> done;
    for (const Branch& branch : node.branches) {
      if (std::find(done.begin(), done.end(), branch.node) != done.end()) continue;
      done.push_back(branch.node);
      std::string tests;
      for (const Branch& other : node.branches)
        if (other.node == branch.node) tests += (tests.empty() ? "" : ", ") + region_test(other.restricted);
      auto outer = region_;
      auto known = std::find_if(region_.begin(), region_.end(),
                                [&](const auto& entry) { return entry.first == node.fact; });
      if (known != region_.end()) {
        known->second = tests;
      } else {
        region_.emplace_back(node.fact, tests);
      }
      walk(branch.node, replaced(facts, node.fact, branch.restricted));
      region_ = std::move(outer);
    }
  }

  void leaf(const Exploration::Node& node, const feel::Value& facts) {
    const Outcome& before = node.outcomes[0];
    const Outcome& after = node.outcomes[1];
    if (before.status == Status::undecided || after.status == Status::undecided) {
      ++difference_.open;
      for (const Outcome* outcome : {&before, &after})
        difference_.waiting_for = feel::union_of(difference_.waiting_for, outcome->needs);
    } else if (before.value == after.value) {
      ++difference_.same;
    } else {
      difference_.regions.push_back({region_, any_completion(facts), before.value, after.value});
    }
  }

  const Exploration& explored_;
  FactsDifference& difference_;
  std::vector<std::pair<std::string, std::string>> region_;
};

// The facts of both models side by side; those of one alone are kept too.
feel::Context together(const feel::Context& a, const feel::Context& b) {
  feel::Context both = a;
  for (const auto& [name, value] : b.entries()) {
    const feel::Value* other = both.find(name);
    if (other == nullptr) {
      both.set(name, value);
    } else if (other->context() && value.context()) {
      both.set(name, together(*other->context(), *value.context()));
    }
  }
  return both;
}

}  // namespace

FactsDifference diff_over_facts(const Model& before, const Model& after, std::string_view decision,
                                DiffLimits limits) {
  FactsDifference difference;
  difference.decision = decision;
  difference.longest_list = limits.longest_list;
  std::vector<Subject> subjects;
  for (const Model* model : {&before, &after}) {
    const Program& program = *model->definitions().program;
    auto element = program.find(Element::Kind::decision, decision);
    if (!element) return difference;
    subjects.push_back(subject_of(program, *element, feel::Context{}));
  }
  feel::Context facts = together(subjects[0].inputs, subjects[1].inputs);
  Exploration explored = reduced(explore(std::move(subjects), {limits.most_runs, limits.longest_list}));
  difference.complete = explored.complete;
  Walk(explored, facts, difference);
  return difference;
}

std::string to_text(const FactsDifference& difference, std::size_t most_regions) {
  std::string text = difference.decision + ", over all facts: ";
  if (difference.regions.empty()) {
    text += difference.open == 0 ? "the same everywhere\n" : "no difference found\n";
  } else {
    text += std::to_string(difference.regions.size()) + " regions differ, " +
            std::to_string(difference.same) + " are the same\n";
  }
  std::size_t told = 0;
  for (const FactRegion& region : difference.regions) {
    if (told++ == most_regions) {
      text += "  and " + std::to_string(difference.regions.size() - most_regions) +
              " more regions; all of them with --json\n";
      break;
    }
    std::string where;
    for (const auto& [fact, tests] : region.facts) where += (where.empty() ? "" : "; ") + fact + ": " + tests;
    text += "  where " + (where.empty() ? "anything" : where) + "\n";
    text += "      for example " + to_string(region.example) + "\n";
    text += "      before: " + to_string(region.before) + "\n";
    text += "      after:  " + to_string(region.after) + "\n";
  }
  if (difference.open > 0) {
    text += "  " + std::to_string(difference.open) + " regions stayed open, waiting for";
    for (const std::string& fact : difference.waiting_for) text += " " + fact;
    text += "\n";
  }
  if (!difference.complete) text += "  The limit was reached: there may be more.\n";
  text += "  Lists were looked at with up to " + std::to_string(difference.longest_list) + " items.\n";
  return text;
}

boost::json::object to_json(const FactsDifference& difference) {
  boost::json::array regions;
  for (const FactRegion& region : difference.regions) {
    boost::json::object facts;
    for (const auto& [fact, tests] : region.facts) facts[fact] = tests;
    regions.push_back(boost::json::object{{"facts", std::move(facts)},
                                          {"example", feel::to_json(region.example)},
                                          {"before", feel::to_json(region.before)},
                                          {"after", feel::to_json(region.after)}});
  }
  boost::json::array waiting_for(difference.waiting_for.begin(), difference.waiting_for.end());
  return {{"decision", difference.decision},       {"regions", std::move(regions)},
          {"same_regions", difference.same},       {"open_regions", difference.open},
          {"waiting_for", std::move(waiting_for)}, {"longest_list", difference.longest_list},
          {"complete", difference.complete}};
}

}  // namespace moteplass::dmn
