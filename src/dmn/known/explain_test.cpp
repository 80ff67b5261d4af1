// What explanations say against evaluation: leads, completions that differ and smallest changes, over random
// models by brute force, and of one policy as it is shown to people.
#include "dmn/known/explain.h"

#include <gtest/gtest.h>

#include "dmn/definitions.h"
#include "dmn/known/random_models_test.h"
#include "dmn/policies_test.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

using example::Choices;
using example::Richness;
using feel::Context;
using feel::List;
using feel::Value;

struct Drawn {
  std::string xml;
  Model model;
  Value facts;
};

enum class Known { some, all };
Drawn draw(Richness richness, Known known) {
  Choices choices(example::random_tape());
  std::string xml = example::random_model(choices, richness);
  Model model = *Model::read(xml, "random.dmn", {}, Reading::lenient);
  Value facts =
      known == Known::all ? example::known_facts(model, choices) : example::random_facts(model, choices);
  return {xml, model, facts};
}

std::string told(const Drawn& drawn) {
  return "\nfacts " + to_string(drawn.facts) + "\n" + drawn.xml.substr(drawn.xml.find("<decision "));
}

void check_leads(Richness richness, int& leads) {
  Drawn drawn = draw(richness, Known::some);
  Choices choices(std::uint64_t{5});
  for (const WaitedFor& fact : what_facts_lead_to(drawn.model, "Svar", drawn.facts)) {
    feel::Type type = example::type_at(drawn.model, fact.fact);
    for (const Lead& lead : fact.leads) {
      ++leads;
      auto check = [&](const Value& value) {
        Outcome then =
            evaluate_with_unknowns(drawn.model, "Svar", example::with_fact(drawn.facts, fact.fact, value));
        bool as_told = (then.status == Status::undecided) == (lead.status == Status::undecided) &&
                       (then.status == Status::undecided || then.value == lead.value);
        // A value may settle what its part as a whole does not.
        if (!as_told && lead.status != Status::undecided)
          RC_FAIL(fact.fact + " " + lead.values + " leads to " + to_string(lead.value) + ", yet " +
                  to_string(value) + " gives " + to_string(then.value) + told(drawn));
      };
      RC_ASSERT(lead.values == "-" || example::in_part(lead.values, lead.example));
      check(lead.example);
      for (int i = 0; i < 4; ++i) {
        Value value = example::some_value(type, choices);
        if (example::in_part(lead.values, value)) check(value);
      }
    }
  }
}

TEST(Explain, LeadsLeadWhereTheySay) {
  int leads = 0;
  EXPECT_TRUE(rc::check("tables", [&] { check_leads(Richness::tables, leads); }));
  EXPECT_TRUE(rc::check("the whole language", [&] { check_leads(Richness::language, leads); }));
  EXPECT_GT(leads, 50);
}

// The paths of what is known and no list or context.
void list_paths(const Value& value, const std::string& path, std::vector<std::string>& paths) {
  if (const List* list = value.list()) {
    for (std::size_t i = 0; i < list->size(); ++i)
      list_paths((*list)[i], path + "[" + std::to_string(i + 1) + "]", paths);
  } else if (const Context* context = value.context()) {
    for (const auto& [name, entry] : context->entries())
      list_paths(entry, path.empty() ? name : path + "." + name, paths);
  } else {
    paths.push_back(path);
  }
}

void check_changes(Richness richness, int& flips_seen) {
  Drawn drawn = draw(richness, Known::all);
  Outcome outcome = evaluate(drawn.model, "Svar", drawn.facts);
  if (outcome.status != Status::decided) return;
  Value now = outcome.value;
  std::vector<Flip> flips = smallest_changes(drawn.model, "Svar", drawn.facts);
  flips_seen += static_cast<int>(flips.size());
  for (const Flip& flip : flips) {
    Value changed = drawn.facts;
    for (const Change& change : flip.changes) {
      RC_ASSERT(change.from == example::fact_at(drawn.facts, change.fact));
      RC_ASSERT(change.values == "-" || example::in_part(change.values, change.to));
      changed = example::with_fact(changed, change.fact, change.to);
    }
    Value then = evaluate(drawn.model, "Svar", changed).value;
    if (!(then == flip.answer) || then == now)
      RC_FAIL("changed to " + to_string(changed) + " it gives " + to_string(then) + " and not " +
              to_string(flip.answer) + told(drawn));
    // Any value that is said to do does.
    Choices choices(std::uint64_t{9});
    for (const Change& change : flip.changes)
      for (int i = 0; i < 4; ++i) {
        Value value = example::some_value(example::type_at(drawn.model, change.fact), choices);
        if (!example::in_part(change.values, value)) continue;
        Value also = evaluate(drawn.model, "Svar", example::with_fact(changed, change.fact, value)).value;
        if (!(also == flip.answer) && flip.changes.size() == 1)
          RC_FAIL(change.fact + " " + to_string(value) + " in " + change.values + " gives " +
                  to_string(also) + told(drawn));
      }
  }
  bool by_one = !flips.empty() && flips.front().changes.size() == 1;
  if (by_one || richness == Richness::language) return;
  // Where it takes two changes, or none were found, one alone does nothing.
  std::vector<std::string> paths;
  list_paths(drawn.facts, "", paths);
  Choices choices(std::uint64_t{11});
  for (const std::string& path : paths) {
    if (path.rfind("Hva", 0) == 0) continue;
    for (int i = 0; i < 10; ++i) {
      Value value = example::some_value(example::type_at(drawn.model, path), choices);
      Outcome then = evaluate(drawn.model, "Svar", example::with_fact(drawn.facts, path, value));
      if (then.status == Status::decided && !(then.value == now))
        RC_FAIL("one change was enough: " + path + " to " + to_string(value) + " gives " +
                to_string(then.value) + told(drawn));
    }
  }
}

TEST(Explain, SmallestChangesFlipTheAnswerAndNoneIsSmaller) {
  int flips = 0;
  EXPECT_TRUE(rc::check("tables", [&] { check_changes(Richness::tables, flips); }));
  EXPECT_TRUE(rc::check("the whole language", [&] { check_changes(Richness::language, flips); }));
  EXPECT_GT(flips, 20);
}

Model majority() {
  return policy_model("nou-2019-flertall");
}

Value cannabis(Value grams) {
  return Context{{"stoff", "cannabis"}, {"mengde", std::move(grams)}, {"enhet", "gram"}};
}

Value encounter(List finds) {
  return Context{{"Påtreff", Context{{"handlinger", List{"innehav"}},
                                     {"stoffer", std::move(finds)},
                                     {"salgshensikt", false},
                                     {"andre lovbrudd", false}}},
                 {"Person", Context{{"alder", 25}}}};
}

TEST(Explain, MoreThanFifteenGramsOfCannabisIsTheSmallestChange) {
  std::vector<Flip> flips = smallest_changes(majority(), "Reaksjon", encounter({cannabis(10)}));
  const Change* amount = nullptr;
  for (const Flip& flip : flips) {
    ASSERT_EQ(flip.changes.size(), 1u);
    if (flip.changes.front().fact == "Påtreff.stoffer[1].mengde") amount = &flip.changes.front();
  }
  ASSERT_NE(amount, nullptr);
  EXPECT_EQ(amount->values, "> 15");
  EXPECT_EQ(amount->from, Value(10));
  EXPECT_EQ(amount->to, Value(16));
}

TEST(Explain, OfTwoFindsTheUnknownOneLeadsByWhatIsLeftOfTheLimit) {
  auto waited_for =
      what_facts_lead_to(majority(), "Reaksjon", encounter({cannabis(4), cannabis(Value::unknown())}));
  const WaitedFor* amount = nullptr;
  for (const WaitedFor& fact : waited_for)
    if (fact.fact == "Påtreff.stoffer[2].mengde") amount = &fact;
  ASSERT_NE(amount, nullptr);
  ASSERT_EQ(amount->leads.size(), 2u);
  EXPECT_EQ(amount->leads[0].values, "[0..11]");
  EXPECT_EQ(amount->leads[1].values, "> 11");
  EXPECT_FALSE(amount->leads[0].value == amount->leads[1].value);
}

}  // namespace
}  // namespace moteplass::dmn
