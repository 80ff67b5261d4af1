// What can be worked out of counts that are hidden from counts that are shown: the attacker's own sum.
//
// Who reads the tables knows every count that is shown, that each total is the sum of its parts, and that a
// hidden count is at least 1 (a zero is always shown). The values a hidden count may then have are a range,
// found by linear programming; in a table of two properties, or two that share a margin, every whole number
// in it is possible, for the sums are those of a flow network.
#pragma once

#include <cstdint>
#include <vector>

namespace moteplass::statistics {

struct Sum {
  std::size_t total;               // a cell
  std::vector<std::size_t> parts;  // cells that add up to it
};

class Audit {
 public:
  // `counts` satisfy the sums; `hidden` says of each cell whether it is hidden.
  Audit(const std::vector<std::int64_t>& counts, const std::vector<bool>& hidden,
        const std::vector<Sum>& sums);

  // Whether at least so many whole numbers, one after the other, remain possible for a hidden cell.
  bool may_be_any_of(std::size_t cell, std::int64_t values);

 private:
  struct Variable {
    double least_seen;
    double most_seen;
  };
  void pivot(std::size_t row, std::size_t column);
  bool find_a_start(std::size_t variables);
  std::size_t row_to_leave(std::size_t column) const;
  std::size_t row_of(std::size_t variable) const;
  void note();
  bool enough(std::size_t variable, std::int64_t values) const;
  void raise(std::size_t variable, std::int64_t values);
  void lower(std::size_t variable, std::int64_t values);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> variable_of_;      // of a cell; none: shown
  std::vector<Variable> variables_;           // their value is the count less 1
  std::vector<std::vector<double>> tableau_;  // a row: its coefficients, then the right-hand side
  std::vector<std::size_t> basis_;            // of each row
};

}  // namespace moteplass::statistics
