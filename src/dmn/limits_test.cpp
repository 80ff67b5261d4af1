// What a model may not do to whoever reads it: take for ever, take all memory, or fetch what is not in it.
#include <gtest/gtest.h>

#include "dmn/dmn.h"
#include "dmn/example_test.h"
#include "dmn/read/read_xml.h"
#include "dmn/read/xml.h"

namespace moteplass::dmn {
namespace {

std::string first_error(const std::string& inside) {
  auto model = Model::read(example::definitions(inside), "limits.dmn");
  return model ? "" : model.error().front().message;
}

std::string type_of(const std::string& name, const std::string& inside) {
  return "<itemDefinition name=\"" + name + "\">" + inside + "</itemDefinition>";
}

TEST(Limits, TypesThatBuildOnOneAnotherTooDeepAreRefused) {
  std::string types;
  for (int i = 10'000; i < 40'000; ++i)
    types += type_of("t" + std::to_string(i), "<typeRef>t" + std::to_string(i + 1) + "</typeRef>");
  EXPECT_EQ(first_error(types), "types build on one another more than 100 deep");
}

TEST(Limits, FactsOfTypesThatDoubleAreListedToALimit) {
  std::string types;
  for (int i = 0; i < 18; ++i) {
    std::string next = "<typeRef>" + (i < 17 ? "t" + std::to_string(i + 1) : "number") + "</typeRef>";
    std::string fields;
    for (const char* name : {"a", "b", "c"})
      fields += std::string("<itemComponent name=\"") + name + "\">" + next + "</itemComponent>";
    types += type_of("t" + std::to_string(i), fields);
  }
  std::string xml =
      example::definitions(types + example::input("Alt", "t0") +
                           example::decision("Svar", example::requires_input("Alt"), example::literal("1")));
  auto model = Model::read(xml, "limits.dmn");
  ASSERT_TRUE(model);
  EXPECT_EQ(model->facts_of("Svar").size(), 10'000u);
}

TEST(Limits, TooManyElementsAreRefused) {
  std::string inputs;
  for (std::size_t i = 0; i <= most_elements; ++i)
    inputs += example::input("I" + std::to_string(i), "number");
  EXPECT_EQ(first_error(inputs), "the model has more than 5000 elements");
}

TEST(Limits, EntitiesAreNotExpanded) {
  std::string xml = example::definitions(example::decision("Svar", "", example::literal("\"&mye;&fil;\"")));
  std::size_t root = xml.find("<definitions");
  ASSERT_NE(root, std::string::npos);
  xml.insert(root,
             "<!DOCTYPE d [<!ENTITY litt \"xxxx\"><!ENTITY mye \"&litt;&litt;\">"
             "<!ENTITY fil SYSTEM \"file:///etc/hostname\">]>");
  auto model = Model::read(xml, "limits.dmn");
  ASSERT_TRUE(model);
  EXPECT_EQ(evaluate(*model, "Svar", feel::Context{}).value, feel::Value("&mye;&fil;"));
}

TEST(Limits, ValuesThatDoubleFromDecisionToDecisionAreTooLarge) {
  std::string decisions = example::decision("D60", "", example::literal("1"));
  for (int i = 59; i >= 0; --i) {
    std::string next = "D" + std::to_string(i + 1);
    decisions += example::decision("D" + std::to_string(i), example::requires_decision(next),
                                   example::literal("[" + next + "," + next + "]"));
  }
  auto model = Model::read(example::definitions(decisions), "limits.dmn");
  ASSERT_TRUE(model);
  for (const Outcome& outcome :
       {evaluate(*model, "D0", feel::Context{}), evaluate_with_unknowns(*model, "D0", feel::Context{})}) {
    ASSERT_FALSE(outcome.problems.empty());
    EXPECT_EQ(outcome.problems.front().message, "the value is too large");
  }
}

TEST(Limits, ExternalFunctionsSayWhatTheyAre) {
  auto function = [](const std::string& kind, const std::string& inside) {
    return "<businessKnowledgeModel name=\"f\" id=\"b_f\"><variable name=\"f\"/><encapsulatedLogic kind=\"" +
           kind + "\"><formalParameter name=\"x\"/>" + inside +
           "</encapsulatedLogic></businessKnowledgeModel>";
  };
  std::string requires_f = "<knowledgeRequirement><requiredKnowledge href=\"#b_f\"/></knowledgeRequirement>";
  std::string outside = "<context><contextEntry><variable name=\"class\"/>" + example::literal("\"a.B\"") +
                        "</contextEntry></context>";
  auto first_problem = [&](const std::string& kind) {
    auto model =
        Model::read(example::definitions(function(kind, outside) +
                                         example::decision("Svar", requires_f, example::literal("f(1)"))),
                    "limits.dmn");
    if (!model) return model.error().front().message;
    Outcome outcome = evaluate(*model, "Svar", feel::Context{});
    EXPECT_TRUE(outcome.value.is_null());
    return outcome.problems.empty() ? "" : outcome.problems.front().message;
  };
  EXPECT_EQ(first_problem("Java"), "'f' is a Java function; only FEEL functions are run");
  EXPECT_EQ(first_problem("PMML"), "'f' is a PMML function; only FEEL functions are run");
  EXPECT_EQ(first_problem("Cobol"), "a function is of kind FEEL, Java or PMML");
  std::string boxed = "<context><contextEntry><variable name=\"g\"/><functionDefinition kind=\"Java\">" +
                      outside + "</functionDefinition></contextEntry><contextEntry>" +
                      example::literal("g()") + "</contextEntry></context>";
  auto model = Model::read(example::definitions(example::decision("Svar", "", boxed)), "limits.dmn");
  ASSERT_TRUE(model);
  Outcome outcome = evaluate(*model, "Svar", feel::Context{});
  ASSERT_EQ(outcome.problems.size(), 1u);
  EXPECT_EQ(outcome.problems.front().message, "'g' is a Java function; only FEEL functions are run");
}

TEST(Limits, PositionsCountCharactersAlsoFarIntoALine) {
  std::string text(5'000, 'a');
  for (int i = 0; i < 1'000; ++i) text += "å";
  text = "x\n" + text;
  LineIndex lines(text);
  EXPECT_EQ(lines.position(0), (feel::Position{1, 1}));
  EXPECT_EQ(lines.position(2), (feel::Position{2, 1}));
  EXPECT_EQ(lines.position(2 + 4'500), (feel::Position{2, 4'501}));
  EXPECT_EQ(lines.position(2 + 5'000 + 2 * 999), (feel::Position{2, 6'000}));
  EXPECT_EQ(lines.position(1'000'000), (feel::Position{2, 6'001}));
}

}  // namespace
}  // namespace moteplass::dmn
