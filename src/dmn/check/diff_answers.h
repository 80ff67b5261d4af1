// What a table answers where a given set of its rules matches. For diff.h.
#pragma once

#include "dmn/check/check_outputs.h"
#include "dmn/check/diff.h"

namespace moteplass::dmn {

class TableAnswers {
 public:
  explicit TableAnswers(const DecisionTable& table);
  // `matching` are rules from 0, in order.
  TableAnswer of(const std::vector<std::size_t>& matching) const;

 private:
  TableAnswer of_none() const;
  TableAnswer of_one(std::size_t rule) const;
  TableAnswer of_several(std::vector<std::size_t> rules) const;
  std::vector<std::size_t> by_priority(std::vector<std::size_t> rules) const;
  std::optional<feel::Value> value_of(const Outputs& outputs) const;

  const DecisionTable& table_;
  std::vector<Outputs> outputs_;
  std::vector<std::optional<std::vector<std::size_t>>> ranks_;
};

}  // namespace moteplass::dmn
