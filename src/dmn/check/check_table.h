// The analysis of one decision table; see check.h for what it looks for. One object a table, thrown away
// afterwards; for one thread.
//
// Rows are numbered here by precedence: where several rules match, the one with the lower row decides (FIRST:
// as written; PRIORITY: by their outputs). `rule_of` gives the rule.
#pragma once

#include <optional>

#include "dmn/check/check.h"
#include "dmn/check/check_grid.h"
#include "dmn/check/check_outputs.h"
#include "dmn/check/check_sites.h"
#include "dmn/table/partition_cells.h"

namespace moteplass::dmn {

class TableCheck {
 public:
  TableCheck(const TableSite& site, Analysis& analysis);
  void run();

 private:
  // check_table.cpp: the table as a grid
  void order_rows();
  void make_axes();
  Axis make_axis(std::size_t column, const std::vector<feel::Tree>& cells);
  std::size_t rule_of(std::size_t row) const { return order_[row]; }
  bool takes_one_rule() const;
  Finding& add(Finding::Kind kind, Finding::Severity severity, std::vector<std::size_t> rows,
               std::string message);
  void place_at(Finding& finding, const Box& box);
  void doubt_shared_facts(Finding& finding, const Box& box);
  void note_limit(std::string message);

  // check_gaps.cpp
  void find_gaps();
  void report_gap(const Box& box, bool unmentioned);
  void find_overlaps();
  void report_overlap(std::size_t row, std::size_t other, const Box& common);
  std::optional<Box> undecided_part(std::size_t row, const Box& common);

  // check_rules.cpp
  void find_unreachable();
  void report_never(std::size_t row);
  bool covered_by(std::size_t row, const RowSet& others);
  void report_covered(std::size_t row, RowSet others);
  void find_redundant();
  std::optional<std::vector<int>> deciding_instead(std::size_t row, const RowSet& others);
  void report_redundant(std::size_t row, const std::vector<int>& instead);
  bool same_as_default(std::size_t row) const;
  bool goes_by_precedence() const;
  void find_values_not_allowed();
  void check_cell(std::size_t row, std::size_t column);
  std::vector<feel::Value> excluded_constants(std::size_t row, std::size_t column) const;
  void check_output(const feel::Tree& output, std::size_t column, std::optional<std::size_t> row);

  enum class Sameness { same, unknown, different };
  static Sameness compare(const Outputs& a, const Outputs& b);

  const TableSite& site_;
  const DecisionTable& table_;
  Analysis& analysis_;
  Steps steps_;
  bool complete_ = true;
  std::vector<std::size_t> order_;  // rule by row
  std::vector<Outputs> outputs_;    // by row
  std::vector<std::optional<std::vector<std::size_t>>> ranks_;
  std::optional<Outputs> default_;
  bool ranked_ = true;  // every row has a rank
  std::vector<Axis> axes_;
  std::vector<Box> boxes_;  // by row
  bool beyond_ = false;     // some column has no parts
  RowSet dead_;             // rows that never decide anything
};

}  // namespace moteplass::dmn
