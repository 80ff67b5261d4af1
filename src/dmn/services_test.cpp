// Decision services and business knowledge models, called from outside and from FEEL (DMN 1.5, 6.3.9, 10.4.2
// and 10.4.3).
#include <gtest/gtest.h>

#include "dmn/dmn.h"
#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::List;
using feel::Value;

std::string requires_knowledge(const std::string& id) {
  return "<knowledgeRequirement><requiredKnowledge href=\"#" + id + "\"/></knowledgeRequirement>";
}

std::string reference(const std::string& element, const std::string& id) {
  return "<" + element + " href=\"#" + id + "\"/>";
}

std::string service(const std::string& name, const std::string& parts, const std::string& type = "") {
  return "<decisionService name=\"" + name + "\" id=\"s_" + name + "\"><variable name=\"" + name + "\"" +
         (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>" + parts + "</decisionService>\n";
}

std::string knowledge(const std::string& name, const std::string& parameters, const std::string& logic,
                      const std::string& requirements = "") {
  return "<businessKnowledgeModel name=\"" + name + "\" id=\"b_" + name + "\"><variable name=\"" + name +
         "\"/><encapsulatedLogic>" + parameters + logic + "</encapsulatedLogic>" + requirements +
         "</businessKnowledgeModel>\n";
}

std::string parameter(const std::string& name, const std::string& type) {
  return "<formalParameter name=\"" + name + "\" typeRef=\"" + type + "\"/>";
}

Model read(const std::string& inside) {
  auto model = Model::read(example::definitions(inside), "example.dmn");
  EXPECT_TRUE(model) << to_string(model.error().front());
  return *model;
}

// Alder -> Ung -> Svar, and three ways to serve it.
Model young_people() {
  using namespace example;
  return read(input("Alder", "number") + input("Sted", "string") +
              decision("Ung", requires_input("Alder"), literal("Alder < 18")) +
              decision("Svar", requires_decision("Ung") + requires_input("Sted"),
                       literal("if Ung then \"møte i \" + Sted else \"ingen\"")) +
              service("Hel", reference("outputDecision", "d_Svar") +
                                 reference("encapsulatedDecision", "d_Ung") +
                                 reference("inputData", "i_Alder") + reference("inputData", "i_Sted")) +
              service("Halv", reference("outputDecision", "d_Svar") + reference("inputDecision", "d_Ung") +
                                  reference("inputData", "i_Sted")) +
              service("Begge", reference("outputDecision", "d_Ung") + reference("outputDecision", "d_Svar") +
                                   reference("inputData", "i_Alder") + reference("inputData", "i_Sted")) +
              service("Talt",
                      reference("outputDecision", "d_Svar") + reference("inputData", "i_Alder") +
                          reference("inputData", "i_Sted"),
                      "number") +
              decision("Etter plass", requires_knowledge("s_Hel"), literal("Hel(17, \"Bodø\")")) +
              decision("Etter navn", requires_knowledge("s_Hel"), literal("Hel(Sted: \"Bodø\", Alder: 17)")) +
              decision("For få", requires_knowledge("s_Hel"), literal("Hel(17)")) +
              decision("Feil slag", requires_knowledge("s_Hel"), literal("Hel(\"sytten\", \"Bodø\")")) +
              decision("Som verdi", requires_knowledge("s_Hel"),
                       literal("for alder in [17, 18] return Hel(alder, \"Bodø\")")) +
              decision("Egen", requires_knowledge("s_Hel") + requires_input("Alder"),
                       literal("Hel(Alder + 1, \"Bodø\")")));
}

TEST(Services, AreListed) {
  EXPECT_EQ(young_people().services(), (std::vector<std::string>{"Hel", "Halv", "Begge", "Talt"}));
}

TEST(Services, WorkOutWhatTheyHold) {
  Model model = young_people();
  EXPECT_EQ(invoke(model, "Hel", Context{{"Alder", 17}, {"Sted", "Bodø"}}).value, Value("møte i Bodø"));
  EXPECT_EQ(invoke(model, "Hel", Context{{"Sted", "Bodø"}, {"Alder", 18}}).value, Value("ingen"));
}

TEST(Services, TakeTheirInputDecisionsAsGiven) {
  Model model = young_people();
  EXPECT_EQ(invoke(model, "Halv", Context{{"Ung", true}, {"Sted", "Bodø"}}).value, Value("møte i Bodø"));
  EXPECT_EQ(invoke(model, "Halv", Context{{"Ung", false}, {"Sted", "Bodø"}, {"Alder", 10}}).value,
            Value("ingen"))
      << "what the service does not take has no bearing";
}

TEST(Services, WithSeveralOutputsYieldThemByName) {
  EXPECT_EQ(invoke(young_people(), "Begge", Context{{"Alder", 17}, {"Sted", "Bodø"}}).value,
            Value(Context{{"Ung", true}, {"Svar", "møte i Bodø"}}));
}

TEST(Services, YieldNothingThatIsNotOfTheirType) {
  EXPECT_EQ(invoke(young_people(), "Talt", Context{{"Alder", 17}, {"Sted", "Bodø"}}).value, Value());
}

TEST(Services, AreFunctionsInFeel) {
  Model model = young_people();
  EXPECT_EQ(evaluate(model, "Etter plass", {}).value, Value("møte i Bodø"));
  EXPECT_EQ(evaluate(model, "Etter navn", {}).value, Value("møte i Bodø"));
  EXPECT_EQ(evaluate(model, "Som verdi", {}).value, Value(List{"møte i Bodø", "ingen"}));
}

TEST(Services, RefuseWrongArguments) {
  Model model = young_people();
  for (const char* decision : {"For få", "Feil slag"}) {
    Outcome outcome = evaluate(model, decision, {});
    EXPECT_EQ(outcome.value, Value()) << decision;
    EXPECT_FALSE(outcome.problems.empty()) << decision;
  }
}

TEST(Services, SeeTheirArgumentsAndNotTheFactsOutside) {
  Model model = young_people();
  EXPECT_EQ(evaluate(model, "Egen", Context{{"Alder", 16}}).value, Value("møte i Bodø"));
  Outcome outcome = evaluate(model, "Egen", Context{{"Alder", 17}, {"Ung", true}});
  EXPECT_EQ(outcome.value, Value("ingen")) << "a decision given outside is not given inside";
}

TEST(Services, ThatAreNotThereAreAProblem) {
  Outcome outcome = invoke(young_people(), "Ingen", Context{});
  EXPECT_EQ(outcome.status, Status::failed);
  EXPECT_FALSE(outcome.problems.empty());
}

TEST(Services, MissingArgumentsAreNull) {
  EXPECT_EQ(invoke(young_people(), "Hel", Context{{"Sted", "Bodø"}}).value, Value("ingen"));
}

Model doubling() {
  using namespace example;
  return read(knowledge("Dobbel", parameter("tall", "number"), literal("tall * 2")) +
              knowledge("Firedobbel", parameter("tall", "number"), literal("Dobbel(Dobbel(tall))"),
                        requires_knowledge("b_Dobbel")) +
              "<businessKnowledgeModel name=\"Fremmed\" id=\"b_Fremmed\"><encapsulatedLogic kind=\"Java\">" +
              parameter("tall", "number") + literal("{}") +
              "</encapsulatedLogic></businessKnowledgeModel>\n" + input("Tall", "number") +
              decision("Svar", requires_knowledge("b_Firedobbel") + requires_input("Tall"),
                       literal("Firedobbel(Tall)")) +
              decision("Boks", requires_knowledge("b_Dobbel"),
                       "<invocation>" + literal("Dobbel") + "<binding><parameter name=\"tall\"/>" +
                           literal("21") + "</binding></invocation>"));
}

TEST(Knowledge, IsCalledFromOutside) {
  Model model = doubling();
  EXPECT_EQ(invoke(model, "Firedobbel", Context{{"tall", 3}}).value, Value(12));
  EXPECT_EQ(invoke(model, "Firedobbel", Context{{"tall", "3"}}).value, Value());
}

TEST(Knowledge, CallsOtherKnowledge) {
  EXPECT_EQ(evaluate(doubling(), "Svar", Context{{"Tall", 5}}).value, Value(20));
}

TEST(Knowledge, WrittenInAnotherLanguageIsNotRun) {
  Outcome outcome = invoke(doubling(), "Fremmed", Context{{"tall", 3}});
  EXPECT_EQ(outcome.value, Value());
  EXPECT_EQ(outcome.status, Status::failed);
  EXPECT_FALSE(outcome.problems.empty());
}

TEST(Knowledge, IsInvokedInABox) {
  EXPECT_EQ(evaluate(doubling(), "Boks", {}).value, Value(42));
}

}  // namespace
}  // namespace moteplass::dmn
