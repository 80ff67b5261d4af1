// Batches of small models, made up at random and by hand: every construct against one evaluation at a time,
// and the edges where columns give up.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "dmn/batch/batch.h"
#include "dmn/example_test.h"

namespace moteplass::dmn {
namespace {

using feel::Context;
using feel::List;
using feel::Value;
using namespace example;

int whole(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}

std::string one_of(const std::vector<std::string>& texts) {
  return texts[static_cast<std::size_t>(whole(0, static_cast<int>(texts.size()) - 1))];
}

// Inputs of every kind that a column holds; T is a function with a table, D a decision.
std::string model_of(const std::string& expression) {
  auto knows = std::string(
      "<knowledgeRequirement><requiredKnowledge href=\"#k_Rate\"/></knowledgeRequirement>"
      "<knowledgeRequirement><requiredKnowledge href=\"#k_Twice\"/></knowledgeRequirement>");
  std::string everything;
  for (const auto* name : {"Flag", "Age", "Word", "Free", "Day", "Things", "Numbers", "Person"})
    everything += requires_input(name);
  auto component = [](const std::string& name, const std::string& type, const std::string& more = "") {
    return "<itemComponent name=\"" + name + "\"" + more + "><typeRef>" + type + "</typeRef></itemComponent>";
  };
  std::string rate = table(
      "UNIQUE", {"word", "many"},
      {{{"\"a\"", "true"}, {"1.5"}, ""}, {{"\"a\"", "false"}, {"2"}, ""}, {{"\"b\"", "-"}, {"null"}, ""}},
      "7");
  return definitions(
      item("tWord", "string", "\"a\", \"b\", \"c\"") + item("tAge", "number", "[0..130]") +
      "<itemDefinition name=\"tThing\">" + component("word", "tWord") + component("free", "string") +
      component("amount", "number") + component("since", "date") +
      component("parts", "number", " isCollection=\"true\"") +
      "</itemDefinition><itemDefinition name=\"tThings\" "
      "isCollection=\"true\"><typeRef>tThing</typeRef></itemDefinition>"
      "<itemDefinition name=\"tNumbers\" isCollection=\"true\"><typeRef>number</typeRef></itemDefinition>"
      "<itemDefinition name=\"tPerson\">" +
      component("age", "tAge") + component("name", "string") + "</itemDefinition>" +
      input("Flag", "boolean") + input("Age", "tAge") + input("Word", "tWord") + input("Free", "string") +
      input("Day", "date") + input("Things", "tThings") + input("Numbers", "tNumbers") +
      input("Person", "tPerson") +
      "<businessKnowledgeModel name=\"Rate\" id=\"k_Rate\"><variable name=\"Rate\"/><encapsulatedLogic>"
      "<formalParameter name=\"word\" typeRef=\"tWord\"/><formalParameter name=\"many\" "
      "typeRef=\"boolean\"/>" +
      rate +
      "</encapsulatedLogic></businessKnowledgeModel>"
      "<businessKnowledgeModel name=\"Twice\" id=\"k_Twice\"><variable name=\"Twice\"/><encapsulatedLogic>"
      "<formalParameter name=\"x\" typeRef=\"number\"/>" +
      literal("x + x") + "</encapsulatedLogic></businessKnowledgeModel>" +
      decision("Verdicts", everything + knows,
               literal("for t in Things return if t.amount = null then \"none\" else if t.amount > 10 then "
                       "\"much\" else "
                       "t.word")) +
      decision("D", everything + knows + requires_decision("Verdicts"), literal(expression)));
}

// Expressions by what they yield; `t` is an item of Things where `inside`.
std::string condition(int depth, bool inside);

std::string number(int depth, bool inside) {
  std::vector<std::string> plain = {"Age", "10", "2.5", "Person.age", "null"};
  if (inside) plain = {"t.amount", "t.amount", "Age", "3"};
  if (depth == 0) return one_of(plain);
  switch (whole(0, 9)) {
    case 0:
      return "(" + number(depth - 1, inside) + " + " + number(depth - 1, inside) + ")";
    case 1:
      return "(" + number(depth - 1, inside) + " - " + number(depth - 1, inside) + ")";
    case 2:
      return "(" + number(depth - 1, inside) + " * " + number(depth - 1, inside) + ")";
    case 3:
      return "(if " + condition(depth - 1, inside) + " then " + number(depth - 1, inside) + " else " +
             number(depth - 1, inside) + ")";
    case 4:
      return "Twice(" + number(depth - 1, inside) + ")";
    case 5:
      return "Rate(" + std::string(inside ? "t.word" : "Word") + ", " + condition(0, inside) + ")";
    case 6:
      return one_of({"sum", "min", "max", "count"}) + "(" + one_of({"Numbers", "Things.amount"}) + ")";
    case 7:
      return "sum(for o in Things return if " +
             one_of(inside
                        ? std::vector<std::string>{"o.word = t.word", "o.word = t.word and o.free = t.free",
                                                   "o.word != t.word or Flag", "o.amount > t.amount"}
                        : std::vector<std::string>{"o.word = Word", "Flag", "o.free = Free"}) +
             " then o.amount else " + one_of({"0", "0", "1.25", "null"}) + ")";
    case 8:
      return inside ? one_of({"sum(t.parts)", "max(t.parts)", "count(t.parts)"})
                    : "max(for t in Things return " + number(depth - 1, true) + ")";
    default:
      return "-" + one_of(plain);
  }
}

std::string condition(int depth, bool inside) {
  std::string word = inside ? one_of({"t.word", "t.free", "Word"}) : one_of({"Word", "Free", "Person.name"});
  std::string day = inside ? one_of({"t.since", "Day"}) : "Day";
  if (depth == 0) switch (whole(0, 7)) {
      case 0:
        return "Flag";
      case 1:
        return "(" + word + one_of({" = ", " != "}) + one_of({"\"a\"", "\"b\"", "Word", "Free", "null"}) +
               ")";
      case 2:
        return "(" + word + " in (\"a\", \"c\"))";
      case 3:
        return "(" + day + one_of({" = ", " < ", " >= "}) + one_of({"@\"2026-01-05\"", "Day"}) + ")";
      case 4:
        return "(" + number(0, inside) + " in " + one_of({"[3..10]", "(< 3, > 20)", "(10, 2.5)"}) + ")";
      case 5:
        return "(" + day + " in [@\"2026-01-02\"..@\"2026-01-06\"))";
      case 6:
        return one_of({"(Things = [])", "(Things != null)", "(Person = null)", "(Numbers != [])"});
      default:
        return "(" + number(0, inside) + one_of({" = ", " != ", " < ", " <= ", " > ", " >= "}) +
               number(0, inside) + ")";
    }
  switch (whole(0, 7)) {
    case 0:
      return "(" + condition(depth - 1, inside) + " and " + condition(depth - 1, inside) + ")";
    case 1:
      return "(" + condition(depth - 1, inside) + " or " + condition(depth - 1, inside) + ")";
    case 2:
      return "not(" + condition(depth - 1, inside) + ")";
    case 3:
      return "(" + number(depth - 1, inside) + one_of({" < ", " = ", " >= "}) + number(depth - 1, inside) +
             ")";
    case 4:
      return "(some v in Verdicts satisfies v = " + one_of({"\"much\"", "\"a\"", "null", "Word"}) + ")";
    case 5:
      return inside ? "(" + number(depth - 1, inside) + " between 1 and 20)"
                    : "(" + one_of({"some", "every"}) + " t in Things satisfies " +
                          condition(depth - 1, true) + ")";
    case 6:
      return inside ? "(every o in Things satisfies o.amount <= t.amount)"
                    : "list contains(Things.word, " + one_of({"Word", "\"b\"", "null"}) + ")";
    default:
      return "(if " + condition(depth - 1, inside) + " then " + condition(depth - 1, inside) + " else Flag)";
  }
}

Value maybe(Value value, int nulls) {
  return whole(0, 99) < nulls ? Value() : value;
}

Value random_case(int nulls, bool forbidden) {
  auto amount = [&] { return maybe(Decimal(whole(-8, 90)) / Decimal(4), nulls); };
  auto word = [&] { return maybe(forbidden && whole(0, 30) == 0 ? "x" : one_of({"a", "b", "c"}), nulls); };
  auto day = [&] { return maybe(feel::date_from_days(whole(20453, 20463)), nulls); };
  auto age = [&] { return maybe(Decimal(forbidden && whole(0, 30) == 0 ? 200 : whole(0, 30)), nulls); };
  List things, numbers;
  for (int i = whole(0, 5) == 0 ? 7 : whole(0, 3); i > 0; --i) {
    List parts;
    for (int part = whole(0, 3); part > 0; --part) parts.push_back(amount());
    things.push_back(maybe(Context{{"word", word()},
                                   {"free", maybe(one_of({"a", "b", "q"}), nulls)},
                                   {"amount", amount()},
                                   {"since", day()},
                                   {"parts", maybe(parts, nulls)}},
                           nulls));
  }
  for (int i = whole(0, 3); i > 0; --i) numbers.push_back(amount());
  return Context{
      {"Flag", maybe(whole(0, 1) == 1, nulls)},
      {"Age", age()},
      {"Word", word()},
      {"Free", maybe(one_of({"a", "b", "c", "q"}), nulls)},
      {"Day", day()},
      {"Things", maybe(things, nulls)},
      {"Numbers", maybe(numbers, nulls)},
      {"Person", maybe(Context{{"age", age()}, {"name", maybe(one_of({"a", "z"}), nulls)}}, nulls)}};
}

TEST(BatchRows, AnswersRandomModelsAsOneByOne) {
  std::size_t compiled = 0;
  std::size_t beyond = 0;
  std::size_t cases = 0;
  std::size_t one_at_a_time = 0;
  bool alike = rc::check("random models over random facts", [&] {
    std::string expression = whole(0, 1) == 0 ? condition(whole(0, 3), false) : number(whole(0, 3), false);
    auto model = Model::read(model_of(expression), "test.dmn");
    RC_ASSERT(model.has_value());
    auto batch = Batch::compile(*model, "D");
    if (!batch) {
      ++beyond;
      RC_LOG() << expression << " is beyond: " << batch.error().reason << "\n";
      return;
    }
    ++compiled;
    Batch::Workspace workspace;
    for (int round = 0; round < 2; ++round) {
      std::vector<Value> facts;
      int nulls = whole(0, 2) * 5;
      bool forbidden = whole(0, 5) == 0;
      for (int i = whole(1, 25); i > 0; --i) facts.push_back(random_case(nulls, forbidden));
      auto columns = columns_of(*model, facts);
      RC_ASSERT(columns.has_value());
      auto answers = batch->evaluate(*columns, workspace);
      RC_ASSERT(answers.has_value());
      cases += facts.size();
      one_at_a_time += answers->one_at_a_time;
      for (std::size_t i = 0; i < facts.size(); ++i) {
        Value one = evaluate(*model, "D", facts[i]).value;
        if (!(answers->at(i) == one))
          RC_FAIL(expression + " of " + to_string(facts[i]) + " is " + to_string(one) + ", not " +
                  to_string(answers->at(i)));
      }
    }
  });
  EXPECT_TRUE(alike);
  std::cout << compiled << " compiled, " << beyond << " beyond; " << one_at_a_time << " of " << cases
            << " alone\n";
  EXPECT_GT(compiled, beyond);
  EXPECT_LT(one_at_a_time * 2, cases);
}

Batch compiled(const Model& model) {
  auto batch = Batch::compile(model, "D");
  EXPECT_TRUE(batch) << batch.error().reason;
  return *batch;
}

Model small(const std::string& expression) {
  auto model = Model::read(model_of(expression), "test.dmn");
  EXPECT_TRUE(model) << to_string(model.error().front());
  return *model;
}

std::string beyond(const std::string& expression) {
  auto batch = Batch::compile(small(expression), "D");
  return batch ? "" : batch.error().element + ": " + batch.error().reason;
}

TEST(BatchRows, LeavesWhat64BitsDoNotHoldToTheEvaluator) {
  Model model = small("Age * Age + sum(Numbers)");
  Columns columns(3, std::make_shared<const Dictionary>());
  std::int64_t large = 3'000'000'000'000'000'000;
  columns.numbers("Age", {100, 1'300'000'000'000'000'000, null_number}, 16);
  columns.numbers("Numbers[]", {large, large, large, large, 5}, 0);
  columns.list("Numbers", {0, 0, 4, 5});
  Batch batch = compiled(model);
  Batch::Workspace workspace;
  auto answers = batch.evaluate(columns, workspace);
  ASSERT_TRUE(answers);
  EXPECT_EQ(answers->one_at_a_time, 3u);
  EXPECT_EQ(to_string(answers->at(1)), "12000000000000016900");
  EXPECT_TRUE(answers->at(0).is_null());
  columns.numbers("Age", {3, 13, null_number}, 1);
  columns.numbers("Numbers[]", {25, 5, 1, 2, 5}, 2);
  answers = batch.evaluate(columns, workspace);
  EXPECT_EQ(answers->one_at_a_time, 0u);
  EXPECT_EQ(to_string(answers->at(1)), "2.02");
  EXPECT_EQ(answers->scale, 2);
  EXPECT_TRUE(answers->at(2).is_null());
}

TEST(BatchRows, RefusesColumnsThatDoNotFit) {
  Batch batch = compiled(small("(some n in Numbers satisfies n > 3) and Word = \"a\""));
  Batch::Workspace workspace;
  auto dictionary = std::make_shared<Dictionary>();
  auto refused = [&](const Columns& columns) {
    auto answers = batch.evaluate(columns, workspace);
    return answers ? ""
                   : answers.error().path + " " + std::to_string(answers.error().row) + ": " +
                         answers.error().reason;
  };
  Columns columns(2, dictionary);
  columns.list("Numbers", {0, 1, 2});
  columns.numbers("Numbers[]", {4, 3});
  columns.texts("Word", {dictionary->add("a"), null_text});
  EXPECT_EQ(refused(columns), "");
  columns.numbers("Numbers[]", {4});
  EXPECT_EQ(refused(columns), "Numbers[] 1: the column is too short");
  columns.numbers("Numbers[]", {4, 3});
  columns.texts("Word", {7, 0});
  EXPECT_EQ(refused(columns), "Word 0: the dictionary has no such word");
  columns.truths("Word", {Truth::yes, Truth::no});
  EXPECT_EQ(refused(columns), "Word 0: the model has another kind of fact");
  columns.texts("Word", {0, 0});
  columns.list("Numbers", {0, 2, 1});
  EXPECT_NE(refused(columns), "");
  columns.list("Numbers", {0, 1, 2}, {Truth::yes, Truth::null});
  EXPECT_NE(refused(columns), "");
}

TEST(BatchRows, SaysWhatIsBeyondIt) {
  EXPECT_EQ(beyond("Age / 3"), "D: a division or power of facts");
  EXPECT_EQ(beyond("Things[amount > 3]"), "D: a filter of facts");
  EXPECT_EQ(beyond("Things"), "D: the answer is a list or a record of facts");
  EXPECT_EQ(beyond("Free"), "D: the answer is a date or a text taken from the facts");
  EXPECT_EQ(beyond("for a in Things, b in Things return a.amount"),
            "D: a loop that counts or over several lists at once");
  EXPECT_NE(beyond("Day + @\"P1D\" > @\"2026-01-01\""), "");
  // What would need the result so far is never taken for something else.
  EXPECT_NE(beyond("max(for t in Things return if count(partial) > 0 then t.amount else 0)"), "");
  auto none = Batch::compile(small("1"), "Nothing");
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().reason, "there is no decision Nothing");
}

TEST(BatchRows, AnswersALargeTable) {
  std::vector<Cells> rules;
  for (int low = 0; low < 60; ++low)
    for (const auto* word : {"\"a\"", "not(\"a\", \"b\")"})
      rules.push_back({{"[" + std::to_string(low) + ".." + std::to_string(low + 1) + ")", word,
                        low % 3 == 0 ? "> " + std::to_string(low) + ".5" : "-", low % 5 == 0 ? "\"q\"" : "-"},
                       {std::to_string(rules.size())},
                       ""});
  for (const auto* policy : {"UNIQUE", "FIRST", "ANY"}) {
    std::string inputs =
        requires_input("x") + requires_input("w") + requires_input("y") + requires_input("t");
    rules.push_back({{"[3..5]", "-", "< 20", "-"}, {"7"}, ""});
    auto model =
        Model::read(definitions(item("tWord", "string", "\"a\", \"b\", \"c\"") + input("x", "number") +
                                input("w", "tWord") + input("y", "number") + input("t", "string") +
                                decision("D", inputs, table(policy, {"x", "w", "y", "t"}, rules, "999"))),
                    "test.dmn");
    ASSERT_TRUE(model) << to_string(model.error().front());
    Batch batch = compiled(*model);
    std::vector<Value> facts;
    for (int i = 0; i < 3000; ++i)
      facts.push_back(
          Context{{"x", i % 97 == 0 ? Value() : Value(Decimal(i * 7 % 650) / Decimal(10))},
                  {"w", i % 53 == 0 ? Value() : Value(std::string(1, static_cast<char>('a' + i % 3)))},
                  {"y", Decimal(i % 130) / Decimal(2)},
                  {"t", i % 2 == 0 ? "q" : "r"}});
    auto columns = columns_of(*model, facts);
    Batch::Workspace workspace;
    auto answers = batch.evaluate(*columns, workspace);
    ASSERT_TRUE(answers);
    EXPECT_EQ(answers->one_at_a_time, 0u);
    std::size_t answered = 0;
    for (std::size_t i = 0; i < facts.size(); ++i) {
      Value one = evaluate(*model, "D", facts[i]).value;
      ASSERT_EQ(to_string(answers->at(i)), to_string(one)) << policy << " " << to_string(facts[i]);
      answered += !one.is_null() && !(one == Value(999));
    }
    EXPECT_GT(answered, 500u);
  }
}

TEST(BatchRows, TakesDecisionsAsFactsAndPartsOfTheColumns) {
  Model model = small("if some v in Verdicts satisfies v = \"much\" then Age else 0 - Age");
  std::vector<Value> facts;
  for (int i = 0; i < 2500; ++i)
    facts.push_back(Context{
        {"Age", i % 130},
        {"Things",
         List{Context{
             {"word", "a"}, {"free", Value()}, {"amount", i % 20}, {"since", Value()}, {"parts", List{}}}}}});
  auto columns = columns_of(model, facts);
  ASSERT_TRUE(columns);
  Batch batch = compiled(model);
  Batch::Workspace workspace;
  for (std::size_t first :
       {std::size_t{0}, std::size_t{1}, std::size_t{1500}, std::size_t{2499}, std::size_t{9999}}) {
    auto answers = batch.evaluate(*columns, workspace, first, 1100);
    ASSERT_TRUE(answers);
    for (std::size_t i = 0; i < answers->codes.size(); ++i)
      ASSERT_EQ(to_string(answers->at(i)), to_string(evaluate(model, "D", facts[first + i]).value))
          << first + i;
  }
  Model given =
      *Model::read(definitions("<decision name=\"A\" id=\"d_A\"><variable name=\"A\" typeRef=\"string\"/>" +
                               literal("\"x\"") + "</decision>" +
                               decision("D", requires_decision("A"), literal("A = \"y\""))),
                   "test.dmn");
  auto with = Batch::compile(given, "D", {"A"});
  ASSERT_TRUE(with);
  std::vector<Value> said{Context{{"A", "y"}}, Context{{"A", "x"}}, Context{{"A", Value()}}};
  auto answers = with->evaluate(*columns_of(given, said, {"A"}), workspace);
  ASSERT_TRUE(answers);
  EXPECT_TRUE(answers->at(0).is_true());
  EXPECT_TRUE(answers->at(1).is_false());
  EXPECT_TRUE(answers->at(2).is_false());
}

}  // namespace
}  // namespace moteplass::dmn
