#include "policy/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moteplass::policy {
namespace {

Answer answered(Question question, std::string_view members) {
  Answer answer;
  answer.policy = {"rer-2022", "1.0", "00ff"};
  answer.question = question;
  answer.status = Status::decided;
  answer.answer = parse_json(members)->as_object();
  return answer;
}

TEST(Answers, GoThroughJsonAndBack) {
  auto answer = answered(Question::reaction, R"({"reaction":"condition_to_attend","meetings_required":1})");
  answer.because.push_back({"Reaksjon, rad 3", "strpl. § 69", {{"person.age", 19}}});
  auto text = to_text(to_json(answer));
  EXPECT_EQ(text,
            R"({"policy":{"name":"rer-2022","version":"1.0","hash":"00ff"},"question":"Reaksjon",)"
            R"("status":"decided","answer":{"reaction":"condition_to_attend","meetings_required":1},)"
            R"("because":[{"rule":"Reaksjon, rad 3","source":"strpl. § 69","facts":{"person.age":19}}],)"
            R"("needs":[]})");
  EXPECT_EQ(to_text(to_json(answer_from_json(*parse_json(text)))), text);
}

TEST(Answers, WhatIsOpenReadsAsNothing) {
  auto reaction = reaction_answer(answered(
      Question::reaction,
      R"({"reaction":"duty_to_attend","decided_by":"ikke angitt","meetings_required":"ikke angitt"})"));
  ASSERT_TRUE(reaction);
  EXPECT_EQ(reaction->reaction, Reaction::duty_to_attend);
  EXPECT_FALSE(reaction->decided_by);
  EXPECT_FALSE(reaction->legal_basis);
  EXPECT_FALSE(reaction->meetings_required);
  auto summons = summons_answer(answered(
      Question::summons, R"({"guardian":"ikke angitt","team":"ikke angitt","compulsory":["møte"]})"));
  ASSERT_TRUE(summons);
  EXPECT_FALSE(summons->guardian);
  EXPECT_TRUE(summons->team.empty());
  EXPECT_THAT(summons->compulsory, testing::ElementsAre("møte"));
}

TEST(Answers, AViewIsOfItsOwnQuestionAndOfDecidedAnswersOnly) {
  auto answer = answered(Question::feedback, R"({"scope":"attended_yes_no","tests_reported":false})");
  EXPECT_EQ(feedback_answer(answer)->scope, FeedbackScope::attended_yes_no);
  EXPECT_EQ(feedback_answer(answer)->tests_reported, false);
  EXPECT_FALSE(reaction_answer(answer));
  answer.status = Status::undecided;
  EXPECT_FALSE(feedback_answer(answer));
}

TEST(Answers, TheOtherViews) {
  auto no_show =
      no_show_answer(answered(Question::no_show, R"({"steps":["outreach","new_order"],"consequence":"x"})"));
  EXPECT_THAT(no_show->steps, testing::ElementsAre(NoShowStep::outreach, NoShowStep::new_order));
  auto follow_up = follow_up_answer(answered(
      Question::follow_up, R"({"consent":"guardian","testing":"imposed","contract":"ikke angitt"})"));
  EXPECT_EQ(follow_up->consent, ConsentRule::guardian);
  EXPECT_EQ(follow_up->testing, MeasureMode::imposed);
  EXPECT_FALSE(follow_up->contract);
  EXPECT_EQ(repetition_answer(answered(Question::repetition, R"({"step":2})"))->step, 2);
  auto deadlines = deadlines_answer(
      answered(Question::deadlines, R"({"complaint_months":1,"summons_days":"ikke angitt"})"));
  EXPECT_EQ(deadlines->complaint_months, 1);
  EXPECT_FALSE(deadlines->complaint_days);
  EXPECT_FALSE(deadlines->summons_days);
}

TEST(Answers, EveryWordReadsBack) {
  for (int i = 0; i <= static_cast<int>(Reaction::no_reaction); ++i) {
    auto reaction = static_cast<Reaction>(i);
    EXPECT_EQ(reaction_from(word(reaction)), reaction);
  }
  for (int i = 0; i <= static_cast<int>(Question::deadlines); ++i) {
    auto question = static_cast<Question>(i);
    EXPECT_EQ(question_from(norwegian(question)), question);
  }
}

}  // namespace
}  // namespace moteplass::policy
