#include "app/schedule_desk.h"
#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;
using schedule::BookingState;
using schedule::Competence;
using schedule::Lack;

schedule::Rota rota(std::initializer_list<unsigned> days, int from, int to) {
  schedule::Rota rota;
  for (unsigned day : days) {
    rota.shifts.push_back(
        {std::chrono::weekday(day), {std::chrono::hours(from), std::chrono::hours(to)}, "torget"});
  }
  return rota;
}

// One site with one room. All competences meet on Mondays and Wednesdays from 10 to 12; a doctor is there on
// Mondays only in the first hour.
SchedulePlan small_plan() {
  SchedulePlan plan;
  plan.unit.sites = {{"torget", {rota({1, 2, 3, 4, 5}, 8, 16)}}};
  plan.unit.rooms = {{"rom-1", "torget", 6}};
  plan.unit.staff = {
      {"kari", {Competence::medical, Competence::psychological}, {rota({1, 3}, 10, 12)}},
      {"per", {Competence::social, Competence::lived_experience}, {rota({1, 2, 3, 4, 5}, 8, 16)}}};
  plan.unit.interpreters = {{"tolk-1", {"so"}, {schedule::Interpreting::remote}, {rota({3}, 8, 16)}}};
  plan.names = {{"torget", "Torget 1"},
                {"rom-1", "Rom 1"},
                {"kari", "Kari Lege"},
                {"per", "Per Sosionom"},
                {"tolk-1", "Tolketjenesten"}};
  plan.habits.least_days = 2;
  return plan;
}

// Friday 20 March 2026; the policy asks for a doctor, a psychologist, a social worker, experience, and child
// welfare where needed.
class Planned : public Unit {
 protected:
  Planned() { setup.plan = &plan; }

  std::string to_summon(std::string_view id = "m-1", std::string_view language = "nb") {
    auto sent = message(id);
    sent.as_object()["policy"] = "nou-2019-flertall";
    sent.as_object()["basis"].as_object()["reaction"] = "duty_to_attend";
    sent.as_object()["person"].as_object()["language"] = language;
    receive(sent);
    auto case_id = case_of_message(std::string(id));
    carry_out(case_id, OpenMessage{});
    carry_out(case_id, Assess{AssessmentOutcome::duty_stands});
    return case_id;
  }
  Times times(const std::string& case_id, const TimeWish& wish = {}) {
    auto found = schedules.times(caseworker, desk.look(caseworker, case_id).value(), wish);
    if (!found) {
      ADD_FAILURE() << kind_of(found.error().code).word;
      return {};
    }
    return std::move(*found);
  }
  std::string book(const std::string& case_id, const std::string& key) {
    auto version = store->case_row(case_id).value().value().version;
    auto after = schedules.book(caseworker, case_id, version, key);
    return after ? "" : std::string(kind_of(after.error().code).word);
  }
  std::vector<schedule::Booking> bookings(const std::string& case_id) {
    return store->bookings({.about = case_id, .cancelled = true}).value();
  }
  static std::string when(const OfferedTime& offered) { return to_string(offered.meeting.start); }

  SchedulePlan plan = small_plan();
  ScheduleDesk schedules{setup};
};

TEST_F(Planned, TheFirstTimesWhereAllThePolicyAsksForAreThere) {
  auto id = to_summon();
  auto found = times(id);
  ASSERT_EQ(found.offered.size(), 3u);
  EXPECT_EQ(when(found.offered[0]), "2026-03-23T09:00:00.000Z");
  EXPECT_EQ(when(found.offered[1]), "2026-03-25T09:00:00.000Z");
  // Summer time has begun.
  EXPECT_EQ(when(found.offered[2]), "2026-03-30T08:00:00.000Z");
  EXPECT_EQ(found.offered[0].meeting.place, "Torget 1, Rom 1");
  EXPECT_EQ(found.offered[0].meeting.team, (std::vector<std::string>{"Kari Lege", "Per Sosionom"}));
  EXPECT_EQ(found.needs.need.wished, std::vector{Competence::child_welfare});
}

TEST_F(Planned, AnOfferedTimeIsBookedWithTheEventOfTheCase) {
  auto id = to_summon();
  auto offered = times(id).offered.at(1);
  ASSERT_EQ(book(id, offered.key), "");
  EXPECT_EQ(desk.look(caseworker, id)->c.booked, offered.meeting);
  auto kept = bookings(id);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, BookingState::booked);
  EXPECT_EQ(kept[0].slot, offered.slot);
}

TEST_F(Planned, ATeamFromThePlanIsKnownByWhatItCanDo) {
  auto id = to_summon();
  ASSERT_EQ(carry_out(id, BookMeeting{meeting("2026-03-30T10:00")}), "");
  auto typed = desk.look(caseworker, id)->missing_team;
  EXPECT_EQ(typed.size(), 4u) << "of a team that nobody in the plan is in, nothing is known";
  ASSERT_EQ(book(id, times(id).offered.at(0).key), "");
  EXPECT_TRUE(desk.look(caseworker, id)->missing_team.empty());
  TimeWish without;
  without.without = {Competence::medical, Competence::psychological};
  without.from = parse_date("2026-03-24").value();
  auto fewer = times(id, without).offered.at(0);
  ASSERT_EQ(fewer.meeting.team, std::vector<std::string>{"Per Sosionom"});
  ASSERT_EQ(book(id, fewer.key), "");
  EXPECT_EQ(desk.look(caseworker, id)->missing_team,
            (std::vector<std::string>{"medisinskfaglig kompetanse", "psykologfaglig kompetanse"}));
}

TEST_F(Planned, TwoCasesNeverGetTheSameHour) {
  auto first = to_summon("m-1");
  auto second = to_summon("m-2");
  auto key = times(first).offered.at(0).key;
  EXPECT_EQ(times(second).offered.at(0).key, key);
  ASSERT_EQ(book(first, key), "");
  EXPECT_EQ(book(second, key), "time_taken");
  EXPECT_FALSE(desk.look(caseworker, second)->c.booked) << "nothing is stored of what was refused";
  EXPECT_EQ(when(times(second).offered.at(0)), "2026-03-23T10:00:00.000Z");
}

TEST_F(Planned, AConflictOfVersionsBooksNothing) {
  auto id = to_summon();
  auto after = schedules.book(caseworker, id, 1, times(id).offered.at(0).key);
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().code, ProblemCode::case_conflict);
  EXPECT_TRUE(bookings(id).empty());
}

TEST_F(Planned, MovingAMeetingMovesItsBooking) {
  auto id = to_summon();
  ASSERT_EQ(book(id, times(id).offered.at(0).key), "");
  auto other = times(id).offered.at(1);
  ASSERT_EQ(book(id, other.key), "");
  auto kept = bookings(id);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].slot, other.slot);
  EXPECT_EQ(kept[0].sequence, 1);
  EXPECT_EQ(when(times(to_summon("m-2")).offered.at(0)), "2026-03-23T09:00:00.000Z") << "free again";
}

TEST_F(Planned, WhateverEndsAMeetingGivesItsTimeBack) {
  auto typed = to_summon("m-1");
  ASSERT_EQ(book(typed, times(typed).offered.at(0).key), "");
  ASSERT_EQ(carry_out(typed, BookMeeting{meeting("2026-04-14T10:00")}), "");
  EXPECT_EQ(bookings(typed).at(0).state, BookingState::cancelled) << "another meeting was typed in";

  auto set_aside = to_summon("m-2");
  ASSERT_EQ(book(set_aside, times(set_aside).offered.at(0).key), "");
  ASSERT_EQ(carry_out(set_aside, CancelDuty{CancelReason::unnecessary}), "");
  EXPECT_EQ(bookings(set_aside).at(0).state, BookingState::cancelled);

  auto missed = to_summon("m-3");
  auto offered = times(missed).offered.at(0);
  ASSERT_EQ(book(missed, offered.key), "");
  ASSERT_EQ(carry_out(missed, Summon{}), "");
  EXPECT_EQ(bookings(missed).at(0).state, BookingState::booked) << "a summons changes no booking";
  clock.time = offered.meeting.start + std::chrono::minutes(30);
  ASSERT_EQ(carry_out(missed, RecordAttendance{Attendance::not_attended}), "");
  EXPECT_EQ(bookings(missed).at(0).state, BookingState::cancelled);
}

TEST_F(Planned, AMeetingThatWasHeldStaysInThePlanWhenTheCaseCloses) {
  auto id = to_summon();
  auto offered = times(id).offered.at(0);
  ASSERT_EQ(book(id, offered.key), "");
  clock.time = offered.meeting.start + std::chrono::hours(1);
  ASSERT_EQ(carry_out(id, RecordAttendance{Attendance::attended}), "");
  ASSERT_EQ(carry_out(id, SendFeedback{}), "");
  ASSERT_EQ(carry_out(id, CloseCase{}), "");
  EXPECT_EQ(bookings(id).at(0).state, BookingState::booked);
}

TEST_F(Planned, HeldTimesAreNobodyElsesUntilTheyRunOut) {
  auto id = to_summon("m-1");
  auto other = to_summon("m-2");
  auto offered = times(id).offered;
  auto until = schedules.hold(caseworker, id, {offered.at(0).key, offered.at(1).key});
  ASSERT_TRUE(until);
  EXPECT_EQ(*until, clock.time + std::chrono::minutes(15));
  EXPECT_EQ(times(id).offered.at(0).held_until, *until);
  EXPECT_FALSE(times(id).offered.at(2).held_until);
  EXPECT_EQ(when(times(other).offered.at(0)), "2026-03-23T10:00:00.000Z");
  EXPECT_EQ(book(other, offered.at(1).key), "time_taken");
  EXPECT_EQ(forget_run_out_holds(setup), 0u);
  clock.time = *until;
  EXPECT_EQ(book(other, offered.at(1).key), "");
  EXPECT_EQ(forget_run_out_holds(setup), 2u);
  EXPECT_TRUE(bookings(id).empty());
}

TEST_F(Planned, HoldingOtherTimesOrBookingReleasesWhatWasHeld) {
  auto id = to_summon();
  auto offered = times(id).offered;
  ASSERT_TRUE(schedules.hold(caseworker, id, {offered.at(0).key, offered.at(1).key}));
  ASSERT_TRUE(schedules.hold(caseworker, id, {offered.at(2).key}));
  ASSERT_EQ(bookings(id).size(), 1u);
  EXPECT_EQ(bookings(id)[0].slot, offered.at(2).slot);
  ASSERT_TRUE(schedules.hold(caseworker, id, {}));
  EXPECT_TRUE(bookings(id).empty());
  ASSERT_TRUE(schedules.hold(caseworker, id, {offered.at(1).key, offered.at(2).key}));
  ASSERT_EQ(book(id, offered.at(1).key), "");
  ASSERT_EQ(bookings(id).size(), 1u);
  EXPECT_EQ(bookings(id)[0].state, BookingState::booked);
}

TEST_F(Planned, AnInterpreterIsFoundForThoseWhoNeedOne) {
  auto id = to_summon("m-1", "so");
  auto found = times(id);
  EXPECT_EQ(when(found.offered.at(0)), "2026-03-25T09:00:00.000Z") << "Wednesday: the interpreter's day";
  EXPECT_EQ(found.offered[0].meeting.team.back(), "Tolketjenesten");
  EXPECT_EQ(when(times(id, {.interpreter = InterpreterWish::none}).offered.at(0)),
            "2026-03-23T09:00:00.000Z");
  auto missing = times(id, {.interpreter = InterpreterWish::in_person}).missing;
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing[0].lack, Lack::interpreter);
}

TEST_F(Planned, WhatTheUnitLacksIsSaidAndMayBeDoneWithout) {
  plan.unit.staff[0].competences = {Competence::medical};
  auto id = to_summon();
  auto found = times(id);
  EXPECT_TRUE(found.offered.empty());
  ASSERT_EQ(found.missing.size(), 1u);
  EXPECT_EQ(found.missing[0], (schedule::Missing{Lack::competence, "psychological", false}));
  TimeWish without{.without = {Competence::psychological}};
  auto offered = times(id, without).offered;
  ASSERT_FALSE(offered.empty());
  EXPECT_EQ(book(id, offered[0].key), "");
}

TEST_F(Planned, AKeyIsGoodOnlyForWhatWasOffered) {
  auto id = to_summon();
  auto key = times(id).offered.at(0).key;
  EXPECT_EQ(book(id, ""), "malformed");
  EXPECT_EQ(book(id, "2026-03-23T09:00:00.000Z"), "malformed");
  auto at_night = key;
  at_night.replace(key.find("T09"), 3, "T02");
  EXPECT_EQ(book(id, at_night), "time_taken");
  auto elsewhere = key.substr(0, key.rfind('~')) + "~annetsteds";
  EXPECT_EQ(book(id, elsewhere), "time_taken");
  plan.unit.staff[1].absences = {{clock.time, clock.time + std::chrono::hours(24 * 30)}};
  EXPECT_EQ(book(id, key), "time_taken") << "the plan has changed since";
  EXPECT_TRUE(bookings(id).empty());
}

TEST_F(Unit, WithoutAPlanMeetingsAreBookedAsTyped) {
  ScheduleDesk schedules(setup);
  receive(message());
  auto id = case_of_message();
  EXPECT_EQ(schedules.plan(), nullptr);
  EXPECT_EQ(schedules.times(caseworker, desk.look(caseworker, id).value(), {}).error().code,
            ProblemCode::not_found);
  EXPECT_EQ(schedules.book(caseworker, id, 1, "x").error().code, ProblemCode::not_found);
}

TEST(MeetingNeed, TheGuardiansWhoAreCalledNeedSeats) {
  SchedulePlan plan;
  Case c;
  c.message.emplace();
  c.message->guardians.resize(2);
  c.facts.person.age = 16;
  casework::Answers answers;
  answers.summons.emplace();
  answers.summons->question = policy::Question::summons;
  answers.summons->status = policy::Status::decided;
  answers.summons->answer = {{"guardian", "called"}};
  auto guests = [&] { return need_of(c, answers, plan, {}, Instant()).need.guests; };
  EXPECT_EQ(guests(), 3);
  c.guardian_plan.emplace().handling = GuardianHandling::trusted_person_instead;
  EXPECT_EQ(guests(), 2);
  c.guardian_plan->handling = GuardianHandling::not_contacted;
  EXPECT_EQ(guests(), 1);
  c.facts.person.age = 20;
  c.guardian_plan->handling = GuardianHandling::as_policy;
  EXPECT_EQ(guests(), 1);
}

}  // namespace
}  // namespace moteplass::app
