#include "dmn/check_types.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "dmn/example_test.h"

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
  int policies = 0;
  for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/policies")) {
    auto path = entry.path() / "policy.dmn";
    if (!std::filesystem::exists(path)) continue;
    ++policies;
    auto model = Model::read(text_of(path), path.string());
    ASSERT_TRUE(model) << to_string(model.error().front());
    for (const Diagnostic& problem : check_types(*model)) ADD_FAILURE() << to_string(problem);
  }
  EXPECT_GE(policies, 2);
}

// Every model of the compliance kit, many of which are wrong on purpose: shown where asked for.
TEST(CheckTypes, HoldsOutOverTheComplianceKit) {
  const char* given = std::getenv("MOTEPLASS_DMN_TCK");
  std::filesystem::path kit =
      given ? std::filesystem::path(given) : std::filesystem::path(MOTEPLASS_SOURCE_DIR "/../shared/dmn-tck");
  ASSERT_TRUE(std::filesystem::is_directory(kit)) << "put the compliance kit at " << kit;
  int found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kit)) {
    if (entry.path().extension() != ".dmn") continue;
    auto model = Model::read(text_of(entry.path()), entry.path().filename().string(), {}, Reading::lenient);
    if (!model) continue;
    for (const Diagnostic& problem : check_types(*model)) {
      ++found;
      if (std::getenv("MOTEPLASS_DMN_TCK_SHOW")) std::cout << "found " << to_string(problem) << "\n";
    }
  }
  EXPECT_GT(found, 100);
}

}  // namespace
}  // namespace moteplass::dmn
