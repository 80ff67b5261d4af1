#include "policy/differences.h"

#include <gmock/gmock.h>

#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

PolicyModel policy_called(const std::string& name) {
  auto model = read_policy(std::filesystem::path(MOTEPLASS_SOURCE_DIR "/policies") / name);
  EXPECT_TRUE(model) << to_string(model.error().front());
  return std::move(*model);
}

const QuestionDifference& of(const std::vector<QuestionDifference>& all, Question question) {
  return *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.question == question; });
}

TEST(Differences, AModelDoesNotDifferFromItself) {
  auto model = policy_called("rer-2022");
  for (const auto& difference : differences(model, model)) {
    EXPECT_EQ(difference.regions, 0u) << norwegian(difference.question);
    EXPECT_GT(difference.same, 0u) << norwegian(difference.question);
  }
}

TEST(Differences, GivesBothAnswersAndTheFactsTheyHangOn) {
  auto all = differences(policy_called("nou-2019-flertall"), policy_called("rer-2022"));
  ASSERT_EQ(all.size(), 7u);
  const auto& repetition = of(all, Question::repetition);
  ASSERT_EQ(repetition.groups.size(), 2u);
  std::size_t regions = 0;
  bool told = false;
  for (const auto& group : repetition.groups) {
    regions += group.regions.size();
    const auto& first = group.members.front();
    if (first.member != "trinn") continue;
    told = true;
    EXPECT_EQ(first.label, "Trinn");
    EXPECT_EQ(first.a.text, "1");
    EXPECT_EQ(first.b.text, "\"ikke angitt\"");
    ASSERT_EQ(group.regions.size(), 1u);
    const auto& part = group.regions[0].facts.at(0);
    EXPECT_EQ(part.path, "history.orders");
    EXPECT_EQ(part.part.kind, ReadCell::Kind::range);
    EXPECT_EQ(part.part.low, "0");
    EXPECT_EQ(part.example, "1");
  }
  EXPECT_TRUE(told);
  EXPECT_EQ(regions, repetition.regions);
}

TEST(Differences, PutsAnotherReactionBeforeAnotherGround) {
  auto all = differences(policy_called("nou-2019-flertall"), policy_called("rer-2022"));
  const auto& reaction = of(all, Question::reaction);
  ASSERT_FALSE(reaction.groups.empty());
  bool grounds_only = false;
  for (const auto& group : reaction.groups) {
    bool other_reaction = group.members.front().member == "reaksjon";
    EXPECT_FALSE(grounds_only && other_reaction);
    grounds_only = grounds_only || !other_reaction;
    EXPECT_FALSE(group.regions.empty());
  }
  EXPECT_EQ(reaction.groups.front().members.front().member, "reaksjon");
}

TEST(Differences, TellsOfTheLengthOfLists) {
  auto all = differences(policy_called("nou-2019-flertall"), policy_called("rer-2022"));
  bool lists = false;
  for (const auto& group : of(all, Question::reaction).groups)
    for (const auto& region : group.regions)
      for (const auto& part : region.facts) {
        if (part.items.empty()) {
          EXPECT_FALSE(part.example.empty()) << part.fact;
        } else {
          lists = true;
        }
      }
  EXPECT_TRUE(lists);
}

}  // namespace
}  // namespace moteplass::policy
