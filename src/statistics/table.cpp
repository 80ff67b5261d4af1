#include "statistics/table.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <optional>
#include <set>
#include <tuple>
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
    if (fresh) {
      counts.push_back(count);
      properties.push_back(key.size());
    }
    assert(counts[found->second] == count && "tables that count the same cases");
    return found->second;
  }

  std::vector<std::int64_t> counts;
  std::vector<std::size_t> properties;  // of each cell, how many it is told by: 0 the total, 1 a margin
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

// The counts as one who looks at them is left with them: a reader all of them, a contributor to a sum those
// of the others. Nobody is in doubt where the count is zero.
struct Looker {
  std::vector<std::int64_t> counts;
  bool contributes = false;
  std::size_t looked_at = 0;  // of the hidden cells, in the order they were hidden
};

class Hiding {
 public:
  // `never_shown` says of each cell whether it is hidden whatever its count.
  Hiding(const Cells& cells, std::vector<Looker> lookers, std::vector<bool> never_shown, Rule rule)
      : cells_(cells),
        rule_(rule),
        lookers_(std::move(lookers)),
        never_shown_(std::move(never_shown)),
        hidden_(cells.counts.size(), false) {
    sums_of_.resize(cells.counts.size());
    for (std::size_t sum = 0; sum < cells.sums.size(); ++sum) {
      sums_of_[cells.sums[sum].total].push_back(sum);
      for (std::size_t part : cells.sums[sum].parts) sums_of_[part].push_back(sum);
    }
  }

  // What a hidden cell may be only widens as others are hidden: each looker needs to look at it once.
  std::vector<bool> run() {
    for (std::size_t cell = 0; cell < hidden_.size(); ++cell) {
      bool small = std::any_of(lookers_.begin(), lookers_.end(),
                               [&](const Looker& looker) { return is_small(looker, cell); });
      if (small || (never_shown_[cell] && cells_.counts[cell] > 0)) hide(cell);
    }
    for (bool all_done = false; !all_done;) {
      all_done = true;
      for (Looker& looker : lookers_) {
        if (looker.looked_at == order_.size()) continue;
        protect_from(looker);
        all_done = false;
      }
    }
    return hidden_;
  }

 private:
  void protect_from(Looker& looker) {
    auto values = std::max<std::int64_t>(2, rule_.least - 1);
    std::optional<Audit> audit;
    for (; looker.looked_at < order_.size(); ++looker.looked_at) {
      std::size_t cell = order_[looker.looked_at];
      if (!must_be_in_doubt(looker, cell)) continue;
      while (true) {
        if (!audit) audit.emplace(looker.counts, hidden_from(looker), cells_.sums);
        if (audit->may_be_any_of(cell, values)) break;
        hide(next_to_hide(looker, cell));
        audit.reset();
      }
    }
  }

  bool is_small(const Looker& looker, std::size_t cell) const {
    return looker.counts[cell] > 0 && looker.counts[cell] < rule_.least;
  }
  // From a reader all that is hidden; from a contributor, and of what is never shown, the small counts.
  bool must_be_in_doubt(const Looker& looker, std::size_t cell) const {
    if (is_small(looker, cell)) return true;
    return !looker.contributes && !never_shown_[cell];
  }
  bool is_hidden_from(const Looker& looker, std::size_t cell) const {
    return hidden_[cell] && looker.counts[cell] > 0;
  }
  std::vector<bool> hidden_from(const Looker& looker) const {
    std::vector<bool> hidden(hidden_.size());
    for (std::size_t cell = 0; cell < hidden.size(); ++cell) hidden[cell] = is_hidden_from(looker, cell);
    return hidden;
  }

  void hide(std::size_t cell) {
    hidden_[cell] = true;
    order_.push_back(cell);
  }

  template <class Take>
  void each_cell(std::size_t sum, Take take) const {
    take(cells_.sums[sum].total);
    for (std::size_t part : cells_.sums[sum].parts) take(part);
  }

  // What is lost when it is hidden.
  std::pair<int, std::int64_t> price(std::size_t cell) const {
    return {-static_cast<int>(cells_.properties[cell]), cells_.counts[cell]};
  }

  bool stands_alone(const Looker& looker, std::size_t sum) const {
    int hidden = 0;
    each_cell(sum, [&](std::size_t cell) { hidden += is_hidden_from(looker, cell) ? 1 : 0; });
    return hidden == 1;
  }

  // A count that shares a sum with the exposed cell, or with one that is hidden along with it: within a table
  // rather than on its margin, which says most, and the smallest. First the sums in which only one is hidden,
  // near before far: that one needs company anyway. Then whatever is cheapest.
  std::size_t next_to_hide(const Looker& looker, std::size_t exposed) const {
    std::vector<std::size_t> reached{exposed};
    std::set<std::size_t> seen{exposed};
    std::optional<std::size_t> best;
    auto look_at = [&](std::size_t sum) {
      each_cell(sum, [&](std::size_t cell) {
        if (hidden_[cell] || looker.counts[cell] == 0) return;
        if (!best || price(cell) < price(*best)) best = cell;
      });
    };
    for (std::size_t next = 0; next < reached.size(); ++next) {
      for (std::size_t sum : sums_of_[reached[next]]) {
        if (stands_alone(looker, sum)) look_at(sum);
        each_cell(sum, [&](std::size_t cell) {
          if (is_hidden_from(looker, cell) && seen.insert(cell).second) reached.push_back(cell);
        });
      }
      if (best) return *best;
    }
    for (std::size_t cell : reached)
      for (std::size_t sum : sums_of_[cell]) look_at(sum);
    if (best) return *best;
    // Where all that hangs together is hidden, any multiple of the counts would do as well: nothing is
    // exposed.
    assert(false && "a cell is exposed and nothing is left to hide");
    return exposed;
  }

  const Cells& cells_;
  Rule rule_;
  std::vector<Looker> lookers_;
  std::vector<bool> never_shown_;
  std::vector<bool> hidden_;
  std::vector<std::size_t> order_;
  std::vector<std::vector<std::size_t>> sums_of_;
};

std::vector<ShownTable> shown_of(const std::vector<Table>& tables, const std::vector<Places>& places,
                                 const std::vector<std::int64_t>& counts, const std::vector<bool>& hidden) {
  auto shown = [&](std::size_t cell) { return hidden[cell] ? Shown() : Shown(counts[cell]); };
  auto all_shown = [&](const std::vector<std::size_t>& list) {
    std::vector<Shown> found;
    found.reserve(list.size());
    for (std::size_t cell : list) found.push_back(shown(cell));
    return found;
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

[[maybe_unused]] bool have_same_labels(const std::vector<Table>& some, const std::vector<Table>& others) {
  auto labels = [](const Table& table) {
    return std::tie(table.rows, table.columns, table.row_values, table.column_values);
  };
  return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                    [&](const Table& a, const Table& b) { return labels(a) == labels(b); });
}

std::vector<Table> sum_of(const std::vector<std::vector<Table>>& contributions) {
  std::vector<Table> sum = contributions.front();
  for (std::size_t i = 1; i < contributions.size(); ++i) {
    assert(have_same_labels(contributions[i], sum) && "contributions of the same tables");
    for (std::size_t table = 0; table < sum.size(); ++table) {
      for (std::size_t cell = 0; cell < sum[table].counts.size(); ++cell)
        sum[table].counts[cell] += contributions[i][table].counts[cell];
    }
  }
  return sum;
}

// The cells of a table whose rows divide another's, as parts of that one's.
void divide(const Division& division, const std::vector<Places>& places, Cells& cells) {
  const Places& fine = places[division.fine];
  const Places& coarse = places[division.coarse];
  std::size_t width = fine.columns.size();
  auto sum_up = [&](std::size_t coarse_row, std::size_t total, auto part_of_row) {
    Sum sum{total, {}};
    for (std::size_t row = 0; row < division.of.size(); ++row)
      if (division.of[row] == coarse_row) sum.parts.push_back(part_of_row(row));
    cells.sums.push_back(std::move(sum));
  };
  for (std::size_t coarse_row = 0; coarse_row < coarse.rows.size(); ++coarse_row) {
    sum_up(coarse_row, coarse.rows[coarse_row], [&](std::size_t row) { return fine.rows[row]; });
    for (std::size_t column = 0; column < width; ++column) {
      sum_up(coarse_row, coarse.counts[coarse_row * width + column],
             [&](std::size_t row) { return fine.counts[row * width + column]; });
    }
  }
}

}  // namespace

std::vector<ShownTable> hide_small_counts(const std::vector<Table>& tables, Rule rule) {
  return hide_small_counts_of_sum({tables}, {}, rule);
}

std::vector<ShownTable> hide_small_counts_of_sum(const std::vector<std::vector<Table>>& contributions,
                                                 const std::vector<Division>& divisions, Rule rule) {
  auto tables = sum_of(contributions);
  Cells cells;
  std::vector<Places> places;
  places.reserve(tables.size());
  for (const Table& table : tables) places.push_back(place(table, cells));
  for (const Division& division : divisions) divide(division, places, cells);
  std::vector<Looker> lookers{{cells.counts}};
  // Who contributed everything has no others to look at.
  for (std::size_t i = 0; contributions.size() > 1 && i < contributions.size(); ++i) {
    Cells own;
    for (const Table& table : contributions[i]) place(table, own);
    Looker looker{cells.counts, true};
    for (std::size_t cell = 0; cell < own.counts.size(); ++cell) looker.counts[cell] -= own.counts[cell];
    lookers.push_back(std::move(looker));
  }
  std::vector<bool> never_shown(cells.counts.size(), false);
  for (const Division& division : divisions) {
    for (std::size_t cell : places[division.fine].counts) never_shown[cell] = true;
    for (std::size_t cell : places[division.fine].rows) never_shown[cell] = true;
  }
  auto hidden = Hiding(cells, std::move(lookers), std::move(never_shown), rule).run();
  return shown_of(tables, places, cells.counts, hidden);
}

}  // namespace moteplass::statistics
