#include "casework/help/assist.h"

#include <gtest/gtest.h>

namespace moteplass::casework {
namespace {

using enum AssistFrequency;
using Substance = AssistSubstance;

AssistUse use(Substance substance, AssistFrequency all, AssistRecency both) {
  AssistUse use{substance, all, all, all, all, both, both};
  if (all == never) use.desire = use.problems = use.failed = std::nullopt;
  if (substance == Substance::tobacco) use.failed = std::nullopt;
  return use;
}
std::int64_t points(const AssistUse& use) {
  return scores_of({{use}, std::nullopt}).front().points;
}

TEST(Assist, EveryAnswerHasTheWeightOfTheManual) {
  auto with = [](AssistFrequency frequency) {
    std::vector<std::int64_t> weights;
    AssistUse none{Substance::cannabis, never, {}, {}, {}, AssistRecency::never, AssistRecency::never};
    for (auto member : {&AssistUse::desire, &AssistUse::problems, &AssistUse::failed}) {
      auto one = none;
      one.*member = frequency;
      weights.push_back(points(one));
    }
    none.used = frequency;
    weights.insert(weights.begin(), points(none));
    return weights;
  };
  using Weights = std::vector<std::int64_t>;
  EXPECT_EQ(with(never), (Weights{0, 0, 0, 0}));
  EXPECT_EQ(with(once_or_twice), (Weights{2, 3, 4, 5}));
  EXPECT_EQ(with(monthly), (Weights{3, 4, 5, 6}));
  EXPECT_EQ(with(weekly), (Weights{4, 5, 6, 7}));
  EXPECT_EQ(with(daily), (Weights{6, 6, 7, 8}));
  AssistUse once{Substance::cannabis, never, {}, {}, {}, AssistRecency::past_three_months,
                 AssistRecency::never};
  EXPECT_EQ(points(once), 6);
  once.cut_down = AssistRecency::earlier;
  EXPECT_EQ(points(once), 9);
}

TEST(Assist, TheMostThereIsIs39AndForTobacco31) {
  EXPECT_EQ(points(use(Substance::opioids, daily, AssistRecency::past_three_months)), 39);
  EXPECT_EQ(points(use(Substance::tobacco, daily, AssistRecency::past_three_months)), 31);
  // A fifth answer that came in for tobacco counts nothing.
  auto with_fifth = use(Substance::tobacco, daily, AssistRecency::past_three_months);
  with_fifth.failed = daily;
  EXPECT_EQ(points(with_fifth), 31);
  EXPECT_EQ(points(use(Substance::alcohol, never, AssistRecency::never)), 0);
}

TEST(Assist, AlcoholHasLimitsOfItsOwn) {
  auto bands = [](Substance substance) {
    std::string text;
    for (int points = 0; points <= 39; ++points) {
      text += std::string(word(assist_band(substance, points))).substr(0, 1);
    }
    return text;
  };
  EXPECT_EQ(bands(Substance::alcohol),
            std::string(11, 'l') + std::string(16, 'm') + std::string(13, 'h'));  // 0-10, 11-26, 27+
  for (auto substance : {Substance::tobacco, Substance::cannabis, Substance::cocaine, Substance::other}) {
    EXPECT_EQ(bands(substance), std::string(4, 'l') + std::string(23, 'm') + std::string(13, 'h'));
  }
}

TEST(Assist, InjectionGivesNoPoints) {
  AssistForm form{{use(Substance::opioids, weekly, AssistRecency::never)}, std::nullopt};
  auto without = scores_of(form);
  form.injected = AssistRecency::past_three_months;
  EXPECT_EQ(scores_of(form), without);
  EXPECT_EQ(without.front(), (AssistScore{Substance::opioids, 22, AssistBand::moderate}));
}

TEST(Assist, AnswersMustFitWhatWasAsked) {
  auto form = [](AssistUse one) { return AssistForm{{one}, std::nullopt}; };
  EXPECT_EQ(fault_in({}), std::nullopt);  // none ever used
  EXPECT_EQ(fault_in(form(use(Substance::alcohol, daily, AssistRecency::never))), std::nullopt);
  EXPECT_EQ(fault_in(form(use(Substance::alcohol, never, AssistRecency::earlier))), std::nullopt);
  EXPECT_EQ(fault_in(form(use(Substance::tobacco, daily, AssistRecency::never))), std::nullopt);

  auto recent = use(Substance::alcohol, daily, AssistRecency::never);
  recent.desire.reset();
  EXPECT_EQ(fault_in(form(recent)), "uses[0].desire");
  auto not_recent = use(Substance::alcohol, never, AssistRecency::never);
  not_recent.problems = never;
  EXPECT_EQ(fault_in(form(not_recent)), "uses[0].problems");
  auto tobacco = use(Substance::tobacco, daily, AssistRecency::never);
  tobacco.failed = never;
  EXPECT_EQ(fault_in(form(tobacco)), "uses[0].failed");
  auto alcohol = use(Substance::alcohol, never, AssistRecency::never);
  EXPECT_EQ(fault_in({{alcohol, alcohol}, std::nullopt}), "uses[1].substance");
}

}  // namespace
}  // namespace moteplass::casework
