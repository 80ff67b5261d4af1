// What may be shown of a sum. Each contributor attacks with its own counts in hand: what the others' counts
// may be is found by trying all of them, and by solving the sums as equations.
#include <gtest/gtest.h>

#include "statistics/attack.h"
#include "statistics/table.h"

namespace moteplass::statistics {
namespace {

using namespace attack;
using Contributions = std::vector<std::vector<Table>>;

// Each contributor counts cases of its own, by properties, and by itself as a row of the last table.
Contributions random_contributions(std::size_t contributors, std::size_t properties, std::size_t most_rows,
                                   std::size_t most_columns, std::int64_t most_cases) {
  auto width = static_cast<std::size_t>(pick(1, static_cast<std::int64_t>(most_columns) + 1));
  std::vector<std::size_t> heights;
  for (std::size_t t = 0; t < properties; ++t)
    heights.push_back(static_cast<std::size_t>(pick(1, static_cast<std::int64_t>(most_rows) + 1)));
  heights.push_back(contributors);
  auto rare = [](std::size_t count) {
    auto most = static_cast<std::int64_t>(count);
    return static_cast<std::size_t>(std::min(pick(0, most), pick(0, most)));
  };
  Contributions contributions;
  for (std::size_t who = 0; who < contributors; ++who) {
    auto& tables = contributions.emplace_back();
    for (std::size_t t = 0; t < heights.size(); ++t) {
      tables.push_back(
          table_of(static_cast<char>('a' + t), heights[t], std::vector<std::int64_t>(heights[t] * width)));
    }
    for (auto cases = pick(0, most_cases + 1); cases > 0; --cases) {
      auto column = rare(width);
      for (std::size_t t = 0; t < properties; ++t) ++tables[t].at(rare(heights[t]), column);
      ++tables.back().at(who, column);
    }
  }
  return contributions;
}

Shown less(Shown shown, std::int64_t own, std::int64_t others) {
  if (others == 0) return 0;  // it knows where the others have nothing
  return shown ? Shown(*shown - own) : Shown();
}

// What is left when one contributor has taken its own away; nobody's own: the sum itself.
Board board_less(const Contributions& contributions, const std::vector<ShownTable>& shown,
                 std::optional<std::size_t> who) {
  std::vector<Table> others;
  std::vector<ShownTable> left = shown;
  for (std::size_t t = 0; t < shown.size(); ++t) {
    Table table = contributions.front()[t];
    std::fill(table.counts.begin(), table.counts.end(), 0);
    auto own = table;
    for (std::size_t i = 0; i < contributions.size(); ++i) {
      auto& to = who == i ? own : table;
      for (std::size_t cell = 0; cell < to.counts.size(); ++cell)
        to.counts[cell] += contributions[i][t].counts[cell];
    }
    std::size_t width = table.column_values.size();
    std::vector<std::int64_t> column_own(width), column_others(width);
    std::int64_t all_own = 0, all_others = 0;
    for (std::size_t row = 0; row < table.row_values.size(); ++row) {
      std::int64_t row_own = 0, row_others = 0;
      for (std::size_t column = 0; column < width; ++column) {
        auto& cell = left[t].counts[row * width + column];
        cell = less(cell, own.at(row, column), table.at(row, column));
        row_own += own.at(row, column);
        row_others += table.at(row, column);
        column_own[column] += own.at(row, column);
        column_others[column] += table.at(row, column);
      }
      left[t].row_totals[row] = less(left[t].row_totals[row], row_own, row_others);
      all_own += row_own;
      all_others += row_others;
    }
    for (std::size_t column = 0; column < width; ++column) {
      left[t].column_totals[column] =
          less(left[t].column_totals[column], column_own[column], column_others[column]);
    }
    left[t].total = less(left[t].total, all_own, all_others);
    others.push_back(std::move(table));
  }
  return board_of(others, left);
}

bool is_small(std::int64_t count, Rule rule) {
  return count > 0 && count < rule.least;
}

RC_GTEST_PROP(Sums, HideSmallCountsOfTheOthersFromEachContributor, ()) {
  Rule rule{pick(2, 5)};
  auto contributions = random_contributions(static_cast<std::size_t>(pick(2, 4)), 1, 2, 2, 4);
  auto shown = hide_small_counts_of_sum(contributions, {}, rule);
  tells_the_truth(board_less(contributions, shown, std::nullopt), rule);
  for (std::size_t who = 0; who <= contributions.size(); ++who) {
    auto board =
        board_less(contributions, shown, who < contributions.size() ? std::optional(who) : std::nullopt);
    auto possible = all_possible(board, 12);
    for (std::size_t i = 0; i < board.shown.size(); ++i) {
      if (!is_small(board.truth[i], rule)) continue;
      RC_ASSERT(!board.shown[i].has_value());
      RC_ASSERT(static_cast<std::int64_t>(possible[i].size()) >= std::max<std::int64_t>(2, rule.least - 1));
    }
  }
}

RC_GTEST_PROP(Sums, GiveNoSmallCountOfTheOthersByEquations, ()) {
  Rule rule{5};
  auto contributions = random_contributions(static_cast<std::size_t>(pick(2, 6)),
                                            static_cast<std::size_t>(pick(1, 4)), 6, 4, 40);
  auto shown = hide_small_counts_of_sum(contributions, {}, rule);
  for (std::size_t who = 0; who < contributions.size(); ++who) {
    auto board = board_less(contributions, shown, who);
    auto found = solved(board);
    for (std::size_t i = 0; i < board.shown.size(); ++i) {
      if (!is_small(board.truth[i], rule)) continue;
      RC_ASSERT(!board.shown[i].has_value());
      RC_ASSERT(std::find(found.begin(), found.end(), i) == found.end());
    }
  }
}

TEST(Sums, OfOneAreThatOneAlone) {
  auto table = table_of('a', 2, {10, 0, 20, 30});
  auto shown = hide_small_counts_of_sum({{table}}, {}, {});
  EXPECT_EQ(shown[0].counts, (std::vector<Shown>{10, 0, 20, 30}));
}

TEST(Sums, HideALargeCountThatIsAllButOnesOwn) {
  // The first has 10 of the 12: whoever shows 12 tells it of the 2.
  Contributions two{{table_of('a', 2, {10, 20, 30, 40})}, {table_of('a', 2, {2, 25, 35, 45})}};
  auto shown = hide_small_counts_of_sum(two, {}, {});
  EXPECT_FALSE(shown[0].at(0, 0));
  EXPECT_EQ(shown[0].total, 207);
  int hidden = 0;
  for (auto count : shown[0].counts) hidden += count ? 0 : 1;
  EXPECT_EQ(hidden, 4) << "one alone could be had from its row";
}

TEST(Sums, OfLargeCountsAreShown) {
  Contributions three;
  for (std::int64_t i = 0; i < 3; ++i) three.push_back({table_of('a', 2, {10 + i, 20, 0, 40})});
  auto shown = hide_small_counts_of_sum(three, {}, {});
  EXPECT_EQ(shown[0].counts, (std::vector<Shown>{33, 60, 0, 120}));
}

// Units and the municipalities they serve. Of each pair, how many had each outcome.
struct Served {
  std::size_t unit;
  std::size_t municipality;
  std::vector<std::int64_t> counts;
};

struct TwoLevels {
  Contributions contributions;  // tables by unit, by municipality, by pair
  std::vector<Division> divisions;

  explicit TwoLevels(const std::vector<Served>& served) {
    std::size_t units = 0, municipalities = 0, width = served.front().counts.size();
    Division by_unit{2, 0, {}}, by_municipality{2, 1, {}};
    for (const auto& pair : served) {
      units = std::max(units, pair.unit + 1);
      municipalities = std::max(municipalities, pair.municipality + 1);
      by_unit.of.push_back(pair.unit);
      by_municipality.of.push_back(pair.municipality);
    }
    divisions = {by_unit, by_municipality};
    for (std::size_t unit = 0; unit < units; ++unit) {
      std::vector<Table> tables;
      for (auto [name, height] : {std::pair('u', units), {'m', municipalities}, {'p', served.size()}})
        tables.push_back(table_of(name, height, std::vector<std::int64_t>(height * width)));
      for (std::size_t pair = 0; pair < served.size(); ++pair) {
        if (served[pair].unit != unit) continue;
        for (std::size_t column = 0; column < width; ++column) {
          for (auto [table, row] :
               {std::pair<std::size_t, std::size_t>(0, unit), {1, served[pair].municipality}, {2, pair}})
            tables[table].at(row, column) += served[pair].counts[column];
        }
      }
      contributions.push_back(std::move(tables));
    }
  }

  std::vector<ShownTable> shown(Rule rule) const {
    return hide_small_counts_of_sum(contributions, divisions, rule);
  }

  // What the levels say together: the pairs add up to both.
  Board board(const std::vector<ShownTable>& tables, std::optional<std::size_t> who) const {
    auto board = board_less(contributions, tables, who);
    auto cell = [&](char letter, std::size_t row, std::size_t column) {
      return board.ids.at(letter + std::to_string(row) + "o" + std::to_string(column));
    };
    for (const auto& division : divisions) {
      const Table& coarse = contributions.front()[division.coarse];
      for (std::size_t row = 0; row < coarse.row_values.size(); ++row) {
        for (std::size_t column = 0; column < coarse.column_values.size(); ++column) {
          std::vector<std::size_t> parts;
          for (std::size_t pair = 0; pair < division.of.size(); ++pair)
            if (division.of[pair] == row) parts.push_back(cell('p', pair, column));
          if (!parts.empty()) board.sums.emplace_back(cell(coarse.rows[0], row, column), parts);
        }
      }
    }
    return board;
  }
};

TEST(Sums, HideWhatAUnitAndItsMunicipalitiesWouldTellTogether) {
  // Unit u0 serves m0 and m1 alone. By municipality 3 could be hidden beside 30; but u0's 63 less m1's 60
  // is 3.
  TwoLevels levels({{0, 0, {3}}, {0, 1, {60}}, {1, 2, {30}}, {1, 3, {80}}});
  auto shown = levels.shown({});
  EXPECT_FALSE(shown[1].row_totals[0]);
  EXPECT_FALSE(shown[0].row_totals[0] && shown[1].row_totals[1]);
  for (auto count : shown[2].counts) EXPECT_FALSE(count) << "of the pairs nothing is shown";
}

TEST(Sums, ShowBothLevelsWhereNothingIsSmall) {
  TwoLevels levels({{0, 0, {20, 30}}, {1, 0, {15, 25}}, {1, 1, {40, 50}}});
  auto shown = levels.shown({});
  EXPECT_EQ(shown[0].counts, (std::vector<Shown>{20, 30, 55, 75}));
  EXPECT_EQ(shown[1].counts, (std::vector<Shown>{35, 55, 40, 50}));
}

RC_GTEST_PROP(Sums, OnTwoLevelsGiveNoSmallCountByEquations, ()) {
  Rule rule{5};
  std::vector<Served> served;
  auto units = static_cast<std::size_t>(pick(1, 4));
  for (std::size_t unit = 0; unit < units; ++unit) {
    for (std::size_t municipality = 0; municipality < 4; ++municipality) {
      // Most municipalities have one unit, some two.
      if (municipality % units != unit && pick(0, 4) > 0) continue;
      served.push_back({unit, municipality, {pick(0, 30), pick(0, 12)}});
    }
  }
  TwoLevels levels(served);
  auto shown = levels.shown(rule);
  for (std::size_t who = 0; who <= units; ++who) {
    auto board = levels.board(shown, who < units ? std::optional(who) : std::nullopt);
    auto found = solved(board);
    for (std::size_t i = 0; i < board.shown.size(); ++i) {
      if (!is_small(board.truth[i], rule)) continue;
      RC_ASSERT(!board.shown[i].has_value());
      RC_ASSERT(std::find(found.begin(), found.end(), i) == found.end());
    }
  }
}

}  // namespace
}  // namespace moteplass::statistics
