// Where two models decide differently over the facts themselves: followed through whole models, decisions
// within decisions, functions and loops, by exploring both over the same unknown facts (explore.h).
//
// Exact for what is explored: every region is an answer of each model that holds for all of it. Lists are
// explored up to a length, with longer ones left out; what could not be taken apart, or not within the limit,
// is counted as open. Pure.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "dmn/dmn.h"

namespace moteplass::dmn {

struct FactRegion {
  // Of each fact that bears on either answer here, the part as unary tests: "[15..18)", "\"heroin\",
  // \"kokain\""; of a list, how many items it has: "2 items".
  std::vector<std::pair<std::string, std::string>> facts;
  feel::Value example;  // facts as a context, to hand to `evaluate` of either model
  feel::Value before, after;
};

struct FactsDifference {
  std::string decision;
  std::vector<FactRegion> regions;       // where the answers differ
  std::size_t same = 0;                  // regions where they are the same
  std::size_t open = 0;                  // regions where an answer could not be had
  std::vector<std::string> waiting_for;  // the facts that these wait for
  std::size_t longest_list = 0;          // items in the longest lists that were looked at
  bool complete = true;                  // false: the limit was reached
};

struct DiffLimits {
  std::size_t longest_list = 1;
  int most_runs = 40'000;
};
// Of a decision that both models have.
FactsDifference diff_over_facts(const Model& before, const Model& after, std::string_view decision,
                                DiffLimits limits = {});

std::string to_text(const FactsDifference& difference, std::size_t most_regions);
boost::json::object to_json(const FactsDifference& difference);

}  // namespace moteplass::dmn
