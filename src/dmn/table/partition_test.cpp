// Over random columns and values: the part a value is in accepts exactly the rows whose cells it passes.
#include "dmn/table/partition.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "feel/evaluate.h"
#include "feel/parse/parser.h"

namespace moteplass::dmn {
namespace {

using feel::Tree;
using feel::Type;
using feel::Value;

Tree cell(const std::string& text) {
  static feel::Names names;
  names.add("Alder");
  auto tree = feel::parse_unary_tests(text, names);
  if (!tree) {
    ADD_FAILURE() << text << ": " << tree.error().message;
    return nullptr;
  }
  return *tree;
}

std::vector<Tree> cells(const std::vector<std::string>& texts) {
  std::vector<Tree> trees;
  for (const std::string& text : texts) trees.push_back(cell(text));
  return trees;
}

Value constant(const std::string& text) {
  static feel::Names names;
  auto tree = feel::parse_expression(text, names);
  feel::Evaluation evaluation;
  return tree ? feel::evaluate(**tree, feel::Scope{}, evaluation) : Value("no FEEL: " + text);
}

std::vector<std::string> texts_of(const Partition& partition) {
  std::vector<std::string> texts;
  for (const Part& part : partition.parts()) texts.push_back(to_string(part, partition));
  return texts;
}

using Texts = std::vector<std::string>;

TEST(Partition, PartsStandInOrderWithPlainExamples) {
  auto partition = Partition::of(cells({"< 18", "[18..20)", ">= 20"}), Type(Type::Kind::number), nullptr);
  ASSERT_TRUE(partition);
  EXPECT_EQ(texts_of(*partition), (Texts{"null", "< 18", "18", "(18..20)", "20", "> 20"}));
  std::vector<Value> examples;
  for (const Part& part : partition->parts()) examples.push_back(part.example);
  EXPECT_EQ(examples, (std::vector<Value>{Value(), 17, 18, 19, 20, 21}));
  EXPECT_EQ(partition->parts()[2].rows, [] {
    RowSet rows(3);
    rows.add(1);
    return rows;
  }());
  EXPECT_EQ(partition->part_of(Value("18")), partition->parts().size());
}

TEST(Partition, TextsThatAreOnlyComparedForSamenessHaveOneRest) {
  auto partition =
      Partition::of(cells({"\"b\", \"a\"", "not(\"a\")", "-"}), Type(Type::Kind::string), nullptr);
  ASSERT_TRUE(partition);
  EXPECT_EQ(texts_of(*partition), (Texts{"null", "\"a\"", "\"b\"", "not(\"a\", \"b\")"}));
  EXPECT_EQ(partition->part_of(Value("anything")), 3u);
  auto ordered = Partition::of(cells({"\"b\"", "< \"m\""}), Type(Type::Kind::string), nullptr);
  EXPECT_EQ(texts_of(*ordered), (Texts{"null", "< \"b\"", "\"b\"", "(\"b\"..\"m\")", "\"m\"", "> \"m\""}));
}

TEST(Partition, NothingLiesBetweenOneDayAndTheNext) {
  auto partition = Partition::of(cells({"date(\"2024-02-28\")", "@\"2024-02-29\"", "> @\"2024-03-02\""}),
                                 Type(Type::Kind::date), nullptr);
  ASSERT_TRUE(partition);
  EXPECT_EQ(partition->parts().size(), 7u);
  EXPECT_EQ(partition->parts()[4].example, constant("@\"2024-03-01\""));
}

TEST(Partition, SaysWhatIsBeyondIt) {
  auto named = Partition::of(cells({"-", "< 3, Alder"}), Type(Type::Kind::number), nullptr);
  ASSERT_FALSE(named);
  EXPECT_EQ(named.error().row, 1u);
  EXPECT_EQ(named.error().reason, "compares with Alder, which is no constant");
  EXPECT_EQ(named.error().at, (feel::Position{1, 6}));
  auto more = Partition::of(cells({"string length(?) > 3"}), Type(Type::Kind::string), nullptr);
  ASSERT_FALSE(more);
  auto mixed = Partition::of(cells({"1", "\"a\""}), Type(), nullptr);
  ASSERT_FALSE(mixed);
  EXPECT_FALSE(Partition::of(cells({"\"a\""}), Type::list_of(Type(Type::Kind::string)), nullptr));
  EXPECT_TRUE(Partition::of(cells({"-", "null"}), Type::list_of(Type(Type::Kind::string)), nullptr));
}

TEST(Partition, AllowedValuesDrawBoundariesToo) {
  Type age = Type(Type::Kind::number).allowing(cell("[0..130]"), "[0..130]");
  auto partition = Partition::of(cells({">= 18"}), age, cell("not(7)"));
  ASSERT_TRUE(partition);
  auto allowed = [&](const Value& value) { return partition->parts()[partition->part_of(value)].allowed; };
  EXPECT_TRUE(allowed(0));
  EXPECT_TRUE(allowed(130));
  EXPECT_TRUE(allowed(40));
  EXPECT_FALSE(allowed(7));
  EXPECT_FALSE(allowed(-1));
  EXPECT_FALSE(allowed(131));
  EXPECT_FALSE(allowed(Value()));
  Type maybe = Type(Type::Kind::number).allowing(cell("null, > 0"), "null, > 0");
  EXPECT_TRUE(Partition::of(cells({">= 18"}), maybe, nullptr)->parts().front().allowed);
}

// Columns of every kind: constants as text, and values of the kind besides them.
struct Sort {
  Type::Kind kind;
  Texts constants;
  Texts others;
};

const std::vector<Sort>& sorts() {
  static const std::vector<Sort> sorts = {
      {Type::Kind::number,
       {"0", "-3", "18", "18.5", "1e30", "-1e30", "0.001", "20 / 3", "number(\"18\")"},
       {"17", "19", "-2.999", "18.4", "1e31", "-1e33", "0.0005", "6.6"}},
      {Type::Kind::string,
       {"\"a\"", "\"b\"", "\"\"", "\"bruker\"", "\"a \"", "\"å\""},
       {"\"ab\"", "\"c\"", "\"brukere\"", "\" \"", "\"ø\"", "\"other\""}},
      {Type::Kind::boolean, {"true", "false"}, {"true", "false"}},
      {Type::Kind::date,
       {"date(\"2020-01-01\")", "@\"2020-01-02\"", "date(2021, 2, 28)", "date(\"no date\")"},
       {"@\"2019-12-31\"", "@\"2020-06-01\"", "@\"2025-01-01\""}},
      {Type::Kind::time,
       {"@\"10:00:00\"", "time(\"11:30:00\")", "@\"09:00:00Z\"", "@\"11:00:00+02:00\"", "@\"00:00:00\"",
        "@\"23:59:59\""},
       {"@\"10:30:00\"", "@\"08:00:00Z\"", "@\"09:00:00\"", "@\"10:00:00+01:00\"", "@\"23:00:00-11:00\""}},
      {Type::Kind::date_time,
       {"@\"2020-01-01T10:00:00\"", "date and time(\"2020-01-01T10:00:01\")", "@\"2020-01-01T10:00:00Z\"",
        "@\"2020-01-01T10:00:00@Europe/Oslo\""},
       {"@\"2020-01-01T09:00:00\"", "@\"2020-01-01T10:00:00.5\"", "@\"2020-01-01T09:30:00Z\"",
        "@\"2021-01-01T09:00:00Z\""}},
      {Type::Kind::days_duration,
       {"duration(\"P1D\")", "@\"P2D\"", "@\"PT25H\"", "@\"-P1D\""},
       {"@\"P0D\"", "@\"PT24H30M\"", "@\"P5D\"", "@\"-P8D\""}},
      {Type::Kind::months_duration,
       {"duration(\"P1Y\")", "@\"P13M\"", "@\"P2Y\"", "@\"-P1M\""},
       {"@\"P0M\"", "@\"P14M\"", "@\"P5Y\"", "@\"-P8M\""}},
  };
  return sorts;
}

std::string any_constant(const Sort& sort) {
  static const Texts odd = {"null", "7", "\"x\"", "true", "@\"2020-01-01\"", "[]", "-5"};
  bool odd_one = *rc::gen::inRange(0, 10) == 0;
  return *rc::gen::elementOf(odd_one ? odd : sort.constants);
}

std::string any_test(const Sort& sort) {
  auto one = [&] { return any_constant(sort); };
  static const Texts operators = {"<", "<=", ">", ">=", "=", "!="};
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
    case 1:
      return *rc::gen::elementOf(operators) + " " + one();
    case 2:
    case 3:
      return *rc::gen::elementOf(Texts{"[", "(", "]"}) + one() + ".." + one() +
             *rc::gen::elementOf(Texts{"]", ")", "["});
    case 4:
      return "[" + one() + ", " + one() + "]";
    case 5:
      return "? " + *rc::gen::elementOf(operators) + " " + one() +
             *rc::gen::elementOf(Texts{" and ", " or "}) + one() + " " + *rc::gen::elementOf(operators) +
             " ?";
    case 6:
      return *rc::gen::elementOf(Texts{"? in (" + one() + ", < " + one() + ")",
                                       "? between " + one() + " and " + one(), "not(? = " + one() + ")",
                                       "(< " + one() + ")", "[[1..2], " + one() + "]"});
    default:
      return one();
  }
}

std::string any_cell(const Sort& sort) {
  if (*rc::gen::inRange(0, 12) == 0) return "-";
  std::string text = any_test(sort);
  for (int more = *rc::gen::inRange(0, 3); more > 0; --more) text += ", " + any_test(sort);
  return *rc::gen::inRange(0, 4) == 0 ? "not(" + text + ")" : text;
}

void compare_with_evaluation(const Sort& sort, bool typed) {
  Texts texts;
  for (int rows = *rc::gen::inRange(1, 8); rows > 0; --rows) texts.push_back(any_cell(sort));
  Type type = typed ? Type(sort.kind) : Type();
  std::string type_list = any_cell(sort);
  std::string column_list = any_cell(sort);
  RC_LOG() << "cells " << rc::toString(texts) << ", lists " << type_list << " and " << column_list << '\n';
  type = type.allowing(cell(type_list), type_list);
  Tree allowed = cell(column_list);
  std::vector<Tree> trees = cells(texts);
  auto partition = Partition::of(trees, type, allowed);
  if (!typed && !partition) RC_DISCARD("constants of several kinds");
  RC_ASSERT(partition.has_value());
  RC_ASSERT(partition->allowed_is_exact());

  std::vector<Value> values = {Value(), 7, "x", true, feel::List{}, constant("@\"2020-01-01\"")};
  for (const Texts& more : {sort.constants, sort.others})
    for (const std::string& text : more) values.push_back(constant(text));
  for (std::size_t i = 0; i < partition->parts().size(); ++i) {
    RC_ASSERT(partition->part_of(partition->parts()[i].example) == i);
    values.push_back(partition->parts()[i].example);
  }
  std::size_t parts = partition->parts().size();
  for (const Value& value : values) {
    std::size_t index = partition->part_of(value);
    feel::Evaluation evaluation;
    bool held = value.is_null() || feel::conforms(value, Type(partition->kind()), evaluation);
    RC_LOG() << "value " << to_string(value) << '\n';
    RC_ASSERT((index < parts) == held);
    if (index == parts) continue;
    const Part& part = partition->parts()[index];
    for (std::size_t row = 0; row < trees.size(); ++row)
      RC_ASSERT(feel::passes(value, *trees[row], feel::Scope{}, evaluation).is_true() ==
                part.rows.contains(row));
    bool by_type = feel::passes(value, *type.allowed(), feel::Scope{}, evaluation).is_true();
    bool by_column = value.is_null() || !feel::passes(value, *allowed, feel::Scope{}, evaluation).is_false();
    RC_ASSERT(part.allowed == (by_type && by_column));
  }
}

TEST(Partition, APartAcceptsWhatItsValuesPass) {
  EXPECT_TRUE(
      rc::check("in columns of a type", [] { compare_with_evaluation(*rc::gen::elementOf(sorts()), true); }));
  EXPECT_TRUE(rc::check("in columns of any type",
                        [] { compare_with_evaluation(*rc::gen::elementOf(sorts()), false); }));
}

TEST(RowSet, CountsAndWalks) {
  RowSet rows(130);
  for (std::size_t row : {0u, 63u, 64u, 129u}) rows.add(row);
  EXPECT_EQ(rows.count(), 4u);
  std::vector<std::size_t> walked;
  for (std::size_t row = rows.next(0); row < rows.rows(); row = rows.next(row + 1)) walked.push_back(row);
  EXPECT_EQ(walked, (std::vector<std::size_t>{0, 63, 64, 129}));
  EXPECT_EQ(RowSet(130, true).count(), 130u);
  EXPECT_TRUE(RowSet(130).empty());
  RowSet all(130, true);
  all &= rows;
  EXPECT_EQ(all, rows);
}

}  // namespace
}  // namespace moteplass::dmn
