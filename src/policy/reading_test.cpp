#include "policy/reading.h"

#include <set>

#include <gmock/gmock.h>

#include "policy/policy_check.h"
#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

using testing::Contains;
using testing::Pair;

PolicyModel policy_called(const std::string& name) {
  auto model = read_policy(std::filesystem::path(MOTEPLASS_SOURCE_DIR "/policies") / name);
  EXPECT_TRUE(model) << to_string(model.error().front());
  return std::move(*model);
}

const ReadDecision& decision_called(const ReadFile& file, std::string_view name) {
  for (const auto& decision : file.decisions)
    if (decision.name == name) return decision;
  ADD_FAILURE() << name;
  return file.decisions.front();
}

TEST(Reading, TellsTheTablesAsTheFileWritesThem) {
  auto model = policy_called("rer-2022");
  auto reading = read_for_people(model);
  EXPECT_EQ(reading.own.file, "rer-2022/policy.dmn");
  const auto& deadlines = decision_called(reading.own, "Frister");
  EXPECT_EQ(deadlines.asks, Question::deadlines);
  EXPECT_EQ(deadlines.question, "Hvilke frister gjelder?");
  ASSERT_TRUE(deadlines.table);
  EXPECT_EQ(deadlines.table->inputs[0].label, "Alder");
  EXPECT_EQ(deadlines.table->inputs[0].text, "Person.alder");
  EXPECT_EQ(deadlines.table->outputs[0].label, "Innkalling, dager fra melding");
  ASSERT_EQ(deadlines.table->rules.size(), 1u);
  const auto& rule = deadlines.table->rules[0];
  EXPECT_EQ(rule.anchor, "frister-1");
  EXPECT_EQ(rule.inputs[0].kind, ReadCell::Kind::any);
  EXPECT_THAT(rule.source, testing::StartsWith("strpl."));
  EXPECT_FALSE(rule.note.empty());
  EXPECT_FALSE(decision_called(reading.own, "Modellen").expression.empty());
}

TEST(Reading, BringsTheSharedTablesThatAreUsedAndNoOthers) {
  auto reading = read_for_people(policy_called("rer-2022"));
  const auto& follow_up = decision_called(reading.own, "Oppfølging");
  EXPECT_THAT(follow_up.builds_on, Contains(Pair("Samtykke (Alder)", "samtykke")));
  std::vector<std::string> names;
  for (const auto& file : reading.shared)
    for (const auto& decision : file.decisions) names.push_back(file.file + " " + decision.name);
  EXPECT_THAT(names, Contains("felles/alder.dmn Samtykke"));
  EXPECT_THAT(names, testing::Not(Contains("felles/terskelverdier.dmn Portugal")));
}

TEST(Reading, PutsFindingsAtTheRuleTheyAreAbout) {
  auto reading = read_for_people(policy_called("rer-2022"));
  const auto& limits = decision_called(reading.own, "Terskelverdi");
  ASSERT_TRUE(limits.table);
  ASSERT_EQ(limits.findings.size(), 1u);
  EXPECT_EQ(limits.findings[0].kind, FindingKind::default_covers);
  ASSERT_FALSE(limits.findings[0].region.empty());
  EXPECT_EQ(limits.findings[0].region[0].first, "Stoff");
  EXPECT_FALSE(limits.findings[0].example.empty());
  const auto& last = limits.table->rules.back();
  ASSERT_EQ(last.findings.size(), 1u);
  EXPECT_EQ(last.findings[0].kind, FindingKind::redundant);
  EXPECT_EQ(last.findings[0].rules.front(), last.number);
  EXPECT_EQ(reading.errors, 0u);
}

TEST(Reading, EveryModelHasItsQuestionsAndASourceOnEveryRow) {
  for (const auto& folder : policy_folders()) {
    auto model = read_policy(folder);
    ASSERT_TRUE(model) << folder;
    auto reading = read_for_people(*model);
    std::set<std::string> anchors;
    std::size_t questions = 0;
    for (const auto& decision : reading.own.decisions) {
      questions += decision.asks.has_value();
      EXPECT_TRUE(anchors.insert(decision.anchor).second) << folder << decision.anchor;
      EXPECT_TRUE(decision.table || !decision.expression.empty()) << folder << decision.name;
      if (!decision.table) continue;
      for (const auto& rule : decision.table->rules) {
        EXPECT_FALSE(rule.source.empty()) << folder << rule.anchor;
        EXPECT_EQ(rule.inputs.size(), decision.table->inputs.size());
      }
    }
    for (const auto& file : reading.shared)
      for (const auto& decision : file.decisions)
        EXPECT_TRUE(anchors.insert(decision.anchor).second) << folder << decision.anchor;
    EXPECT_EQ(questions, std::size(all_questions)) << folder;
  }
}

TEST(Reading, AnchorsAreStable) {
  EXPECT_EQ(anchor_of("Oppfølging"), "oppfoelging");
  EXPECT_EQ(anchor_of("Reaksjon", 3), "reaksjon-3");
  EXPECT_EQ(anchor_of(" Hvem møter? Nå "), "hvem-moeter-naa");
}

}  // namespace
}  // namespace moteplass::policy
