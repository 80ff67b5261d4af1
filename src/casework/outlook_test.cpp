#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/outlook.h"

#include "casework/example_case.h"

namespace moteplass::casework {
namespace {

using example::answer;
using example::at;
using example::day;
using example::Desk;
using example::meeting;
using policy::Question;

Deadline running(const Desk& desk) {
  return running_deadline(desk.c(), {}).value();
}

TEST(Deadlines, FollowTheUnitsGoalsWhereThePolicyStatesNone) {
  Desk desk;
  EXPECT_EQ(running(desk).kind, DeadlineKind::read_message);
  EXPECT_EQ(running(desk).due, at("2026-03-03T09:00"));
  desk.take(OpenMessage{});
  EXPECT_EQ(running(desk).kind, DeadlineKind::send_summons);
  EXPECT_EQ(running(desk).due, at("2026-03-09T23:59"));
  EXPECT_FALSE(running(desk).source);
  desk.take(Assess{AssessmentOutcome::duty_stands});
  desk.take(BookMeeting{meeting("2026-03-05T12:00")});
  EXPECT_EQ(running(desk).due, at("2026-03-05T12:00"));  // a letter after the meeting is none
  desk.take(Summon{});
  EXPECT_EQ(running(desk).kind, DeadlineKind::record_attendance);
  EXPECT_EQ(running(desk).due, at("2026-03-06T13:00"));
  desk.at_time("2026-03-05T13:00").take(RecordAttendance{Attendance::not_attended});
  EXPECT_EQ(running(desk).kind, DeadlineKind::choose_after_no_show);
  EXPECT_EQ(running(desk).due, at("2026-03-08T23:59"));
  desk.summoned("2026-03-20T12:00").at_time("2026-03-20T13:00");
  desk.take(RecordAttendance{Attendance::attended});
  EXPECT_EQ(running(desk).kind, DeadlineKind::send_feedback);
  EXPECT_EQ(running(desk).due, at("2026-03-23T23:59"));
  desk.take(SendFeedback{});
  EXPECT_EQ(running(desk).kind, DeadlineKind::close_case);
  desk.take(CloseCase{});
  EXPECT_FALSE(running_deadline(desk.c(), {}));
}

TEST(Deadlines, FollowThePolicyWhereItStatesThem) {
  Desk desk;
  desk.answers().deadlines =
      answer(Question::deadlines, {{"summons_days", 2}, {"meeting_days", 14}, {"feedback_days", 1}});
  desk.assessed();
  EXPECT_EQ(running(desk).due, at("2026-03-04T23:59"));
  EXPECT_EQ(running(desk).source, "Eksempel § 1");
  desk.summoned("2026-03-20T12:00");
  EXPECT_EQ(running(desk).kind, DeadlineKind::hold_meeting);  // booked later than it should be held
  EXPECT_EQ(running(desk).due, at("2026-03-16T23:59"));
  desk.at_time("2026-03-20T13:00").take(RecordAttendance{Attendance::attended});
  EXPECT_EQ(running(desk).due, at("2026-03-21T23:59"));
  EXPECT_EQ(running(desk).source, "Eksempel § 1");
}

TEST(Steps, TheWrittenSummonsComesFirstUntilItHasGone) {
  Desk desk;
  desk.assessed();
  EXPECT_EQ(next_steps(desk.c(), desk.now()).front(), Step::book_meeting);
  desk.take(MakeOutreach{OutreachChannel::phone, true});
  desk.take(BookMeeting{meeting("2026-03-16T12:00")});
  EXPECT_EQ(next_steps(desk.c(), desk.now()).front(), Step::summon);
  EXPECT_EQ(worklist_of(desk.c()), Worklist::to_summon);
  desk.take(Summon{});
  EXPECT_EQ(next_steps(desk.c(), desk.now()).front(), Step::book_meeting);
  EXPECT_EQ(next_steps(desk.c(), at("2026-03-16T12:00")).front(), Step::record_attendance);
}

TEST(Steps, AfterANoShowThePolicysStepsComeFirst) {
  Desk desk;
  desk.answers().no_show =
      answer(Question::no_show, {{"steps", json::array{"criminal_track", "notify_police", "outreach"}}});
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  desk.take(RecordAttendance{Attendance::not_attended});
  EXPECT_EQ(next_steps(desk.c(), desk.now()),
            (std::vector{Step::send_feedback, Step::make_outreach, Step::book_meeting, Step::state_facts,
                         Step::cancel_duty, Step::assess_child_welfare}));
}

TEST(Team, WhatThePolicyWantsAndIsNotThereIsNamed) {
  policy::SummonsAnswer terms;
  terms.team = {"sosialfaglig", "erfaringskompetanse fra en ung voksen", "barnevernfaglig ved behov"};
  auto meeting = example::meeting("2026-03-16T12:00");
  EXPECT_EQ(missing_competences(meeting, terms),
            std::vector<std::string>{"erfaringskompetanse fra en ung voksen"});
  meeting.team.emplace_back("erfaringskompetanse fra en ung voksen");
  EXPECT_TRUE(missing_competences(meeting, terms).empty());
}

TEST(StageClock, RemembersTheFirstTimeOfEach) {
  Desk desk;
  desk.assessed().summoned("2026-03-10T12:00").at_time("2026-03-10T13:00");
  desk.take(RecordAttendance{Attendance::not_attended});
  desk.summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  desk.take(RecordAttendance{Attendance::attended});
  auto clock = stage_clock(desk.c());
  EXPECT_EQ(clock.decided_on, day("2026-02-02"));
  EXPECT_EQ(clock.final_on, day("2026-02-16"));
  EXPECT_EQ(clock.received, at("2026-03-02T09:00"));
  EXPECT_EQ(clock.summoned, at("2026-03-02T09:00"));
  EXPECT_EQ(clock.met, at("2026-03-16T12:00"));
  EXPECT_FALSE(clock.reported);
}

TEST(Worklists, HaveWordsThatComeBack) {
  for (auto list : {Worklist::inbox, Worklist::after_no_show, Worklist::to_close}) {
    EXPECT_EQ(worklist_from(word(list)), list);
  }
  EXPECT_FALSE(worklist_from("elsewhere"));
}

}  // namespace
}  // namespace moteplass::casework
