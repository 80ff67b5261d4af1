// Nothing hidden can be worked out. The attacker here is another than the one in audit.cpp: on small tables
// all the counts that fit are tried one by one, and on larger ones the sums are solved as equations.
#include "statistics/table.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "statistics/table_text.h"

namespace moteplass::statistics {
namespace {

std::vector<std::string> names(char letter, std::size_t count) {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < count; ++i) list.push_back(letter + std::to_string(i));
  return list;
}

Table table_of(char rows, std::size_t height, std::vector<std::int64_t> counts) {
  std::size_t width = counts.size() / height;
  return {std::string(1, rows), "o", names(rows, height), names('o', width), std::move(counts)};
}

// ---- The attackers ---------------------------------------------------------------------------------------

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

Board board_of(const std::vector<Table>& tables, const std::vector<ShownTable>& shown) {
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
std::vector<std::set<std::int64_t>> all_possible(const Board& board, std::int64_t most) {
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
std::vector<std::size_t> solved(const Board& board) {
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

// ---- Random tables that count the same cases -------------------------------------------------------------

std::int64_t pick(std::int64_t least, std::int64_t limit) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(least, limit));
}

// Cases one by one, each with a value of every property; so the tables agree. Some values are rarer.
std::vector<Table> random_tables(std::size_t number, std::size_t most_rows, std::size_t most_columns,
                                 std::int64_t most_cases) {
  auto width = static_cast<std::size_t>(pick(1, static_cast<std::int64_t>(most_columns) + 1));
  std::vector<Table> tables;
  for (std::size_t t = 0; t < number; ++t) {
    auto height = static_cast<std::size_t>(pick(1, static_cast<std::int64_t>(most_rows) + 1));
    tables.push_back(table_of(static_cast<char>('a' + t), height, std::vector<std::int64_t>(height * width)));
  }
  auto cases = pick(0, most_cases + 1);
  auto rare = [](std::size_t count) {
    auto most = static_cast<std::int64_t>(count);
    return static_cast<std::size_t>(std::min(pick(0, most), pick(0, most)));
  };
  for (std::int64_t i = 0; i < cases; ++i) {
    auto column = rare(width);
    for (Table& table : tables) ++table.at(rare(table.row_values.size()), column);
  }
  return tables;
}

void tells_the_truth(const Board& board, Rule rule) {
  for (std::size_t i = 0; i < board.shown.size(); ++i) {
    if (board.shown[i]) RC_ASSERT(*board.shown[i] == board.truth[i]);
    bool small = board.truth[i] > 0 && board.truth[i] < rule.least;
    RC_ASSERT((!small || !board.shown[i]));
    RC_ASSERT((board.truth[i] != 0 || board.shown[i].has_value()));
  }
}

RC_GTEST_PROP(HiddenCounts, MayBeAnyOfSeveralWholeNumbers, ()) {
  Rule rule{pick(2, 5)};
  auto tables = random_tables(static_cast<std::size_t>(pick(1, 3)), 3, 2, 9);
  auto board = board_of(tables, hide_small_counts(tables, rule));
  tells_the_truth(board, rule);
  auto possible = all_possible(board, 12);
  for (std::size_t i = 0; i < board.shown.size(); ++i) {
    if (board.shown[i]) continue;
    RC_ASSERT(static_cast<std::int64_t>(possible[i].size()) >= std::max<std::int64_t>(2, rule.least - 1));
  }
}

RC_GTEST_PROP(HiddenCounts, AreGivenByNoEquation, ()) {
  Rule rule{5};
  auto tables = random_tables(static_cast<std::size_t>(pick(1, 5)), 9, 5, 120);
  auto board = board_of(tables, hide_small_counts(tables, rule));
  tells_the_truth(board, rule);
  RC_ASSERT(solved(board).empty());
}

// ---- By hand ---------------------------------------------------------------------------------------------

std::string picture(const ShownTable& table) {
  std::string text;
  auto add = [&](Shown count) { text += (count ? std::to_string(*count) : ":") + " "; };
  for (std::size_t row = 0; row < table.row_values.size(); ++row) {
    for (std::size_t column = 0; column < table.column_values.size(); ++column) add(table.at(row, column));
    text += "| ";
    add(table.row_totals[row]);
    text += "/ ";
  }
  for (Shown count : table.column_totals) add(count);
  text += "| ";
  add(table.total);
  return text;
}

TEST(HideSmallCounts, LeavesLargeCountsAndZeros) {
  auto shown = hide_small_counts({table_of('a', 2, {10, 0, 20, 30})}, {});
  EXPECT_EQ(picture(shown[0]), "10 0 | 10 / 20 30 | 50 / 30 30 | 60 ");
}

TEST(HideSmallCounts, HidesAsManyOthersAsItTakes) {
  // 3 alone could be had from its row, its column, or both.
  auto shown = hide_small_counts({table_of('a', 3, {3, 20, 10, 12, 30, 40})}, {});
  EXPECT_EQ(picture(shown[0]), ": : | 23 / : : | 22 / 30 40 | 70 / 43 72 | 115 ");
}

TEST(HideSmallCounts, SeesThroughASumOfTwoSmallCounts) {
  // Zeros are shown, so both are at least 1: a total of 2 would give them away.
  auto shown = hide_small_counts({table_of('a', 2, {1, 1, 50, 60})}, {2});
  EXPECT_FALSE(shown[0].row_totals[0] && *shown[0].row_totals[0] == 2);
}

TEST(HideSmallCounts, HidesAllOfVeryFew) {
  auto shown = hide_small_counts({table_of('a', 2, {1, 0, 0, 1})}, {});
  EXPECT_EQ(picture(shown[0]), ": 0 | : / 0 : | : / : : | : ");
}

TEST(HideSmallCounts, HidesASharedMarginEverywhere) {
  // Along the top 4 and 40 in both; the first could be had from the second table alone.
  auto shown = hide_small_counts({table_of('a', 2, {2, 20, 2, 20}), table_of('b', 1, {4, 40})}, {});
  EXPECT_FALSE(shown[0].column_totals[0]);
  EXPECT_FALSE(shown[1].column_totals[0]);
  EXPECT_FALSE(shown[1].at(0, 0));
  EXPECT_FALSE(shown[1].at(0, 1) && shown[1].total);
}

TEST(Csv, HasEveryCellAndQuotes) {
  Table table{"age", "outcome", {"=1+1"}, {"met, late", "say \"no\""}, {3, 40}};
  auto csv = to_csv(hide_small_counts({table}, {}));
  EXPECT_TRUE(csv.starts_with("rows,row,columns,column,count\r\nage,'=1+1,outcome,\"met, late\",:\r\n"))
      << csv;
  EXPECT_NE(csv.find("\"say \"\"no\"\"\",:\r\n"), std::string::npos) << csv;
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7);
}

TEST(Json, LeavesHiddenCountsOut) {
  Table table{"age", "outcome", {"young"}, {"met", "late"}, {3, 40}};
  auto json = to_text(to_json(hide_small_counts({table}, {})[0]));
  EXPECT_TRUE(
      json.starts_with(R"({"rows":"age","columns":"outcome","cells":[{"row":"young","column":"met"},)"
                       R"({"row":"young","column":"late"},{"row":"young","column":"all","count":43})"))
      << json;
}

TEST(Quartiles, AreValuesThatSoManyAreAtOrBelow) {
  EXPECT_EQ(quartiles({{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}}, {}), (Quartiles{2, 3, 4}));
  EXPECT_EQ(quartiles({{1, 3}, {10, 3}}, {}), (Quartiles{1, 5.5, 10}));
  EXPECT_EQ(quartiles({{-2, 4}, {0, 4}, {7, 0}, {8, 8}}, {}), (Quartiles{-1, 4, 8}));
}

TEST(Quartiles, NeedEnoughBehindThem) {
  EXPECT_EQ(quartiles({{3, 4}}, {}), std::nullopt);
  EXPECT_EQ(quartiles({{3, 5}}, {}), (Quartiles{3, 3, 3}));
  EXPECT_EQ(quartiles({}, {2}), std::nullopt);
}

}  // namespace
}  // namespace moteplass::statistics
