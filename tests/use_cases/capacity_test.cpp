#include "app/capacity_desk.h"

#include <gmock/gmock.h>

#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;
using testing::ElementsAre;

class Capacities : public Unit {
 protected:
  Capacities() {
    schedule::Rota rota;
    for (unsigned day = 1; day <= 5; ++day) {
      rota.shifts.push_back(
          {std::chrono::weekday(day), {std::chrono::hours(10), std::chrono::hours(14)}, ""});
    }
    plan.unit.sites = {{"torget", {rota}}};
    plan.unit.rooms = {{"rom-1", "torget", 6}};
    plan.unit.staff = {{"kari", {schedule::Competence::social}, {rota}}};
    setup.plan = &plan;
  }

  SchedulePlan plan;
  CapacityDesk desk_of_leader{setup};
  User leader{"leif", "Leif Leder", Role::leader, ""};
};

// Friday 20 March 2026 at ten: four hours left of the week.
TEST_F(Capacities, CountsOrdinaryMeetingsInTheComingWeeks) {
  auto seen = desk_of_leader.look(leader);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->weeks.size(), 6u);
  EXPECT_EQ(seen->weeks[0].meetings, 4u);
  EXPECT_EQ(seen->weeks[1].meetings, 20u);
  EXPECT_EQ(seen->weeks[2].meetings, 12u) << "Maundy Thursday and Good Friday";
  plan.habits.least_days = 5;
  EXPECT_EQ(desk_of_leader.look(leader)->weeks[0].meetings, 0u);
}

TEST_F(Capacities, ACompetenceThatThePolicyAsksForAndNobodyHasLeavesNoRoom) {
  unit.live_policy = "nou-2019-flertall";
  auto seen = desk_of_leader.look(leader);
  EXPECT_FALSE(seen->ordinary.required.empty());
  EXPECT_EQ(seen->weeks[1].meetings, 0u);
}

TEST_F(Capacities, AnOpenCaseIsWithWhoeverLastWorkedOnIt) {
  receive(message("m-1"));
  receive(message("m-2"));
  clock.time += std::chrono::hours(48);
  receive(message("m-3"));
  EXPECT_EQ(carry_out(case_of_message("m-2"), OpenMessage{}), "");
  outbox.carry_out_due();
  EXPECT_THAT(desk_of_leader.look(leader)->workload,
              ElementsAre(Workload{"", 2, 1, 2}, Workload{"Ragnhild Rådgiver", 1, 0, 2}));
}

TEST_F(Capacities, WhatCannotBeSentIsSeen) {
  letters.fails = true;
  receive(message("m-1"));
  EXPECT_THAT(desk_of_leader.look(leader)->waiting, ElementsAre(Waiting{"letter", 1, 0, {}}));
  outbox.carry_out_due();
  EXPECT_THAT(desk_of_leader.look(leader)->waiting,
              ElementsAre(Waiting{"letter", 1, 1, clock.time + std::chrono::seconds(10)}));
  letters.fails = false;
  clock.time += std::chrono::minutes(1);
  outbox.carry_out_due();
  EXPECT_TRUE(desk_of_leader.look(leader)->waiting.empty());
}

TEST_F(Capacities, AUnitWithoutAPlanHasNoWeeks) {
  setup.plan = nullptr;
  EXPECT_TRUE(desk_of_leader.look(caseworker)->weeks.empty());
}

TEST_F(Capacities, PoliceDoNotSeeIt) {
  EXPECT_EQ(desk_of_leader.look(officer).error().code, ProblemCode::forbidden);
}

}  // namespace
}  // namespace moteplass::app
