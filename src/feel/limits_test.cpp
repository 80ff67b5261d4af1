// What a text may not do to whoever reads or evaluates it: take for ever, take all memory, or all of the
// stack. Nothing here is timed; where a limit is missing the test crashes or does not end.
#include <gtest/gtest.h>

#include "feel/evaluate.h"
#include "feel/parse/parser.h"

namespace moteplass::feel {
namespace {

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string problem_of(const std::string& text) {
  Names names;
  auto tree = parse_expression(text, names);
  return tree ? "" : tree.error().message;
}

struct Answer {
  Value value;
  bool exhausted;
  std::string first_problem;
};

Answer answer_to(const std::string& text) {
  Names names;
  auto tree = parse_expression(text, names);
  if (!tree) return {"no FEEL: " + tree.error().message, false, ""};
  Evaluation evaluation;
  Value value = evaluate(**tree, Scope{}, evaluation);
  auto problems = evaluation.take_problems();
  return {std::move(value), evaluation.exhausted(), problems.empty() ? "" : problems.front().message};
}

TEST(Limits, ChainsOfOperatorsAreLimited) {
  for (std::string_view link :
       {" instance of number", "+1", "*1", "**1", " and 1", " or 1", ".a", "(1)", "[1]"})
    EXPECT_EQ(problem_of("1" + repeated(link, 20'000)), "the expression is too long") << link;
  EXPECT_NE(problem_of("1" + repeated(" < 1", 20'000)), "");
  EXPECT_EQ(problem_of("1" + repeated("+1", 140)), "");
}

TEST(Limits, ChainsWithinBracketsAreLimitedTogether) {
  std::string chains = repeated(" instance of boolean", 100) + repeated("*1", 100) + repeated("+1", 100) +
                       repeated(" and 1", 100) + repeated(" or 1", 100);
  EXPECT_EQ(problem_of("1" + chains), "");
  EXPECT_EQ(problem_of(repeated("(", 100) + "1" + repeated(chains + ")", 100)),
            "the expression is nested too deeply");
  EXPECT_EQ(problem_of(repeated("[(", 100) + "1" + repeated(chains + ")]", 100)),
            "the expression is nested too deeply");
}

TEST(Limits, LongTextsAreReadInLinearTime) {
  int count = 20'000;
  std::string list = "[1" + repeated(",1", count) + "]";
  Names names;
  auto tree = parse_expression(list + "\n +", names);
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().at, (Position{2, 3}));
  std::string context = "{a: 1";
  for (int i = 0; i < count; ++i) context += ", a" + std::to_string(i) + ": 1";
  EXPECT_EQ(problem_of(context + "}"), "");
}

TEST(Limits, NamesThatBeginAlikeAreFoundWithoutTryingAll) {
  Names names;
  for (int i = 0; i < 5'000; ++i) names.add("a " + std::to_string(i));
  auto tree = parse_expression("[a 7" + repeated(", a 4999", 5'000) + "]", names);
  ASSERT_TRUE(tree);
  EXPECT_EQ(std::get<Name>(std::get<ListOf>((*tree)->form).items.front()->form).name, "a 7");
  EXPECT_EQ(std::get<Name>(std::get<ListOf>((*tree)->form).items.back()->form).name, "a 4999");
}

TEST(Limits, TheLongestNameWinsAndOnlyWholeNamesAreFound) {
  Names names;
  names.add("a");
  names.add("a b c");
  auto end_of = [&](std::string_view text) {
    auto match = names.match_variable(text, 0);
    return match ? match->end : 0;
  };
  EXPECT_EQ(end_of("a b c d"), 5u);
  EXPECT_EQ(end_of("a b d"), 1u);
  EXPECT_EQ(end_of("b c"), 0u);
  names.add("a" + repeated(" x", 100));
  EXPECT_EQ(end_of("a" + repeated(" x", 100)), 1u) << "more parts than are looked for";
}

TEST(Limits, ContextsOfManyEntriesCostSteps) {
  EXPECT_TRUE(answer_to("context(for i in 1..100000 return {key: string(i), value: i})").exhausted);
  EXPECT_EQ(
      answer_to("count(get entries(context(for i in 1..5000 return {key: string(i), value: i})))").value,
      Value(5'000));
}

TEST(Limits, WhatIsCutShortIsNothing) {
  for (const char* text :
       {"[for i in 1..900000 return i + i]", "some i in 1..900000 satisfies i + i < 0",
        "{l: for i in 1..300000 return i, r: l[item + item + item + item + item + item > 0]}.r",
        "if every i in 1..900000 satisfies i + i > 0 then 1 else 2"}) {
    Answer answer = answer_to(text);
    EXPECT_TRUE(answer.exhausted) << text;
    EXPECT_EQ(answer.value, Value()) << text;
    EXPECT_EQ(answer.first_problem, "the evaluation takes too many steps") << text;
  }
}

TEST(Limits, ExternalFunctionsSayWhatTheyAre) {
  EXPECT_EQ(
      answer_to("{f: function(x) external {java: {class: \"a.B\", method signature: \"c()\"}}, r: f(1)}.r")
          .first_problem,
      "'f' is a Java function; only FEEL functions are run");
  EXPECT_EQ(answer_to("(function(x) external {pmml: {document: \"a\", model: \"b\"}})(1)").first_problem,
            "this is a PMML function; only FEEL functions are run");
}

}  // namespace
}  // namespace moteplass::feel
