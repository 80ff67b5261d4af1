// Where two tables answer differently, pinned on small ones; and over random tables the same as trying every
// combination of values.
#include "dmn/check/diff.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "dmn/example_test.h"
#include "feel/evaluate.h"
#include "feel/parse/parser.h"

namespace moteplass::dmn {
namespace {

using feel::Value;
using Kind = TableDifference::Kind;

Model model_with(const std::string& table, const std::string& roles = "\"bruker\", \"selger\"") {
  auto model = Model::read(
      example::definitions(
          example::item("tRolle", "string", roles) + example::item("tAlder", "number", "[0..130]") +
          example::input("Rolle", "tRolle") + example::input("Alder", "tAlder") +
          example::decision("Svar", example::requires_input("Rolle") + example::requires_input("Alder"),
                            table)),
      "example.dmn");
  if (!model) ADD_FAILURE() << to_string(model.error().front());
  return model ? *model : *Model::read(example::definitions(""), "empty.dmn");
}

TEST(Diff, SaysWhereTheAnswersDifferWithAnExample) {
  Model before = model_with(example::table("UNIQUE", {"Alder", "Rolle"},
                                           {{{"< 18", "-"}, {"1"}, ""}, {{">= 18", "-"}, {"2"}, ""}}));
  // The columns the other way round.
  Model after = model_with(example::table(
      "FIRST", {"Rolle", "Alder"}, {{{"\"selger\"", ">= 16"}, {"2"}, ""}, {{"-", "< 18"}, {"1"}, ""}}, "2"));
  EXPECT_EQ(to_text(diff(before, after)),
            "Svar: different\n"
            "  where Alder: [16..18), Rolle: \"selger\"\n"
            "      for example Alder = 16, Rolle = \"selger\"\n"
            "      before: 1 (rule 1)\n"
            "      after:  2 (rule 1)\n"
            "1 compared: 1 different; 0 not compared, 0 only before, 0 only after\n");
  EXPECT_EQ(diff(before, before).tables.at(0).kind, Kind::same);
}

TEST(Diff, AValueThatOnlyOneModelAllowsIsADifference) {
  std::string table = example::table("UNIQUE", {"Rolle"}, {{{"-"}, {"1"}, ""}});
  Model before = model_with(table);
  Model after = model_with(table, "\"bruker\", \"selger\", \"kjøper\"");
  ModelDifference difference = diff(before, after);
  ASSERT_EQ(difference.tables.size(), 1u);
  ASSERT_EQ(difference.tables[0].regions.size(), 1u);
  const RegionDifference& region = difference.tables[0].regions[0];
  EXPECT_EQ(to_string(region.region), "Rolle: \"kjøper\"");
  EXPECT_EQ(region.before.fault, "a value that is not allowed");
  EXPECT_EQ(region.after.value, Value(1));
}

TEST(Diff, SaysWhatIsNotCompared) {
  Model table = model_with(example::table("UNIQUE", {"Alder"}, {{{"-"}, {"1"}, ""}}));
  Model other = model_with(example::table("UNIQUE", {"Rolle"}, {{{"-"}, {"1"}, ""}}));
  Model text = model_with(example::literal("1"));
  EXPECT_EQ(diff(table, other).tables.at(0).reason, "only the table after looks at Rolle");
  EXPECT_EQ(diff(table, text).tables.at(0).reason, "it is a table only before");
  EXPECT_EQ(diff(text, text).tables.at(0).reason, "its logic is no table");
  EXPECT_EQ(diff(table, *Model::read(example::definitions(""), "none.dmn")).tables.at(0).kind,
            Kind::only_before);
  EXPECT_TRUE(diff(table, other, "Noe annet").tables.empty());
}

TEST(Diff, OutputsThatDependOnFactsMayDiffer) {
  Model before = model_with(example::table("UNIQUE", {"Rolle"}, {{{"-"}, {"Alder"}, ""}}));
  auto difference = diff(before, before);
  ASSERT_EQ(difference.tables.at(0).regions.size(), 1u);
  EXPECT_FALSE(difference.tables[0].regions[0].certain);
}

struct AnyTable {
  std::string hit_policy;
  std::vector<example::Cells> rules;
  std::string default_output;
  std::string xml() const {
    std::string policy = hit_policy;
    std::string extra;
    if (policy.starts_with("COLLECT "))
      extra = "aggregation=\"" + policy.substr(8) + "\"", policy = "COLLECT";
    return example::table(policy, {"Alder", "Rolle"}, rules, default_output, extra,
                          policy == "PRIORITY" || policy == "OUTPUT ORDER" ? "2, 0, 1" : "");
  }
};

AnyTable any_table() {
  using Texts = std::vector<std::string>;
  AnyTable table;
  table.hit_policy =
      *rc::gen::elementOf(Texts{"UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER",
                                "COLLECT SUM", "COLLECT MIN", "COLLECT COUNT"});
  auto number = [] { return std::to_string(*rc::gen::inRange(0, 5)); };
  for (int count = *rc::gen::inRange(1, 5); count > 0; --count) {
    std::string age = *rc::gen::elementOf(
        Texts{"-", "< " + number(), ">= " + number(), "[" + number() + ".." + number() + "]", number()});
    std::string role = *rc::gen::elementOf(Texts{"-", "\"bruker\"", "not(\"bruker\")", "\"selger\""});
    table.rules.push_back({{age, role}, {std::to_string(*rc::gen::inRange(0, 3))}, ""});
  }
  if (*rc::gen::arbitrary<bool>()) table.default_output = number();
  return table;
}

bool is_in(const Region& region, const Value& age, const Value& role) {
  static feel::Names names;
  feel::Evaluation evaluation;
  return std::all_of(region.columns.begin(), region.columns.end(), [&](const auto& column) {
    auto tests = feel::parse_unary_tests(column.second, names);
    return feel::passes(column.first == "Alder" ? age : role, **tests, feel::Scope{}, evaluation).is_true();
  });
}

TEST(Diff, DiffersJustWhereEvaluationDiffers) {
  EXPECT_TRUE(rc::check("tables of every hit policy", [] {
    AnyTable one = any_table();
    AnyTable two = any_table();
    Model before = model_with(one.xml());
    Model after = model_with(two.xml());
    ModelDifference difference = diff(before, after);
    RC_LOG() << one.xml() << two.xml() << to_text(difference);
    for (int half = 0; half < 12; ++half) {
      for (const Value& role : {Value("bruker"), Value("selger")}) {
        Value age = Decimal(half) / Decimal(2);
        feel::Context facts{{"Alder", age}, {"Rolle", role}};
        Outcome first = evaluate(before, "Svar", facts);
        Outcome second = evaluate(after, "Svar", facts);
        bool differs = !(first.value == second.value) || first.problems.empty() != second.problems.empty();
        const auto& regions = difference.tables.at(0).regions;
        auto found = std::find_if(regions.begin(), regions.end(), [&](const RegionDifference& region) {
          return is_in(region.region, age, role);
        });
        // Two tables that are at fault in different ways differ in that alone.
        if (!first.problems.empty() && !second.problems.empty()) continue;
        RC_ASSERT((found != regions.end()) == differs);
        if (found == regions.end()) continue;
        RC_ASSERT(found->before.value == first.value);
        RC_ASSERT(found->after.value == second.value);
      }
    }
  }));
}

}  // namespace
}  // namespace moteplass::dmn
