#include "statistics/table.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "statistics/audit.h"

namespace moteplass::statistics {
namespace {

// The cells of all tables, each once: a margin that tables share is one cell.
class Cells {
 public:
  using Value = std::pair<std::string, std::string>;  // property, value
  using Key = std::set<Value>;                        // none: all cases

  std::size_t cell(const Key& key, std::int64_t count) {
    auto [found, fresh] = ids_.try_emplace(key, counts.size());
    if (fresh) counts.push_back(count);
    assert(counts[found->second] == count && "tables that count the same cases");
    return found->second;
  }

  std::vector<std::int64_t> counts;
  std::vector<Sum> sums;

 private:
  std::map<Key, std::size_t> ids_;
};

// Where a table's cells are among all.
struct Places {
  std::vector<std::size_t> counts, rows, columns;
  std::size_t total = 0;
};

Places place(const Table& table, Cells& cells) {
  Places places;
  auto row_key = [&](std::size_t row) { return Cells::Value{table.rows, table.row_values[row]}; };
  auto column_key = [&](std::size_t column) {
    return Cells::Value{table.columns, table.column_values[column]};
  };
  std::int64_t all = 0;
  std::vector<std::int64_t> row_sums(table.row_values.size()), column_sums(table.column_values.size());
  for (std::size_t row = 0; row < row_sums.size(); ++row) {
    for (std::size_t column = 0; column < column_sums.size(); ++column) {
      std::int64_t count = table.at(row, column);
      places.counts.push_back(cells.cell({row_key(row), column_key(column)}, count));
      row_sums[row] += count;
      column_sums[column] += count;
      all += count;
    }
  }
  for (std::size_t row = 0; row < row_sums.size(); ++row)
    places.rows.push_back(cells.cell({row_key(row)}, row_sums[row]));
  for (std::size_t column = 0; column < column_sums.size(); ++column)
    places.columns.push_back(cells.cell({column_key(column)}, column_sums[column]));
  places.total = cells.cell({}, all);

  std::size_t width = column_sums.size();
  for (std::size_t row = 0; row < row_sums.size(); ++row) {
    Sum sum{places.rows[row], {}};
    for (std::size_t column = 0; column < width; ++column)
      sum.parts.push_back(places.counts[row * width + column]);
    cells.sums.push_back(std::move(sum));
  }
  for (std::size_t column = 0; column < width; ++column) {
    Sum sum{places.columns[column], {}};
    for (std::size_t row = 0; row < row_sums.size(); ++row)
      sum.parts.push_back(places.counts[row * width + column]);
    cells.sums.push_back(std::move(sum));
  }
  cells.sums.push_back({places.total, places.rows});
  cells.sums.push_back({places.total, places.columns});
  return places;
}

class Hiding {
 public:
  Hiding(const Cells& cells, Rule rule) : cells_(cells), rule_(rule), hidden_(cells.counts.size(), false) {
    sums_of_.resize(cells.counts.size());
    for (std::size_t sum = 0; sum < cells.sums.size(); ++sum) {
      sums_of_[cells.sums[sum].total].push_back(sum);
      for (std::size_t part : cells.sums[sum].parts) sums_of_[part].push_back(sum);
    }
  }

  // What a hidden cell may be only widens as others are hidden: each needs to be looked at once.
  std::vector<bool> run() {
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
      auto count = cells_.counts[cell];
      if (count > 0 && count < rule_.least) hide(cell);
    }
    auto values = std::max<std::int64_t>(2, rule_.least - 1);
    std::optional<Audit> audit;
    for (std::size_t next = 0; next < order_.size(); ++next) {
      while (true) {
        if (!audit) audit.emplace(cells_.counts, hidden_, cells_.sums);
        if (audit->may_be_any_of(order_[next], values)) break;
        hide(next_to_hide(order_[next]));
        audit.reset();
      }
    }
    return hidden_;
  }

 private:
  void hide(std::size_t cell) {
    hidden_[cell] = true;
    order_.push_back(cell);
  }

  template <class Take>
  void each_cell(std::size_t sum, Take take) const {
    take(cells_.sums[sum].total);
    for (std::size_t part : cells_.sums[sum].parts) take(part);
  }

  bool stands_alone(std::size_t sum) const {
    int hidden = 0;
    each_cell(sum, [&](std::size_t cell) { hidden += hidden_[cell] ? 1 : 0; });
    return hidden == 1;
  }

  // The smallest count that shares a sum with the exposed cell, or with one that is hidden along with it.
  // First the sums in which only one is hidden, near before far: that one needs company anyway.
  std::size_t next_to_hide(std::size_t exposed) const {
    std::vector<std::size_t> reached{exposed};
    std::set<std::size_t> seen{exposed};
    std::optional<std::size_t> best;
    auto look_at = [&](std::size_t sum) {
      each_cell(sum, [&](std::size_t cell) {
        if (hidden_[cell] || cells_.counts[cell] == 0) return;
        if (!best || cells_.counts[cell] < cells_.counts[*best]) best = cell;
      });
    };
    for (std::size_t next = 0; next < reached.size(); ++next) {
      for (std::size_t sum : sums_of_[reached[next]]) {
        if (stands_alone(sum)) look_at(sum);
        each_cell(sum, [&](std::size_t cell) {
          if (hidden_[cell] && seen.insert(cell).second) reached.push_back(cell);
        });
      }
      if (best) return *best;
    }
    for (std::size_t cell : reached) {
      for (std::size_t sum : sums_of_[cell]) look_at(sum);
      if (best) return *best;
    }
    // Where all that hangs together is hidden, any multiple of the counts would do as well: nothing is
    // exposed.
    assert(false && "a cell is exposed and nothing is left to hide");
    return exposed;
  }

  const Cells& cells_;
  Rule rule_;
  std::vector<bool> hidden_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<std::size_t>> sums_of_;
};

}  // namespace

std::vector<ShownTable> hide_small_counts(const std::vector<Table>& tables, Rule rule) {
  Cells cells;
  std::vector<Places> places;
  places.reserve(tables.size());
  for (const Table& table : tables) places.push_back(place(table, cells));
  auto hidden = Hiding(cells, rule).run();
  auto shown = [&](std::size_t cell) { return hidden[cell] ? Shown() : Shown(cells.counts[cell]); };
  auto all_shown = [&](const std::vector<std::size_t>& list) {
    std::vector<Shown> counts;
    counts.reserve(list.size());
    for (std::size_t cell : list) counts.push_back(shown(cell));
    return counts;
  };
  std::vector<ShownTable> list;
  list.reserve(tables.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const Table& table = tables[i];
    list.push_back({table.rows, table.columns, table.row_values, table.column_values,
                    all_shown(places[i].counts), all_shown(places[i].rows), all_shown(places[i].columns),
                    shown(places[i].total)});
  }
  return list;
}

}  // namespace moteplass::statistics
