// Where the tables of a model stand, and what is known of the values their columns can hold: from the types
// of facts, and from what required decisions can answer at all.
#pragma once

#include <string>
#include <vector>

#include "dmn/definitions.h"
#include "dmn/table/decision_table.h"

namespace moteplass::dmn {

struct TableSite {
  std::string decision;  // or knowledge model
  std::string place;     // names of the context entries it stands in, "" at the top
  feel::Position at;
  const DecisionTable* table = nullptr;
  std::vector<feel::Type> column_types;  // of the input columns, as narrow as is known
  // By input column, the facts and decisions its expression names: "Person.alder".
  std::vector<std::vector<std::string>> column_facts;
};

// In the order of the model; of the model's own elements, not of imported ones.
std::vector<TableSite> tables_of(const Definitions& definitions);

}  // namespace moteplass::dmn
