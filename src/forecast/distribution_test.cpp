#include <map>
#include <set>

#include <gtest/gtest.h>

#include "forecast/distribution_text.h"
#include "policy/policy_files_test.h"

namespace moteplass::forecast {
namespace {

using policy::Question;

const std::vector<policy::PolicyModel>& models() {
  static const auto all = [] {
    std::vector<policy::PolicyModel> read;
    for (const auto& folder : policy::policy_folders())
      if (auto model = policy::read_policy(folder)) read.push_back(std::move(*model));
    return read;
  }();
  return all;
}

constexpr Settings few{.seed = 5, .number = 120};

// Of the few, by every model.
const std::vector<Tally>& tallies() {
  static const auto counted = [] {
    auto all = encounters(few);
    std::vector<Tally> each;
    for (const auto& model : models()) each.push_back(tally(model, all, few));
    return each;
  }();
  return counted;
}

TEST(Distribution, IsWhatAskingOneByOneGives) {
  auto all = encounters(few);
  ASSERT_GE(models().size(), 2u);
  for (const auto& model : models()) {
    auto counted = tally(model, all, few);
    std::map<std::string, std::int64_t> reactions;
    std::int64_t called = 0, meetings = 0, guardians = 0, fees = 0, nok = 0, told = 0;
    for (auto facts : all) {
      auto answer = model.answer(Question::reaction, facts);
      auto reaction = policy::reaction_answer(answer);
      auto outcome =
          reaction ? std::string(policy::word(reaction->reaction)) : std::string(policy::word(answer.status));
      ++reactions[outcome];
      if (!reaction) continue;
      const auto* fee = answer.answer.if_contains("fee");
      fees += fee != nullptr && fee->as_string() != "ikke angitt";
      if (!policy::is_attendance(reaction->reaction)) continue;
      ++called;
      meetings += reaction->meetings_required.value_or(0);
      auto summons = policy::summons_answer(model.answer(Question::summons, facts));
      guardians += summons && summons->guardian == policy::GuardianRule::called;
      auto feedback = policy::feedback_answer(model.answer(Question::feedback, facts));
      told += feedback && feedback->scope == policy::FeedbackScope::attended_yes_no;
      facts.history.no_shows = few.no_shows;
      auto no_show = model.answer(Question::no_show, facts);
      const auto* amount = no_show.answer.if_contains("fee_nok");
      if (amount != nullptr && amount->is_int64()) nok += amount->as_int64();
    }
    for (std::size_t i = 0; i < outcome_count; ++i) {
      auto name = std::string(word(static_cast<Outcome>(i)));
      EXPECT_EQ(counted.reactions[i], reactions[name]) << counted.model.ref.name << " " << name;
    }
    EXPECT_EQ(counted.called, called) << counted.model.ref.name;
    EXPECT_EQ(counted.meetings, meetings) << counted.model.ref.name;
    EXPECT_EQ(counted.guardians, guardians) << counted.model.ref.name;
    EXPECT_EQ(counted.reaction_fees, fees) << counted.model.ref.name;
    EXPECT_EQ(counted.no_show_nok, nok) << counted.model.ref.name;
    EXPECT_EQ(counted.told[static_cast<std::size_t>(Told::attended_yes_no)], told) << counted.model.ref.name;
  }
}

TEST(Distribution, EveryEncounterIsCountedOnce) {
  for (const auto& counted : tallies()) {
    std::int64_t sum = 0;
    for (auto count : counted.reactions) sum += count;
    EXPECT_EQ(sum, few.number);
    std::int64_t told = 0;
    for (auto count : counted.told) told += count;
    EXPECT_EQ(told, counted.called);
    EXPECT_LE(counted.guardians + counted.guardians_open, counted.called);
  }
}

TEST(Distribution, TheModelsDifferAndAreNotAllUndecided) {
  std::set<std::array<std::int64_t, outcome_count>> different;
  for (const auto& one : tallies()) {
    different.insert(one.reactions);
    EXPECT_LT(one.reactions[at(Outcome::undecided)], few.number / 2) << one.model.ref.name;
  }
  EXPECT_GT(different.size(), 1u);
}

TEST(Flows, SumToTheTotalsOfBothModels) {
  const auto& counted = tallies();
  for (const auto& from : counted) {
    for (const auto& to : counted) {
      std::array<std::int64_t, outcome_count> left{}, right{};
      for (const auto& flow : flows(from, to)) {
        EXPECT_GT(flow.count, 0);
        left[at(flow.from)] += flow.count;
        right[at(flow.to)] += flow.count;
      }
      EXPECT_EQ(left, from.reactions);
      EXPECT_EQ(right, to.reactions);
    }
  }
}

TEST(Flows, OfAModelWithItselfGoStraightAcross) {
  const auto& counted = tallies();
  for (const auto& flow : flows(counted.front(), counted.front())) EXPECT_EQ(flow.from, flow.to);
}

TEST(DistributionText, CsvHasFiveFieldsARowAndEveryNumber) {
  Distribution distribution{few, {}};
  for (auto& one : tallies()) distribution.tallies.push_back(std::make_shared<const Tally>(one));
  auto csv = to_csv(distribution);
  std::size_t rows = 0;
  int fields = 1;
  bool quoted = false;
  for (char c : csv) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',') ++fields;
    if (c != '\n') continue;
    EXPECT_EQ(fields, 5) << "row " << rows;
    fields = 1;
    ++rows;
  }
  EXPECT_GT(rows, 25 * distribution.tallies.size());
  EXPECT_TRUE(csv.starts_with("part,model,item,value,note\r\nnotice,"));
  EXPECT_NE(csv.find("\r\nsetting,,seed,5,\r\n"), std::string::npos);
  EXPECT_NE(csv.find("\r\nassumption,,intent_to_sell: true,50,antagelse uten kilde\r\n"), std::string::npos);
  for (const auto& one : distribution.tallies) {
    auto row = "\r\nreactions," + one->model.ref.name + ",duty_to_attend," +
               std::to_string(one->reactions[at(Outcome::duty_to_attend)]) + ",\r\n";
    EXPECT_NE(csv.find(row), std::string::npos) << row;
  }
}

TEST(DistributionText, JsonTellsSourcesAndCounts) {
  Distribution distribution{few, {}};
  for (auto& one : tallies()) distribution.tallies.push_back(std::make_shared<const Tally>(one));
  json::value told = to_json(distribution);
  EXPECT_EQ(told.at("settings").at("number").as_int64(), few.number);
  EXPECT_EQ(told.at("models").as_array().size(), models().size());
  bool sourced = false, unsourced = false;
  for (const auto& assumption : told.at("assumptions").as_array())
    (assumption.as_object().contains("source") ? sourced : unsourced) = true;
  EXPECT_TRUE(sourced && unsourced);
  const auto& first = told.at("models").at(0);
  EXPECT_EQ(first.at("reactions").as_object().size(), outcome_count);
  EXPECT_EQ(first.at("meetings").at("called").as_int64(), distribution.tallies.front()->called);
}

}  // namespace
}  // namespace moteplass::forecast
