#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;

TEST_F(Unit, TheSameMessageTwiceIsOneMessage) {
  auto first = receive(message());
  EXPECT_EQ(first.number, 1u);
  EXPECT_FALSE(first.repeated);
  clock.time += std::chrono::hours(5);
  auto again = receive(message());
  EXPECT_EQ(again.number, 1u);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.received_at, first.received_at);
  EXPECT_EQ(receive(message("m-2")).number, 2u);
  EXPECT_EQ(store->count_case_rows({}).value(), 2u);
}

TEST_F(Unit, AnotherMessageUnderTheSameIdIsRefusedAndTheFirstKept) {
  receive(message());
  auto other = message();
  other.as_object()["case_number"] = "14009999/26";
  auto answer = intake.receive(officer, to_text(other));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ProblemCode::message_conflict);
  EXPECT_EQ(police.messages(officer, 0, 10).value().at(0).police_case_number, "14004711/26");
}

TEST_F(Unit, WhatIsRefusedIsRefusedFieldByFieldAndLeavesNoTrace) {
  auto bad = message();
  bad.as_object()["sender"] = "andre-pd";
  auto answer = intake.receive(officer, to_text(bad));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().faults.at(0).field, "sender");
  bad = message();
  bad.as_object()["policy"] = "oslo-pilot";
  EXPECT_EQ(intake.receive(officer, to_text(bad)).error().faults.at(0).field, "policy");
  bad = message();
  bad.as_object()["municipality"] = "4601";
  EXPECT_EQ(intake.receive(officer, to_text(bad)).error().faults.at(0).field, "municipality");
  EXPECT_EQ(intake.receive(officer, "{").error().code, ProblemCode::malformed);
  EXPECT_EQ(store->chain_head().value().position, 0u);
  EXPECT_EQ(receive(message()).number, 1u) << "a refused message must not use up a receipt number";
}

TEST_F(Unit, FromMessageToClosedCase) {
  receive(message());
  auto id = case_of_message();
  EXPECT_EQ(carry_out(id, OpenMessage{}), "");
  EXPECT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
  EXPECT_EQ(carry_out(id, Summon{}), "no_meeting_booked");
  EXPECT_EQ(carry_out(id, BookMeeting{meeting("2026-03-30T10:00")}), "");
  EXPECT_EQ(carry_out(id, Summon{}), "");
  EXPECT_EQ(carry_out(id, RecordAttendance{Attendance::attended}), "meeting_not_begun");
  EXPECT_EQ(carry_out(id, SendFeedback{}), "not_at_this_stage");
  clock.time = parse_local("2026-03-30T11:00").value();
  EXPECT_EQ(carry_out(id, RecordAttendance{Attendance::attended}), "");
  EXPECT_FALSE(police.messages(officer, 0, 10).value().at(0).feedback) << "nothing before it is sent";
  EXPECT_EQ(carry_out(id, SendFeedback{}), "");
  EXPECT_EQ(carry_out(id, CloseCase{}), "");
  EXPECT_EQ(store->count_case_rows({}).value(), 0u);
  EXPECT_EQ(store->first_broken_link().value(), std::nullopt);
}

// rer-2022: the unit tells of a no-show and of nothing else (policies/rer-2022, Tilbakemelding).
TEST_F(Unit, UnderTheLawInForceADutyThatIsMetIsNotReported) {
  receive(message());
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, BookMeeting{meeting("2026-03-30T10:00")});
  clock.time = parse_local("2026-03-30T11:00").value();
  ASSERT_EQ(carry_out(id, RecordAttendance{Attendance::attended}), "");
  EXPECT_FALSE(desk.preview_feedback(caseworker, id)->feedback);
  EXPECT_EQ(carry_out(id, SendFeedback{}), "");
  EXPECT_FALSE(police.messages(officer, 0, 10).value().at(0).feedback);
  EXPECT_EQ(carry_out(id, CloseCase{}), "");
}

TEST_F(Unit, PoliceSeeOnlyTheirOwnMessagesAndNoCase) {
  receive(message());
  auto id = case_of_message();
  User elsewhere{"pal", "Pål Politi", Role::police, "ost-pd"};
  EXPECT_TRUE(police.messages(elsewhere, 0, 10).value().empty());
  EXPECT_EQ(police.order_letter(elsewhere, "m-1").error().code, ProblemCode::not_found);
  EXPECT_EQ(desk.look(officer, id).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.worklist(officer, {}).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.carry_out(officer, id, 1, OpenMessage{}).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.preview_letter(officer, id, LetterKind::order).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.preview_feedback(officer, id).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.letter(officer, id, order_letter_of(id)).error().code, ProblemCode::forbidden);
  EXPECT_EQ(intake.receive(caseworker, to_text(message("m-9"))).error().code, ProblemCode::forbidden);
  EXPECT_EQ(police.messages(caseworker, 0, 10).error().code, ProblemCode::forbidden);
}

TEST_F(Unit, NobodySlipsAMessageOrALetterInThroughTheDesk) {
  receive(message());
  auto id = case_of_message();
  EXPECT_EQ(desk.carry_out(caseworker, id, 1, RecordLetter{"x", LetterKind::summons, "", 0}).error().code,
            ProblemCode::forbidden);
}

TEST_F(Unit, EveryLookIsRecordedWhereThePersonCanReadIt) {
  receive(message());
  auto id = case_of_message();
  ASSERT_TRUE(desk.look(caseworker, id));
  auto view = desk.look(caseworker, id);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->accesses.size(), 2u);
  EXPECT_EQ(view->accesses[0].actor_name, "Ragnhild Rådgiver");
  outbox.carry_out_due();
  ASSERT_TRUE(desk.letter(caseworker, id, order_letter_of(id)));
  EXPECT_EQ(store->accesses_of(id).value().at(0).what, "letter");
}

TEST_F(Unit, TwoAtOnceAndTheSecondIsToldToLookAgain) {
  receive(message());
  auto id = case_of_message();
  ASSERT_TRUE(desk.carry_out(caseworker, id, 1, OpenMessage{}));
  EXPECT_EQ(desk.carry_out(caseworker, id, 1, Assess{AssessmentOutcome::duty_stands}).error().code,
            ProblemCode::case_conflict);
  EXPECT_EQ(desk.carry_out(caseworker, id, 99, OpenMessage{}).error().code, ProblemCode::case_conflict);
}

TEST_F(Unit, ALetterMadeMeanwhileStandsInNobodysWay) {
  receive(message());
  auto id = case_of_message();
  ASSERT_EQ(outbox.carry_out_due(), 1u);
  EXPECT_EQ(store->case_row(id).value()->version, 2);
  EXPECT_TRUE(desk.carry_out(caseworker, id, 1, OpenMessage{}));
}

TEST_F(Unit, TheWorklistsCanBeWorkedOutAgainFromTheEvents) {
  receive(message("m-1"));
  receive(message("m-2"));
  auto id = case_of_message("m-2");
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, CancelDuty{CancelReason::unnecessary});
  carry_out(id, SendFeedback{});
  CaseQuery all{"", "", false, 0, 50};
  auto rows = store->case_rows(all).value();
  auto police_rows = store->police_rows("oslo-pd", 0, 10).value();
  ASSERT_TRUE(store->write(
      [](Transaction& transaction) { return transaction.clear_rows() ? Verdict::keep : Verdict::undo; }));
  ASSERT_TRUE(store->case_rows(all).value().empty());
  EXPECT_EQ(rebuild_rows(*store, unit.goals).value(), 2u);
  EXPECT_EQ(store->case_rows(all).value(), rows);
  EXPECT_EQ(store->police_rows("oslo-pd", 0, 10).value(), police_rows);
}

TEST_F(Unit, AMissingFactIsAskedForAndThenSupplied) {
  auto thin = message();
  thin.as_object()["facts"].as_object().erase("person");
  receive(thin);
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  auto refused = desk.carry_out(caseworker, id, 2, Assess{AssessmentOutcome::duty_stands});
  ASSERT_FALSE(refused);
  ASSERT_TRUE(refused.error().refusal);
  EXPECT_EQ(refused.error().refusal->code, RefusalCode::undecided);
  EXPECT_THAT(refused.error().refusal->needs, testing::Contains("person.addiction"));
  auto facts = desk.look(caseworker, id).value().c.facts;
  facts.person.addiction = policy::Addiction::none;
  EXPECT_EQ(carry_out(id, StateFacts{facts}), "");
  EXPECT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
}

}  // namespace
}  // namespace moteplass::app
