// What the static checks find, with its place, and what they leave alone.
#include "feel/check/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "feel/check/nearest_name.h"
#include "feel/parse/parser.h"

namespace moteplass::feel {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Type number() {
  return Type(Type::Kind::number);
}
Type text() {
  return Type(Type::Kind::string);
}

// Facts to write about: a person of a declared type, lists of them, an enumeration, and something unsaid.
class Checks : public testing::Test {
 protected:
  Checks() {
    auto colours = parse_unary_tests("\"rød\", \"grønn\"", names_);
    colour_ = text().allowing(*colours, "\"rød\", \"grønn\"").named("tFarge");
    Type address = Type::context_of({{"gate", text()}, {"nummer", number()}});
    person_ = Type::context_of({{"navn", text()},
                                {"inntekt", number()},
                                {"født", Type(Type::Kind::date)},
                                {"adresse", address},
                                {"farge", colour_}})
                  .named("tPerson");
    know("Person", person_);
    know("Folk", Type::list_of(person_));
    know("Farge", colour_);
    know("Tall", number());
    know("Tekst", text());
    know("Dato", Type(Type::Kind::date));
    know("Klokke", Type(Type::Kind::time));
    know("Sann", Type(Type::Kind::boolean));
    know("Dager", Type(Type::Kind::days_duration));
    know("Hva", Type());
    names_.add("legg sammen");
    scope_.add({"legg sammen", Type::function_of({number(), number()}, number()),
                std::vector<std::string>{"a", "b"}});
    for (const char* member : {"navn", "inntekt", "inntekter", "adresse", "gate", "født", "farge"})
      names_.add_member(member);
    names_.add_type("tFarge", colour_);
    names_.add_type("tPerson", person_);
  }

  void know(const std::string& name, const Type& type) {
    names_.add(name);
    scope_.add(name, type);
  }

  static std::vector<std::string> shown(const std::vector<Problem>& problems) {
    std::vector<std::string> lines;
    for (const Problem& problem : problems)
      lines.push_back(std::to_string(problem.at.line) + ":" + std::to_string(problem.at.column) + " " +
                      problem.message);
    return lines;
  }

  Checked checked(std::string_view expression) {
    auto tree = parse_expression(expression, names_);
    if (!tree) return {{}, {tree.error()}};
    return check(**tree, scope_);
  }
  std::vector<std::string> problems(std::string_view expression) {
    return shown(checked(expression).problems);
  }
  std::string type(std::string_view expression) {
    Checked made = checked(expression);
    return made.problems.empty() ? to_string(made.type) : made.problems.front().message;
  }
  std::vector<std::string> cell(std::string_view tests, const Type& input) {
    auto tree = parse_unary_tests(tests, names_);
    if (!tree) return {tree.error().message};
    return shown(check_tests(**tree, input, scope_).problems);
  }
  std::vector<std::string> as(std::string_view expression, const Type& wanted) {
    auto tree = parse_expression(expression, names_);
    if (!tree) return {tree.error().message};
    return shown(check_as(**tree, wanted, scope_).problems);
  }

  Names names_;
  TypeScope scope_;
  Type person_;
  Type colour_;
};

TEST_F(Checks, SayWhatEveryConstructYields) {
  EXPECT_EQ(type("1"), "number");
  EXPECT_EQ(type("null"), "Null");
  EXPECT_EQ(type("-Tall ** 2"), "number");
  EXPECT_EQ(type("Tekst + \"a\""), "string");
  EXPECT_EQ(type("Dato - Dato"), "days and time duration");
  EXPECT_EQ(type("Dato + Dager"), "date");
  EXPECT_EQ(type("Dager / Dager"), "number");
  EXPECT_EQ(type("2 * Dager"), "days and time duration");
  EXPECT_EQ(type("Hva - 1"), "number");
  EXPECT_EQ(type("Hva + Hva"), "Any");
  EXPECT_EQ(type("Tall < 3 and Sann"), "boolean");
  EXPECT_EQ(type("Tall between 1 and 2"), "boolean");
  EXPECT_EQ(type("Tall in (1, [2..3])"), "boolean");
  EXPECT_EQ(type("Hva instance of number"), "boolean");
  EXPECT_EQ(type("if Sann then 1 else 2"), "number");
  EXPECT_EQ(type("if Sann then 1 else null"), "number");
  EXPECT_EQ(type("if Sann then 1 else \"a\""), "Any");
  EXPECT_EQ(type("for i in 1..3 return i * 2"), "list<number>");
  EXPECT_EQ(type("for p in Folk return p.navn"), "list<string>");
  EXPECT_EQ(type("some p in Folk satisfies p.inntekt > 3"), "boolean");
  EXPECT_EQ(type("Person.adresse.nummer"), "number");
  EXPECT_EQ(type("Person.født.year"), "number");
  EXPECT_EQ(type("Folk.inntekt"), "list<number>");
  EXPECT_EQ(type("Folk[1]"), "tPerson");
  EXPECT_EQ(type("Folk[inntekt > 5]"), "list<tPerson>");
  EXPECT_EQ(type("Folk[item.inntekt > 5].navn"), "list<string>");
  EXPECT_EQ(type("Folk[Hva]"), "Any");
  EXPECT_EQ(type("[1..3]"), "range<number>");
  EXPECT_EQ(type("[1, 2, null]"), "list<number>");
  EXPECT_EQ(type("[1, \"a\"]"), "list");
  EXPECT_EQ(type("{a: 1, b: a + 1}.b"), "number");
  EXPECT_EQ(type("(function(x: number) x > 1)(2)"), "boolean");
  EXPECT_EQ(type("legg sammen(a: 1, b: 2)"), "number");
  EXPECT_EQ(type("duration(\"P1D\")"), "days and time duration");
  EXPECT_EQ(type("duration(Tekst)"), "Any");
  EXPECT_EQ(type("max(Folk.inntekt)"), "number");
  EXPECT_EQ(type("sort(Folk, function(a, b) a.inntekt < b.inntekt)[1].navn"), "string");
}

TEST_F(Checks, KnowWhatIsNotThere) {
  EXPECT_THAT(problems("Person.inntekter"),
              ElementsAre("1:1 tPerson has no component 'inntekter'; did you mean 'inntekt'?"));
  EXPECT_THAT(problems("1 +\n  Person.adresse.navn"),
              ElementsAre("2:3 context {gate, nummer} has no component 'navn'"));
  EXPECT_THAT(problems("Folk.gate"), ElementsAre("1:1 tPerson has no component 'gate'"));
  EXPECT_THAT(problems("Tall.navn"), ElementsAre("1:1 a value of type number has no 'navn'"));
  EXPECT_THAT(problems("Dager.year"),
              ElementsAre("1:1 a value of type days and time duration has no 'year'"));
  EXPECT_THAT(problems("Tal + 1"), ElementsAre("1:1 nothing is called 'Tal' here; did you mean 'Tall'?"));
  EXPECT_THAT(problems("xyzzy(1)"), ElementsAre("1:1 there is no function 'xyzzy' here"));
  EXPECT_THAT(problems("cuont(Folk)"),
              ElementsAre("1:1 there is no function 'cuont' here; did you mean 'count'?"));
  EXPECT_THAT(problems("{a: 1}.b"), ElementsAre("1:1 context {a} has no component 'b'"));
  EXPECT_THAT(problems("Hva.navn"), IsEmpty());
  EXPECT_THAT(problems("get value(Person, \"x\").y"), IsEmpty());
  EXPECT_THAT(problems("(if Sann then {a: 1} else {b: 2}).b"), IsEmpty());
}

TEST_F(Checks, LeaveAloneWhatMayBeAMemberOfAnUnknownItem) {
  EXPECT_THAT(problems("Hva[noe > 1]"), IsEmpty());
  EXPECT_THAT(problems("Hva[Tekst > 1]"), IsEmpty()) << "an item may have a member called Tekst";
  EXPECT_THAT(problems("Folk[noe > 1]"), ElementsAre("1:6 nothing is called 'noe' here"));
  EXPECT_THAT(problems("Folk[navn > 1]"), ElementsAre("1:6 string and number have no order"));
}

TEST_F(Checks, FindComparisonsThatNeverHold) {
  EXPECT_THAT(problems("Tall < Tekst"), ElementsAre("1:1 number and string have no order"));
  EXPECT_THAT(problems("Sann > Sann"), ElementsAre("1:1 boolean and boolean have no order"));
  EXPECT_THAT(problems("Tall = \"1\""), ElementsAre("1:1 number and string are never equal"));
  EXPECT_THAT(problems("Tall != \"1\""), ElementsAre("1:1 number and string are never equal"));
  EXPECT_THAT(problems("Dato between 1 and Dato"), ElementsAre("1:14 date and number have no order"));
  EXPECT_THAT(problems("Farge = \"blå\""),
              ElementsAre("1:1 \"blå\" is not among the allowed values \"rød\", \"grønn\""));
  EXPECT_THAT(problems("Tall in (\"a\", < 3)"), ElementsAre("1:10 number and string are never equal"));
  EXPECT_THAT(problems("Tall in [@\"2020-01-01\"..@\"2020-02-01\"]"),
              ElementsAre("1:9 number is never in a range<date>"));
  EXPECT_THAT(problems("Tall = null or Tall = Hva or Farge = Tekst or Farge = \"rød\""), IsEmpty());
}

TEST_F(Checks, FindArithmeticThatYieldsNothing) {
  EXPECT_THAT(problems("Tall + Tekst"), ElementsAre("1:1 cannot add number and string"));
  EXPECT_THAT(problems("Tekst - Tekst"), ElementsAre("1:1 cannot subtract string and string"));
  EXPECT_THAT(problems("Klokke + @\"P1Y\""),
              ElementsAre("1:1 cannot add time and years and months duration"));
  EXPECT_THAT(problems("Hva * Sann"), ElementsAre("1:1 cannot multiply Any and boolean"));
  EXPECT_THAT(problems("1 / Dager"), ElementsAre("1:1 cannot divide number and days and time duration"));
  EXPECT_THAT(problems("-Tekst"), ElementsAre("1:1 cannot negate string"));
  EXPECT_THAT(problems("Hva + Hva - Hva * 2 + null"), IsEmpty());
}

TEST_F(Checks, WantTruthWhereThereIsAChoice) {
  EXPECT_THAT(problems("if Tall then 1 else 2"),
              ElementsAre("1:4 the condition is number, neither true nor false"));
  EXPECT_THAT(problems("some i in [1] satisfies i + 1"),
              ElementsAre("1:25 what is to be satisfied is number, neither true nor false"));
  EXPECT_THAT(
      problems("Folk[navn]"),
      ElementsAre("1:6 the condition of the filter is string, neither true nor false nor a position"));
  EXPECT_THAT(problems("Sann and Tekst"),
              ElementsAre("1:10 the right of 'and' is string, neither true nor false"));
  EXPECT_THAT(problems("1 or Sann"), ElementsAre("1:1 the left of 'or' is number, neither true nor false"));
  EXPECT_THAT(problems("Folk[Tall]"), IsEmpty());
  EXPECT_THAT(problems("if Hva and null then 1 else 2"), IsEmpty());
}

TEST_F(Checks, FindWhatCannotBeRunThrough) {
  EXPECT_THAT(problems("for i in 1..Tekst return i"), ElementsAre("1:10 cannot count from number to string"));
  EXPECT_THAT(problems("for i in [\"a\"..\"c\"] return i"),
              ElementsAre("1:10 cannot count through a range of string"));
  EXPECT_THAT(problems("[5..1]"), ElementsAre("1:1 the ends of the range do not fit together"));
  EXPECT_THAT(problems("[1..\"a\"]"), ElementsAre("1:1 a range from number to string is none"));
  EXPECT_THAT(problems("for i in Tall return i"), IsEmpty()) << "a single value is a list of one";
}

TEST_F(Checks, HoldCallsAgainstSignatures) {
  EXPECT_THAT(problems("string length(1, 2)"),
              ElementsAre("1:1 the function 'string length' does not take 2 arguments"));
  EXPECT_THAT(problems("string length(Tall)"),
              ElementsAre("1:1 the function 'string length' takes (string), not (number)"));
  EXPECT_THAT(problems("substring(string: \"a\", strat position: 1)"),
              ElementsAre("1:1 the function 'substring' has no parameter 'strat position'; did you mean "
                          "'start position'?"));
  EXPECT_THAT(problems("substring(string: \"a\")"),
              ElementsAre("1:1 the function 'substring' does not take these parameters together"));
  EXPECT_THAT(problems("product(Folk.navn)"),
              ElementsAre("1:1 the function 'product' takes (number), not (list<string>)"));
  EXPECT_THAT(
      problems("date(Tall)"),
      ElementsAre("1:1 the function 'date' takes (string) or (date) or (date and time), not (number)"));
  EXPECT_THAT(problems("date(\"2026-02-30\")"),
              ElementsAre("1:1 the function 'date': the function expects a date, a text such as "
                          "\"2026-03-14\", or year, month and day"));
  EXPECT_THAT(problems("Tall(1)"), ElementsAre("1:1 number is called, but is no function"));
  EXPECT_THAT(problems("legg sammen(1)"), ElementsAre("1:1 the function takes 2 arguments, not 1"));
  EXPECT_THAT(problems("legg sammen(a: 1, c: 2)"), ElementsAre("1:1 the function has no parameter 'c'"));
  EXPECT_THAT(problems("legg sammen(1, Tekst)"), ElementsAre("1:16 string stands where number belongs"));
  EXPECT_THAT(problems("sum(1, 2) + sum([1, 2]) + sum(Hva) + min(Dato, Dato).year"), IsEmpty());
  EXPECT_THAT(problems("string length([Tekst])"), IsEmpty());
  EXPECT_THAT(problems("Hva(1, 2, 3)"), IsEmpty());
  EXPECT_THAT(problems("date and time(Dato, Klokke).hour + date(2026, 1, Tall).day"), IsEmpty());
}

TEST_F(Checks, LookIntoFunctions) {
  EXPECT_THAT(problems("function(x: number) x + \"a\""), ElementsAre("1:21 cannot add number and string"));
  EXPECT_THAT(problems("function(x) x + \"a\""), IsEmpty());
  EXPECT_THAT(problems("{f: function(x: number): string string(x), y: f(1) + 1}"),
              ElementsAre("1:47 cannot add string and number"));
  EXPECT_THAT(problems("{f: function(): string 1}"), ElementsAre("1:24 1 stands where string belongs"));
}

TEST_F(Checks, FindCellsThatNeverMatch) {
  EXPECT_THAT(cell("\"a\"", number()), ElementsAre("1:1 number and string are never equal"));
  EXPECT_THAT(cell("1, \"a\"", number()), ElementsAre("1:4 number and string are never equal"));
  EXPECT_THAT(cell("< \"a\"", number()), ElementsAre("1:1 number and string have no order"));
  EXPECT_THAT(cell("[1..5]", text()), ElementsAre("1:1 string is never in a range<number>"));
  EXPECT_THAT(cell("[\"a\", \"b\"]", number()), ElementsAre("1:1 number is never in a list<string>"));
  EXPECT_THAT(cell("true", number()), ElementsAre("1:1 number and boolean are never equal"));
  EXPECT_THAT(cell("\"blå\"", colour_),
              ElementsAre("1:1 \"blå\" is not among the allowed values \"rød\", \"grønn\""));
  EXPECT_THAT(cell("not(\"blå\")", colour_),
              ElementsAre("1:5 \"blå\" is not among the allowed values \"rød\", \"grønn\""));
  EXPECT_THAT(cell("? + 1", number()), ElementsAre("1:1 the test is number, neither true nor false"));
  EXPECT_THAT(cell("? > \"a\"", number()), ElementsAre("1:1 number and string have no order"));
}

TEST_F(Checks, LeaveCellsThatMayMatch) {
  for (const char* tests : {"-", "", "1", "< 3", "[1..5]", "not(1, 2)", "null", "? > 3", "Sann", "[1, 2]",
                            "Hva", "Tall", "[[1..2], [4..5]]", "not(null)", "> Tall"})
    EXPECT_THAT(cell(tests, number()), IsEmpty()) << tests;
  EXPECT_THAT(cell("\"rød\", \"grønn\"", colour_), IsEmpty());
  EXPECT_THAT(cell("\"a\", 1, true", Type()), IsEmpty());
  EXPECT_THAT(cell("list contains(?, \"a\")", Type::list_of(text())), IsEmpty());
  EXPECT_THAT(cell("true", Type(Type::Kind::boolean)), IsEmpty());
}

TEST_F(Checks, HoldValuesAgainstTheTypeTheyAreFor) {
  EXPECT_THAT(as("Tekst", number()), ElementsAre("1:1 string stands where number belongs"));
  EXPECT_THAT(as("\"blå\"", colour_),
              ElementsAre("1:1 \"blå\" is not among the allowed values \"rød\", \"grønn\""));
  EXPECT_THAT(as("5", colour_), ElementsAre("1:1 5 stands where tFarge belongs"));
  EXPECT_THAT(as("if Sann then \"rød\" else \"gul\"", colour_),
              ElementsAre("1:25 \"gul\" is not among the allowed values \"rød\", \"grønn\""));
  EXPECT_THAT(as("[1, \"a\"]", Type::list_of(number())),
              ElementsAre("1:1 [1, \"a\"] stands where list<number> belongs"));
  EXPECT_THAT(as("{gate: \"a\"}", Type::context_of({{"gate", text()}, {"nummer", number()}})),
              ElementsAre("1:1 the component 'nummer' of context {gate, nummer} is missing"));
  EXPECT_THAT(as("{gate: 1}", Type::context_of({{"gate", text()}})),
              ElementsAre("1:1 the component 'gate' of context {gate} is number, not string"));
  EXPECT_THAT(as("Folk", person_), IsEmpty()) << "a list of one becomes its item";
  EXPECT_THAT(as("Person", Type::list_of(person_)), IsEmpty());
  EXPECT_THAT(as("Dato", Type(Type::Kind::date_time)), IsEmpty());
  EXPECT_THAT(as("null", number()), IsEmpty());
  EXPECT_THAT(as("Hva", colour_), IsEmpty());
  EXPECT_THAT(as("Tekst", colour_), IsEmpty());
  EXPECT_THAT(as("{gate: \"a\", mer: 1}", Type::context_of({{"gate", text()}})), IsEmpty());
}

TEST(NearestName, IsTheOneThatWasProbablyMeant) {
  const std::vector<std::string> names = {"inntekt", "fødselsdato", "alder"};
  EXPECT_EQ(nearest_name("inntetk", names), "inntekt");
  EXPECT_EQ(nearest_name("Fodselsdato", names), "fødselsdato");
  EXPECT_EQ(nearest_name("adler", names), "alder");
  EXPECT_EQ(nearest_name("adresse", names), "");
  EXPECT_EQ(nearest_name("", names), "");
  EXPECT_EQ(did_you_mean("aldr", names), "; did you mean 'alder'?");
}

}  // namespace
}  // namespace moteplass::feel
