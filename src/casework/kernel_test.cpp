#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/kernel.h"

#include "casework/example_case.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

using example::answer;
using example::at;
using example::day;
using example::Desk;
using example::meeting;
using policy::Question;

Answers guardian_called() {
  Answers answers = example::answers();
  answers.summons = answer(Question::summons, {{"guardian", "called"}, {"trusted_person_instead", true}});
  return answers;
}

TEST(Kernel, LeadsACaseFromMessageToClosing) {
  Desk desk;
  EXPECT_EQ(desk.c().stage, Stage::received);
  desk.assessed();
  EXPECT_EQ(desk.c().stage, Stage::to_summon);
  desk.summoned("2026-03-16T12:00");
  EXPECT_EQ(desk.c().stage, Stage::awaiting_meeting);
  EXPECT_EQ(desk.c().attendance.summonses.at(0).kind, SummonsKind::first);
  desk.at_time("2026-03-16T12:00");
  EXPECT_TRUE(desk.take(RecordAttendance{Attendance::attended}));
  EXPECT_EQ(desk.c().stage, Stage::to_report);
  EXPECT_TRUE(desk.take(SendFeedback{}));
  EXPECT_EQ(desk.c().feedback->feedback->outcome(), DutyOutcome::met);
  EXPECT_TRUE(desk.take(CloseCase{}));
  EXPECT_EQ(desk.c().stage, Stage::closed);
  EXPECT_EQ(desk.c().version, 8);
  EXPECT_EQ(desk.refused(CloseCase{}), RefusalCode::closed);
  EXPECT_EQ(desk.refused(ReceiveMessage{}), RefusalCode::already_received);
}

TEST(Kernel, NothingHappensBeforeAMessage) {
  auto decided = decide({}, OpenMessage{}, example::answers(), {at("2026-03-02T09:00"), "l"});
  EXPECT_EQ(decided.error().code, RefusalCode::no_such_case);
  decided = decide({}, RecordLetter{}, example::answers(), {at("2026-03-02T09:00"), "l"});
  EXPECT_EQ(decided.error().code, RefusalCode::no_such_case);
}

TEST(Facts, AgeIsWorkedOutFromTheBirthDateOnTheDayOfTheEncounter) {
  Message message = example::message();
  message.person.birth_date = day("2008-02-02");
  EXPECT_EQ(Desk(message).c().facts.person.age, std::nullopt);  // 18 at the decision, perhaps not before
  message.facts.emplace().encounter.date = day("2026-02-01");
  EXPECT_EQ(Desk(message).c().facts.person.age, 17);
  message.facts->person.age = 16;  // as stated
  EXPECT_EQ(Desk(message).c().facts.person.age, 16);
  message.facts->person.age.reset();
  message.facts->encounter.date = day("2001-01-01");  // before birth: unknown, not negative
  EXPECT_EQ(Desk(message).c().facts.person.age, std::nullopt);
}

TEST(Facts, AgeIsNeverReadOutOfTheIdentityNumber) {
  Message message = example::message();
  message.person.birth_date.reset();
  message.person.identity_number = IdentityNumber::parse("13897248098").value();
  EXPECT_EQ(Desk(message).c().facts.person.age, std::nullopt);
}

TEST(Facts, NoShowsAreTheCasesOwnCount) {
  Message message = example::message();
  message.facts.emplace().history.no_shows = 7;
  Desk desk(message);
  EXPECT_EQ(desk.c().facts.history.no_shows, 0);
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  EXPECT_EQ(facts_for(desk.c(), RecordAttendance{Attendance::not_attended}).history.no_shows, 1);
  EXPECT_EQ(facts_for(desk.c(), RecordAttendance{Attendance::attended}).history.no_shows, 0);
  desk.take(RecordAttendance{Attendance::not_attended});
  EXPECT_EQ(desk.c().facts.history.no_shows, 1);
  policy::Facts stated;
  stated.history.no_shows = 0;
  stated.history.orders = 2;
  EXPECT_TRUE(desk.take(StateFacts{stated}));
  EXPECT_EQ(desk.c().facts.history.no_shows, 1);
  EXPECT_EQ(desk.c().facts.history.orders, 2);
}

TEST(Assess, NeedsABasisOfAttendance) {
  Message message = example::message();
  message.basis.reaction = policy::Reaction::simplified_fine;
  Desk desk(message);
  desk.take(OpenMessage{});
  EXPECT_EQ(desk.refused(Assess{AssessmentOutcome::duty_stands}), RefusalCode::no_attendance_basis);
  EXPECT_TRUE(desk.take(Assess{AssessmentOutcome::not_for_unit}));
  EXPECT_EQ(desk.c().stage, Stage::not_for_unit);
  EXPECT_EQ(desk.refused(SendFeedback{}), RefusalCode::not_at_this_stage);
  EXPECT_TRUE(desk.take(CloseCase{}));
}

TEST(Assess, AConditionBindsWhenTheDecisionIsFinal) {
  Message message = example::message();
  auto refused = [&] {
    Desk desk(message);
    desk.take(OpenMessage{});
    return desk.refused(Assess{AssessmentOutcome::duty_stands});
  };
  message.basis.final_on = day("2026-03-03");
  EXPECT_EQ(refused(), RefusalCode::not_final);
  message.basis.final_on = day("2026-03-02");
  EXPECT_EQ(refused(), std::nullopt);
  message.basis.final_on.reset();
  EXPECT_EQ(refused(), RefusalCode::not_final);
  message.basis.reaction = policy::Reaction::duty_to_attend;  // an order is met at once
  EXPECT_EQ(refused(), std::nullopt);
}

TEST(Assess, WaitsForFactsThePolicyNeeds) {
  Desk desk;
  desk.take(OpenMessage{});
  desk.answers().reaction = example::undecided(Question::reaction, {"person.addiction"});
  EXPECT_FALSE(desk.take(Assess{AssessmentOutcome::duty_stands}));
  EXPECT_EQ(desk.refusal()->code, RefusalCode::undecided);
  EXPECT_EQ(desk.refusal()->needs, std::vector<std::string>{"person.addiction"});
  EXPECT_EQ(desk.refused(Assess{AssessmentOutcome::not_for_unit}), std::nullopt);
}

TEST(Assess, ThePolicyDoesNotOverruleTheSender) {
  Desk desk;
  desk.take(OpenMessage{});
  desk.answers().reaction = answer(Question::reaction, {{"reaction", "criminal_case"}});
  EXPECT_TRUE(desk.take(Assess{AssessmentOutcome::duty_stands}));
  EXPECT_EQ(policy::reaction_answer(desk.c().assessment->reaction)->reaction,
            policy::Reaction::criminal_case);
  Desk other;
  other.take(OpenMessage{});
  other.answers().reaction = example::not_stated(Question::reaction);
  EXPECT_EQ(other.refused(Assess{AssessmentOutcome::duty_stands}), std::nullopt);
}

TEST(Assess, NeedsItsAnswers) {
  Desk desk;
  desk.take(OpenMessage{});
  desk.answers().deadlines.reset();
  EXPECT_FALSE(desk.take(Assess{AssessmentOutcome::duty_stands}));
  EXPECT_EQ(desk.refusal()->code, RefusalCode::bad_value);
  EXPECT_EQ(desk.refusal()->field, "answers.deadlines");
}

TEST(Assess, TheDecisionsOwnCountComesFirst) {
  Message message = example::message();
  auto required = [&](json::object reaction) {
    Desk desk(message);
    desk.answers().reaction = answer(Question::reaction, std::move(reaction));
    return desk.assessed().c().attendance.meetings_required;
  };
  EXPECT_EQ(required({{"reaction", "condition_to_attend"}}), 1);
  EXPECT_EQ(required({{"reaction", "condition_to_attend"}, {"meetings_required", 2}}), 2);
  message.conditions.push_back({ConditionKind::drug_test, 9, {}, {}, {}});
  message.conditions.push_back({ConditionKind::attendance, 3, {}, {}, {}});
  EXPECT_EQ(required({{"reaction", "condition_to_attend"}, {"meetings_required", 2}}), 3);
}

TEST(BookMeeting, HoldsTheMeetingWithinBounds) {
  Desk desk;
  EXPECT_EQ(desk.refused(BookMeeting{meeting("2026-03-16T12:00")}), RefusalCode::not_at_this_stage);
  desk.assessed();
  EXPECT_EQ(desk.refused(BookMeeting{meeting("2026-03-02T09:00")}), RefusalCode::meeting_in_the_past);
  EXPECT_EQ(desk.refused(BookMeeting{meeting("2027-04-07T09:00")}), RefusalCode::meeting_too_far);
  for (std::int64_t minutes : {14, 241, -60}) {
    Meeting odd = meeting("2026-03-16T12:00");
    odd.minutes = minutes;
    EXPECT_FALSE(desk.take(BookMeeting{odd}));
    EXPECT_EQ(desk.refusal()->field, "meeting.minutes");
  }
  for (std::string place : {"", "  ", "a\nb", "\xff"}) {
    Meeting odd = meeting("2026-03-16T12:00");
    odd.place = place;
    EXPECT_FALSE(desk.take(BookMeeting{odd}));
    EXPECT_EQ(desk.refusal()->field, "meeting.place");
  }
}

TEST(Summon, NeedsAMeetingAndTheNoticeThePolicyStates) {
  Desk desk;
  desk.assessed();
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::no_meeting_booked);
  desk.answers().summons = answer(Question::summons, {{"guardian", "not_called"}, {"notice_days", 7}});
  desk.take(BookMeeting{meeting("2026-03-08T12:00")});
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::too_short_notice);
  desk.take(BookMeeting{meeting("2026-03-09T08:00")});
  EXPECT_EQ(desk.refused(Summon{}), std::nullopt);
  desk.at_time("2026-03-09T08:00");
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::meeting_in_the_past);
  desk.answers().summons = example::undecided(Question::summons, {"person.age"});
  desk.take(BookMeeting{meeting("2026-03-20T08:00")});
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::undecided);
}

TEST(Summon, ALetterGoesOncePerMeeting) {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00");
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::not_at_this_stage);
  desk.take(BookMeeting{meeting("2026-03-16T12:00")});  // the very same meeting
  EXPECT_EQ(desk.c().stage, Stage::awaiting_meeting);
  desk.summoned("2026-03-17T12:00");
  EXPECT_EQ(desk.c().last_summons->kind, SummonsKind::rebooked);
  desk.at_time("2026-03-17T13:00").take(RecordAttendance{Attendance::not_attended});
  desk.summoned("2026-03-24T12:00");
  EXPECT_EQ(desk.c().last_summons->kind, SummonsKind::again);
  desk.summoned("2026-03-25T12:00");
  EXPECT_EQ(desk.c().last_summons->kind, SummonsKind::rebooked);
}

Message of_a_minor() {
  Message received = example::message();
  received.person.birth_date = example::day("2009-06-01");
  return received;
}

TEST(PlanGuardians, IsForMinorsAndBeforeTheDutyEnds) {
  Desk grown(example::message(), guardian_called());
  grown.assessed();
  EXPECT_EQ(grown.refused(PlanGuardians{example::not_contacted()}), RefusalCode::not_a_minor);
  Desk desk(of_a_minor(), guardian_called());
  EXPECT_EQ(desk.refused(PlanGuardians{example::not_contacted()}), RefusalCode::not_at_this_stage);
  desk.assessed();
  EXPECT_EQ(desk.refused(PlanGuardians{example::not_contacted()}), std::nullopt);
  EXPECT_TRUE(desk.take(CancelDuty{CancelReason::unnecessary}));
  EXPECT_EQ(desk.refused(PlanGuardians{example::not_contacted()}), RefusalCode::not_at_this_stage);
}

TEST(PlanGuardians, LeavingTheGuardianBeNeedsNoLeaveOfThePolicy) {
  for (auto summons :
       {example::not_stated(Question::summons), example::undecided(Question::summons, {"person.age"}),
        answer(Question::summons, {{"guardian", "called"}})}) {
    Answers answers = example::answers();
    answers.summons = summons;
    Desk desk(of_a_minor(), answers);
    desk.assessed();
    EXPECT_EQ(desk.refused(PlanGuardians{example::not_contacted()}), std::nullopt);
    EXPECT_NE(desk.refused(PlanGuardians{example::with_trusted_person()}), std::nullopt);
  }
  Desk desk(of_a_minor(), guardian_called());
  desk.assessed();
  EXPECT_EQ(desk.refused(PlanGuardians{example::with_trusted_person()}), std::nullopt);
}

TEST(PlanGuardians, IsWholeOrRefusedWithTheMemberThatDoesNotFit) {
  Desk desk(of_a_minor(), guardian_called());
  desk.assessed();
  auto field = [&](auto change, GuardianPlan plan) {
    change(plan);
    desk.take(PlanGuardians{plan});
    return desk.refusal() ? desk.refusal()->field : std::string();
  };
  using P = GuardianPlan;
  EXPECT_EQ(field([](P& p) { p.reason.reset(); }, example::not_contacted()), "plan.reason");
  EXPECT_EQ(field([](P& p) { p.reason = GuardianReason::other; }, example::not_contacted()),
            "plan.reason_in_words");
  EXPECT_EQ(field([](P& p) { p.trusted_person.reset(); }, example::with_trusted_person()),
            "plan.trusted_person");
  EXPECT_EQ(field([](P& p) { p.wish.reset(); }, example::with_trusted_person()), "plan.wish");
  EXPECT_EQ(field([](P& p) { p.wish_with.reset(); }, example::with_trusted_person()), "plan.wish_with");
  EXPECT_EQ(field([](P& p) { p.reason = GuardianReason::not_reachable; }, example::as_policy_says()),
            "plan.reason");
  EXPECT_EQ(field([](P&) {}, example::with_trusted_person()), "");
}

TEST(Summon, OfAMinorFollowsThePlan) {
  Desk desk(of_a_minor(), guardian_called());
  desk.assessed();
  desk.take(BookMeeting{meeting("2026-03-16T12:00")});
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::guardian_plan_missing);
  EXPECT_EQ(desk.refused(Summon{GuardianHandling::not_contacted}), RefusalCode::guardian_plan_missing);
  ASSERT_TRUE(desk.take(PlanGuardians{example::not_contacted()}));
  EXPECT_EQ(desk.refused(Summon{}), RefusalCode::differs_from_guardian_plan);
  ASSERT_TRUE(desk.take(Summon{GuardianHandling::not_contacted}));
  EXPECT_EQ(desk.c().last_summons->guardian, GuardianHandling::not_contacted);
  EXPECT_EQ(desk.c().guardian_plan->reason, GuardianReason::endangers_child);
}

TEST(Summon, ExceptionsFromTheGuardianOnlyWhereOneIsCalled) {
  auto refused = [](Answers answers, GuardianHandling handling) {
    Desk desk(example::message(), std::move(answers));
    desk.assessed().take(BookMeeting{meeting("2026-03-16T12:00")});
    return desk.refused(Summon{handling});
  };
  auto not_allowed = RefusalCode::guardian_exception_not_allowed;
  EXPECT_EQ(refused(example::answers(), GuardianHandling::not_contacted), not_allowed);
  EXPECT_EQ(refused(example::answers(), GuardianHandling::trusted_person_instead), not_allowed);
  EXPECT_EQ(refused(guardian_called(), GuardianHandling::not_contacted), std::nullopt);
  EXPECT_EQ(refused(guardian_called(), GuardianHandling::trusted_person_instead), std::nullopt);
  Answers no_other = guardian_called();
  no_other.summons = answer(Question::summons, {{"guardian", "called"}, {"trusted_person_instead", false}});
  EXPECT_EQ(refused(no_other, GuardianHandling::trusted_person_instead), not_allowed);
  EXPECT_EQ(refused(no_other, GuardianHandling::not_contacted), std::nullopt);
}

TEST(RecordAttendance, OnlyOnceTheMeetingHasBegun) {
  Desk desk;
  desk.assessed();
  EXPECT_EQ(desk.refused(RecordAttendance{Attendance::attended}), RefusalCode::no_meeting_booked);
  desk.summoned("2026-03-16T12:00").at_time("2026-03-16T11:59");
  EXPECT_EQ(desk.refused(RecordAttendance{Attendance::attended}), RefusalCode::meeting_not_begun);
  EXPECT_EQ(desk.refused(SendFeedback{}), RefusalCode::not_at_this_stage);
}

TEST(RecordAttendance, WithoutALetterOneCanMeetButNotMiss) {
  Desk desk;
  desk.assessed().take(MakeOutreach{OutreachChannel::phone, true});
  desk.take(BookMeeting{meeting("2026-03-03T12:00")});
  EXPECT_EQ(next_steps(desk.c(), desk.now()).front(), Step::summon);
  desk.at_time("2026-03-03T12:30");
  EXPECT_EQ(desk.refused(RecordAttendance{Attendance::not_attended}), RefusalCode::not_at_this_stage);
  EXPECT_TRUE(desk.take(RecordAttendance{Attendance::attended}));
  EXPECT_EQ(desk.c().stage, Stage::to_report);
}

TEST(RecordAttendance, MoreMeetingsThanOne) {
  Message message = example::message();
  message.conditions.push_back({ConditionKind::attendance, 2, {}, {}, {}});
  Desk desk(message);
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  desk.take(RecordAttendance{Attendance::attended});
  EXPECT_EQ(desk.c().stage, Stage::to_summon);
  EXPECT_EQ(desk.refused(SendFeedback{}), RefusalCode::not_at_this_stage);
  desk.summoned("2026-03-23T12:00").at_time("2026-03-23T13:00");
  EXPECT_EQ(desk.c().last_summons->kind, SummonsKind::first);
  desk.take(RecordAttendance{Attendance::attended});
  EXPECT_EQ(desk.c().stage, Stage::to_report);
}

TEST(NoShow, LeavesTheUnitItsChoices) {
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
  desk.take(RecordAttendance{Attendance::not_attended});
  EXPECT_EQ(desk.c().stage, Stage::not_attended);
  for (Command command : {Command{BookMeeting{meeting("2026-03-24T12:00")}},
                          Command{MakeOutreach{OutreachChannel::visit, false}},
                          Command{CancelDuty{CancelReason::unnecessary}}, Command{SendFeedback{}}}) {
    EXPECT_EQ(desk.refused(command), std::nullopt) << type_of(command);
  }
  EXPECT_EQ(desk.refused(CloseCase{}), RefusalCode::not_at_this_stage);
  desk.take(SendFeedback{});
  EXPECT_EQ(desk.c().feedback->feedback->outcome(), DutyOutcome::not_met);
  EXPECT_EQ(desk.c().stage, Stage::reported);
}

TEST(SendFeedback, FollowsTheScopeOfThePolicy) {
  auto desk_with = [](policy::Answer scope) {
    Desk desk;
    desk.assessed().summoned("2026-03-16T12:00").at_time("2026-03-16T13:00");
    desk.take(RecordAttendance{Attendance::attended});
    desk.answers().feedback = std::move(scope);
    desk.take(SendFeedback{});
    return desk;
  };
  auto undecided = desk_with(example::undecided(Question::feedback, {"person.age"}));
  EXPECT_EQ(undecided.refusal()->code, RefusalCode::undecided);
  EXPECT_EQ(undecided.refusal()->needs, std::vector<std::string>{"person.age"});
  for (auto& open : {example::not_stated(Question::feedback), answer(Question::feedback, {})}) {
    auto untold = desk_with(open);
    EXPECT_EQ(untold.c().stage, Stage::reported);
    EXPECT_FALSE(untold.c().feedback->feedback);
  }
  for (auto scope : {"nothing", "not_attended_only"}) {
    auto silent = desk_with(answer(Question::feedback, {{"scope", scope}}));
    EXPECT_EQ(silent.c().stage, Stage::reported);
    EXPECT_FALSE(silent.c().feedback->feedback);
    EXPECT_TRUE(silent.c().feedback->letter.empty());
  }
  EXPECT_TRUE(desk_with(answer(Question::feedback, {{"scope", "attended_yes_no"}})).c().feedback->feedback);
}

TEST(RecordLetter, KnowsTheLettersTheCaseAskedFor) {
  std::string hash(64, '0');
  Desk desk;
  desk.assessed().summoned("2026-03-16T12:00");
  std::string letter = desk.c().last_summons->letter;
  EXPECT_EQ(desk.refused(RecordLetter{letter, LetterKind::feedback, hash, 9}), RefusalCode::letter_unknown);
  EXPECT_EQ(desk.refused(RecordLetter{"other", LetterKind::summons, hash, 9}), RefusalCode::letter_unknown);
  EXPECT_EQ(desk.refused(RecordLetter{letter, LetterKind::summons, "00", 9}), RefusalCode::bad_value);
  EXPECT_EQ(desk.refused(RecordLetter{letter, LetterKind::summons, hash, 0}), RefusalCode::bad_value);
  EXPECT_TRUE(desk.take(RecordLetter{letter, LetterKind::summons, hash, 9}));
  auto version = desk.c().version;
  EXPECT_TRUE(desk.take(RecordLetter{letter, LetterKind::summons, hash, 9}));  // told twice
  EXPECT_EQ(desk.c().version, version);
  EXPECT_EQ(desk.refused(RecordLetter{letter, LetterKind::summons, std::string(64, '1'), 9}),
            RefusalCode::bad_value);
  EXPECT_TRUE(desk.take(RecordLetter{"the order", LetterKind::order, hash, 9}));
  EXPECT_EQ(desk.refused(RecordLetter{"another", LetterKind::order, hash, 9}), RefusalCode::letter_unknown);
}

TEST(Kernel, NamesCommandsAndTheirQuestions) {
  EXPECT_EQ(type_of(Command{Assess{}}), "assess");
  EXPECT_EQ(questions_of(Assess{}), (std::vector{Question::reaction, Question::deadlines}));
  EXPECT_EQ(questions_of(RecordAttendance{Attendance::attended}), std::vector<Question>{});
  EXPECT_EQ(questions_of(RecordAttendance{Attendance::not_attended}), std::vector{Question::no_show});
  EXPECT_EQ(questions_of(Summon{}), std::vector{Question::summons});
  EXPECT_EQ(questions_of(SendFeedback{}), std::vector{Question::feedback});
}

}  // namespace
}  // namespace moteplass::casework
