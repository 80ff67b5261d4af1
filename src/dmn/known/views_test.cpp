// Views: what is said of a part of an answer holds for every completion of the facts, over random models, and
// the whole is as without views.
#include "dmn/known/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dmn/example_test.h"
#include "dmn/known/explain.h"
#include "dmn/known/random_models_test.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

using example::Choices;
using example::Richness;
using feel::Context;
using feel::Value;

Value first_entry(const Value& answer) {
  const Context* context = answer.context();
  return context == nullptr || context->entries().empty() ? answer : context->entries().front().second;
}
Value kind_of(const Value& answer) {
  if (answer.number()) return *answer.number() < Decimal(10) ? "small" : "large";
  if (answer.list()) return static_cast<int>(answer.list()->size());
  return answer.is_null() ? "nothing" : "something";
}

void check_views(Richness richness, int& decided, int& only_seen) {
  Choices drawn(example::random_tape());
  std::string xml = example::random_model(drawn, richness);
  Model model = *Model::read(xml, "random.dmn", {}, Reading::lenient);
  Context facts = example::random_facts(model, drawn);
  std::vector<View> views{{}, first_entry, kind_of};
  Views outcomes = evaluate_views(model, "Svar", views, facts);
  Outcome whole = evaluate_with_unknowns(model, "Svar", facts);
  RC_ASSERT(outcomes.whole.status == whole.status);
  RC_ASSERT(to_string(outcomes.whole.value) == to_string(whole.value));
  RC_ASSERT(outcomes.whole.needs == whole.needs);
  RC_ASSERT(outcomes.whole.because.size() == whole.because.size());
  RC_ASSERT(outcomes.views[0].status == whole.status);
  if (whole.status == Status::failed) return;
  for (std::size_t i = 1; i < views.size(); ++i) {
    const Outcome& outcome = outcomes.views[i];
    RC_ASSERT(outcome.needs.empty() == (outcome.status == Status::decided));
    const feel::Unknown* unknown = outcome.value.as_unknown();
    if (outcome.status == Status::decided) {
      ++decided;
      if (whole.status == Status::undecided) ++only_seen;
    } else if (unknown == nullptr || unknown->possible.empty()) {
      continue;
    }
    Choices choices(std::uint64_t{7});
    for (int j = 0; j < 20; ++j) {
      Context completion = example::completed(model, facts, choices);
      Value then = views[i](evaluate(model, "Svar", completion).value);
      bool told = outcome.status == Status::decided
                      ? then == outcome.value
                      : std::find(unknown->possible.begin(), unknown->possible.end(), then) !=
                            unknown->possible.end();
      if (!told)
        RC_FAIL("said " + to_string(outcome.value) + ", yet " + to_string(Value(completion)) + " gives " +
                to_string(then) + "\n" + xml.substr(xml.find("<decision ")));
    }
  }
}

TEST(Views, WhatIsSeenHoldsForEveryCompletion) {
  int decided = 0, only_seen = 0;
  EXPECT_TRUE(rc::check("tables", [&] { check_views(Richness::tables, decided, only_seen); }));
  EXPECT_TRUE(rc::check("the whole language", [&] { check_views(Richness::language, decided, only_seen); }));
  EXPECT_GT(decided, 50);
  EXPECT_GT(only_seen, 0);
}

// A ferry: children travel free, and who pays pays in cash.
Model ferry() {
  return *Model::read(
      example::definitions(
          example::input("Age", "number") + example::input("Bicycle", "boolean") +
          "<decision name=\"Fare\"><variable name=\"Fare\"/>" + example::requires_input("Age") +
          example::requires_input("Bicycle") +
          example::text("literalExpression",
                        "{fare: if Age < 16 then 0 else 40, deck: if Bicycle then \"car\" else \"upper\", "
                        "paid: \"in cash\"}") +
          "</decision>"),
      "ferry.dmn");
}

View entry(std::string name) {
  return [name](const Value& answer) { return *answer.context()->find(name); };
}

TEST(Views, EachPartWaitsForItsOwnFacts) {
  Model model = ferry();
  std::vector<View> views{entry("fare"), entry("deck"), entry("paid")};
  Views outcomes = evaluate_views(model, "Fare", views, Context{});
  EXPECT_THAT(outcomes.whole.needs, testing::ElementsAre("Age", "Bicycle"));
  EXPECT_THAT(outcomes.views[0].needs, testing::ElementsAre("Age"));
  EXPECT_THAT(outcomes.views[1].needs, testing::ElementsAre("Bicycle"));
  EXPECT_EQ(outcomes.views[2].status, Status::decided);
  EXPECT_EQ(outcomes.views[2].value, Value("in cash"));
}

TEST(Views, ChangesAreThoseOfThePart) {
  Model model = ferry();
  Context facts{{"Age", 30}};
  auto flips = smallest_changes(model, "Fare", facts, {}, entry("fare"));
  ASSERT_EQ(flips.size(), 1u);
  EXPECT_EQ(flips[0].changes[0].values, "< 16");
  EXPECT_EQ(flips[0].answer, Value(0));
  EXPECT_EQ(first_entry(evaluate(model, "Fare", changed(facts, flips[0].changes)).value), Value(0));
  EXPECT_TRUE(smallest_changes(model, "Fare", facts, {}, entry("deck")).empty());
  EXPECT_TRUE(smallest_changes(model, "Fare", facts, {}, entry("paid")).empty());

  auto completions = smallest_completions(model, "Fare", facts, {}, entry("deck"));
  ASSERT_EQ(completions.size(), 2u);
  EXPECT_EQ(completions[0].changes[0].fact, "Bicycle");
  EXPECT_TRUE(completions[0].changes[0].from.is_null());
  EXPECT_TRUE(smallest_completions(model, "Fare", facts, {}, entry("fare")).empty());
}

// Where no fact decides alone, the fewest that do together.
TEST(Views, CompletionsOfTwoFacts) {
  Model model = ferry();
  auto completions = smallest_completions(model, "Fare", Context{});
  EXPECT_EQ(completions.size(), 4u);
  for (const Flip& flip : completions) {
    EXPECT_EQ(flip.changes.size(), 2u);
    EXPECT_EQ(
        evaluate(model, "Fare", changed(Context{{"Age", Value()}, {"Bicycle", Value()}}, flip.changes)).value,
        flip.answer);
  }
}

}  // namespace
}  // namespace moteplass::dmn
