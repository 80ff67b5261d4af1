#include "dmn/check/check_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "dmn/example_test.h"
#include "dmn/policies_test.h"

namespace moteplass::dmn {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::string> problems(const std::string& inside) {
  auto model = Model::read(example::definitions(inside), "example.dmn");
  if (!model) return {"not read: " + to_string(model.error().front())};
  std::vector<std::string> lines;
  for (const Diagnostic& problem : check_types(*model)) {
    EXPECT_EQ(problem.severity, Severity::warning);
    EXPECT_GT(problem.line, 0) << to_string(problem);
    lines.push_back(problem.decision + (problem.rule > 0 ? " " + std::to_string(problem.rule) : "") + ": " +
                    problem.message);
  }
  return lines;
}

const std::string person = R"(<itemDefinition name="tPerson">
  <itemComponent name="inntekt"><typeRef>number</typeRef></itemComponent>
  <itemComponent name="farge"><typeRef>string</typeRef>
    <allowedValues><text>"rød", "grønn"</text></allowedValues></itemComponent>
</itemDefinition>
)";

std::string typed_decision(const std::string& name, const std::string& type, const std::string& requirements,
                           const std::string& logic) {
  return "<decision name=\"" + name + "\" id=\"d_" + name + "\"><variable name=\"" + name + "\" typeRef=\"" +
         type + "\"/>" + requirements + logic + "</decision>\n";
}

TEST(CheckTypes, FindsMisspeltComponentsOfInputs) {
  EXPECT_THAT(problems(person + example::input("Person", "tPerson") +
                       example::decision("Svar", example::requires_input("Person"),
                                         example::literal("Person.intekt > 5"))),
              ElementsAre("Svar: tPerson has no component 'intekt'; did you mean 'inntekt'?"));
}

TEST(CheckTypes, SaysWhereItIs) {
  auto model = Model::read(
      example::definitions(
          example::input("Alder", "number") +
          example::decision(
              "Svar", example::requires_input("Alder"),
              example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"1"}, ""}, {{"\"a\""}, {"2"}, ""}}))),
      "example.dmn");
  ASSERT_TRUE(model);
  auto found = check_types(*model);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].file, "example.dmn");
  EXPECT_EQ(found[0].line, 6);
  EXPECT_GT(found[0].column, 1);
  EXPECT_EQ(found[0].decision, "Svar");
  EXPECT_EQ(found[0].rule, 2);
  EXPECT_EQ(found[0].message, "number and string are never equal");
}

TEST(CheckTypes, KnowsEnumerationsInCellsAndOutputs) {
  std::string rows = example::table("UNIQUE", {"Person.farge"},
                                    {{{"\"rød\""}, {"\"møte\""}, ""}, {{"\"blå\""}, {"\"mote\""}, ""}}, "",
                                    "", "\"møte\", \"sak\"");
  EXPECT_THAT(problems(person + example::input("Person", "tPerson") +
                       example::decision("Svar", example::requires_input("Person"), rows)),
              ElementsAre("Svar 2: \"blå\" is not among the allowed values \"rød\", \"grønn\"",
                          "Svar 2: \"mote\" is not among the allowed values \"møte\", \"sak\""));
}

TEST(CheckTypes, SaysWhatTheColumnsHold) {
  auto model = Model::read(
      example::definitions(person + example::input("Person", "tPerson") +
                           example::decision("Svar", example::requires_input("Person"),
                                             example::table("UNIQUE", {"Person.farge", "Person.inntekt * 2"},
                                                            {{{"-", "-"}, {"1"}, ""}}))),
      "example.dmn");
  ASSERT_TRUE(model);
  ColumnTypes columns = column_types(*model);
  ASSERT_EQ(columns.size(), 1u);
  const auto& [table, types] = *columns.begin();
  ASSERT_EQ(types.size(), 2u);
  EXPECT_EQ(types[0].kind(), feel::Type::Kind::string);
  EXPECT_EQ(types[0].allowed_text(), "\"rød\", \"grønn\"");
  EXPECT_EQ(types[1].kind(), feel::Type::Kind::number);
}

TEST(CheckTypes, LeavesOutputsThatATableAllows) {
  EXPECT_THAT(problems(example::decision(
                  "Svar", "",
                  example::table("FIRST", {"1"}, {{{"1"}, {"[\"møte\"]"}, ""}, {{"-"}, {"\"sak\""}, ""}}, "",
                                 "", "\"møte\", \"sak\""))),
              IsEmpty());
  EXPECT_THAT(problems(example::decision(
                  "Svar", "",
                  example::table("FIRST", {"1"}, {{{"1"}, {"if 1 = 2 then \"møte\" else \"skat\""}, ""}}, "",
                                 "", "\"møte\", \"sak\""))),
              ElementsAre("Svar 1: \"skat\" is not among the allowed values \"møte\", \"sak\""));
}

TEST(CheckTypes, CarriesTypesFromDecisionToDecision) {
  std::string first = example::decision("Navn", "", example::literal("\"Kari\""));
  EXPECT_THAT(problems(first + example::decision("Svar", example::requires_decision("Navn"),
                                                 example::literal("Navn * 2"))),
              ElementsAre("Svar: cannot multiply string and number"));
  std::string table = example::decision(
      "Trinn", "", example::table("FIRST", {"1"}, {{{"1"}, {"1"}, ""}, {{"-"}, {"2"}, ""}}));
  EXPECT_THAT(problems(table + example::decision("Svar", example::requires_decision("Trinn"),
                                                 example::literal("upper case(Trinn)"))),
              ElementsAre("Svar: the function 'upper case' takes (string), not (number)"));
}

TEST(CheckTypes, HoldsResultsAgainstTheirType) {
  EXPECT_THAT(problems(typed_decision("Svar", "number", "", example::literal("\"a\""))),
              ElementsAre("Svar: \"a\" stands where number belongs"));
  EXPECT_THAT(
      problems(typed_decision("Svar", "number", "",
                              example::table("FIRST", {"1"}, {{{"1"}, {"1"}, ""}, {{"-"}, {"\"b\""}, ""}}))),
      ElementsAre("Svar 2: \"b\" stands where number belongs"));
  EXPECT_THAT(problems(typed_decision("Svar", "number", "", example::literal("[1]"))), IsEmpty());
}

TEST(CheckTypes, HoldsCallsAgainstKnowledgeModels) {
  std::string twice =
      "<businessKnowledgeModel name=\"Dobbelt\" id=\"k\"><variable name=\"Dobbelt\"/><encapsulatedLogic>"
      "<formalParameter name=\"n\" typeRef=\"number\"/>" +
      example::literal("n * 2") + "</encapsulatedLogic></businessKnowledgeModel>\n";
  std::string required = "<knowledgeRequirement><requiredKnowledge href=\"#k\"/></knowledgeRequirement>";
  auto calling = [&](const std::string& text) {
    return problems(twice + example::decision("Svar", required, example::literal(text)));
  };
  EXPECT_THAT(calling("Dobbelt(3) + 1"), IsEmpty());
  EXPECT_THAT(calling("Dobbelt(n: 3)"), IsEmpty());
  EXPECT_THAT(calling("Dobbelt(3, 4)"), ElementsAre("Svar: the function takes 1 argument, not 2"));
  EXPECT_THAT(calling("Dobbelt(m: 3)"), ElementsAre(HasSubstr("has no parameter 'm'")));
  EXPECT_THAT(calling("Dobbelt(\"a\")"), ElementsAre("Svar: \"a\" stands where number belongs"));
  EXPECT_THAT(calling("Dobbelt(3) + \"a\""), ElementsAre("Svar: cannot add number and string"));
}

TEST(CheckTypes, LooksIntoBoxedExpressions) {
  std::string context = "<context><contextEntry><variable name=\"a\" typeRef=\"number\"/>" +
                        example::literal("1") + "</contextEntry><contextEntry>" +
                        example::literal("a + \"b\"") + "</contextEntry></context>";
  EXPECT_THAT(problems(example::decision("Svar", "", context)),
              ElementsAre("Svar: cannot add number and string"));
  std::string filter = "<filter><in>" + example::literal("[1, 2]") + "</in><match>" +
                       example::literal("item + 1") + "</match></filter>";
  EXPECT_THAT(problems(example::decision("Svar", "", filter)),
              ElementsAre(HasSubstr("number, neither true nor false")));
}

TEST(CheckTypes, FindNothingInThePolicies) {
  auto names = policy_names();
  EXPECT_GE(names.size(), 2u);
  for (const auto& name : names)
    for (const Diagnostic& problem : check_types(policy_model(name))) ADD_FAILURE() << to_string(problem);
}

TEST(CheckTypes, FindsAMistakePutIntoAPolicy) {
  std::string text = policy_text("rer-2022");
  const std::string right = "Person.alder";
  auto at = text.find(right);
  ASSERT_NE(at, std::string::npos);
  auto model = read_policy_text(text.replace(at, right.size(), "Person.aldr"));
  ASSERT_TRUE(model);
  auto found = check_types(*model);
  ASSERT_FALSE(found.empty());
  EXPECT_THAT(found.front().message, HasSubstr("no component 'aldr'; did you mean 'alder'?"));
}

TEST(CheckTypes, KnowsWhatImportsBring) {
  auto lender = Model::read(
      "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"b\" namespace=\"urn:b\">" +
          example::decision("Navn", "", example::literal("\"Kari\"")) + "</definitions>",
      "b.dmn");
  ASSERT_TRUE(lender);
  auto borrowing = [&](const std::string& text) {
    auto model = Model::read(
        example::definitions(
            "<import name=\"b\" namespace=\"urn:b\" "
            "importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>" +
            example::decision(
                "Svar",
                "<informationRequirement><requiredDecision href=\"urn:b#d_Navn\"/></informationRequirement>",
                example::literal(text))),
        "a.dmn", [&](std::string_view) { return &*lender; });
    EXPECT_TRUE(model) << to_string(model.error().front());
    std::vector<std::string> found;
    if (model)
      for (const Diagnostic& problem : check_types(*model)) found.push_back(problem.message);
    return found;
  };
  EXPECT_THAT(borrowing("upper case(b.Navn)"), IsEmpty());
  EXPECT_THAT(borrowing("b.Navn - 1"), ElementsAre("cannot subtract string and number"));
  EXPECT_THAT(borrowing("b.Nvan"),
              ElementsAre("context {Navn} has no component 'Nvan'; did you mean 'Navn'?"));
}

// The models of the compliance kit, one folder at a time so that they may import each other.
class ComplianceKit : public testing::Test {
 protected:
  void SetUp() override {
    const char* given = std::getenv("MOTEPLASS_DMN_TCK");
    std::filesystem::path kit = given ? std::filesystem::path(given)
                                      : std::filesystem::path(MOTEPLASS_SOURCE_DIR "/../shared/dmn-tck");
    ASSERT_TRUE(std::filesystem::is_directory(kit)) << "put the compliance kit at " << kit;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kit))
      if (entry.path().extension() == ".dmn") folders_[entry.path().parent_path()].push_back(entry.path());
  }

  // Models that need others come once those are read.
  static std::map<std::string, Model> models_in(std::vector<std::filesystem::path> paths) {
    std::map<std::string, Model> models;
    for (std::size_t tries = paths.size(); tries > 0; --tries) {
      for (const auto& path : paths) {
        auto model = Model::read(
            text_of(path), path.filename().string(),
            [&](std::string_view name_space) {
              auto found = models.find(std::string(name_space));
              return found == models.end() ? nullptr : &found->second;
            },
            Reading::lenient);
        if (model) models.emplace(model->name_space(), *model);
      }
    }
    return models;
  }

  std::map<std::filesystem::path, std::vector<std::filesystem::path>> folders_;
};

// Many of its decisions are wrong on purpose. What is found wrong in one must show when it is evaluated: as
// null or as a problem. Operands and conditions that are no truth values go by silently, and so
// are left out.
TEST_F(ComplianceKit, ShowsWhatWasFoundWhenItIsEvaluated) {
  int found = 0;
  for (const auto& [folder, paths] : folders_) {
    for (const auto& [name_space, model] : models_in(paths)) {
      auto decisions = model.decisions();
      for (const Diagnostic& problem : check_types(model)) {
        bool decides = std::any_of(decisions.begin(), decisions.end(),
                                   [&](const Variable& each) { return each.name == problem.decision; });
        bool silent = problem.message.starts_with("the left of") ||
                      problem.message.starts_with("the right of") ||
                      problem.message.starts_with("the condition is");
        if (!decides || silent) continue;
        ++found;
        Outcome outcome = evaluate(model, problem.decision, {});
        EXPECT_TRUE(outcome.value.is_null() || !outcome.problems.empty())
            << to_string(problem) << " yields " << to_string(outcome.value);
        if (std::getenv("MOTEPLASS_DMN_TCK_SHOW")) std::cout << "found " << to_string(problem) << "\n";
      }
    }
  }
  EXPECT_GT(found, 1000);
}

}  // namespace
}  // namespace moteplass::dmn
