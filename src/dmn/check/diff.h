// Where two models answer differently: for each table that stands in both, the regions of its input columns
// where the answers differ, each with an example and both answers.
//
// Table by table: the columns are taken as they are written, so a column that names another decision is
// compared for each value that decision may have, not for the facts behind it. Tables are compared if they
// have the same columns and these can be split into parts (partition.h); exact then. Everything else is
// `not_compared` with the reason: to follow facts through a whole model is evaluation over unknown facts,
// which can be added for just these. Pure; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "dmn/check/check.h"
#include "dmn/dmn.h"

namespace moteplass::dmn {

struct TableAnswer {
  // The answer if it is a constant: a value, a list of them, or null with a fault.
  feel::Value value;
  std::string fault;       // "a value that is not allowed", "rules 1 and 2 both apply"; else empty
  bool known = true;       // false: it depends on facts
  std::vector<int> rules;  // from 1; none: the default, or no answer
};

struct RegionDifference {
  Region region;
  std::vector<std::pair<std::string, feel::Value>> example;
  TableAnswer before, after;
  bool certain = true;  // false: an answer depends on facts, so that they may be the same
};

struct TableDifference {
  enum class Kind { same, different, only_before, only_after, not_compared };
  Kind kind = Kind::same;
  std::string decision;  // or knowledge model
  std::string table;     // where in it, as Finding::table
  std::string reason;    // not compared: why
  std::vector<RegionDifference> regions;
  bool complete = true;  // false: there may be more regions
};

struct ModelDifference {
  std::string before, after;  // files
  std::vector<TableDifference> tables;
  std::size_t count(TableDifference::Kind kind) const;
};

// Of one decision or knowledge model, or of all if no name is given.
ModelDifference diff(const Model& before, const Model& after, std::string_view decision = {});

std::string to_text(const ModelDifference& difference);
boost::json::object to_json(const ModelDifference& difference);

}  // namespace moteplass::dmn
