#include "statistics/audit.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace moteplass::statistics {
namespace {

constexpr double tiny = 1e-7;  // the sums are of whole numbers, with coefficients of 1 and -1

}  // namespace

// The simplex method on a full tableau with Bland's rule, which cannot go round in circles. The tables are
// small; what is gained by cleverer means would be lost in reading it.
Audit::Audit(const std::vector<std::int64_t>& counts, const std::vector<bool>& hidden,
             const std::vector<Sum>& sums)
    : variable_of_(counts.size(), none) {
  for (std::size_t cell = 0; cell < counts.size(); ++cell) {
    if (!hidden[cell]) continue;
    variable_of_[cell] = variables_.size();
    auto true_value = static_cast<double>(counts[cell] - 1);
    variables_.push_back({true_value, true_value});
  }
  for (const Sum& sum : sums) {
    std::vector<double> row(variables_.size() + 1, 0.0);
    bool any = false;
    auto add = [&](std::size_t cell, double sign) {
      if (variable_of_[cell] == none) {
        row.back() -= sign * static_cast<double>(counts[cell]);
      } else {
        row[variable_of_[cell]] += sign;
        row.back() -= sign;
        any = true;
      }
    };
    for (std::size_t part : sum.parts) add(part, 1.0);
    add(sum.total, -1.0);
    if (any) tableau_.push_back(std::move(row));
  }
  bool feasible = find_a_start(variables_.size());
  assert(feasible && "the true counts are a solution");
  (void)feasible;
  note();
}

// Each row gets a slack of its own, which is then driven out; a row whose slack cannot be driven out says
// nothing that the others do not.
bool Audit::find_a_start(std::size_t variables) {
  basis_.assign(tableau_.size(), none);
  for (auto& row : tableau_) {
    if (row.back() >= 0) continue;
    for (double& value : row) value = -value;
  }
  // The sum of all rows tells how far from a solution: the slacks' sum.
  while (true) {
    std::size_t entering = none;
    for (std::size_t column = 0; column < variables && entering == none; ++column) {
      double gain = 0;
      for (std::size_t row = 0; row < tableau_.size(); ++row)
        if (basis_[row] == none) gain += tableau_[row][column];
      if (gain > tiny) entering = column;
    }
    if (entering == none) break;
    std::size_t leaving = row_to_leave(entering);
    if (leaving == none) return false;
    pivot(leaving, entering);
  }
  for (std::size_t row = 0; row < tableau_.size();) {
    if (basis_[row] != none) {
      ++row;
      continue;
    }
    if (tableau_[row].back() > tiny) return false;
    std::size_t column = 0;
    while (column < variables && std::abs(tableau_[row][column]) < tiny) ++column;
    if (column < variables) {
      pivot(row, column);
      ++row;
    } else {
      tableau_.erase(tableau_.begin() + static_cast<std::ptrdiff_t>(row));
      basis_.erase(basis_.begin() + static_cast<std::ptrdiff_t>(row));
    }
  }
  return true;
}

void Audit::pivot(std::size_t row, std::size_t column) {
  auto& chosen = tableau_[row];
  double by = chosen[column];
  for (double& value : chosen) value /= by;
  chosen[column] = 1.0;
  for (std::size_t other = 0; other < tableau_.size(); ++other) {
    double factor = tableau_[other][column];
    if (other == row || factor == 0.0) continue;
    for (std::size_t i = 0; i < chosen.size(); ++i) tableau_[other][i] -= factor * chosen[i];
    tableau_[other][column] = 0.0;
  }
  basis_[row] = column;
}

// The row that first comes to zero as the column's variable grows; none: it may grow for ever.
std::size_t Audit::row_to_leave(std::size_t column) const {
  std::size_t leaving = none;
  double least = std::numeric_limits<double>::infinity();
  auto order = [&](std::size_t row) { return basis_[row] == none ? 0 : basis_[row] + 1; };
  for (std::size_t row = 0; row < tableau_.size(); ++row) {
    if (tableau_[row][column] <= tiny) continue;
    double ratio = tableau_[row].back() / tableau_[row][column];
    if (ratio > least + tiny) continue;
    if (ratio < least - tiny || order(row) < order(leaving)) {
      leaving = row;
      least = ratio;
    }
  }
  return leaving;
}

std::size_t Audit::row_of(std::size_t variable) const {
  for (std::size_t row = 0; row < basis_.size(); ++row)
    if (basis_[row] == variable) return row;
  return none;
}

// Every solution that is passed on the way is one that the counts might have.
void Audit::note() {
  for (std::size_t variable = 0; variable < variables_.size(); ++variable) {
    std::size_t row = row_of(variable);
    double value = row == none ? 0.0 : tableau_[row].back();
    auto& seen = variables_[variable];
    seen.least_seen = std::min(seen.least_seen, value);
    seen.most_seen = std::max(seen.most_seen, value);
  }
}

bool Audit::enough(std::size_t variable, std::int64_t values) const {
  const auto& seen = variables_[variable];
  return std::floor(seen.most_seen + tiny) - std::ceil(seen.least_seen - tiny) + 1 >=
         static_cast<double>(values);
}

void Audit::raise(std::size_t variable, std::int64_t values) {
  while (!enough(variable, values)) {
    std::size_t row = row_of(variable);
    std::size_t entering = none;
    if (row == none) {
      entering = variable;
    } else {
      for (std::size_t column = 0; column < variables_.size() && entering == none; ++column)
        if (row_of(column) == none && tableau_[row][column] < -tiny) entering = column;
    }
    if (entering == none) return;
    std::size_t leaving = row_to_leave(entering);
    if (leaving == none) {
      variables_[variable].most_seen = std::numeric_limits<double>::infinity();
      return;
    }
    pivot(leaving, entering);
    note();
  }
}

void Audit::lower(std::size_t variable, std::int64_t values) {
  while (!enough(variable, values)) {
    std::size_t row = row_of(variable);
    if (row == none) return;  // at its least already
    std::size_t entering = none;
    for (std::size_t column = 0; column < variables_.size() && entering == none; ++column)
      if (row_of(column) == none && tableau_[row][column] > tiny) entering = column;
    if (entering == none) return;
    std::size_t leaving = row_to_leave(entering);
    if (leaving == none) return;
    pivot(leaving, entering);
    note();
  }
}

bool Audit::may_be_any_of(std::size_t cell, std::int64_t values) {
  std::size_t variable = variable_of_[cell];
  assert(variable != none && "a hidden cell");
  raise(variable, values);
  lower(variable, values);
  return enough(variable, values);
}

}  // namespace moteplass::statistics
