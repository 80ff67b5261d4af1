// The desk of made-up encounters: what it keeps, what it refuses, and many asking at once.
#include <thread>

#include "app/distribution_desk.h"
#include "fixture.h"

namespace moteplass::app {
namespace {

class Distribution : public testing::Test {
 protected:
  static const PolicyShelf& shelf() {
    static const PolicyShelf at_hand(real_policies());
    return at_hand;
  }
  SetClock clock_;
  DistributionDesk desk_{shelf(), clock_};
};

TEST_F(Distribution, WhatWasCountedIsKept) {
  forecast::Settings settings{.number = 40};
  auto first = desk_.distribution(settings, {"rer-2022"});
  auto all = desk_.distribution(settings);
  ASSERT_TRUE(first && all);
  EXPECT_GT(all->tallies.size(), 1u);
  auto kept = std::find(all->tallies.begin(), all->tallies.end(), first->tallies.front());
  EXPECT_NE(kept, all->tallies.end()) << "the very same, not another like it";
  settings.seed = 2;
  auto other = desk_.distribution(settings, {"rer-2022"});
  ASSERT_TRUE(other);
  EXPECT_NE(other->tallies.front(), first->tallies.front());
}

TEST_F(Distribution, AModelNamedTwiceIsCountedOnce) {
  auto counted = desk_.distribution({.number = 5}, {"rer-2022", "nou-2019-flertall", "rer-2022"});
  ASSERT_TRUE(counted);
  ASSERT_EQ(counted->tallies.size(), 2u);
  EXPECT_EQ(counted->tallies.front()->model.ref.name, "rer-2022");
}

TEST_F(Distribution, RefusesWhatItCannotCount) {
  auto many = desk_.distribution({.number = 10'001});
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().code, ProblemCode::invalid_fields);
  EXPECT_EQ(many.error().faults.front().field, "number");
  auto unknown = desk_.distribution({.number = 5}, {"no-such"});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ProblemCode::unknown_policy);
}

TEST_F(Distribution, ManyAtOnceAreCountedAlikeOrToldToComeAgain) {
  forecast::Settings settings{.seed = 77, .number = 100};
  std::vector<std::optional<forecast::Distribution>> answers(12);
  std::vector<std::thread> askers;
  for (auto& answer : answers) {
    askers.emplace_back([&] {
      auto counted = desk_.distribution(settings, {"rer-2022", "nou-2019-flertall"});
      if (counted) {
        answer = std::move(*counted);
      } else {
        EXPECT_EQ(counted.error().code, ProblemCode::unavailable);
      }
    });
  }
  for (auto& asker : askers) asker.join();
  auto kept = desk_.distribution(settings, {"rer-2022", "nou-2019-flertall"});
  ASSERT_TRUE(kept);
  std::size_t counted = 0;
  for (const auto& answer : answers) {
    if (!answer) continue;
    ++counted;
    EXPECT_EQ(answer->tallies, kept->tallies);
  }
  EXPECT_GE(counted, 1u);
}

}  // namespace
}  // namespace moteplass::app
