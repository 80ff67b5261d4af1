// Explorations against evaluation: every completion of the facts goes down one way, and the answer at its
// end, where there is one, is its own; so too when branches are put together.
#include "dmn/known/explore.h"

#include <gtest/gtest.h>

#include "dmn/known/random_models_test.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

using example::Choices;
using example::Richness;
using feel::Context;
using feel::Value;

bool holds(const Value& restricted, const Value& value) {
  if (!restricted.is_unknown()) return restricted == value;
  std::string tests = to_test(restricted);
  return tests == "-" || example::in_part(tests, value);
}

// The leaf that the facts lead to; nothing where no branch, or more than one, holds them.
const Exploration::Node* leaf_of(const Exploration& explored, const Value& facts) {
  const Exploration::Node* node = &explored.nodes[explored.root];
  while (!node->fact.empty()) {
    Value value = example::fact_at(facts, node->fact);
    const Exploration::Node* next = nullptr;
    for (const Branch& branch : node->branches) {
      if (!holds(branch.restricted, value)) continue;
      if (next != nullptr) return nullptr;
      next = &explored.nodes[branch.node];
    }
    if (next == nullptr) return nullptr;
    node = next;
  }
  return node;
}

TEST(Explore, EveryCompletionGoesOneWayToItsOwnAnswer) {
  int answers = 0;
  EXPECT_TRUE(rc::check("random models", [&] {
    Choices choices(example::random_tape());
    Richness richness = choices.one_in(2) ? Richness::language : Richness::tables;
    std::string xml = example::random_model(choices, richness);
    Model model = *Model::read(xml, "random.dmn", {}, Reading::lenient);
    Context facts = example::random_facts(model, choices);
    const Program& program = *model.definitions().program;
    auto decision = program.find(Element::Kind::decision, "Svar");
    Exploration explored = explore({subject_of(program, *decision, facts)});
    Exploration small = reduced(explored);
    RC_ASSERT(small.nodes.size() <= explored.nodes.size());
    Choices more(std::uint64_t{17});
    for (int i = 0; i < 10; ++i) {
      Context whole = example::completed(model, facts, more);
      Value answer = evaluate(model, "Svar", whole).value;
      for (const Exploration* each : {&explored, &small}) {
        const Exploration::Node* leaf = leaf_of(*each, whole);
        if (leaf == nullptr)
          RC_FAIL("no way, or more than one, for " + to_string(Value(whole)) + "\n" +
                  to_string(Value(facts)) + "\n" + xml);
        const Outcome& outcome = leaf->outcomes.front();
        if (outcome.status == Status::undecided) continue;
        ++answers;
        RC_ASSERT(outcome.value == answer);
      }
    }
  }));
  EXPECT_GT(answers, 0);
}

TEST(Explore, NeighboursAreJoinedAndSingleValuesAreNot) {
  auto type = std::make_shared<const feel::Type>(feel::Type::Kind::number);
  auto part = [&](feel::Cut low, feel::Cut high) {
    return Value(feel::Unknown{
        {"n"},
        {},
        type,
        std::make_shared<const feel::Interval>(feel::Interval{low, high, Decimal(1), Decimal()})});
  };
  Value low = part({}, {5, false});
  Value five = 5;
  ASSERT_TRUE(join_neighbours(low, five));
  EXPECT_EQ(to_test(low), "<= 5");
  ASSERT_TRUE(join_neighbours(low, part({5, true}, {10, true})));
  EXPECT_EQ(to_test(low), "<= 10");
  Value six = 6;
  EXPECT_FALSE(join_neighbours(five, six));
}

TEST(Explore, APartIsWrittenAsATest) {
  auto type = std::make_shared<const feel::Type>(feel::Type::Kind::number);
  auto written = [&](feel::Cut low, feel::Cut high) {
    return to_test(feel::Unknown{
        {"n"},
        {},
        type,
        std::make_shared<const feel::Interval>(feel::Interval{low, high, Decimal(1), Decimal()})});
  };
  EXPECT_EQ(written({}, {}), "-");
  EXPECT_EQ(written({}, {18, false}), "< 18");
  EXPECT_EQ(written({}, {18, true}), "<= 18");
  EXPECT_EQ(written({15, false}, {}), ">= 15");
  EXPECT_EQ(written({15, true}, {}), "> 15");
  EXPECT_EQ(written({15, false}, {18, false}), "[15..18)");
  EXPECT_EQ(written({15, true}, {18, true}), "(15..18]");
  EXPECT_EQ(to_test("bruker"), "\"bruker\"");
}

}  // namespace
}  // namespace moteplass::dmn
