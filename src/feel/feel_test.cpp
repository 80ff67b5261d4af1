#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "feel/builtins/builtins.h"
#include "feel/evaluate.h"
#include "feel/json.h"
#include "feel/parse/parser.h"
#include "feel/text/letters.h"
#include "feel/text/pattern.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

Decimal decimal(const char* text) {
  return *Decimal::parse(text);
}

Value evaluated(std::string_view text, const Context& names = {}) {
  Names known;
  for (const auto& [name, value] : names.entries()) {
    known.add(name);
    if (value.context())
      for (const auto& entry : value.context()->entries()) known.add_member(entry.first);
  }
  auto tree = parse_expression(text, known);
  if (!tree) return "no FEEL: " + tree.error().message;
  Evaluation evaluation;
  return evaluate(**tree, Scope{nullptr, &names}, evaluation);
}

Value tested(std::string_view tests, const Value& input) {
  Names known;
  auto tree = parse_unary_tests(tests, known);
  if (!tree) return "no test: " + tree.error().message;
  Evaluation evaluation;
  return passes(input, **tree, Scope{}, evaluation);
}

Value unknown(const char* path, std::vector<Value> possible = {}) {
  return Unknown{{path}, std::move(possible)};
}

TEST(Feel, NumbersAreDecimal) {
  EXPECT_EQ(evaluated("0.1 + 0.2"), Value(decimal("0.3")));
  EXPECT_EQ(evaluated("1 / 3 * 3 = 1"), Value(false));
  EXPECT_EQ(evaluated("2 ** 0.5 ** 2"), evaluated("(2 ** 0.5) ** 2"));
  EXPECT_EQ(evaluated("-2 ** 2"), Value(4));
  EXPECT_EQ(evaluated("1 / 0"), Value());
  EXPECT_EQ(evaluated("decimal(2.5, 0)"), Value(2));
}

TEST(Feel, NamesMayHoldSpacesOperatorsAndNorwegianLetters) {
  Context names{{"Antall påtreff-12 mnd", 3}, {"Antall", 100}, {"mnd", 7}, {"Ære/skam", 1}};
  EXPECT_EQ(evaluated("Antall påtreff-12 mnd + 1", names), Value(4));
  EXPECT_EQ(evaluated("Antall - mnd", names), Value(93));
  EXPECT_EQ(evaluated("Ære/skam", names), Value(1));
  EXPECT_EQ(evaluated("Person.fødselsår + 1", Context{{"Person", Context{{"fødselsår", 2008}}}}),
            Value(2009));
}

TEST(Feel, LogicHasThreeValues) {
  EXPECT_EQ(evaluated("false and null"), Value(false));
  EXPECT_EQ(evaluated("true and null"), Value());
  EXPECT_EQ(evaluated("true or null"), Value(true));
  EXPECT_EQ(evaluated("1 = \"1\""), Value());
  EXPECT_EQ(evaluated("null = null"), Value(true));
}

TEST(Feel, LoopsSeeWhatTheyHaveMade) {
  EXPECT_EQ(evaluated("for i in 0..4 return if i = 0 then 1 else i * partial[-1]"),
            Value(List{1, 1, 2, 6, 24}));
  EXPECT_EQ(evaluated("some x in [1, 2], y in [2, 3] satisfies x = y"), Value(true));
  EXPECT_EQ(evaluated("every x in [] satisfies false"), Value(true));
}

TEST(Feel, FiltersKnowTheMembersOfItems) {
  Context names{{"stoffer", List{Context{{"mengde", 1}}, Context{{"mengde", 5}}}}};
  EXPECT_EQ(evaluated("count(stoffer[mengde > 2])", names), Value(1));
  EXPECT_EQ(evaluated("stoffer[2].mengde", names), Value(5));
  EXPECT_EQ(evaluated("stoffer.mengde", names), Value(List{1, 5}));
}

TEST(Feel, DatesAndDurations) {
  EXPECT_EQ(evaluated("date(\"2026-01-31\") + duration(\"P1M\")"), Value(CalendarDate{2026, 2, 28}));
  EXPECT_EQ(evaluated("string(@\"2026-03-14\" - @\"2026-03-01\")"), Value("P13D"));
  EXPECT_EQ(evaluated("day of week(@\"2026-03-14\")"), Value("Saturday"));
  EXPECT_EQ(evaluated("date(\"2026-02-29\")"), Value());
  EXPECT_EQ(evaluated("today()"), Value()) << "there is no clock here";
}

TEST(Feel, TextsAreCountedInLetters) {
  EXPECT_EQ(evaluated("string length(\"blåbærøl\")"), Value(8));
  EXPECT_EQ(evaluated("upper case(\"blåbærøl\")"), Value("BLÅBÆRØL"));
  EXPECT_EQ(evaluated("substring(\"påtreff\", 2, 1)"), Value("å"));
  EXPECT_EQ(evaluated("replace(\"abab\", \"(a)b\", \"$1-\")"), Value("a-a-"));
}

TEST(Feel, UnaryTests) {
  EXPECT_EQ(tested("< 5, [10..20)", 10), Value(true));
  EXPECT_EQ(tested("< 5, [10..20)", 20), Value(false));
  EXPECT_EQ(tested("not(\"a\", \"b\")", "c"), Value(true));
  EXPECT_EQ(tested("-", Value()), Value(true));
  EXPECT_EQ(tested("? > 2 and ? < 4", 3), Value(true));
}

TEST(Feel, ProblemsHavePlaces) {
  Names names;
  auto tree = parse_expression("1 +\n  )", names, {10, 5});
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().at, (Position{11, 3}));
}

TEST(Feel, NestingAndSizeAreLimited) {
  Names names;
  EXPECT_FALSE(parse_expression(std::string(100'000, '('), names));
  EXPECT_FALSE(parse_expression(std::string(100'000, '[') + "1", names));
  EXPECT_FALSE(parse_expression(std::string(100'000, '-') + "1", names));
  // Each `[` may close the range or open a filter; trying both ways everywhere would never end.
  std::string open_ranges;
  for (int i = 0; i < 300; ++i) open_ranges += "[1..a[";
  EXPECT_FALSE(parse_expression(open_ranges, names));
  EXPECT_EQ(evaluated("count(for i in 1..1000000000 return i)"), Value());
  EXPECT_EQ(evaluated("(function(g) g(g))(function(g) g(g))"), Value());
  EXPECT_EQ(evaluated("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\", \"(a*)*c\")"), Value());
}

TEST(Unknown, LogicIsDecidedWhereOneSideSuffices) {
  Context names{{"u", unknown("u")}};
  EXPECT_EQ(evaluated("u > 3 and false", names), Value(false));
  EXPECT_EQ(evaluated("u > 3 or true", names), Value(true));
  EXPECT_EQ(needs_of(evaluated("u > 3 and true", names)), std::vector<std::string>{"u"});
  EXPECT_EQ(evaluated("if u > 3 then \"a\" else \"a\"", names), Value("a"));
  EXPECT_EQ(needs_of(evaluated("if u > 3 then \"a\" else \"b\"", names)), std::vector<std::string>{"u"});
}

TEST(Unknown, ItemsMayBeUnknownWithoutTheirNumberBeing) {
  Context names{{"u", unknown("u")}};
  EXPECT_EQ(evaluated("count([1, u, 3])", names), Value(3));
  EXPECT_TRUE(evaluated("sum([1, u, 3])", names).is_unknown());
  EXPECT_TRUE(evaluated("[1, 2, 3][u]", names).is_unknown());
  EXPECT_TRUE(evaluated("count([1, 2][item > u])", names).is_unknown());
}

TEST(Unknown, FewWaysAreFollowed) {
  Context names{{"u", unknown("u", {1, 2})}};
  EXPECT_EQ(evaluated("u < 3", names), Value(true));
  EXPECT_EQ(evaluated("u * 0", names), Value(0));
  EXPECT_TRUE(evaluated("u * 2 = 2", names).is_unknown());
}

// Any expression over facts of few ways: if it is known, it is what every completion gives.
TEST(Unknown, KnownMeansTheSameForEveryCompletion) {
  EXPECT_TRUE(rc::check("known is sound", [] {
    static const std::vector<std::string> parts = {"a",       "b",          "1",       "2",
                                                   "true",    "null",       "(a + b)", "(a < b)",
                                                   "(a = 1)", "not(a = b)", "[a, b]",  "[1, 2][item > a]"};
    auto part = [] { return *rc::gen::elementOf(parts); };
    std::string text;
    switch (*rc::gen::inRange(0, 7)) {
      case 0:
        text = "if " + part() + " = " + part() + " then " + part() + " else " + part();
        break;
      case 1:
        text = part() + " and " + part() + " or " + part();
        break;
      case 2:
        text = "count([" + part() + ", " + part() + "][item = " + part() + "])";
        break;
      case 3:
        text = "some x in [" + part() + ", " + part() + "] satisfies x = " + part();
        break;
      case 4:
        text = part() + " in (" + part() + ", < " + part() + ")";
        break;
      case 5:
        text = "list contains([" + part() + ", " + part() + "], " + part() + ")";
        break;
      default:
        text = "for x in [" + part() + "] return " + part();
        break;
    }
    bool bare = *rc::gen::arbitrary<bool>();
    auto open = [&](const char* path) { return bare ? unknown(path) : unknown(path, {1, 2, 3}); };
    Value result = evaluated(text, Context{{"a", open("a")}, {"b", open("b")}});
    if (contains_unknown(result)) return;
    for (int a = 1; a <= 3; ++a)
      for (int b = 1; b <= 3; ++b)
        if (Value value = evaluated(text, Context{{"a", a}, {"b", b}}); !(value == result))
          RC_FAIL(text + " is said to be " + to_string(result) + ", yet is " + to_string(value));
  }));
}

// What is converted to fit a function may itself be unknown.
TEST(Unknown, ConvertedArgumentsStayUnknown) {
  Context names{{"u", unknown("u")}};
  EXPECT_TRUE(evaluated("abs([u])", names).is_unknown());
  EXPECT_TRUE(evaluated("sublist([1, 2], [u])", names).is_unknown());
  EXPECT_TRUE(evaluated("get value([u], \"a\")", names).is_unknown());
}

TEST(Types, AreWrittenAsTheyAreRead) {
  for (const char* text : {"number", "list<string>", "context<a: number, b c: list<date>>", "range<time>",
                           "function<number, Any> -> string", "days and time duration"}) {
    Names names;
    auto type = parse_type(text, names);
    ASSERT_TRUE(type) << text;
    EXPECT_EQ(to_string(*type), text);
  }
}

TEST(Letters, HaveCategoriesCaseAndBlocks) {
  EXPECT_EQ(category_of('A'), "Lu");
  EXPECT_EQ(category_of(U'å'), "Ll");
  EXPECT_EQ(category_of(0x0378), "Cn");
  EXPECT_EQ(category_of(0x10FFFF), "Cn");
  EXPECT_TRUE(is_category("L"));
  EXPECT_FALSE(is_category("LC"));
  EXPECT_FALSE(is_category("Lx"));
  EXPECT_EQ(upper_case(U'ÿ'), U'Ÿ');
  EXPECT_EQ(lower_case(U'Ÿ'), U'ÿ');
  EXPECT_EQ(upper_case(U'5'), U'5');
  for (char32_t c = 0; c < 0x20000; ++c) {
    bool has_small_letter = category_of(c) == "Lu" && lower_case(c) != c;
    EXPECT_FALSE(has_small_letter && category_of(lower_case(c)) == "Lu") << static_cast<unsigned>(c);
  }
  EXPECT_EQ(find_block("BasicLatin"), (std::pair<char32_t, char32_t>{0, 0x7F}));
  EXPECT_EQ(find_block("Basic Latin"), std::nullopt);
}

TEST(Json, RoundTrip) {
  auto json = boost::json::parse(R"({"a": 1.25, "b": [true, null, "x"], "c": {"d": -3}})");
  Value value = from_json(json);
  EXPECT_EQ(*value.context()->find("a"), Value(decimal("1.25")));
  EXPECT_EQ(from_json(to_json(value), Type::context_of({{"a", Type(Type::Kind::number)}}), JsonNull::null),
            value);
  EXPECT_TRUE(from_json(boost::json::parse(R"({"unknown": true})"), JsonNull::unknown).is_unknown());
}

TEST(Values, ContextsAreEqualWhateverTheOrder) {
  EXPECT_EQ(Value(Context{{"a", 1}, {"b", 2}}), Value(Context{{"b", 2}, {"a", 1}}));
}

}  // namespace
}  // namespace moteplass::feel
