#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;

TEST_F(Unit, TheOrderLetterIsMadeAndThePoliceCanHandItOver) {
  receive(message());
  EXPECT_EQ(police.order_letter(officer, "m-1").error().code, ProblemCode::not_found);
  EXPECT_EQ(outbox.carry_out_due(), 1u);
  auto letter = police.order_letter(officer, "m-1");
  ASSERT_TRUE(letter);
  EXPECT_EQ(letter->media_type, "application/pdf");
  EXPECT_EQ(outbox.carry_out_due(), 0u);
  ASSERT_EQ(letters.made.size(), 1u);
  EXPECT_EQ(letters.made[0].kind, LetterKind::order);
  EXPECT_EQ(letters.made[0].legal_basis, "straffeprosessloven § 69");
  EXPECT_EQ(letters.made[0].signed_by, "") << "not by the officer who sent the message";
}

TEST_F(Unit, AFailedLetterStaysAndIsTriedAgainEverMoreSlowly) {
  letters.fails = true;
  receive(message());
  EXPECT_EQ(outbox.carry_out_due(), 0u);
  EXPECT_TRUE(store->outbox_due(clock.time, 10).value().empty()) << "not at once again";
  clock.time += std::chrono::seconds(10);
  EXPECT_EQ(store->outbox_due(clock.time, 10).value().size(), 1u);
  EXPECT_EQ(outbox.carry_out_due(), 0u);
  clock.time += std::chrono::seconds(10);
  EXPECT_TRUE(store->outbox_due(clock.time, 10).value().empty());
  clock.time += std::chrono::hours(2);
  letters.fails = false;
  EXPECT_EQ(outbox.carry_out_due(), 1u);
}

TEST_F(Unit, ALetterMadeLateSaysWhatItWouldHaveSaidAtOnce) {
  receive(message());
  auto id = case_of_message();
  outbox.carry_out_due();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, BookMeeting{meeting("2026-03-30T10:00")});
  ASSERT_EQ(carry_out(id, Summon{}), "");
  auto asked_on = local_date(clock.time);
  carry_out(id, BookMeeting{meeting("2026-04-13T12:00")});
  clock.time += std::chrono::hours(48);
  EXPECT_EQ(outbox.carry_out_due(), 1u);
  const auto& letter = letters.made.back();
  EXPECT_EQ(letter.kind, LetterKind::summons);
  EXPECT_EQ(letter.dated, asked_on);
  EXPECT_EQ(letter.meeting->start, parse_local("2026-03-30T10:00"));
  EXPECT_EQ(letter.signed_by, "Ragnhild Rådgiver");
}

TEST_F(Unit, TheFeedbackLetterHasNothingOfThePerson) {
  auto ordered = message();
  ordered.as_object()["policy"] = "nou-2019-flertall";
  ordered.as_object()["basis"].as_object()["reaction"] = "duty_to_attend";
  receive(ordered);
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, CancelDuty{CancelReason::unnecessary});
  ASSERT_EQ(carry_out(id, SendFeedback{}), "");
  outbox.carry_out_due();
  const auto& letter = letters.made.back();
  ASSERT_EQ(letter.kind, LetterKind::feedback);
  ASSERT_TRUE(letter.feedback);
  EXPECT_EQ(letter.feedback->outcome(), DutyOutcome::cancelled);
  EXPECT_EQ(letter.to.name, "Eksempelby politidistrikt");
  EXPECT_FALSE(letter.meeting);
  EXPECT_FALSE(letter.terms);
}

TEST_F(Unit, AMinorsLetterKnowsIt) {
  auto young = message();
  young.as_object()["person"].as_object()["birth_date"] = "2009-06-24";
  young.as_object()["person"].as_object()["language"] = "nn";
  receive(young);
  outbox.carry_out_due();
  EXPECT_TRUE(letters.made.at(0).minor);
  EXPECT_EQ(letters.made.at(0).language, LetterLanguage::nn);
}

}  // namespace
}  // namespace moteplass::app
