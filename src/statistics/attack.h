// For tests only: those who would find out what is hidden, by other means than audit.cpp. On small tables all
// the counts that fit are tried one by one, and on larger ones the sums are solved as equations.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <rapidcheck/gtest.h>

#include "statistics/table.h"

namespace moteplass::statistics::attack {

inline std::vector<std::string> names(char letter, std::size_t count) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < count; ++i) list.push_back(letter + std::to_string(i));
  return list;
}

inline Table table_of(char rows, std::size_t height, std::vector<std::int64_t> counts) {
  std::size_t width = counts.size() / height;
  return {std::string(1, rows), "o", names(rows, height), names('o', width), std::move(counts)};
}

// One table's numbers with margins, as a list with the sums among them; shared margins are told by name.
struct Board {
  std::vector<Shown> shown;
  std::vector<std::int64_t> truth;
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sums;
  std::map<std::string, std::size_t> ids;

  std::size_t id(const std::string& name, Shown value, std::int64_t count) {
    auto [found, fresh] = ids.try_emplace(name, shown.size());
    if (fresh) {
      shown.push_back(value);
      truth.push_back(count);
    }
    // What is hidden in one table is hidden in the other.
    RC_ASSERT(shown[found->second] == value);
    return found->second;
  }
};

inline Board board_of(const std::vector<Table>& tables, const std::vector<ShownTable>& shown) {
  Board board;
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const Table& table = tables[t];
    std::size_t height = table.row_values.size(), width = table.column_values.size();
    std::vector<std::size_t> rows, columns;
    std::vector<std::vector<std::size_t>> in_column(width);
    std::int64_t all = 0;
    for (std::size_t r = 0; r < height; ++r) {
      std::vector<std::size_t> in_row;
      std::int64_t row_sum = 0;
      for (std::size_t c = 0; c < width; ++c) {
        auto id = board.id(table.row_values[r] + table.column_values[c], shown[t].at(r, c), table.at(r, c));
        in_row.push_back(id);
        in_column[c].push_back(id);
        row_sum += table.at(r, c);
      }
      rows.push_back(board.id(table.row_values[r], shown[t].row_totals[r], row_sum));
      board.sums.emplace_back(rows.back(), in_row);
      all += row_sum;
    }
    for (std::size_t c = 0; c < width; ++c) {
      std::int64_t column_sum = 0;
      for (std::size_t r = 0; r < height; ++r) column_sum += table.at(r, c);
      columns.push_back(board.id(table.column_values[c], shown[t].column_totals[c], column_sum));
      board.sums.emplace_back(columns.back(), in_column[c]);
    }
    auto total = board.id("all", shown[t].total, all);
    board.sums.emplace_back(total, rows);
    board.sums.emplace_back(total, columns);
  }
  return board;
}

// Every way to fill in what is hidden with 1 to `most`, as far as the sums hold. What each hidden cell may
// be.
inline std::vector<std::set<std::int64_t>> all_possible(const Board& board, std::int64_t most) {
  std::vector<std::set<std::int64_t>> possible(board.shown.size());
  std::vector<Shown> filled = board.shown;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < filled.size(); ++i)
    if (!filled[i]) open.push_back(i);
  auto holds = [&] {
    for (const auto& [total, parts] : board.sums) {
      std::int64_t known = 0;
      bool unknown = !filled[total].has_value();
      for (auto part : parts) {
        if (filled[part]) {
          known += *filled[part];
        } else {
          unknown = true;
        }
      }
      if (filled[total] && known > *filled[total]) return false;
      if (!unknown && known != *filled[total]) return false;
    }
    return true;
  };
  std::function<void(std::size_t)> fill = [&](std::size_t next) {
    if (next == open.size()) {
      for (auto cell : open) possible[cell].insert(*filled[cell]);
      return;
    }
    for (std::int64_t value = 1; value <= most; ++value) {
      filled[open[next]] = value;
      if (holds()) fill(next + 1);
    }
    filled[open[next]].reset();
  };
  fill(0);
  return possible;
}

// The hidden cells whose value the equations alone give, by elimination in whole numbers modulo a prime: more
// than enough, as the coefficients are 1 and -1.
inline std::vector<std::size_t> solved(const Board& board) {
  constexpr std::int64_t prime = 1'000'003;
  auto power = [](std::int64_t base, std::int64_t exponent) {
    std::int64_t result = 1;
    for (; exponent > 0; exponent /= 2, base = base * base % prime)
      if (exponent % 2 == 1) result = result * base % prime;
    return result;
  };
  std::vector<std::size_t> open;
  std::vector<std::size_t> column_of(board.shown.size());
  for (std::size_t i = 0; i < board.shown.size(); ++i) {
    if (board.shown[i]) continue;
    column_of[i] = open.size();
    open.push_back(i);
  }
  std::vector<std::vector<std::int64_t>> rows;
  for (const auto& [total, parts] : board.sums) {
    std::vector<std::int64_t> row(open.size());
    if (!board.shown[total]) row[column_of[total]] += prime - 1;
    for (auto part : parts)
      if (!board.shown[part]) row[column_of[part]] += 1;
    rows.push_back(std::move(row));
  }
  std::size_t rank = 0;
  for (std::size_t column = 0; column < open.size() && rank < rows.size(); ++column) {
    auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(rank), rows.end(),
                              [&](const auto& row) { return row[column] % prime != 0; });
    if (pivot == rows.end()) continue;
    std::iter_swap(rows.begin() + static_cast<std::ptrdiff_t>(rank), pivot);
    auto inverse = power(rows[rank][column] % prime, prime - 2);
    for (auto& value : rows[rank]) value = value % prime * inverse % prime;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      auto factor = rows[r][column] % prime;
      if (r == rank || factor == 0) continue;
      for (std::size_t i = 0; i < open.size(); ++i)
        rows[r][i] = ((rows[r][i] - factor * rows[rank][i]) % prime + prime) % prime;
    }
    ++rank;
  }
  std::vector<std::size_t> found;
  for (const auto& row : rows) {
    auto used = std::count_if(row.begin(), row.end(), [](auto value) { return value != 0; });
    if (used != 1) continue;
    auto at = std::find_if(row.begin(), row.end(), [](auto value) { return value != 0; });
    found.push_back(open[static_cast<std::size_t>(at - row.begin())]);
  }
  return found;
}

inline std::int64_t pick(std::int64_t least, std::int64_t limit) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(least, limit));
}

inline void tells_the_truth(const Board& board, Rule rule) {
  for (std::size_t i = 0; i < board.shown.size(); ++i) {
    if (board.shown[i]) RC_ASSERT(*board.shown[i] == board.truth[i]);
    bool small = board.truth[i] > 0 && board.truth[i] < rule.least;
    RC_ASSERT((!small || !board.shown[i]));
    RC_ASSERT((board.truth[i] != 0 || board.shown[i].has_value()));
  }
}

}  // namespace moteplass::statistics::attack
