// Nothing hidden can be worked out. The attacker here is another than the one in audit.cpp: on small tables
// all the counts that fit are tried one by one, and on larger ones the sums are solved as equations.
#include "statistics/table.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "statistics/attack.h"
#include "statistics/table_text.h"

namespace moteplass::statistics {
namespace {

using namespace attack;

// ---- Random tables that count the same cases -------------------------------------------------------------

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
