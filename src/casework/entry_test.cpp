#include "casework/entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "casework/example_case.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

using example::Desk;
using testing::Contains;
using testing::Not;

Message with_drug_tests() {
  auto message = example::message();
  message.conditions.push_back({ConditionKind::drug_test, {}, "hver uke", {}, {}});
  return message;
}

MakeEntry entry(Entry what) {
  return MakeEntry{std::move(what)};
}

// The case is where its meeting has been missed.
Desk after_no_show() {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  desk.take(RecordAttendance{Attendance::not_attended});
  return desk;
}

TEST(Entry, EveryKindIsFoundByItsStepAndGoesThroughJson) {
  std::set<std::string_view> words;
  for (const Entry& kind : entry_kinds()) {
    EXPECT_EQ(entry_kind(step_of(kind))->index(), kind.index());
    EXPECT_TRUE(words.insert(step_of(kind)).second) << step_of(kind);
    EXPECT_TRUE(words.insert(event_of(kind)).second) << event_of(kind);
    EXPECT_FALSE(fields_of(kind).empty());
  }
  Entry taken = example::sample(example::day("2026-03-16"));
  auto back = entry_from_json(taken, to_json(taken), "entry");
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), to_json(taken));
}

TEST(Entry, EveryFaultIsToldWithItsPlace) {
  auto read = entry_from_json(*entry_kind("take_sample"),
                              parse_json(R"({"on": "i går", "seal": "A\n17", "profession": "maler",
                                             "not_treating": "ja", "result": "positive"})")
                                  .value(),
                              "entry");
  ASSERT_FALSE(read);
  std::vector<std::string> found;
  for (const auto& fault : read.error()) found.push_back(fault.field + " " + std::string(word(fault.kind)));
  EXPECT_THAT(found, testing::IsSupersetOf({"entry.on bad_format", "entry.seal bad_format",
                                            "entry.profession not_allowed", "entry.not_treating wrong_type",
                                            "entry.sampler missing", "entry.result unknown"}));
}

// The stored shape is permanent.
TEST(Entry, TheStoredShapeIsPermanent) {
  EXPECT_EQ(to_text(to_json(Event{EntryMade{SenderAsked{Unclear::tests, example::day("2026-03-16")}, {}}})),
            R"({"entry":{"about":"tests","on":"2026-03-16"}})");
  EXPECT_EQ(type_of(Event{EntryMade{SenderAsked{}, {}}}), "sender_asked");
}

TEST(Correction, ANoShowThatWasNoneIsMended) {
  auto desk = after_no_show();
  ASSERT_EQ(desk.c().stage, Stage::not_attended);
  ASSERT_TRUE(desk.take(entry(AttendanceCorrected{Attendance::attended, "Satt i feil rom"})));
  EXPECT_EQ(desk.c().stage, Stage::to_report);
  EXPECT_TRUE(desk.c().attendance.duty_met());
  EXPECT_EQ(desk.c().facts.history.no_shows, 0);
}

TEST(Correction, PoliceWhoWereToldAreToldAgainEvenWhereTheyHearOnlyOfAbsence) {
  auto desk = after_no_show();
  desk.answers().feedback = example::answer(policy::Question::feedback, {{"scope", "not_attended_only"}});
  ASSERT_TRUE(desk.take(SendFeedback{}));
  ASSERT_EQ(desk.c().feedback->feedback->outcome(), DutyOutcome::not_met);
  ASSERT_TRUE(desk.take(entry(AttendanceCorrected{Attendance::attended, "Satt i feil rom"})));
  EXPECT_EQ(desk.c().stage, Stage::to_report);
  ASSERT_TRUE(desk.take(SendFeedback{}));
  EXPECT_EQ(desk.c().feedback->feedback->outcome(), DutyOutcome::met);
}

TEST(Correction, AMeetingNobodyWasSummonedToWasNotMissed) {
  Desk desk;
  desk.assessed();
  desk.take(BookMeeting{example::meeting("2026-03-16T12:00")});
  desk.at_time("2026-03-16T13:00").take(RecordAttendance{Attendance::attended});
  EXPECT_FALSE(desk.take(entry(AttendanceCorrected{Attendance::not_attended, "Feil person"})));
  EXPECT_EQ(desk.refusal()->field, "summons");
}

TEST(Correction, IntoWhatItIsAlreadyIsRefused) {
  auto desk = after_no_show();
  EXPECT_FALSE(desk.take(entry(AttendanceCorrected{Attendance::not_attended, "?"})));
  EXPECT_EQ(desk.refusal()->field, "attendance");
}

TEST(Preparation, OutlivesANoShow) {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00");
  ASSERT_TRUE(desk.take(entry(PreparationNoted{"Vil ha tolk"})));
  desk.at_time("2026-03-16T13:00").take(RecordAttendance{Attendance::not_attended});
  EXPECT_EQ(desk.c().preparation, "Vil ha tolk");
}

TEST(CallingOff, LeavesTheDutyAndNoMeeting) {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00");
  ASSERT_TRUE(desk.take(entry(MeetingCalledOff{CalledOffBy::person, true})));
  EXPECT_EQ(desk.c().stage, Stage::to_summon);
  EXPECT_FALSE(desk.c().booked);
  EXPECT_EQ(desk.refused(entry(MeetingCalledOff{CalledOffBy::person, true})), RefusalCode::not_at_this_stage);
}

TEST(DrugControl, ASampleIsNoneWithoutWhatMakesItReliable) {
  Desk desk(with_drug_tests());
  desk.assessed();
  auto today = local_date(desk.now());
  using Required = bool SampleTaken::*;
  for (Required member : {&SampleTaken::not_treating, &SampleTaken::identity_checked,
                          &SampleTaken::supervised, &SampleTaken::both_signed}) {
    auto sample = example::sample(today);
    sample.*member = false;
    EXPECT_EQ(desk.refused(entry(sample)), RefusalCode::bad_value);
  }
  EXPECT_TRUE(desk.take(entry(example::sample(today))));
  EXPECT_EQ(desk.refused(entry(example::sample(today))), RefusalCode::bad_value) << "one seal, one sample";
}

TEST(DrugControl, IsOnlyWhereItIsACondition) {
  Desk desk;
  desk.assessed();
  EXPECT_EQ(desk.refused(entry(example::sample(local_date(desk.now())))), RefusalCode::not_at_this_stage);
  EXPECT_THAT(open_entries(desk.c(), desk.now()), Not(Contains("take_sample")));
}

TEST(DrugControl, KeepsTheCaseOpenUntilTheLastSampleHasArrived) {
  Desk desk(with_drug_tests());
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  auto today = local_date(desk.now());
  desk.take(RecordAttendance{Attendance::attended});
  desk.take(entry(example::sample(today)));
  desk.take(SendFeedback{});
  EXPECT_EQ(worklist_of(desk.c()), Worklist::drug_control);
  EXPECT_EQ(desk.refused(CloseCase{}), RefusalCode::still_awaiting);
  ASSERT_TRUE(desk.take(entry(SampleHandedOver{"A-17", today, "Enheten", "Budet"})));
  ASSERT_TRUE(desk.take(entry(ControlEnded{today, ControlEnd::period_over})));
  EXPECT_EQ(desk.refused(CloseCase{}), RefusalCode::still_awaiting);
  EXPECT_EQ(running_deadline(desk.c(), {})->kind, DeadlineKind::sample_arrival);
  EXPECT_EQ(desk.refused(entry(SampleArrived{"B-1", today})), RefusalCode::bad_value);
  ASSERT_TRUE(desk.take(entry(SampleArrived{"A-17", today})));
  EXPECT_EQ(worklist_of(desk.c()), Worklist::to_close);
  EXPECT_TRUE(desk.take(CloseCase{}));
}

TEST(Dialogue, AnUnansweredQuestionComesBack) {
  Desk desk;
  desk.assessed();
  desk.take(entry(SenderAsked{Unclear::attendance_count, local_date(desk.now())}));
  ServiceGoals goals;
  goals.answer_days = 1;
  EXPECT_EQ(running_deadline(desk.c(), goals)->kind, DeadlineKind::sender_answer);
  EXPECT_EQ(open_entries(desk.c(), desk.now()).front(), "record_answer");
  desk.take(entry(SenderAnswered{local_date(desk.now()), SenderSaid::clarified, 3}));
  EXPECT_EQ(desk.c().attendance.meetings_required, 3);
}

TEST(Dialogue, WhatWasClarifiedBeforeTheAssessmentStands) {
  auto message = example::message();
  message.conditions.push_back({ConditionKind::attendance, 1, {}, {}, {}});
  Desk desk(message);
  desk.take(OpenMessage{});
  desk.take(entry(SenderAsked{Unclear::attendance_count, local_date(desk.now())}));
  desk.take(entry(SenderAnswered{local_date(desk.now()), SenderSaid::clarified, 3}));
  ASSERT_TRUE(desk.take(Assess{AssessmentOutcome::duty_stands}));
  EXPECT_EQ(desk.c().attendance.meetings_required, 3);
}

TEST(Transfer, KeepsTheNumberOfMeetingsThatTheUnitBeforeWasTold) {
  auto message = example::message();
  message.conditions.push_back({ConditionKind::attendance, 1, {}, {}, {}});
  policy::PolicyRef policy{"example", "1", "aa"};
  Case c;
  c.id = "case-2";
  c = apply(std::move(c), {TransferReceived{message, 1, "2026-2", policy, "Her", 3, 0, {}, {}},
                           example::at("2026-03-02T09:00"), "u1", "Rådgiver"});
  c = apply(std::move(c), {MessageOpened{}, example::at("2026-03-02T09:00"), "u1", "Rådgiver"});
  auto assessed = decide(c, Assess{AssessmentOutcome::duty_stands}, example::answers(),
                         {example::at("2026-03-02T09:00"), "l"});
  ASSERT_TRUE(assessed);
  EXPECT_EQ(std::get<Assessed>(assessed->front()).meetings_required, 3);
}

TEST(Dialogue, OnlyAClarificationChangesTheNumberOfMeetings) {
  Desk desk;
  desk.assessed();
  desk.take(entry(SenderAsked{Unclear::attendance_count, local_date(desk.now())}));
  EXPECT_FALSE(desk.take(entry(SenderAnswered{local_date(desk.now()), SenderSaid::as_it_stands, 3})));
  EXPECT_EQ(desk.refusal()->field, "meetings_required");
}

TEST(Complaint, SuspendsTheDutyWhereThatWasDecided) {
  Desk desk;
  desk.assessed();
  desk.take(BookMeeting{example::meeting("2026-03-16T12:00")});
  desk.take(entry(RemedySought{local_date(desk.now()), Remedy::complaint, true}));
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::suspended);
  EXPECT_EQ(running_deadline(desk.c(), {})->kind, DeadlineKind::forward_complaint);
  desk.take(entry(RemedyForwarded{local_date(desk.now()), "Oslo politidistrikt"}));
  EXPECT_EQ(running_deadline(desk.c(), {})->kind, DeadlineKind::complaint_decision);
  desk.take(entry(RemedyDecided{local_date(desk.now()), RemedyOutcome::stands, {}}));
  EXPECT_TRUE(desk.take(Summon{}));
}

TEST(Complaint, ThatSetsTheBasisAsideEndsTheDuty) {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00");
  desk.take(entry(RemedySought{local_date(desk.now()), Remedy::complaint, false}));
  desk.take(entry(RemedyDecided{local_date(desk.now()), RemedyOutcome::set_aside, {}}));
  EXPECT_EQ(desk.c().stage, Stage::to_report);
  EXPECT_EQ(desk.c().attendance.cancelled, CancelReason::basis_withdrawn);
  EXPECT_FALSE(desk.c().booked);
}

TEST(Residence, DoubtFallsBackToThePlaceOfStay) {
  EXPECT_EQ(belongs_to({"4204", "0301", false, {}}), "4204");
  EXPECT_EQ(belongs_to({"4204", "0301", true, {}}), "0301");
  EXPECT_EQ(belongs_to({std::nullopt, "0301", false, {}}), "0301");
  EXPECT_EQ(belongs_to({std::nullopt, std::nullopt, true, {}}), std::nullopt);
}

TEST(Transfer, LetsGoOnlyWhenTheOtherUnitHasTheCase) {
  Desk desk;
  desk.assessed();
  ASSERT_TRUE(desk.take(entry(CaseTransferred{"4204", "Kristiansand", TransferGround::home_municipality})));
  EXPECT_EQ(worklist_of(desk.c()), Worklist::transfer);
  EXPECT_EQ(desk.refused(CloseCase{}), RefusalCode::still_awaiting);
  EXPECT_EQ(desk.refused(SendFeedback{}), RefusalCode::not_at_this_stage) << "the other unit tells";
  ASSERT_TRUE(desk.take(entry(TransferConfirmed{local_date(desk.now()), "Rådgiver"})));
  EXPECT_TRUE(desk.take(CloseCase{}));
}

TEST(Transfer, TakenBackGoesOnWhereItWas) {
  Desk desk;
  desk.assessed();
  desk.take(entry(CaseTransferred{"4204", "Kristiansand", TransferGround::home_municipality}));
  ASSERT_TRUE(desk.take(entry(TransferTakenBack{local_date(desk.now())})));
  EXPECT_EQ(desk.c().stage, Stage::to_summon);
}

TEST(Transfer, TakesTheDutyAlongAndNothingElse) {
  auto message = example::message();
  message.person.protection = Protection::code_6;
  message.person.street = "Hemmelig vei 1";
  Desk desk(message);
  EXPECT_FALSE(TransferPackage::from(desk.c(), "Her"));
  desk.assessed();
  desk.take(entry(PreparationNoted{"Vil ha tolk"}));
  desk.take(AssessChildWelfare{example::concern()});
  desk.take(entry(CaseTransferred{"4204", "Kristiansand", TransferGround::home_municipality}));
  auto package = TransferPackage::from(desk.c(), "Her");
  ASSERT_TRUE(package);
  auto text = to_text(package->to_json());
  for (std::string_view kept : {"tolk", "daglig", "Hemmelig", "answers", "history"}) {
    EXPECT_EQ(text.find(kept), std::string::npos) << kept;
  }
  EXPECT_NE(text.find("Kari Prøve"), std::string::npos);
}

TEST(Voluntary, NothingOfItEverReachesThePolice) {
  Desk desk;  // only for its answers and clock
  Case c;
  c.id = "case-2";
  auto entered = decide(c, EnterVoluntary{example::message(), CameBy::self, "2026-2", {"example", "1", "aa"}},
                        {}, {desk.now(), "l"});
  ASSERT_TRUE(entered);
  c = apply(std::move(c), {entered->front(), desk.now(), "u1", "Rådgiver"});
  EXPECT_EQ(worklist_of(c), Worklist::voluntary);
  EXPECT_TRUE(c.attendance.police_case_number.empty());
  EXPECT_FALSE(PoliceFeedback::from(c.attendance, policy::FeedbackScope::attended_yes_no));
  auto refused = decide(c, SendFeedback{}, desk.answers(), {desk.now(), "l"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::not_at_this_stage);
}

}  // namespace
}  // namespace moteplass::casework
