#include "dmn/dmn.h"

#include <gtest/gtest.h>

#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::Value;

std::string first_problem(const std::string& inside) {
  auto model = Model::read(example::definitions(inside), "example.dmn");
  return model ? "none" : to_string(model.error().front());
}

TEST(Dmn, ExplainsWhichRuleDecidedAndFromWhere) {
  auto model = Model::read(
      example::definitions(
          example::input("Alder", "number") +
          example::decision("Ung", example::requires_input("Alder"),
                            example::table("UNIQUE", {"Alder"},
                                           {{{"< 18"}, {"true"}, "§ 1"}, {{">= 18"}, {"false"}, "§ 2"}})) +
          example::decision("Svar", example::requires_decision("Ung"),
                            example::table("UNIQUE", {"Ung"}, {{{"true"}, {"\"møte\""}, "§ 3"}}, "\"sak\""))),
      "example.dmn");
  ASSERT_TRUE(model);
  Outcome outcome = evaluate(*model, "Svar", Context{{"Alder", 16}});
  EXPECT_EQ(outcome.status, Status::decided);
  EXPECT_EQ(outcome.value, Value("møte"));
  ASSERT_EQ(outcome.because.size(), 2u);
  EXPECT_EQ(outcome.because[0].decision, "Ung");
  EXPECT_EQ(outcome.because[0].rule, 1);
  EXPECT_EQ(outcome.because[0].id, "r1");
  EXPECT_EQ(outcome.because[0].annotations.at("Kilde"), "§ 1");
  EXPECT_EQ(outcome.because[0].facts.front(), (std::pair<std::string, Value>{"Alder", 16}));
  EXPECT_EQ(outcome.because[1].annotations.at("Kilde"), "§ 3");
  EXPECT_EQ(outcome.decisions.at("Ung"), Value(true));
  Outcome other = evaluate(*model, "Svar", Context{{"Alder", 20}});
  EXPECT_EQ(other.value, Value("sak"));
  EXPECT_EQ(other.because[1].rule, 0) << "the default decided";
}

TEST(Dmn, FaultsAreFoundWhenReadingWithTheirPlace) {
  std::string problem = first_problem(
      example::input("Alder", "number") +
      example::decision("Svar", example::requires_input("Alder"),
                        example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"1"}, ""}, {{"[1.."}, {"2"}, ""}})));
  EXPECT_NE(problem.find("example.dmn:6:"), std::string::npos) << problem;
  EXPECT_NE(problem.find("decision Svar, rule 2"), std::string::npos) << problem;
}

TEST(Dmn, RefusesCyclesDanglingReferencesAndOtherXml) {
  EXPECT_NE(first_problem(example::decision("A", example::requires_decision("B"), example::literal("B")) +
                          example::decision("B", example::requires_decision("A"), example::literal("A")))
                .find("requires itself"),
            std::string::npos);
  EXPECT_NE(first_problem(example::decision("A", example::requires_input("X"), example::literal("1")))
                .find("nowhere"),
            std::string::npos);
  EXPECT_FALSE(Model::read("<html/>", "x.dmn"));
  EXPECT_FALSE(Model::read("<definitions", "x.dmn"));
  EXPECT_FALSE(Model::read("", "x.dmn"));
  EXPECT_NE(first_problem("<itemDefinition name=\"t\"><typeRef>t</typeRef></itemDefinition>")
                .find("contains itself"),
            std::string::npos);
}

TEST(Dmn, TwoRowsInAUniqueTableAreAnError) {
  auto model = Model::read(
      example::definitions(example::input("Alder", "number") +
                           example::decision("Svar", example::requires_input("Alder"),
                                             example::table("UNIQUE", {"Alder"},
                                                            {{{"< 18"}, {"1"}, ""}, {{"< 20"}, {"2"}, ""}}))),
      "example.dmn");
  Outcome outcome = evaluate(*model, "Svar", Context{{"Alder", 3}});
  EXPECT_EQ(outcome.status, Status::failed);
  EXPECT_EQ(outcome.problems.front().rule, 1);
}

TEST(Dmn, FactsAreReadByType) {
  auto model =
      Model::read(example::definitions(example::input("Dato", "date") +
                                       example::decision("Svar", example::requires_input("Dato"),
                                                         example::literal("Dato + duration(\"P1D\")"))),
                  "example.dmn");
  ASSERT_TRUE(model);
  Value facts = read_facts(*model, boost::json::parse(R"({"Dato": "2026-02-28"})"));
  EXPECT_EQ(evaluate_with_unknowns(*model, "Svar", facts).value, Value(feel::CalendarDate{2026, 3, 1}));
  Value none = read_facts(*model, boost::json::parse(R"({"Dato": {"unknown": true}})"));
  EXPECT_EQ(evaluate_with_unknowns(*model, "Svar", none).needs, std::vector<std::string>{"Dato"});
}

TEST(Dmn, UnknownDecisionIsAProblem) {
  auto model = Model::read(example::definitions(""), "example.dmn");
  EXPECT_EQ(evaluate(*model, "Ingen", {}).status, Status::failed);
  EXPECT_EQ(evaluate_with_unknowns(*model, "Ingen", {}).status, Status::failed);
}

}  // namespace
}  // namespace moteplass::dmn
