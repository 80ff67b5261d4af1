#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "dmn/check/diff.h"
#include "dmn/check/diff_facts.h"
#include "main/commands.h"
#include "main/dmn_file.h"

namespace moteplass {
namespace {

std::optional<dmn::Model> read_model(const std::string& file) {
  auto model = read_model_file(file);
  if (model) return std::move(*model);
  fmt::print(stderr, "{}\n", model.error());
  return std::nullopt;
}

// Whether the tables alone leave it open: an answer of one depends on facts.
bool is_open(const dmn::TableDifference& table) {
  return std::any_of(table.regions.begin(), table.regions.end(),
                     [](const auto& region) { return !region.certain; });
}

// The decisions of both models whose tables could not be laid side by side, or do not tell: their facts are
// followed instead.
std::vector<std::string> to_follow(const dmn::ModelDifference& difference, const dmn::Model& before,
                                   const dmn::Model& after) {
  auto is_decision = [](const dmn::Model& model, const std::string& name) {
    auto decisions = model.decisions();
    return std::any_of(decisions.begin(), decisions.end(),
                       [&](const auto& decision) { return decision.name == name; });
  };
  std::vector<std::string> names;
  for (const auto& table : difference.tables) {
    bool left = table.kind == dmn::TableDifference::Kind::not_compared || is_open(table);
    bool known = std::find(names.begin(), names.end(), table.decision) != names.end();
    if (left && !known && is_decision(before, table.decision) && is_decision(after, table.decision))
      names.push_back(table.decision);
  }
  return names;
}

}  // namespace

int diff_dmn(const DmnDiffOptions& options) {
  auto before = read_model(options.before);
  auto after = read_model(options.after);
  if (!before || !after) return exit_bad_input;
  dmn::ModelDifference difference = dmn::diff(*before, *after, options.decision);
  if (!options.decision.empty() && difference.tables.empty()) {
    fmt::print(stderr, "--decision: neither model has a decision or knowledge model called {}\n",
               options.decision);
    return exit_bad_input;
  }
  std::vector<dmn::FactsDifference> over_facts;
  for (const std::string& decision : to_follow(difference, *before, *after))
    over_facts.push_back(
        dmn::diff_over_facts(*before, *after, decision, {options.longest_list, options.most_runs}));
  for (const auto& one : over_facts) {
    if (!one.complete || one.open > 0 || !one.regions.empty()) continue;
    for (auto& table : difference.tables) {
      if (table.decision != one.decision || !is_open(table)) continue;
      table.kind = dmn::TableDifference::Kind::same;
      table.regions.clear();
    }
  }
  if (options.json) {
    json::object all = to_json(difference);
    json::array followed;
    for (const auto& one : over_facts) followed.push_back(to_json(one));
    all["over_facts"] = std::move(followed);
    fmt::print("{}\n", to_text(json::value(std::move(all))));
  } else {
    fmt::print("{}", to_text(difference));
    constexpr std::size_t most_regions = 12;
    for (const auto& one : over_facts) fmt::print("{}", to_text(one, most_regions));
  }
  using Kind = dmn::TableDifference::Kind;
  bool same =
      difference.count(Kind::different) == 0 && difference.count(Kind::only_before) == 0 &&
      difference.count(Kind::only_after) == 0 &&
      std::all_of(over_facts.begin(), over_facts.end(), [](const auto& one) { return one.regions.empty(); });
  return same ? 0 : exit_failed;
}

}  // namespace moteplass
