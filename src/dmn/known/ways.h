// For the files of explain.h: a decision as a subject to explore, and the ways through an exploration. Pure.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dmn/known/explore.h"

namespace moteplass::dmn {

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

inline std::optional<Subject> subject(const Model& model, std::string_view decision, const feel::Value& facts,
                                      const Options& options, const View& view = {}) {
  const Program& program = *model.definitions().program;
  auto element = program.find(Element::Kind::decision, decision);
  if (!element) return std::nullopt;
  Subject known = subject_of(program, *element, facts, options);
  known.view = view;
  return known;
}

}  // namespace moteplass::dmn
