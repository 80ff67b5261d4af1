// What is found in tables, pinned on small ones; and, over random tables, that gaps, overlaps and dead rules
// are just those that trying every combination of values finds.
#include "dmn/check/check.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "dmn/definitions.h"
#include "dmn/example_test.h"
#include "dmn/table/decision_table.h"
#include "feel/evaluate.h"
#include "feel/parse/parser.h"

namespace moteplass::dmn {
namespace {

using feel::Value;
using Kind = Finding::Kind;
using Severity = Finding::Severity;
using Rules = std::vector<int>;

Model model_with(const std::string& table) {
  auto model =
      Model::read(example::definitions(
                      example::item("tRolle", "string", "\"bruker\", \"selger\", \"annen\"") +
                      example::item("tAlder", "number", "[0..130]") + example::input("Rolle", "tRolle") +
                      example::input("Alder", "tAlder") + example::input("Vold", "boolean") +
                      example::input("Sted", "string") +
                      example::decision("Svar",
                                        example::requires_input("Rolle") + example::requires_input("Alder") +
                                            example::requires_input("Vold") + example::requires_input("Sted"),
                                        table)),
                  "example.dmn");
  if (!model) ADD_FAILURE() << to_string(model.error().front());
  return model ? *model : *Model::read(example::definitions(""), "empty.dmn");
}

// "gap error: Alder: [15..18) | Alder = 15, Rolle = ..." of each finding.
std::vector<std::string> findings_of(const std::string& table) {
  std::vector<std::string> lines;
  for (const Finding& finding : check(model_with(table)).findings) {
    std::string line = std::string(name_of(finding.severity)) + ": " + finding.message;
    if (!finding.region.columns.empty()) line += " | " + to_string(finding.region);
    if (!finding.example.empty()) line += " | " + example_text(finding.example);
    lines.push_back(line);
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(Check, NothingIsFoundInATableThatIsWhole) {
  EXPECT_EQ(findings_of(example::table("UNIQUE", {"Alder", "Rolle"},
                                       {{{"< 18", "-"}, {"1"}, ""},
                                        {{">= 18", "\"bruker\""}, {"2"}, ""},
                                        {{">= 18", "not(\"bruker\")"}, {"3"}, ""}})),
            Lines{});
}

TEST(Check, AGapIsOneRegionWithAnExample) {
  EXPECT_EQ(
      findings_of(example::table("UNIQUE", {"Alder", "Rolle"},
                                 {{{"< 15", "-"}, {"1"}, ""},
                                  {{"[15..18)", "\"selger\""}, {"2"}, ""},
                                  {{">= 18", "-"}, {"3"}, ""}})),
      (Lines{"error: no rule covers this | Alder: [15..18), Rolle: not(\"selger\") | Alder = 15, Rolle = "
             "\"annen\""}));
}

TEST(Check, AnAllowedValueThatNoRuleTakesUpIsSaidOnce) {
  EXPECT_EQ(
      findings_of(example::table(
          "UNIQUE", {"Alder", "Rolle"},
          {{{"< 18", "\"bruker\", \"annen\""}, {"1"}, ""}, {{">= 18", "\"bruker\", \"annen\""}, {"2"}, ""}})),
      (Lines{"error: no rule takes up what the column may hold | Rolle: \"selger\" | Alder = 0, Rolle = "
             "\"selger\""}));
}

TEST(Check, ADefaultCoversGapsAndIsMentioned) {
  EXPECT_EQ(
      findings_of(example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"1"}, ""}}, "2")),
      (Lines{"information: no rule applies in one region, where the answer is the default output | Alder: "
             "[18..130] | Alder = 18"}));
  EXPECT_EQ(findings_of(example::table("COLLECT", {"Alder"}, {{{"< 18"}, {"1"}, ""}})),
            (Lines{"information: no rule applies in one region, where the answer is the empty list | Alder: "
                   "[18..130] | Alder = 18"}));
}

TEST(Check, OnlyOneRuleMayApplyInAUniqueTable) {
  EXPECT_EQ(
      findings_of(example::table(
          "UNIQUE", {"Alder", "Vold"},
          {{{"<= 18", "-"}, {"1"}, ""}, {{">= 18", "true"}, {"2"}, ""}, {{"> 18", "false"}, {"3"}, ""}})),
      (Lines{"error: rules 1 and 2 both apply, where only one rule may | Alder: 18, Vold: true | Alder = "
             "18, Vold = true"}));
}

TEST(Check, AnyMayOverlapWithTheSameOutput) {
  EXPECT_EQ(
      findings_of(example::table(
          "ANY", {"Alder"}, {{{"<= 18"}, {"1"}, ""}, {{"[17..40]"}, {"1"}, ""}, {{">= 40"}, {"2"}, ""}})),
      (Lines{"error: rules 2 and 3 both apply, and their outputs differ | Alder: 40 | Alder = 40"}));
}

TEST(Check, PriorityDecidesUnlessOutputsWeighTheSame) {
  auto table = [](const std::string& listed) {
    return example::table("PRIORITY", {"Alder"},
                          {{{"-"}, {"\"c\""}, ""}, {{"< 18"}, {"\"a\""}, ""}, {{"< 20"}, {"\"b\""}, ""}}, "",
                          "", listed);
  };
  EXPECT_EQ(findings_of(table("\"a\", \"b\", \"c\"")), Lines{});
  // Rule 3 weighs least, and rule 1 applies wherever it does.
  EXPECT_EQ(
      findings_of(table("\"a\", \"c\", \"b\"")),
      (Lines{"warning: rule 3 never decides: wherever it applies, rule 1 goes before it | Alder: [0..20) | "
             "Alder = 0"}));
}

TEST(Check, RulesThatNeverDecide) {
  EXPECT_EQ(findings_of(example::table("FIRST", {"Alder", "Rolle"},
                                       {{{"< 18", "-"}, {"1"}, ""},
                                        {{"[10..40)", "-"}, {"2"}, ""},
                                        {{"[12..20]", "\"bruker\""}, {"3"}, ""},
                                        {{"[20..18]", "-"}, {"4"}, ""},
                                        {{"> 140", "-"}, {"5"}, ""},
                                        {{"-", "\"kjøper\""}, {"6"}, ""},
                                        {{"-", "-"}, {"7"}, ""}})),
            (Lines{"error: rule 4 can never apply: nothing that Alder may hold passes its test",
                   "error: rule 5 can never apply: nothing that Alder may hold passes its test",
                   "error: rule 6 can never apply: Rolle never holds \"kjøper\"",
                   "warning: rule 3 never decides: wherever it applies, rule 2 goes before it | Alder: "
                   "[12..20], Rolle: \"bruker\" | Alder = 12, Rolle = \"bruker\""}));
}

TEST(Check, RulesThatChangeNothing) {
  EXPECT_EQ(
      findings_of(example::table(
          "FIRST", {"Alder"}, {{{"< 18"}, {"1"}, "§ 1"}, {{"< 20"}, {"2"}, "§ 2"}, {{"-"}, {"2"}, "§ 2"}})),
      (Lines{"warning: rule 2 changes no answer: where it decides, rule 3 would come to the same | Alder: "
             "[0..20) | Alder = 0"}));
  EXPECT_EQ(
      findings_of(example::table(
          "FIRST", {"Alder"}, {{{"< 18"}, {"1"}, "§ 1"}, {{"< 20"}, {"2"}, "§ 2"}, {{"-"}, {"2"}, "§ 3"}})),
      (Lines{"information: rule 2 changes no answer: where it decides, rule 3 would come to the same, with "
             "other annotations | Alder: [0..20) | Alder = 0"}));
}

TEST(Check, ValuesThatCannotOccur) {
  EXPECT_EQ(findings_of(example::table(
                "UNIQUE", {"Rolle"},
                {{{"\"bruker\", \"kjøper\""}, {"\"x\""}, ""}, {{"\"annen\", \"selger\""}, {"\"z\""}, ""}}, "",
                "", "\"x\", \"y\"")),
            (Lines{"warning: rule 1 names \"kjøper\", which Rolle never holds",
                   "error: rule 2 answers \"z\", which the output may not be"}));
}

TEST(Check, AColumnBeyondPartsMakesOverlapsPossibleAndLeavesCertainGaps) {
  EXPECT_EQ(
      findings_of(example::table("UNIQUE", {"Alder", "Sted"},
                                 {{{"< 18", "string length(?) > 3"}, {"1"}, ""},
                                  {{"< 18", "\"Oslo\""}, {"2"}, ""},
                                  {{"[18..130)", "-"}, {"3"}, ""}})),
      (Lines{"information: the column Sted is not looked into: does more with ? than comparing it with "
             "constants; gaps that hang on it are not seen, and overlaps are only possible",
             "error: no rule covers this | Alder: 130 | Alder = 130",
             "warning: rules 1 and 2 may both apply, where only one rule may | Alder: [0..18) | Alder = 0"}));
}

TEST(Check, ColumnsThatLookAtTheSameFactMakeAGapDoubtful) {
  auto lines = findings_of(example::table("UNIQUE", {"Alder", "Alder + 1 > 18"},
                                          {{{"< 18", "false"}, {"1"}, ""}, {{">= 18", "true"}, {"2"}, ""}}));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0],
            "warning: no rule covers this, unless it cannot occur: the columns Alder and Alder + 1 > 18 both "
            "look at Alder | Alder: [0..18), Alder + 1 > 18: true | Alder = 0, Alder + 1 > 18 = true");
}

TEST(Check, NullIsLookedAtWhereACellNamesIt) {
  EXPECT_EQ(
      findings_of(example::table("UNIQUE", {"Sted"}, {{{"null"}, {"1"}, ""}, {{"\"Oslo\""}, {"2"}, ""}})),
      (Lines{"error: no rule covers this | Sted: not(null, \"Oslo\") | Sted = \"other\""}));
}

TEST(Check, AColumnHoldsWhatTheRequiredDecisionCanAnswer) {
  auto model = Model::read(
      example::definitions(
          example::input("Alder", "number") +
          example::decision("Ung", example::requires_input("Alder"),
                            example::table("UNIQUE", {"Alder"},
                                           {{{"< 18"}, {"\"ung\""}, ""}, {{">= 18"}, {"\"voksen\""}, ""}})) +
          example::decision("Ord", example::requires_input("Alder"),
                            example::literal("if Alder > 3 then \"ja\" else \"nei\"")) +
          example::decision(
              "Svar", example::requires_decision("Ung") + example::requires_decision("Ord"),
              example::table("UNIQUE", {"Ung", "Ord"},
                             {{{"\"ung\"", "-"}, {"1"}, ""}, {{"\"voksen\"", "\"ja\""}, {"2"}, ""}}))),
      "example.dmn");
  ASSERT_TRUE(model);
  Analysis analysis = check(*model);
  ASSERT_EQ(analysis.findings.size(), 1u);
  EXPECT_EQ(analysis.findings[0].decision, "Svar");
  EXPECT_EQ(to_string(analysis.findings[0].region), "Ung: \"voksen\", Ord: \"nei\"");
}

TEST(Check, TextAndJsonSayTheSame) {
  Analysis analysis = check(model_with(example::table("UNIQUE", {"Alder"}, {{{"< 18"}, {"1"}, ""}})));
  EXPECT_EQ(to_text(analysis),
            "example.dmn:8: Svar (1 rule, hit policy UNIQUE)\n"
            "  error (line 8): no rule covers this\n"
            "      where Alder: [18..130]\n"
            "      for example Alder = 18\n"
            "1 table looked at: 1 error, 0 warnings, 0 remarks\n");
  auto json = to_json(analysis);
  EXPECT_EQ(json.at("errors").to_number<int>(), 1);
  const auto& finding = json.at("findings").as_array().at(0).as_object();
  EXPECT_EQ(finding.at("kind"), "gap");
  EXPECT_EQ(finding.at("region").at("Alder"), "[18..130]");
  EXPECT_EQ(finding.at("example").at("Alder"), 18);
}

// Over random tables.

const std::vector<std::string> columns = {"Alder", "Rolle", "Vold", "Sted"};

std::string any_cell(const std::string& column) {
  if (*rc::gen::inRange(0, 3) == 0) return "-";
  if (column == "Vold") return *rc::gen::elementOf(std::vector<std::string>{"true", "false"});
  std::vector<std::string> words = {"\"bruker\"", "\"selger\"", "\"annen\""};
  if (column == "Sted") words = {"\"Oslo\"", "\"Bodø\""};
  if (column != "Alder") {
    std::string text = *rc::gen::elementOf(words);
    if (*rc::gen::arbitrary<bool>()) text += ", " + *rc::gen::elementOf(words);
    return *rc::gen::inRange(0, 3) == 0 ? "not(" + text + ")" : text;
  }
  auto number = [] { return std::to_string(*rc::gen::inRange(0, 7)); };
  switch (*rc::gen::inRange(0, 4)) {
    case 0:
      return "< " + number();
    case 1:
      return ">= " + number();
    case 2:
      return number() + ", " + number();
    default:
      return *rc::gen::elementOf(std::vector<std::string>{"[", "("}) + number() + ".." + number() +
             *rc::gen::elementOf(std::vector<std::string>{"]", ")"});
  }
}

std::vector<Value> samples(const std::string& column) {
  if (column == "Vold") return {true, false};
  if (column == "Rolle") return {"bruker", "selger", "annen"};
  if (column == "Sted") return {"Oslo", "Bodø", "Vadsø"};
  std::vector<Value> numbers{130};
  for (int half = 0; half < 15; ++half) numbers.push_back(Decimal(half) / Decimal(2));
  return numbers;
}

bool passes(const Value& value, const feel::Tree& tests) {
  feel::Evaluation evaluation;
  return feel::passes(value, *tests, feel::Scope{}, evaluation).is_true();
}

struct Tried {
  std::vector<std::string> used;
  const DecisionTable* table;
  std::set<Rules> matching;  // every set of rules that matches somewhere
  bool every_gap_is_found = true;
};

bool is_in(const std::vector<Value>& values, const std::vector<std::string>& used, const Region& region) {
  static feel::Names names;
  for (const auto& [column, text] : region.columns) {
    auto place = static_cast<std::size_t>(std::find(used.begin(), used.end(), column) - used.begin());
    if (!passes(values[place], *feel::parse_unary_tests(text, names))) return false;
  }
  return true;
}

void try_all(Tried& tried, const Analysis& analysis, std::vector<Value>& values) {
  if (values.size() < tried.used.size()) {
    for (const Value& value : samples(tried.used[values.size()])) {
      values.push_back(value);
      try_all(tried, analysis, values);
      values.pop_back();
    }
    return;
  }
  Rules matching;
  for (std::size_t rule = 0; rule < tried.table->rules.size(); ++rule) {
    bool all = true;
    for (std::size_t i = 0; i < values.size(); ++i)
      all = all && passes(values[i], tried.table->rules[rule].tests[i]);
    if (all) matching.push_back(static_cast<int>(rule) + 1);
  }
  bool in_gap = std::any_of(analysis.findings.begin(), analysis.findings.end(), [&](const Finding& finding) {
    return (finding.kind == Kind::gap || finding.kind == Kind::value_unmentioned) &&
           is_in(values, tried.used, finding.region);
  });
  tried.every_gap_is_found = tried.every_gap_is_found && matching.empty() == in_gap;
  tried.matching.insert(matching);
}

void compare_with_trying(const std::string& hit_policy) {
  std::vector<std::string> used;
  for (const std::string& column : columns)
    if (*rc::gen::arbitrary<bool>()) used.push_back(column);
  if (used.empty()) used.push_back("Alder");
  std::vector<example::Cells> rules;
  for (int count = *rc::gen::inRange(1, 8); count > 0; --count) {
    example::Cells rule;
    for (const std::string& column : used) rule.tests.push_back(any_cell(column));
    rule.outputs.push_back(std::to_string(*rc::gen::inRange(0, 3)));
    rules.push_back(std::move(rule));
  }
  for (const auto& rule : rules) RC_LOG() << rc::toString(rule.tests) << " " << rule.outputs[0] << '\n';
  Model model = model_with(example::table(hit_policy, used, rules));
  Analysis analysis = check(model);
  RC_LOG() << to_text(analysis);
  const Element* decision = model.definitions().find(Element::Kind::decision, "Svar");
  Tried tried{used, table_of(decision->logic), {}};
  std::vector<Value> values;
  try_all(tried, analysis, values);
  RC_ASSERT(tried.every_gap_is_found);

  std::set<Rules> overlaps;
  std::set<int> never;
  std::set<int> redundant;
  for (const Finding& finding : analysis.findings) {
    if (finding.kind == Kind::overlap) overlaps.insert(finding.rules);
    // The message begins with the rule it is about.
    int about = finding.message.starts_with("rule ") ? std::stoi(finding.message.substr(5)) : 0;
    if (finding.kind == Kind::unreachable) never.insert(about);
    if (finding.kind == Kind::redundant) redundant.insert(about);
  }
  auto output = [&](int rule) { return rules[static_cast<std::size_t>(rule) - 1].outputs[0]; };
  std::set<Rules> together;
  std::set<int> deciding;
  for (const Rules& matching : tried.matching) {
    if (matching.empty()) continue;
    for (std::size_t i = 0; i < matching.size(); ++i)
      for (std::size_t j = i + 1; j < matching.size(); ++j)
        if (hit_policy == "UNIQUE" || (hit_policy == "ANY" && output(matching[i]) != output(matching[j])))
          together.insert({matching[i], matching[j]});
    if (hit_policy == "FIRST") {
      deciding.insert(matching.front());
    } else {
      deciding.insert(matching.begin(), matching.end());
    }
    // Without the rules that are said to change nothing, the answer is still the same.
    Rules left;
    for (int rule : matching)
      if (!redundant.contains(rule)) left.push_back(rule);
    RC_ASSERT(!left.empty());
    if (hit_policy == "FIRST") RC_ASSERT(output(left.front()) == output(matching.front()));
    if (hit_policy == "UNIQUE") RC_ASSERT(redundant.empty());
  }
  RC_ASSERT(overlaps == together);
  for (int rule = 1; rule <= static_cast<int>(rules.size()); ++rule)
    RC_ASSERT(never.contains(rule) == !deciding.contains(rule));
}

TEST(Check, FindsWhatTryingEveryCombinationFinds) {
  for (const char* hit_policy : {"UNIQUE", "ANY", "FIRST"})
    EXPECT_TRUE(rc::check(hit_policy, [&] { compare_with_trying(hit_policy); }));
}

}  // namespace
}  // namespace moteplass::dmn
