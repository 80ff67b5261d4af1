// Decision tables (DMN 1.5, 8.2 and 8.3): which rules match, and what the hit policy makes of them.
#pragma once

#include <span>

#include "dmn/run.h"

namespace moteplass::dmn {

// A table at work: the values of its input columns and, once asked for, of its outputs.
class TableEvaluation {
 public:
  TableEvaluation(const DecisionTable& table, const feel::Scope& scope, Run& run);

  feel::Value result();

 private:
  // decision_table.cpp
  void evaluate_inputs();
  feel::Value input_value(const InputClause& clause);
  bool any_unknown() const;
  feel::Value known_result();
  // The answer if exactly these rules match (from 0, in order).
  feel::Value answer(std::span<const std::size_t> matching);
  feel::Value single(std::span<const std::size_t> matching);
  feel::Value collected(std::span<const std::size_t> matching);
  feel::Value aggregated(const feel::List& values);
  feel::Value default_output();
  const feel::Value& output(std::size_t rule);
  std::vector<std::size_t> by_priority(std::span<const std::size_t> matching);
  void explain(std::size_t rule, bool certain);
  void explain_default();
  FiredRule explanation() const;

  // open_table.cpp: where inputs are unknown
  enum class Match { no, open, yes };
  struct Column;
  feel::Value open_result();
  Column column_of(std::size_t index);
  Match match(const feel::Value& input, const TableRule& rule, std::size_t index,
              std::vector<std::string>& needs);
  std::vector<feel::Value> ways_of(const feel::Value& input, std::size_t index);
  bool boundaries_of(const feel::Tree& tests, std::vector<feel::Value>& boundaries);

  const DecisionTable& table_;
  const feel::Scope& scope_;
  Run& run_;
  std::vector<feel::Value> inputs_;
  std::vector<std::optional<feel::Value>> outputs_;
};

}  // namespace moteplass::dmn
