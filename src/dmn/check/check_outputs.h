// What the rules of a table answer, as far as that can be said without facts: outputs that are constants. For
// check.h and diff.h.
#pragma once

#include <optional>
#include <vector>

#include "dmn/table/decision_table.h"

namespace moteplass::dmn {

// By column of outputs: the value, made to fit its type; none where it depends on facts.
using Outputs = std::vector<std::optional<feel::Value>>;
Outputs constant_outputs(const DecisionTable& table, const std::vector<feel::Tree>& trees);
// None where the table has no default (8.2.11).
std::optional<Outputs> default_outputs(const DecisionTable& table);

// By where each output stands in its list of values, the first column weighing most (8.2.10); none where an
// output is no constant.
std::optional<std::vector<std::size_t>> rank_of(const DecisionTable& table, const Outputs& outputs);

}  // namespace moteplass::dmn
