#include "dmn/check/check_outputs.h"

#include <algorithm>

#include "dmn/table/partition_cells.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {

Outputs constant_outputs(const DecisionTable& table, const std::vector<feel::Tree>& trees) {
  Outputs outputs;
  feel::Evaluation evaluation;
  for (std::size_t column = 0; column < trees.size() && column < table.outputs.size(); ++column) {
    auto value = constant_value(trees[column]);
    if (value) value = feel::coerce(*value, table.outputs[column].type, evaluation).value;
    outputs.push_back(std::move(value));
  }
  return outputs;
}

std::optional<Outputs> default_outputs(const DecisionTable& table) {
  bool any_default = std::any_of(table.outputs.begin(), table.outputs.end(),
                                 [](const OutputClause& clause) { return clause.default_output != nullptr; });
  if (!any_default) return std::nullopt;
  std::vector<feel::Tree> trees;
  for (const OutputClause& clause : table.outputs)
    trees.push_back(clause.default_output ? clause.default_output : feel::make_tree({}, feel::Literal{}));
  return constant_outputs(table, trees);
}

std::optional<std::vector<std::size_t>> rank_of(const DecisionTable& table, const Outputs& outputs) {
  std::vector<std::size_t> ranks;
  for (std::size_t column = 0; column < outputs.size(); ++column) {
    if (!outputs[column]) return std::nullopt;
    const auto& listed = table.outputs[column].by_priority;
    auto found = std::find_if(listed.begin(), listed.end(), [&](const feel::Tree& tree) {
      auto value = constant_value(tree);
      return value && *value == *outputs[column];
    });
    ranks.push_back(static_cast<std::size_t>(found - listed.begin()));
  }
  return ranks;
}

}  // namespace moteplass::dmn
