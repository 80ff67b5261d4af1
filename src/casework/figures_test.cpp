#include "casework/figures.h"

#include <gtest/gtest.h>

#include "casework/example_case.h"

namespace moteplass::casework {
namespace {

using example::Desk;

Message with_encounter() {
  auto message = example::message();
  message.facts.emplace();
  message.facts->encounter.date = example::day("2026-01-20");
  return message;
}

TEST(Figures, FollowACaseFromOffenceToClosing) {
  Desk desk(with_encounter());
  auto figures = figures_of(desk.c()).value();
  EXPECT_EQ(figures.year, 2026);
  EXPECT_EQ(figures.month, 3u);
  EXPECT_EQ(figures.outcome, FiguresOutcome::under_way);
  EXPECT_EQ(figures.age, AgeBand::from_23);
  EXPECT_EQ(figures.days, (std::map<Stretch, std::int64_t>{{Stretch::offence_to_decision, 13},
                                                           {Stretch::decision_to_final, 14},
                                                           {Stretch::decision_to_receipt, 28},
                                                           {Stretch::final_to_receipt, 14}}));
  desk.at_time("2026-03-03T09:00").assessed().at_time("2026-03-05T09:00").summoned("2026-03-16T12:00");
  desk.at_time("2026-03-16T13:00").take(RecordAttendance{Attendance::attended});
  desk.at_time("2026-03-18T13:00").take(SendFeedback{});
  ASSERT_TRUE(desk.at_time("2026-03-20T08:00").take(CloseCase{}));
  figures = figures_of(desk.c()).value();
  EXPECT_EQ(figures.outcome, FiguresOutcome::attended);
  EXPECT_EQ(figures.no_shows, 0);
  EXPECT_EQ(figures.days.at(Stretch::receipt_to_opening), 1);
  EXPECT_EQ(figures.days.at(Stretch::opening_to_assessment), 0);
  EXPECT_EQ(figures.days.at(Stretch::assessment_to_summons), 2);
  EXPECT_EQ(figures.days.at(Stretch::summons_to_meeting), 11);
  EXPECT_EQ(figures.days.at(Stretch::receipt_to_meeting), 14);
  EXPECT_EQ(figures.days.at(Stretch::offence_to_meeting), 55);
  EXPECT_EQ(figures.days.at(Stretch::meeting_to_report), 2);
  EXPECT_EQ(figures.days.at(Stretch::receipt_to_closing), 18);
}

TEST(Figures, CountNoShowsAndTellAGivenUpDutyFromAnOpenOne) {
  Desk desk(with_encounter());
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  ASSERT_TRUE(desk.take(RecordAttendance{Attendance::not_attended}));
  auto figures = figures_of(desk.c()).value();
  EXPECT_EQ(figures.outcome, FiguresOutcome::under_way);
  EXPECT_EQ(figures.no_shows, 1);
  EXPECT_FALSE(figures.days.contains(Stretch::receipt_to_meeting)) << "nobody was met";
  ASSERT_TRUE(desk.take(SendFeedback{}));
  EXPECT_EQ(figures_of(desk.c())->outcome, FiguresOutcome::not_attended);
}

TEST(Figures, KeepCancelledAndReturnedCasesApart) {
  Desk cancelled;
  cancelled.assessed().take(CancelDuty{CancelReason::deceased});
  EXPECT_EQ(figures_of(cancelled.c())->outcome, FiguresOutcome::cancelled);
  Desk returned;
  returned.take(OpenMessage{});
  returned.take(Assess{AssessmentOutcome::not_for_unit});
  returned.take(CloseCase{});
  EXPECT_EQ(figures_of(returned.c())->outcome, FiguresOutcome::not_for_unit);
}

TEST(Figures, CountNobodyWhoCameOfTheirOwnAccordAsHavingMetADuty) {
  Case c;
  c.id = "case-2";
  VoluntaryEntered entered{example::message(), CameBy::parent, "2026-2", {"example", "1", "aa"}};
  c = apply(std::move(c), {entered, example::at("2026-03-02T09:00"), "u1", "Rådgiver"});
  EXPECT_EQ(figures_of(c)->outcome, FiguresOutcome::voluntary);
}

TEST(Figures, LeaveATransferredCaseToTheUnitThatHasIt) {
  example::Desk desk;
  desk.assessed();
  desk.take(MakeEntry{CaseTransferred{"4204", "Kristiansand", TransferGround::moved}});
  EXPECT_EQ(figures_of(desk.c())->outcome, FiguresOutcome::transferred);
}

TEST(Figures, GuessNothing) {
  auto message = example::message();
  message.person.birth_date.reset();
  message.person.identity_number = IdentityNumber::parse("08889542099").value();
  message.basis.final_on.reset();
  auto figures = figures_of(Desk(message).c()).value();
  EXPECT_EQ(figures.age, AgeBand::unknown) << "never read out of the number";
  EXPECT_FALSE(figures.days.contains(Stretch::offence_to_decision));
  EXPECT_FALSE(figures.days.contains(Stretch::final_to_receipt));
  EXPECT_FALSE(figures_of(Case()).has_value());
}

TEST(Figures, PutAnAgeInOneBand) {
  EXPECT_EQ(word(age_band(14)), "0-14");
  EXPECT_EQ(word(age_band(15)), "15-17");
  EXPECT_EQ(word(age_band(17)), "15-17");
  EXPECT_EQ(word(age_band(18)), "18-22");
  EXPECT_EQ(word(age_band(22)), "18-22");
  EXPECT_EQ(word(age_band(23)), "23-29");
  EXPECT_EQ(word(age_band(50)), "50-");
  EXPECT_EQ(word(age_band(std::nullopt)), "unknown");
}

}  // namespace
}  // namespace moteplass::casework
