#include "policy/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hash.h"
#include "dmn/check/check.h"
#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

std::string text_of_policy(const std::string& name) {
  return text_of_file(std::filesystem::path(MOTEPLASS_SOURCE_DIR) / "policies" / name / "policy.dmn");
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  std::size_t places = 0;
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    ++places;
  }
  EXPECT_GT(places, 0u) << from;
  return text;
}

std::string faults_of(const std::string& text) {
  auto model = PolicyModel::read("test", text, shared_models());
  if (model) return "";
  std::string faults;
  for (const auto& fault : model.error()) faults += to_string(fault) + "\n";
  return faults;
}

// The policy with a type of its own for Person, of these components, instead of the shared one.
std::string with_own_person(const std::string& text, const std::string& components) {
  auto typed = replaced(text, "opplysninger.tPerson", "tEgenPerson");
  return replaced(typed, "<inputData id=\"inn_paatreff\"",
                  "<itemDefinition name=\"tEgenPerson\">" + components +
                      "</itemDefinition><inputData id=\"inn_paatreff\"");
}

Facts facts_of(const std::string& example) {
  auto path = std::filesystem::path(MOTEPLASS_SOURCE_DIR) / "policies/examples" / example;
  return *facts_from_json(*parse_json(text_of_file(path)));
}

TEST(Policy, SaysWhatItIs) {
  auto text = text_of_policy("rer-2022");
  auto model = PolicyModel::read("rer-2022", text, shared_models());
  ASSERT_TRUE(model) << faults_of(text);
  EXPECT_EQ(model->summary().ref.name, "rer-2022");
  EXPECT_EQ(model->summary().ref.version, "1.0");
  EXPECT_EQ(model->summary().valid_from, parse_date("2022-07-01"));
  EXPECT_FALSE(model->summary().valid_to);
  EXPECT_NE(model->summary().title, "");
  EXPECT_FALSE(
      PolicyModel::read("nou", text_of_policy("nou-2019-flertall"), shared_models())->summary().valid_from);
}

TEST(Policy, RefusesAFileThatIsNoPolicy) {
  auto text = text_of_policy("nou-2019-flertall");
  EXPECT_NE(faults_of(""), "");
  EXPECT_NE(faults_of("<definitions/>"), "");
  EXPECT_THAT(faults_of(replaced(text, "name=\"Frister\"", "name=\"Fristene\"")),
              testing::HasSubstr("decision Frister is missing"));
  EXPECT_THAT(faults_of(replaced(text, "name=\"Modellen\"", "name=\"Om\"")),
              testing::HasSubstr("decision Modellen is missing"));
  EXPECT_THAT(faults_of(replaced(text, "gjelder fra: null", "gjelder fra: \"snart\"")),
              testing::HasSubstr("gjelder fra"));
}

// The same file with another shared table under it is another model.
TEST(Policy, ItsHashIsOfAllItIsMadeOf) {
  auto text = text_of_policy("nou-2019-flertall");
  std::vector<SharedModels::Text> texts;
  for (const auto* shared : shared_models().all()) texts.push_back(*shared);
  auto hash = [&](std::vector<SharedModels::Text> shared) {
    std::reverse(shared.begin(), shared.end());  // whatever order they are found in
    return PolicyModel::read("nou", text, *SharedModels::read(std::move(shared)))->summary().ref.hash;
  };
  auto as_it_is = PolicyModel::read("nou", text, shared_models())->summary().ref.hash;
  EXPECT_EQ(hash(texts), as_it_is);
  for (auto& shared : texts)
    if (shared.file == "felles/terskelverdier.dmn")
      shared.dmn = replaced(shared.dmn, "<text>15</text>", "<text>16</text>");
  EXPECT_NE(hash(texts), as_it_is);
}

TEST(Policy, RefusesWhatItImportsAndDoesNotFind) {
  auto model = PolicyModel::read("nou", text_of_policy("nou-2019-flertall"));
  ASSERT_FALSE(model);
  EXPECT_THAT(to_string(model.error().front()), testing::HasSubstr("urn:moteplass:felles:"));
}

TEST(Policy, RefusesAnswersOutsideTheVocabulary) {
  auto text = text_of_policy("nou-2019-flertall");
  EXPECT_THAT(faults_of(replaced(text, "\"møteplikt\"", "\"moteplikt\"")), testing::HasSubstr("reaksjon"));
  EXPECT_THAT(faults_of(replaced(text, "\"oppsøking\"", "\"hjemmebesøk\"")), testing::HasSubstr("skritt"));
  EXPECT_THAT(faults_of(replaced(text, "name=\"omfang\"", "name=\"omfanget\"")),
              testing::HasSubstr("no output named \"omfang\""));
}

TEST(Policy, RefusesFactsThatNoCaseHandsOver) {
  auto text = text_of_policy("nou-2019-flertall");
  EXPECT_THAT(faults_of(replaced(text, "Person.alder", "Person.inntekt")),
              testing::HasSubstr("decision Innkalling never yields an answer"));
  auto own =
      with_own_person(text, R"(<itemComponent name="inntekt"><typeRef>number</typeRef></itemComponent>)");
  EXPECT_THAT(faults_of(replaced(own, "Person.alder", "Person.inntekt")),
              testing::HasSubstr("Person.inntekt"));
}

// A word that cases use and the file's own type leaves out would make its fact unknown without a word.
TEST(Policy, RefusesATypeThatLeavesOutAWord) {
  auto own = with_own_person(text_of_policy("rer-2022"),
                             R"(<itemComponent name="alder"><typeRef>number</typeRef></itemComponent>
                                <itemComponent name="rusavhengighet"><typeRef>string</typeRef>
                                <allowedValues><text>"ingen", "avhengig"</text></allowedValues></itemComponent>)");
  EXPECT_THAT(faults_of(own), testing::HasSubstr("does not allow \"problematisk\""));
}

TEST(Policy, TheLibraryKeepsModelsByName) {
  PolicyLibrary library;
  library.add(*PolicyModel::read("rer-2022", text_of_policy("rer-2022"), shared_models()));
  library.add(*PolicyModel::read("nou-2019-flertall", text_of_policy("nou-2019-flertall"), shared_models()));
  ASSERT_EQ(library.all().size(), 2u);
  EXPECT_EQ(library.all()[0]->summary().ref.name, "nou-2019-flertall");
  EXPECT_NE(library.find("rer-2022"), nullptr);
  EXPECT_EQ(library.find("rer"), nullptr);
}

// HR-2022-731-A: the same facts, two answers.
TEST(Policy, TheExampleOfTheSupremeCourt) {
  auto facts = facts_of("hr-2022-731-a.json");
  auto nou = PolicyModel::read("nou", text_of_policy("nou-2019-flertall"), shared_models())
                 ->answer(Question::reaction, facts);
  auto rer = PolicyModel::read("rer", text_of_policy("rer-2022"), shared_models())
                 ->answer(Question::reaction, facts);
  ASSERT_TRUE(reaction_answer(nou)) << to_text(to_json(nou));
  ASSERT_TRUE(reaction_answer(rer)) << to_text(to_json(rer));
  EXPECT_EQ(reaction_answer(nou)->reaction, Reaction::duty_to_attend);
  EXPECT_EQ(reaction_answer(rer)->reaction, Reaction::without_penalty);
  EXPECT_THAT(rer.because.back().source, testing::HasSubstr("HR-2022-731-A avsnitt 70"));
  EXPECT_TRUE(rer.because.back().facts.contains("person.addiction")) << to_text(to_json(rer));
}

// The police leaders' 15 grams: what they tell is not enough for either model, and each says what it needs.
TEST(Policy, TheExampleOfThePoliceLeaders) {
  auto facts = facts_of("npl-15-g-hasj.json");
  auto nou = PolicyModel::read("nou", text_of_policy("nou-2019-flertall"), shared_models());
  auto rer = PolicyModel::read("rer", text_of_policy("rer-2022"), shared_models());
  auto thin = nou->answer(Question::reaction, facts);
  EXPECT_EQ(thin.status, Status::undecided);
  EXPECT_THAT(thin.needs, testing::ElementsAre("encounter.intent_to_sell"));
  auto thinner = rer->answer(Question::reaction, facts);
  EXPECT_EQ(thinner.status, Status::undecided);
  EXPECT_THAT(thinner.needs, testing::IsSupersetOf({"person.addiction", "encounter.intent_to_sell"}));

  facts.encounter.intent_to_sell = false;
  facts.person.age = 25;
  EXPECT_EQ(reaction_answer(nou->answer(Question::reaction, facts))->reaction, Reaction::duty_to_attend);
  EXPECT_THAT(rer->answer(Question::reaction, facts).needs, testing::ElementsAre("person.addiction"));
}

// The stretches of the text from `open` to the next `close`.
std::vector<std::string> parts_of(const std::string& text, std::string_view open, std::string_view close) {
  std::vector<std::string> parts;
  for (auto at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    parts.push_back(text.substr(at, text.find(close, at) - at));
  }
  return parts;
}

std::map<std::string, std::string> texts_of_policies_and_what_they_share() {
  std::map<std::string, std::string> texts;
  for (const auto& folder : policy_folders())
    texts[folder.filename().string()] = text_of_file(folder / "policy.dmn");
  for (const auto* shared : shared_models().all()) texts[shared->file] = shared->dmn;
  return texts;
}

// Kilde is the first annotation column, so it is the first annotation of every rule.
TEST(Policy, EveryRowSaysWhereItComesFrom) {
  for (const auto& [folder, text] : texts_of_policies_and_what_they_share()) {
    auto tables = parts_of(text, "<decisionTable ", "</decisionTable>");
    std::size_t least = folder.starts_with("felles/") ? 0 : 7;
    EXPECT_GE(tables.size(), least) << folder;
    for (const auto& table : tables) {
      auto columns = parts_of(table, "<annotation ", "/>");
      ASSERT_FALSE(columns.empty()) << folder;
      EXPECT_EQ(columns[0], "<annotation name=\"Kilde\" ") << folder;
      auto rules = parts_of(table, "<rule ", "</rule>");
      EXPECT_FALSE(rules.empty()) << folder;
      for (const auto& rule : rules) {
        auto annotations = parts_of(rule, "<annotationEntry>", "</annotationEntry>");
        ASSERT_FALSE(annotations.empty()) << folder << rule;
        auto texts = parts_of(annotations[0], "<text>", "</text>");
        ASSERT_FALSE(texts.empty()) << folder << rule;
        EXPECT_GT(texts[0].size(), std::string_view("<text>").size() + 3) << folder << rule;
      }
    }
  }
}

// No combination of facts falls between the rules, none falls under two, and no rule is dead.
TEST(Policy, EveryTableIsFreeOfGapsAndContradictions) {
  for (const auto& [folder, text] : texts_of_policies_and_what_they_share()) {
    auto model =
        dmn::Model::read(text, folder, [](auto name_space) { return shared_models().find(name_space); });
    ASSERT_TRUE(model) << folder;
    dmn::Analysis analysis = dmn::check(*model);
    EXPECT_EQ(analysis.count(dmn::Finding::Severity::error), 0u) << to_text(analysis);
    EXPECT_EQ(analysis.count(dmn::Finding::Severity::warning), 0u) << to_text(analysis);
    for (const auto& table : analysis.tables)
      EXPECT_TRUE(table.complete && table.beyond.empty()) << table.decision;
  }
}

TEST(Policy, AMisspeltComponentIsRefused) {
  auto text = replaced(text_of_policy("rer-2022"), "<text>Person.alder</text>", "<text>Person.aldr</text>");
  EXPECT_THAT(faults_of(text), testing::HasSubstr("tPerson has no component 'aldr'; did you mean 'alder'?"));
}

}  // namespace
}  // namespace moteplass::policy
