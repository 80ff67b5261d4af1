// Evaluation over known and unknown facts: what is decided, what is not and what it waits for; and, over
// random tables, that *decided* holds for every completion.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "dmn/dmn.h"
#include "dmn/example_test.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::List;
using feel::Value;
using Needs = std::vector<std::string>;

Model read(const std::string& inside) {
  auto model = Model::read(example::definitions(inside), "example.dmn");
  if (!model) {
    for (const Diagnostic& problem : model.error()) ADD_FAILURE() << to_string(problem);
    return *Model::read(example::definitions(""), "empty.dmn");
  }
  return *model;
}

Model with_table(const std::string& table) {
  return read(example::item("tRolle", "string", "\"bruker\", \"selger\", \"annen\"") +
              example::item("tAlder", "number", "[0..130]") + example::input("Rolle", "tRolle") +
              example::input("Alder", "tAlder") + example::input("Vold", "boolean") +
              example::decision("Reaksjon",
                                example::requires_input("Rolle") + example::requires_input("Alder") +
                                    example::requires_input("Vold"),
                                table));
}

TEST(Unknowns, MissingNumberNeverFallsThroughToTheDefault) {
  Model model = with_table(example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"\"ung\""}, ""}}, "\"voksen\""));
  Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", Context{});
  EXPECT_EQ(outcome.status, Status::undecided);
  EXPECT_EQ(outcome.needs, Needs{"Alder"});
  EXPECT_TRUE(outcome.problems.empty());
}

TEST(Unknowns, IllTypedOrNotAllowedIsUnknownAndReported) {
  Model model = with_table(example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"\"ung\""}, ""}}, "\"voksen\""));
  for (const Value& wrong : {Value("sytten"), Value(900), Value(true)}) {
    Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", Context{{"Alder", wrong}});
    EXPECT_EQ(outcome.status, Status::undecided) << to_string(wrong);
    EXPECT_EQ(outcome.needs, Needs{"Alder"});
    ASSERT_EQ(outcome.problems.size(), 1u);
    EXPECT_EQ(outcome.problems.front().decision, "Reaksjon");
  }
}

TEST(Unknowns, NullIsUnknown) {
  Model model = with_table(example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"\"ung\""}, ""}}, "\"voksen\""));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Alder", Value()}}).status, Status::undecided);
}

TEST(Unknowns, RowsThatCoverAllAgesDecideWithoutTheAge) {
  Model model = with_table(example::table("UNIQUE", {"Alder", "Vold"},
                                          {{{"< 18", "-"}, {"\"a\""}, "A"}, {{">= 18", "-"}, {"\"a\""}, "B"}},
                                          "\"ellers\""));
  Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", Context{});
  EXPECT_EQ(outcome.status, Status::decided);
  EXPECT_EQ(outcome.value, Value("a"));
  ASSERT_EQ(outcome.because.size(), 2u);
  EXPECT_FALSE(outcome.because.front().certain);
}

TEST(Unknowns, AGapBetweenTheRowsIsSeen) {
  Model model = with_table(example::table(
      "UNIQUE", {"Alder"}, {{{"< 18"}, {"\"a\""}, ""}, {{"> 18"}, {"\"a\""}, ""}}, "\"ellers\""));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{}).status, Status::undecided);
}

TEST(Unknowns, AllowedValuesBoundTheGap) {
  Model model = with_table(example::table(
      "UNIQUE", {"Alder"}, {{{"[0..17]"}, {"\"a\""}, ""}, {{"(17..130]"}, {"\"a\""}, ""}}, "\"ellers\""));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{}).status, Status::decided);
}

TEST(Unknowns, OnlyTheFactsThatBearOnTheAnswerAreNeeded) {
  Model model = with_table(example::table("UNIQUE", {"Rolle", "Alder", "Vold"},
                                          {{{"\"selger\"", "-", "-"}, {"\"sak\""}, ""},
                                           {{"\"bruker\"", "< 18", "-"}, {"\"møte\""}, ""},
                                           {{"\"bruker\"", ">= 18", "true"}, {"\"sak\""}, ""},
                                           {{"\"bruker\"", ">= 18", "false"}, {"\"møte\""}, ""}}));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "selger"}}).value, Value("sak"));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "bruker"}, {"Alder", 20}}).needs,
            Needs{"Vold"});
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "bruker"}}).needs,
            (Needs{"Alder", "Vold"}));
  Outcome young = evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "bruker"}, {"Alder", 15}});
  EXPECT_EQ(young.status, Status::decided);
  EXPECT_TRUE(young.needs.empty());
}

TEST(Unknowns, RulesThatContradictEachOtherFailWhateverTheFactIs) {
  Model model = with_table(
      example::table("UNIQUE", {"Alder", "Vold"}, {{{"-", "-"}, {"1"}, ""}, {{">= 0", "-"}, {"2"}, ""}}));
  Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", Context{{"Vold", true}});
  EXPECT_EQ(outcome.status, Status::failed);
  ASSERT_FALSE(outcome.problems.empty());
  EXPECT_EQ(outcome.problems.front().rule, 1);
}

TEST(Unknowns, FirstLooksNoFurtherThanACertainRow) {
  Model model = with_table(example::table(
      "FIRST", {"Rolle", "Alder"}, {{{"\"bruker\"", "-"}, {"1"}, ""}, {{"-", "< 18"}, {"2"}, ""}}, "3"));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "bruker"}}).value, Value(1));
  EXPECT_EQ(evaluate_with_unknowns(model, "Reaksjon", Context{{"Rolle", "annen"}}).needs, Needs{"Alder"});
}

TEST(Unknowns, MaximumIsDecidedWhenTheOpenRowCannotRaiseIt) {
  std::string aggregation = "aggregation=\"MAX\"";
  Model low = with_table(
      example::table("COLLECT", {"Vold"}, {{{"-"}, {"5"}, ""}, {{"true"}, {"3"}, ""}}, "", aggregation));
  EXPECT_EQ(evaluate_with_unknowns(low, "Reaksjon", Context{}).value, Value(5));
  Model high = with_table(
      example::table("COLLECT", {"Vold"}, {{{"-"}, {"5"}, ""}, {{"true"}, {"7"}, ""}}, "", aggregation));
  EXPECT_EQ(evaluate_with_unknowns(high, "Reaksjon", Context{}).needs, Needs{"Vold"});
}

TEST(Unknowns, TheSameFactInTwoPlacesIsOneFact) {
  Model model =
      read(example::input("Vold", "boolean") +
           example::decision("Svar", example::requires_input("Vold"), example::literal("Vold or not(Vold)")));
  Outcome outcome = evaluate_with_unknowns(model, "Svar", Context{});
  EXPECT_EQ(outcome.status, Status::decided);
  EXPECT_EQ(outcome.value, Value(true));
}

TEST(Unknowns, ComponentsHavePaths) {
  Model model = read(
      "<itemDefinition name=\"tStoff\"><itemComponent name=\"navn\"><typeRef>string</typeRef></itemComponent>"
      "<itemComponent name=\"mengde\"><typeRef>number</typeRef></itemComponent></itemDefinition>"
      "<itemDefinition name=\"tPåtreff\"><itemComponent name=\"stoffer\" isCollection=\"true\">"
      "<typeRef>tStoff</typeRef></itemComponent><itemComponent name=\"sted\"><typeRef>string</typeRef>"
      "</itemComponent></itemDefinition>" +
      example::input("Påtreff", "tPåtreff") +
      example::decision("Mye", example::requires_input("Påtreff"),
                        example::literal("some s in Påtreff.stoffer satisfies s.mengde > 10")));
  auto facts = [](List stoffer) { return Context{{"Påtreff", Context{{"stoffer", std::move(stoffer)}}}}; };
  Value known = Context{{"navn", "hasj"}, {"mengde", 2}};
  Value open = Context{{"navn", "hasj"}};
  Value much = Context{{"navn", "hasj"}, {"mengde", 12}};
  EXPECT_EQ(evaluate_with_unknowns(model, "Mye", facts({known, open})).needs,
            Needs{"Påtreff.stoffer[2].mengde"});
  EXPECT_EQ(evaluate_with_unknowns(model, "Mye", facts({much, open})).value, Value(true));
  EXPECT_EQ(evaluate_with_unknowns(model, "Mye", facts({known})).value, Value(false));
  EXPECT_EQ(evaluate_with_unknowns(model, "Mye", Context{}).needs, Needs{"Påtreff.stoffer"});
  EXPECT_EQ(model.facts_of("Mye").size(), 3u);
}

TEST(Unknowns, ADecisionOnTheWayMayBeOpenAndTheAnswerNot) {
  Model model =
      read(example::input("Alder", "number") + example::input("Vold", "boolean") +
           example::decision(
               "Trinn", example::requires_input("Alder"),
               example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"1"}, ""}, {{">= 18"}, {"2"}, ""}})) +
           example::decision("Svar", example::requires_decision("Trinn") + example::requires_input("Vold"),
                             example::table("UNIQUE", {"Trinn", "Vold"},
                                            {{{"[1..2]", "true"}, {"\"sak\""}, ""},
                                             {{"1", "false"}, {"\"a\""}, ""},
                                             {{"2", "false"}, {"\"b\""}, ""}})));
  EXPECT_EQ(evaluate_with_unknowns(model, "Svar", Context{{"Vold", true}}).value, Value("sak"));
  EXPECT_EQ(evaluate_with_unknowns(model, "Svar", Context{{"Vold", false}}).needs, Needs{"Alder"});
}

// Random tables over three facts, one of each kind that can be split, against every completion from a pool
// that hits every boundary and every gap.
struct Draw {
  std::string table;
  Context facts;
};

const std::vector<Value>& pool(std::size_t fact) {
  static const std::vector<Value> pools[] = {
      {"bruker", "selger", "annen"},
      {0, 5, *Decimal::parse("9.5"), 10, 11, 18, 20, 130},
      {true, false},
  };
  return pools[fact];
}

Draw draw() {
  static const std::vector<std::string> cells[] = {
      {"-", "\"bruker\"", "\"selger\", \"annen\"", "not(\"bruker\")", "Rolle != \"annen\""},
      {"-", "< 10", ">= 10", "[5..18)", "10", "not(18)", "> 10, 5", "? * 2 > 20"},
      {"-", "true", "false", "not(true)"},
  };
  static const std::vector<std::string> outputs = {"1", "1", "2", "3", "Alder", "if Vold then 1 else 2"};
  std::string hit_policy = *rc::gen::element<std::string>("UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER",
                                                          "OUTPUT ORDER", "COLLECT");
  std::string extra;
  if (hit_policy == "COLLECT")
    extra = *rc::gen::element<std::string>("", "aggregation=\"SUM\"", "aggregation=\"MAX\"",
                                           "aggregation=\"MIN\"", "aggregation=\"COUNT\"");
  std::vector<example::Cells> rules;
  int count = *rc::gen::inRange(1, 5);
  for (int i = 0; i < count; ++i) {
    example::Cells rule;
    for (const auto& column : cells) rule.tests.push_back(*rc::gen::elementOf(column));
    rule.outputs = {*rc::gen::elementOf(outputs)};
    rules.push_back(std::move(rule));
  }
  std::string otherwise = *rc::gen::element<std::string>("", "1", "2");
  Draw drawn{example::table(hit_policy, {"Rolle", "Alder", "Vold"}, rules, otherwise, extra,
                            "3, 2, 1, 0, 5, 9.5, 10, 11, 18, 20, 130"),
             {}};
  const char* names[] = {"Rolle", "Alder", "Vold"};
  for (std::size_t fact = 0; fact < 3; ++fact)
    if (*rc::gen::inRange(0, 2) == 0) drawn.facts.set(names[fact], *rc::gen::elementOf(pool(fact)));
  return drawn;
}

void for_each_completion(const Context& facts, const std::function<void(const Context&)>& visit) {
  const char* names[] = {"Rolle", "Alder", "Vold"};
  for (const Value& role : pool(0))
    for (const Value& age : pool(1))
      for (const Value& violence : pool(2)) {
        Context whole{{"Rolle", role}, {"Alder", age}, {"Vold", violence}};
        bool fits = true;
        for (const char* name : names)
          if (const Value* known = facts.find(name)) fits = fits && *known == *whole.find(name);
        if (fits) visit(whole);
      }
}

TEST(Unknowns, DecidedHoldsForEveryCompletion) {
  int decided = 0;
  bool sound = rc::check("decided with v only if every completion gives v", [&] {
    Draw drawn = draw();
    Model model = with_table(drawn.table);
    Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", drawn.facts);
    if (outcome.status != Status::decided) return;
    if (drawn.facts.entries().size() < 3) ++decided;
    for_each_completion(drawn.facts, [&](const Context& whole) {
      Value value = evaluate(model, "Reaksjon", whole).value;
      if (!(value == outcome.value))
        RC_FAIL("said " + to_string(outcome.value) + ", but " + to_string(Value(whole)) + " gives " +
                to_string(value) + "\n" + drawn.table);
    });
  });
  EXPECT_TRUE(sound);
  EXPECT_GT(decided, 0) << "the property was never put to the test";
}

TEST(Unknowns, WhatIsNeededDecides) {
  EXPECT_TRUE(rc::check("with the needed facts known, the answer is decided", [] {
    Draw drawn = draw();
    Model model = with_table(drawn.table);
    Outcome outcome = evaluate_with_unknowns(model, "Reaksjon", drawn.facts);
    if (outcome.status != Status::undecided) return;
    RC_ASSERT(!outcome.needs.empty());
    for_each_completion(drawn.facts, [&](const Context& whole) {
      Context more = drawn.facts;
      for (const std::string& need : outcome.needs) more.set(need, *whole.find(need));
      RC_ASSERT(evaluate_with_unknowns(model, "Reaksjon", more).status != Status::undecided);
    });
  }));
}

}  // namespace
}  // namespace moteplass::dmn
