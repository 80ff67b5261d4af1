#include "policy/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moteplass::policy {
namespace {

std::vector<std::string> faults_of(std::string_view text, std::string path = {}) {
  auto facts = facts_from_json(*parse_json(text), std::move(path));
  std::vector<std::string> faults;
  if (!facts) {
    for (const auto& fault : facts.error()) faults.push_back(to_string(fault));
  }
  return faults;
}

TEST(Facts, ReadsAndWritesTheWholeShape) {
  auto text =
      R"({"encounter":{"date":"2026-03-14","municipality":"0301","near_school":false,"acts":["use","possession"],)"
      R"("substances":[{"substance":"cannabis","amount":"3.2","unit":"g"},{"amount":"0.001"}],)"
      R"("intent_to_sell":false,"other_offences":true},)"
      R"("person":{"age":19,"residence":"0301","addiction":"none"},"history":{"orders":0,"no_shows":2}})";
  auto facts = facts_from_json(*parse_json(text));
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->encounter.substances->at(0).amount, Decimal::parse("3.2"));
  EXPECT_EQ(facts->encounter.substances->at(0).substance, Substance::cannabis);
  EXPECT_FALSE(facts->encounter.substances->at(1).unit);
  EXPECT_EQ(facts->person.addiction, Addiction::none);
  EXPECT_EQ(to_text(to_json(*facts)), text);
}

TEST(Facts, WhatIsAbsentOrNullIsUnknown) {
  for (auto text : {"{}", R"({"encounter":{},"person":{"age":null},"history":null})"}) {
    auto facts = facts_from_json(*parse_json(text));
    ASSERT_TRUE(facts) << text;
    EXPECT_FALSE(facts->encounter.acts);
    EXPECT_FALSE(facts->encounter.substances);
    EXPECT_FALSE(facts->person.age);
    EXPECT_EQ(to_text(to_json(*facts)), "{}");
  }
}

TEST(Facts, NoneFoundIsSomethingElseThanUnknown) {
  auto facts = facts_from_json(*parse_json(R"({"encounter":{"acts":[],"substances":[]}})"));
  ASSERT_TRUE(facts);
  EXPECT_TRUE(facts->encounter.substances->empty());
  EXPECT_EQ(to_text(to_json(*facts)), R"({"encounter":{"acts":[],"substances":[]}})");
}

TEST(Facts, AnUnlistedSubstanceIsRefusedWithTheWordsThatWouldDo) {
  auto faults = faults_of(R"({"encounter":{"substances":[{"substance":"hasj"}]}})");
  ASSERT_EQ(faults.size(), 1u);
  EXPECT_EQ(
      faults[0],
      "encounter.substances[0].substance: not_allowed; expected one of: heroin, cocaine, amphetamine, "
      "methamphetamine, ghb, gbl, butanediol, lsd, lsd_pure, mdma, cannabis, psilocybin_mushroom, khat, "
      "medicine, methadone, morphine, opium, pcp, other");
}

TEST(Facts, RefusesUnknownMembersEverywhere) {
  EXPECT_THAT(faults_of(R"({"encounter":{"place":"x","substances":[{"purity":"1"}]},"person":{"name":"x"},)"
                        R"("history":{"years":1},"extra":1})"),
              testing::UnorderedElementsAre(testing::StartsWith("encounter.place: unknown"),
                                            testing::StartsWith("encounter.substances[0].purity: unknown"),
                                            testing::StartsWith("person.name: unknown"),
                                            testing::StartsWith("history.years: unknown"),
                                            testing::StartsWith("extra: unknown")));
}

TEST(Facts, RefusesWhatIsIllTypedOrOutOfRange) {
  auto amount = [](std::string value) {
    return faults_of(R"({"encounter":{"substances":[{"amount":)" + value + "}]}}");
  };
  for (auto bad : {R"("-1")", "3.2", R"("3,2")", R"("1e3")", R"("+1")", R"("")", R"("three")",
                   R"("123456789012345678901")"}) {
    EXPECT_EQ(amount(bad).size(), 1u) << bad;
  }
  EXPECT_TRUE(amount(R"("0")").empty());
  for (auto bad : {R"({"person":{"age":-1}})",
                   R"({"person":{"age":131}})",
                   R"({"person":{"age":"19"}})",
                   R"({"person":{"age":19.5}})",
                   R"({"person":{"residence":"301"}})",
                   R"({"person":{"residence":301}})",
                   R"({"person":{"addiction":"yes"}})",
                   R"({"history":{"orders":-1}})",
                   R"({"encounter":{"date":"1989-12-31"}})",
                   R"({"encounter":{"date":"2101-01-01"}})",
                   R"({"encounter":{"date":"2026-02-29"}})",
                   R"({"encounter":{"acts":"use"}})",
                   R"({"encounter":{"acts":["sale"]}})",
                   R"({"encounter":{"acts":[1]}})",
                   R"({"encounter":{"substances":{}}})",
                   R"({"encounter":{"substances":[1]}})",
                   R"({"encounter":{"substances":[{"unit":"l"}]}})",
                   R"({"encounter":{"intent_to_sell":"no"}})",
                   R"({"encounter":[]})",
                   "[]",
                   "7"}) {
    EXPECT_EQ(faults_of(bad).size(), 1u) << bad;
  }
}

TEST(Facts, FiftySubstancesAreEnough) {
  auto of = [](int count) {
    std::string list = "{}";
    for (int i = 1; i < count; ++i) list += ",{}";
    return faults_of(R"({"encounter":{"substances":[)" + list + "]}}").size();
  };
  EXPECT_EQ(of(50), 0u);
  EXPECT_EQ(of(51), 1u);
}

TEST(Facts, FaultsStandUnderTheGivenPath) {
  EXPECT_THAT(faults_of(R"({"person":{"age":200}})", "facts"),
              testing::ElementsAre("facts.person.age: out_of_range; expected a whole number from 0 to 130"));
}

TEST(Facts, EveryWordReadsBack) {
  for (int i = 0; i <= static_cast<int>(Substance::other); ++i) {
    auto substance = static_cast<Substance>(i);
    EXPECT_EQ(substance_from(word(substance)), substance);
  }
  for (int i = 0; i <= static_cast<int>(Unit::doses); ++i) {
    auto unit = static_cast<Unit>(i);
    EXPECT_EQ(unit_from(word(unit)), unit);
  }
  for (int i = 0; i <= static_cast<int>(Act::attempted_acquisition); ++i) {
    auto act = static_cast<Act>(i);
    EXPECT_EQ(act_from(word(act)), act);
  }
  for (int i = 0; i <= static_cast<int>(Addiction::addicted); ++i) {
    auto addiction = static_cast<Addiction>(i);
    EXPECT_EQ(addiction_from(word(addiction)), addiction);
  }
}

}  // namespace
}  // namespace moteplass::policy
