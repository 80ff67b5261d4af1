#include <gtest/gtest.h>

#include "casework/example_case.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

using example::concern;
using example::day;
using example::Desk;

TEST(ChildWelfare, IsAssessedAtAnyStageAndStandsInNoOnesWay) {
  Desk desk;
  auto stage = [&] { return desk.c().stage; };
  for (auto step :
       {Command{OpenMessage{}}, Command{Assess{AssessmentOutcome::duty_stands}},
        Command{CancelDuty{CancelReason::unnecessary}}, Command{SendFeedback{}}, Command{CloseCase{}}}) {
    Stage before = stage();
    ASSERT_TRUE(desk.take(AssessChildWelfare{concern()}));
    EXPECT_EQ(stage(), before);
    ASSERT_TRUE(desk.take(step));
  }
  EXPECT_TRUE(desk.take(AssessChildWelfare{concern()}));
  EXPECT_EQ(desk.c().stage, Stage::closed);
}

TEST(ChildWelfare, AGroundLeavesNoChoiceAndEveryAnswerAReason) {
  Desk desk;
  auto field = [&](auto change) {
    auto assessment = concern();
    change(assessment);
    desk.take(AssessChildWelfare{assessment});
    return desk.refusal() ? desk.refusal()->field : std::string();
  };
  using A = ChildWelfareAssessment;
  EXPECT_EQ(field([](A& a) { a.grounds.clear(); }), "assessment.grounds");
  EXPECT_EQ(field([](A& a) { a.conclusion = ChildWelfareConclusion::no_ground_now; }),
            "assessment.conclusion");
  EXPECT_EQ(field([](A& a) { a.reason.clear(); }), "assessment.reason");
  EXPECT_EQ(field([](A& a) { a.facts.reset(); }), "assessment.facts");
  EXPECT_EQ(field([](A& a) {
              a = {ChildConcerned::child_in_care,
                   {},
                   ChildWelfareConclusion::no_ground_now,
                   "Ingen barn i hjemmet",
                   {}};
            }),
            "");
}

TEST(ChildWelfare, TheReportIsDueAtOnceAndItsConfirmationInThreeWeeks) {
  Desk desk;
  desk.assessed();
  ASSERT_TRUE(desk.take(AssessChildWelfare{concern()}));
  auto running = [&] { return running_deadline(desk.c(), {}).value(); };
  EXPECT_EQ(running().kind, DeadlineKind::send_child_welfare_report);
  EXPECT_EQ(running().due, example::at("2026-03-02T23:59"));
  desk.take(CancelDuty{CancelReason::unnecessary});
  desk.take(SendFeedback{});
  ASSERT_TRUE(desk.take(ReportToChildWelfare{{day("2026-03-02"), "Barneverntjenesten"}}));
  ASSERT_TRUE(desk.take(CloseCase{}));
  EXPECT_EQ(running().kind, DeadlineKind::child_welfare_confirmation);
  EXPECT_EQ(running().due, example::at("2026-03-23T23:59"));
  EXPECT_EQ(running().source, "bvl. § 13-3 første ledd");
  EXPECT_EQ(worklist_of(desk.c()), Worklist::child_welfare);
  desk.at_time("2026-03-24T09:00");
  EXPECT_EQ(desk.refused(ConfirmChildWelfare{{day("2026-03-01"), {}}}), RefusalCode::bad_value);
  EXPECT_EQ(desk.refused(ConfirmChildWelfare{{day("2026-03-25"), {}}}), RefusalCode::bad_value);
  Desk reminded = desk;
  ASSERT_TRUE(reminded.take(RemindChildWelfare{day("2026-03-24")}));
  EXPECT_EQ(worklist_of(reminded.c()), std::nullopt);
  EXPECT_NE(reminded.c().child_welfare.unconfirmed(), nullptr);
  ASSERT_TRUE(reminded.take(ConfirmChildWelfare{{day("2026-03-24"), false}}));
  ASSERT_TRUE(desk.take(ConfirmChildWelfare{{day("2026-03-20"), true}}));
  EXPECT_EQ(running_deadline(desk.c(), {}), std::nullopt);
  EXPECT_EQ(desk.refused(RemindChildWelfare{day("2026-03-24")}), RefusalCode::not_at_this_stage);
}

TEST(ChildWelfare, ALaterReportDoesNotHideThatTheFirstIsUnconfirmed) {
  Desk desk;
  desk.take(ReportToChildWelfare{{day("2026-02-20"), "Barnevernvakten"}});
  desk.take(ReportToChildWelfare{{day("2026-03-01"), "Barneverntjenesten"}});
  desk.take(ConfirmChildWelfare{{day("2026-03-02"), {}}});
  ASSERT_NE(desk.c().child_welfare.awaiting(), nullptr);
  EXPECT_EQ(desk.c().child_welfare.awaiting()->report.service, "Barneverntjenesten");
}

// The attendance record, and so all that police can ever be told, is the same with and without.
TEST(ChildWelfare, IsNoPartOfWhatPoliceMayLearn) {
  auto told = [](bool concerned) {
    Desk desk;
    desk.assessed();
    if (concerned) {
      desk.take(AssessChildWelfare{concern()});
      desk.take(ReportToChildWelfare{{day("2026-03-02"), "Barneverntjenesten"}});
    }
    desk.take(CancelDuty{CancelReason::unnecessary});
    desk.take(SendFeedback{});
    return to_text(desk.c().feedback->feedback->to_json());
  };
  EXPECT_EQ(told(true), told(false));
}

}  // namespace
}  // namespace moteplass::casework
