// A decision table compiled, and one evaluation of it (DMN 1.5, 8.2 and 8.3).
//
// Where every cell of the table compares with constants, each column is a Partition: a value is looked up in
// it once, and the rows that match are the intersection of the columns' sets, or, for a small table, one look
// into an array of all combinations. A table with a cell of another kind is walked.
#pragma once

#include <optional>
#include <span>

#include "dmn/run.h"
#include "dmn/table/decision_table.h"
#include "dmn/table/partition.h"
#include "feel/machine.h"

namespace moteplass::dmn {

class CompiledTable final : public feel::CompiledExtension {
 public:
  CompiledTable(std::shared_ptr<const DecisionTable> table, feel::Compiler& compiler);

  feel::Value evaluate(feel::Frame& frame) const override;

  struct Column {
    feel::NodeId expression = feel::no_node;
    feel::NodeId allowed = feel::no_node;
    std::uint32_t slot = 0;  // of the input's value, `?` in the cells
    std::optional<Partition> partition;
    std::size_t stride = 0;  // of its parts in `combinations`
  };
  struct OutputColumn {
    feel::NodeId allowed = feel::no_node;
    std::uint32_t slot = 0;  // of the value that is held against `allowed`
    std::vector<feel::NodeId> by_priority;
    feel::NodeId default_output = feel::no_node;
  };
  const DecisionTable& table() const { return *table_; }
  const std::vector<Column>& columns() const { return columns_; }
  feel::NodeId cell(std::size_t rule, std::size_t column) const {
    return cells_[rule * columns_.size() + column];
  }
  feel::NodeId output(std::size_t rule, std::size_t column) const {
    return outputs_[rule * table_->outputs.size() + column];
  }
  const OutputColumn& output_column(std::size_t column) const { return output_columns_[column]; }
  // The answer of a rule whose outputs are all constants that the table allows.
  const std::optional<feel::Value>& constant_answer(std::size_t rule) const { return answers_[rule]; }

 private:
  // What a combination of parts comes to: the rules that match, and the answer where that is a constant.
  struct Outcome {
    std::vector<std::size_t> matching;
    std::optional<feel::Value> answer;
  };
  void index_combinations();
  void find_constant_answers(const feel::Code& code);
  std::optional<std::uint32_t> combination(feel::Frame& frame, bool keep_inputs) const;
  bool matching_rows(feel::Frame& frame, bool keep_inputs, std::vector<std::size_t>& matching) const;

  std::shared_ptr<const DecisionTable> table_;
  std::vector<Column> columns_;
  std::vector<OutputColumn> output_columns_;
  std::vector<feel::NodeId> cells_, outputs_;
  std::vector<std::optional<feel::Value>> answers_;
  bool indexed_ = false;                     // every column has a partition
  std::vector<std::uint16_t> combinations_;  // -> outcomes_; empty: too many, rows are intersected
  std::vector<Outcome> outcomes_;
};

// A table at work: the values of its input columns and, once asked for, of its outputs.
class TableRun {
 public:
  TableRun(const CompiledTable& table, feel::Frame& frame);

  // The whole, rule by rule.
  feel::Value result();
  // The answer if exactly these rules match (from 0, in order), the inputs being in their slots.
  feel::Value answer(std::span<const std::size_t> matching);
  void explain(std::span<const std::size_t> matching);

 private:
  // decision_table.cpp
  void evaluate_inputs();
  feel::Value input_value(std::size_t column);
  bool any_unknown() const;
  feel::Value known_result();
  feel::Value single(std::span<const std::size_t> matching);
  feel::Value collected(std::span<const std::size_t> matching);
  feel::Value aggregated(const feel::List& values);
  feel::Value default_output();
  const feel::Value& output(std::size_t rule);
  std::vector<std::size_t> by_priority(std::span<const std::size_t> matching);
  void explain_rule(std::size_t rule, bool certain);
  void explain_default();
  FiredRule explanation() const;
  const feel::Value& input(std::size_t column) const { return frame_.slot(code_.columns()[column].slot); }

  // open_table.cpp: where inputs are unknown
  enum class Match { no, open, yes };
  struct Column;
  feel::Value open_result();
  Column column_of(std::size_t index);
  Match match(const feel::Value& input, std::size_t rule, std::size_t column,
              std::vector<std::string>& needs);
  std::vector<feel::Value> ways_of(const feel::Value& input, std::size_t index);

  const CompiledTable& code_;
  const DecisionTable& table_;
  feel::Frame& frame_;
  Run& run_;
  std::vector<std::optional<feel::Value>> outputs_;
};

}  // namespace moteplass::dmn
