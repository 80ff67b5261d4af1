// Static types over a whole model: every decision, knowledge model and service with the types of its inputs,
// parameters, requirements and imports (DMN 1.5, 7.3.2, 8.3 and 10.3.2.9).
//
// Says only what is certainly wrong whatever the facts turn out to be: names and components that do not
// exist, comparisons that never hold, cells that never match, outputs and results that never fit their type.
// Pure; any thread may call it.
#pragma once

#include <map>
#include <vector>

#include "dmn/dmn.h"
#include "feel/type.h"

namespace moteplass::dmn {

// Warnings in the order of the file, each with its place, its decision, and its rule where a rule is meant.
// What imported models have wrong with themselves is theirs.
std::vector<Diagnostic> check_types(const Model& model);

// The types of the input columns of every decision table in the model, with the values its clause lists: what
// the clause declares, or what its expression yields.
struct DecisionTable;
using ColumnTypes = std::map<const DecisionTable*, std::vector<feel::Type>>;
ColumnTypes column_types(const Model& model);

}  // namespace moteplass::dmn
