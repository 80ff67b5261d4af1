// Intervals against brute force: every function over all cuts between a few values, held against what it says
// of each single value near them.
#include "feel/interval.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "feel/evaluate.h"
#include "feel/operators.h"
#include "feel/type.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

struct Line {
  Type type;
  std::vector<Value> ends;      // of which cuts are made
  std::vector<Value> universe;  // values between any two cuts that have one between them, in order
  bool whole;                   // whether values are whole
};

std::vector<Line> lines() {
  std::vector<Line> all;
  Line numbers{Type(Type::Kind::number), {-1, 0, Decimal(1) / Decimal(2), 1, 3}, {}, false};
  for (int quarters = -12; quarters <= 20; ++quarters)
    numbers.universe.push_back(Decimal(quarters) / Decimal(4));
  all.push_back(numbers);
  Line spans{Type(Type::Kind::days_duration), {}, {}, false};
  for (const Value& end : numbers.ends) spans.ends.push_back(DaysDuration{*end.number() * Decimal(100)});
  for (const Value& value : numbers.universe)
    spans.universe.push_back(DaysDuration{*value.number() * Decimal(100)});
  all.push_back(spans);
  Line dates{Type(Type::Kind::date), {}, {}, true};
  Line ages{Type(Type::Kind::months_duration), {}, {}, true};
  for (int step : {-1, 0, 1, 2, 5}) {
    dates.ends.push_back(date_from_days(18'300 + step));
    ages.ends.push_back(MonthsDuration{step});
  }
  for (int step = -4; step <= 8; ++step) {
    dates.universe.push_back(date_from_days(18'300 + step));
    ages.universe.push_back(MonthsDuration{step});
  }
  all.push_back(dates);
  all.push_back(ages);
  all.push_back({Type(Type::Kind::string),
                 {"", "a", "ab", "å"},
                 {"", " ", "A", "a", "a ", "aa", "ab", "ab ", "b", "å", "åa"},
                 false});
  return all;
}

std::vector<Cut> cuts_of(const Line& line) {
  std::vector<Cut> cuts{{}};
  for (const Value& end : line.ends) {
    cuts.push_back({end, false});
    cuts.push_back({end, true});
  }
  return cuts;
}

bool holds(Comparison comparison, const Value& left, const Value& right) {
  Evaluation evaluation;
  return compare(comparison, left, right, evaluation).is_true();
}
bool is_above(const Value& value, const Cut& low) {
  return low.value.is_null() ||
         holds(low.after ? Comparison::greater : Comparison::at_least, value, low.value);
}
bool is_under(const Value& value, const Cut& high) {
  return high.value.is_null() ||
         holds(high.after ? Comparison::at_most : Comparison::less, value, high.value);
}

std::vector<Value> between(const Line& line, const Cut& low, const Cut& high) {
  std::vector<Value> values;
  for (const Value& value : line.universe)
    if (is_above(value, low) && is_under(value, high)) values.push_back(value);
  return values;
}

template <class Visit>
void for_each_pair(const Visit& visit) {
  for (const Line& line : lines())
    for (const Cut& low : cuts_of(line))
      for (const Cut& high : cuts_of(line)) visit(line, low, high);
}

std::string told(const Cut& cut) {
  return (cut.after ? "after " : "before ") + to_string(cut.value);
}

TEST(Interval, OneCutComesBeforeAnotherIfAValueLiesBetweenThem) {
  for_each_pair([](const Line& line, const Cut& a, const Cut& b) {
    // No text lies before the one without letters; the order of cuts does not know.
    for (const Cut& cut : {a, b})
      if (cut.value == Value("") && !cut.after) return;
    Cut first = normalized(a);
    Cut second = normalized(b);
    auto above_first_alone = [&](const Value& value) {
      return is_above(value, first) && !is_above(value, second);
    };
    auto under_second_alone = [&](const Value& value) {
      return is_under(value, second) && !is_under(value, first);
    };
    const auto& all = line.universe;
    EXPECT_EQ(comes_before(first, second, Side::low), std::any_of(all.begin(), all.end(), above_first_alone))
        << told(a) << ", " << told(b);
    EXPECT_EQ(comes_before(first, second, Side::high),
              std::any_of(all.begin(), all.end(), under_second_alone))
        << told(a) << ", " << told(b);
  });
}

TEST(Interval, NormalizedIsTheSamePlace) {
  for (const Line& line : lines())
    for (const Cut& cut : cuts_of(line)) {
      Cut same = normalized(cut);
      for (const Value& value : line.universe) {
        EXPECT_EQ(is_above(value, same), is_above(value, cut)) << told(cut);
        EXPECT_EQ(is_under(value, same), is_under(value, cut)) << told(cut);
      }
      if (line.whole) {
        EXPECT_FALSE(same.after);
      }
    }
}

TEST(Interval, IsEmptyIfNoValueLiesBetween) {
  for_each_pair([](const Line& line, const Cut& low, const Cut& high) {
    EXPECT_EQ(is_empty(low, high), between(line, low, high).empty()) << told(low) << " to " << told(high);
  });
}

TEST(Interval, IsSingleIfOneValueLiesBetween) {
  for_each_pair([](const Line& line, const Cut& low, const Cut& high) {
    if (low.value.is_null() || high.value.is_null() || is_empty(low, high)) return;
    // Nothing lies before the text without letters, yet an open end says nothing of that.
    bool one =
        between(line, low, high).size() == 1 && (line.whole || (low.value == high.value && !low.after));
    bool single = is_single({low, high, Decimal(1), Decimal()});
    EXPECT_EQ(single, one) << told(low) << " to " << told(high);
  });
}

TEST(Interval, ExampleLiesBetween) {
  for_each_pair([](const Line& line, const Cut& low, const Cut& high) {
    Value example = example_in(low, high, line.type);
    bool empty = between(line, low, high).empty();
    EXPECT_EQ(example.is_null(), empty) << told(low) << " to " << told(high);
    if (!example.is_null()) {
      EXPECT_TRUE(is_above(example, low) && is_under(example, high))
          << to_string(example) << " in " << told(low) << " to " << told(high);
    }
  });
}

// The interval of values, as a fact or as a number calculated from one.
Unknown unknown_in(const Line& line, const Cut& low, const Cut& high, Decimal factor = Decimal(1),
                   Decimal offset = Decimal()) {
  bool is_fact = factor == Decimal(1) && offset == Decimal();
  return {{"fact"},
          {},
          is_fact ? std::make_shared<const Type>(line.type) : nullptr,
          std::make_shared<const Interval>(Interval{low, high, factor, offset})};
}

constexpr Comparison comparisons[] = {Comparison::equal,   Comparison::not_equal, Comparison::less,
                                      Comparison::at_most, Comparison::greater,   Comparison::at_least};

// Whether each value gives the same, and which.
std::optional<bool> agreed(const std::vector<Value>& values, Comparison comparison, const Value& known,
                           Decimal factor = Decimal(1), Decimal offset = Decimal()) {
  std::optional<bool> first;
  for (const Value& value : values) {
    Value calculated = value.number() ? Value(*value.number() * factor + offset) : value;
    bool here = holds(comparison, calculated, known);
    if (first && *first != here) return std::nullopt;
    first = here;
  }
  return first;
}

TEST(Interval, ComparesAsEachOfItsValuesDoesAndMeetsWhereTheyPart) {
  for_each_pair([](const Line& line, const Cut& low, const Cut& high) {
    std::vector<Value> values = between(line, low, high);
    if (values.empty()) return;
    Unknown unknown = unknown_in(line, low, high);
    for (const Value& known : line.ends)
      for (Comparison comparison : comparisons) {
        Evaluation evaluation;
        auto result = compare_interval(comparison, unknown, known, evaluation);
        ASSERT_TRUE(result);
        auto same = agreed(values, comparison, known);
        if (result->is_unknown()) {
          EXPECT_FALSE(same) << told(low) << " to " << told(high) << ", " << to_string(known);
          ASSERT_FALSE(evaluation.cuts().empty());
          // Between the boundaries that were met, values agree.
          std::vector<Cut> ends{low};
          for (const auto& [fact, cut] : evaluation.cuts()) ends.push_back(cut);
          ends.push_back(high);
          for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
            std::vector<Value> part = between(line, ends[i], ends[i + 1]);
            EXPECT_TRUE(part.empty() || agreed(part, comparison, known));
          }
        } else {
          EXPECT_EQ(result->is_true(), same == true);
          EXPECT_TRUE(same) << told(low) << " to " << told(high) << ", " << to_string(known);
        }
      }
  });
}

TEST(Interval, CalculatedNumbersCompareAsEachOfTheirValuesDoes) {
  Line numbers = lines().front();
  Decimal half = Decimal(1) / Decimal(2);
  for (const Cut& low : cuts_of(numbers))
    for (const Cut& high : cuts_of(numbers)) {
      std::vector<Value> values = between(numbers, low, high);
      if (values.empty()) continue;
      for (Decimal factor : {Decimal(2), Decimal(-1), half})
        for (Decimal offset : {Decimal(), Decimal(1), -half})
          for (int known = -3; known <= 3; ++known)
            for (Comparison comparison : comparisons) {
              Evaluation evaluation;
              auto result = compare_interval(comparison, unknown_in(numbers, low, high, factor, offset),
                                             known, evaluation);
              if (!result || result->is_unknown()) continue;
              EXPECT_EQ(agreed(values, comparison, known, factor, offset), std::optional(result->is_true()));
            }
    }
}

TEST(Interval, CalculationsAreThoseOfEachValue) {
  Line numbers = lines().front();
  Unknown unknown = unknown_in(numbers, {}, {});
  int calculated = 0;
  for (Arithmetic operation :
       {Arithmetic::add, Arithmetic::subtract, Arithmetic::multiply, Arithmetic::divide, Arithmetic::power})
    for (UnknownIs side : {UnknownIs::left, UnknownIs::right})
      for (const Value& known : numbers.ends) {
        auto made = calculate_interval(operation, unknown, side, known);
        if (!made) continue;
        ++calculated;
        for (const Value& value : numbers.universe) {
          Evaluation evaluation;
          Value expected = side == UnknownIs::left ? calculate(operation, value, known, evaluation)
                                                   : calculate(operation, known, value, evaluation);
          const Unknown* result = made->as_unknown();
          Value found = *made;
          if (result != nullptr)
            found = *value.number() * result->interval->factor + result->interval->offset;
          EXPECT_EQ(found, expected) << to_string(value) << " and " << to_string(known);
        }
      }
  EXPECT_GT(calculated, 20);
}

}  // namespace
}  // namespace moteplass::feel
