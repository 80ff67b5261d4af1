// One model, many threads: what is shared is read only. The thread sanitizer says whether that holds; without
// it, that every thread comes to the same answers.
#include <gtest/gtest.h>

#include <thread>

#include "dmn/dmn.h"
#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::Value;

// A table, a function that captures, types with allowed values, a pattern and a list: what is made once and
// kept.
Model everything() {
  std::string knowledge =
      "<businessKnowledgeModel name=\"Grense\" id=\"b_Grense\"><variable name=\"Grense\"/><encapsulatedLogic>"
      "<formalParameter name=\"x\"/>" +
      example::literal("if x < 18 then 1 else 2") + "</encapsulatedLogic></businessKnowledgeModel>\n";
  auto model = Model::read(
      example::definitions(
          example::item("tRolle", "string", "\"bruker\", \"selger\", \"annen\"") +
          example::item("tAlder", "number", "[0..130]") + example::input("Rolle", "tRolle") +
          example::input("Alder", "tAlder") + knowledge +
          example::decision("Trinn", example::requires_input("Rolle") + example::requires_input("Alder"),
                            example::table("FIRST", {"Rolle", "Alder"},
                                           {{{"\"bruker\"", "< 15"}, {"1"}, "a"},
                                            {{"\"bruker\", \"selger\"", "[15..18)"}, {"2"}, "b"},
                                            {{"-", "-"}, {"3"}, "c"}})) +
          example::decision(
              "Svar",
              example::requires_input("Alder") + example::requires_decision("Trinn") +
                  "<knowledgeRequirement><requiredKnowledge href=\"#b_Grense\"/></knowledgeRequirement>",
              example::literal(
                  "{f: function(y) y * Trinn, sum: sum(for i in 1..20 return f(i)) + Grense(Alder), "
                  "text: if matches(string(Alder), \"^1[0-9]$\") then \"ten\" else \"other\"}"))),
      "threads.dmn");
  if (!model) {
    for (const Diagnostic& problem : model.error()) ADD_FAILURE() << to_string(problem);
    return *Model::read(example::definitions(""), "empty.dmn");
  }
  return *model;
}

std::vector<Value> questions() {
  return {Context{{"Rolle", "bruker"}, {"Alder", 14}}, Context{{"Rolle", "annen"}, {"Alder", 40}},
          Context{{"Alder", 16}}, Context{{"Rolle", "selger"}}, Context{}};
}

std::string told(const Outcome& outcome) {
  std::string text = std::to_string(static_cast<int>(outcome.status));
  for (const auto& [name, value] : outcome.decisions)
    if (name == "Trinn") text += " " + to_string(value);
  if (const Context* answer = outcome.value.context())
    for (const char* part : {"sum", "text"}) text += " " + to_string(*answer->find(part));
  for (const std::string& need : outcome.needs) text += " " + need;
  for (const FiredRule& rule : outcome.because) text += " " + std::to_string(rule.rule);
  return text;
}

std::vector<std::string> answers(const Model& model) {
  std::vector<std::string> all;
  for (const Value& facts : questions())
    for (const char* decision : {"Trinn", "Svar"}) {
      all.push_back(told(evaluate(model, decision, facts)));
      all.push_back(told(evaluate_with_unknowns(model, decision, facts)));
    }
  return all;
}

TEST(Threads, ManyEvaluateOneModelAtOnce) {
  constexpr int threads = 4;
  constexpr int rounds = 5;
  Model alone = everything();
  std::vector<std::string> expected = answers(alone);
  ASSERT_EQ(expected.front(), "0 1 1") << "the rule for a user of 14";
  // A model of its own, so that whatever is made on first use is made by the threads.
  Model shared = everything();
  std::vector<std::vector<std::string>> seen(threads * rounds);
  std::vector<std::thread> running;
  for (int thread = 0; thread < threads; ++thread)
    running.emplace_back([&, thread] {
      for (int round = 0; round < rounds; ++round)
        seen[static_cast<std::size_t>(thread * rounds + round)] = answers(shared);
    });
  for (std::thread& thread : running) thread.join();
  for (const auto& one : seen) EXPECT_EQ(one, expected);
}

TEST(Threads, AnAnswerOutlivesItsModelAndGoesFromThreadToThread) {
  Outcome outcome;
  std::thread([&] {
    Model model = everything();
    outcome = evaluate(model, "Svar", Context{{"Rolle", "bruker"}, {"Alder", 14}});
  }).join();
  ASSERT_TRUE(outcome.value.context());
  EXPECT_EQ(*outcome.value.context()->find("sum"), Value(211));
}

}  // namespace
}  // namespace moteplass::dmn
