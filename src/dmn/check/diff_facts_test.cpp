// Differences over facts against brute force: whatever the facts, two models answer differently if and only
// if a region says so, and then as it says.
#include "dmn/check/diff_facts.h"

#include <gtest/gtest.h>

#include "dmn/known/random_models_test.h"

namespace moteplass::dmn {
namespace {

using example::Choices;
using example::Richness;
using feel::Context;
using feel::Value;

bool holds(const FactRegion& region, const Value& facts) {
  return std::all_of(region.facts.begin(), region.facts.end(), [&](const auto& entry) {
    return entry.second == "-" || example::in_part(entry.second, example::fact_at(facts, entry.first));
  });
}

struct Tally {
  int regions = 0, differing = 0, same = 0;
};

void check_regions(Tally& tally) {
  Choices choices(example::random_tape());
  std::string first = example::random_model(choices, Richness::tables);
  std::string second = example::random_model(choices, Richness::tables);
  Model before = *Model::read(first, "before.dmn", {}, Reading::lenient);
  Model after = *Model::read(second, "after.dmn", {}, Reading::lenient);
  FactsDifference difference = diff_over_facts(before, after, "Svar");
  auto told = [&] {
    return "\n" + first.substr(first.find("<decision ")) + second.substr(second.find("<decision "));
  };
  for (const FactRegion& region : difference.regions) {
    ++tally.regions;
    RC_ASSERT(!(region.before == region.after));
    if (!(evaluate(before, "Svar", region.example).value == region.before) ||
        !(evaluate(after, "Svar", region.example).value == region.after))
      RC_FAIL("the example " + to_string(region.example) + " answers otherwise" + told());
    if (!holds(region, region.example)) RC_FAIL(to_string(region.example) + " is not in its region" + told());
  }
  if (!difference.complete) return;
  Choices more(std::uint64_t{13});
  for (int i = 0; i < 30; ++i) {
    Value facts = example::known_facts(before, more);
    Value one = evaluate(before, "Svar", facts).value;
    Value other = evaluate(after, "Svar", facts).value;
    int found = 0;
    for (const FactRegion& region : difference.regions) {
      if (!holds(region, facts)) continue;
      ++found;
      if (!(region.before == one) || !(region.after == other))
        RC_FAIL(to_string(facts) + " gives " + to_string(one) + " and " + to_string(other) +
                ", but its region says " + to_string(region.before) + " and " + to_string(region.after) +
                told());
    }
    bool differs = !(one == other);
    ++(differs ? tally.differing : tally.same);
    bool in_one = found == 1 || (differs && found == 0 && difference.open > 0);
    if (differs ? !in_one : found != 0)
      RC_FAIL(to_string(facts) + " is in " + std::to_string(found) + " regions" + told());
  }
}

TEST(DiffOverFacts, EveryPointLiesInWhatTheRegionsSay) {
  Tally tally;
  EXPECT_TRUE(rc::check("two random tables", [&] { check_regions(tally); }));
  EXPECT_GT(tally.regions, 0);
  EXPECT_GT(tally.differing, 0);
  EXPECT_GT(tally.same, 0);
}

TEST(DiffOverFacts, ExamplesOverTheWholeLanguageDiffer) {
  int regions = 0;
  EXPECT_TRUE(rc::check("two random models", [&] {
    Choices choices(example::random_tape());
    std::string first = example::random_model(choices, Richness::language);
    std::string second = example::random_model(choices, Richness::language);
    Model before = *Model::read(first, "before.dmn", {}, Reading::lenient);
    Model after = *Model::read(second, "after.dmn", {}, Reading::lenient);
    DiffLimits limits;
    limits.most_runs = 300;
    for (const FactRegion& region : diff_over_facts(before, after, "Svar", limits).regions) {
      ++regions;
      Value one = evaluate(before, "Svar", region.example).value;
      Value other = evaluate(after, "Svar", region.example).value;
      if (!(one == region.before) || !(other == region.after))
        RC_FAIL(to_string(region.example) + " gives " + to_string(one) + " and " + to_string(other) +
                ", not " + to_string(region.before) + " and " + to_string(region.after) + first + second);
    }
  }));
  EXPECT_GT(regions, 0);
}

}  // namespace
}  // namespace moteplass::dmn
