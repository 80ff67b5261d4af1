// Batches against one evaluation at a time: every answer of every case is the same, null for null.
#include "dmn/batch/batch.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <fstream>
#include <sstream>

#include "dmn/definitions.h"
#include "dmn/example_test.h"
#include "dmn/policies_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::List;
using feel::Type;
using feel::Value;
using namespace example;

int whole(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}

// A value of the type: mostly one that the type allows, now and then null or one that is not allowed.
// One value that is not allowed spoils the whole input, so they come in some rounds only.
struct Odds {
  int nulls_in_100 = 0;
  int forbidden_in_1000 = 0;
};
Value value_of(const Type& type, Odds odds) {
  if (whole(0, 99) < odds.nulls_in_100) return {};
  bool forbidden = whole(0, 999) < odds.forbidden_in_1000;
  switch (type.kind()) {
    case Type::Kind::boolean:
      return whole(0, 1) == 1;
    case Type::Kind::number:
      return Decimal(forbidden          ? -7
                     : whole(0, 3) == 0 ? whole(0, 5) * 10
                                        : whole(0, 60)) /
             Decimal(whole(0, 1) == 0 ? 1 : 4);
    case Type::Kind::date:
      return feel::date_from_days(whole(20450, 20460));
    case Type::Kind::string: {
      if (!type.allowed()) return std::string(1, static_cast<char>('a' + whole(0, 3)));
      const auto& tests = std::get<feel::UnaryTests>(type.allowed()->form).tests;
      if (forbidden) return "not allowed";
      return std::get<feel::Literal>(
                 tests[static_cast<std::size_t>(whole(0, static_cast<int>(tests.size()) - 1))]->form)
          .value;
    }
    case Type::Kind::list: {
      List items;
      int count = whole(0, 9) == 0 ? 9 : whole(0, 3);
      for (int i = 0; i < count; ++i) items.push_back(value_of(type.element(), odds));
      return items;
    }
    case Type::Kind::context: {
      Context made;
      for (const auto& [name, field] : type.fields()) made.set(name, value_of(field, odds));
      return made;
    }
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::days_duration:
    case Type::Kind::months_duration:
    case Type::Kind::range:
    case Type::Kind::function:
      break;
  }
  return {};
}

Value random_facts(const Model& model, const std::vector<std::string>& given, Odds odds) {
  Context made;
  for (const auto& element : model.definitions().elements) {
    bool as_given = std::find(given.begin(), given.end(), element->name) != given.end();
    if (element->kind == Element::Kind::input || as_given)
      made.set(element->name, value_of(element->type, odds));
  }
  return made;
}

struct Compared {
  std::size_t cases = 0;
  std::size_t one_at_a_time = 0;
};

Compared compare(const Model& model, const Batch& batch, const std::vector<Value>& facts,
                 Batch::Workspace& workspace, const std::vector<std::string>& given = {}) {
  auto columns = columns_of(model, facts, given);
  EXPECT_TRUE(columns) << columns.error().path << " " << columns.error().reason;
  if (!columns) return {};
  auto answers = batch.evaluate(*columns, workspace);
  EXPECT_TRUE(answers);
  if (!answers) return {};
  for (std::size_t i = 0; i < facts.size(); ++i) {
    Value one = evaluate(model, batch.decision(), facts[i]).value;
    EXPECT_EQ(to_string(answers->at(i)), to_string(one)) << batch.decision() << " of " << to_string(facts[i]);
    if (!(answers->at(i) == one)) break;
  }
  return {facts.size(), answers->one_at_a_time};
}

void compare_policy(const std::string& name) {
  Model model = policy_model(name);
  std::size_t compiled = 0;
  std::size_t cases = 0;
  std::size_t one_at_a_time = 0;
  for (const Variable& decision : model.decisions()) {
    auto batch = Batch::compile(model, decision.name);
    if (!batch) {
      std::cout << name << ": " << decision.name << ": " << batch.error().element << ": "
                << batch.error().reason << "\n";
      continue;
    }
    ++compiled;
    Batch::Workspace workspace;
    bool alike = rc::check(name + ": " + decision.name, [&] {
      std::vector<Value> facts;
      Odds odds{whole(0, 2) * 2, whole(0, 3) == 0 ? 5 : 0};
      for (int i = whole(1, 40); i > 0; --i) facts.push_back(random_facts(model, {}, odds));
      Compared compared = compare(model, *batch, facts, workspace);
      cases += compared.cases;
      one_at_a_time += compared.one_at_a_time;
      RC_ASSERT(!::testing::Test::HasFailure());
    });
    EXPECT_TRUE(alike);
  }
  EXPECT_LT(one_at_a_time * 4, cases) << "of " << cases << " cases";
  EXPECT_GT(one_at_a_time, 0u);
  EXPECT_GE(compiled, 5u);
  EXPECT_TRUE(Batch::compile(model, "Reaksjon"));
}

TEST(Batch, AnswersThePolicyOfTheMajorityAsOneByOne) {
  compare_policy("nou-2019-flertall");
}

TEST(Batch, AnswersThePolicyInForceAsOneByOne) {
  compare_policy("rer-2022");
}

}  // namespace
}  // namespace moteplass::dmn
