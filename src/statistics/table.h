// Tables of counts, with their margins, and what of them may be shown.
//
// A table counts cases by two properties, each case in one cell. Tables shown together count the same cases:
// where two share a property, they share its margin, and what is hidden in one is hidden in the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace moteplass::statistics {

struct Table {
  std::string rows;     // the property down the side, "age_band"
  std::string columns;  // the property along the top, "outcome"
  std::vector<std::string> row_values;
  std::vector<std::string> column_values;
  std::vector<std::int64_t> counts;  // row by row; row_values.size() * column_values.size() of them, none < 0

  std::int64_t& at(std::size_t row, std::size_t column) {
    return counts[row * column_values.size() + column];
  }
  std::int64_t at(std::size_t row, std::size_t column) const {
    return counts[row * column_values.size() + column];
  }
};

// Nothing: hidden.
using Shown = std::optional<std::int64_t>;

struct ShownTable {
  std::string rows;
  std::string columns;
  std::vector<std::string> row_values;
  std::vector<std::string> column_values;
  std::vector<Shown> counts;
  std::vector<Shown> row_totals;
  std::vector<Shown> column_totals;
  Shown total;

  Shown at(std::size_t row, std::size_t column) const { return counts[row * column_values.size() + column]; }
};

// What may be shown. Data: the unit, or whoever publishes, may ask for more.
struct Rule {
  std::int64_t least = 5;  // a count of at least one and fewer than this is hidden; 2 or more
};

// Hides the small counts, and as few others as the search finds, so that no hidden count can be worked out
// from those shown and the sums they make up. See README.md for the method, its sources, and what it does not
// protect. Tables that do not count the same cases are our own bug (assertion).
std::vector<ShownTable> hide_small_counts(const std::vector<Table>& tables, Rule rule);

// That the rows of one table divide the rows of another, as the pairs of unit and municipality divide the
// units: row i of `fine` is a part of row of[i] of `coarse`. The fine table itself is not shown.
struct Division {
  std::size_t fine;
  std::size_t coarse;
  std::vector<std::size_t> of;
};

// The sum of several contributors' tables, so hidden that neither a reader nor any one contributor, who takes
// its own counts away from the sum, can work out a small count of the others. Each contributor's tables have
// the same labels in the same order (assertion); a contributor is taken to know besides where the others have
// nothing. Two contributors who put their counts together may know more.
std::vector<ShownTable> hide_small_counts_of_sum(const std::vector<std::vector<Table>>& contributions,
                                                 const std::vector<Division>& divisions, Rule rule);

}  // namespace moteplass::statistics
