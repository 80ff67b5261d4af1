#include "schedule/capacity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "schedule/example_unit.h"

namespace moteplass::schedule {
namespace {

using namespace example;

Need hour() {
  return {.length = 60min, .first_day = {}, .last_day = {}};
}

// From Friday 30 October 2026 at twelve.
std::vector<WeekCapacity> weeks(const Unit& unit, const std::vector<Taken>& taken = {},
                                const Need& need = hour(), int count = 2) {
  return capacity(unit, taken, need, day("2026-10-30"), count, friday());
}

TEST(Capacity, CountsTheMeetingsThatStillFit) {
  auto found = weeks(small_unit());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].monday, day("2026-10-26"));
  EXPECT_EQ(found[0].meetings, 4u) << "the rest of Friday, in the one room";
  EXPECT_EQ(found[1].monday, day("2026-11-02"));
  EXPECT_EQ(found[1].meetings, 40u) << "eight hours on five days";
  EXPECT_EQ(found[1].sites.at(0).meetings, 40u);
}

TEST(Capacity, WhatIsTakenHasNoRoom) {
  std::vector<Taken> taken{{"room 1", {at("2026-11-02T08:00"), at("2026-11-02T12:00")}}};
  EXPECT_EQ(weeks(small_unit(), taken)[1].meetings, 36u);
  taken[0].until = at("2026-10-30T12:30");
  EXPECT_EQ(weeks(small_unit(), taken)[1].meetings, 36u) << "a hold takes room too";
  taken[0].until = at("2026-10-30T11:30");
  EXPECT_EQ(weeks(small_unit(), taken)[1].meetings, 40u) << "one that has run out does not";
}

TEST(Capacity, IsOfTheMeetingAskedFor) {
  Need need = hour();
  need.required = {Competence::psychological};
  EXPECT_EQ(weeks(small_unit(), {}, need)[1].meetings, 0u);
  need.required = {Competence::medical};
  need.length = 90min;
  EXPECT_EQ(weeks(small_unit(), {}, need)[1].meetings, 25u) << "five a day";
  need = hour();
  need.notice_days = 7;
  EXPECT_EQ(weeks(small_unit(), {}, need)[0].meetings, 0u);
  EXPECT_EQ(weeks(small_unit(), {}, need)[1].meetings, 8u) << "only Friday is a week ahead";
}

TEST(Capacity, TellsSitesApartAndTogether) {
  Unit unit = small_unit();
  unit.sites.push_back({"nord", {weekdays({8h, 16h})}});
  unit.rooms.push_back({"room 2", "nord", 5});
  for (auto& member : unit.staff) member.rotas = {weekdays({8h, 16h})};
  auto week = weeks(unit)[1];
  ASSERT_EQ(week.sites.size(), 2u);
  EXPECT_EQ(week.sites[0].meetings, 40u);
  EXPECT_EQ(week.sites[1].meetings, 40u);
  EXPECT_EQ(week.meetings, 80u) << "two people, two rooms";
  unit.staff.pop_back();
  EXPECT_EQ(weeks(unit)[1].meetings, 40u) << "one person is not at two sites at once";
}

TEST(Capacity, SaysHowBookedEachIsAndWhoIsAway) {
  Unit unit = small_unit();
  unit.staff[0].absences = {{at("2026-11-03T00:00"), at("2026-11-05T00:00")}};
  std::vector<Taken> taken{{"per", {at("2026-11-02T09:00"), at("2026-11-02T10:30")}},
                           {"room 1", {at("2026-11-02T09:00"), at("2026-11-02T10:30")}},
                           {"per", {at("2026-11-03T09:00"), at("2026-11-03T10:00")}, "", friday() + 1h}};
  auto week = weeks(unit, taken)[1];
  EXPECT_EQ(week.staff.at(0).id, "kari");
  EXPECT_EQ(week.staff[0].there, 24h);
  EXPECT_EQ(week.staff[0].away, 16h);
  EXPECT_EQ(week.staff[0].booked, 0h);
  EXPECT_EQ(week.staff.at(1).there, 40h);
  EXPECT_EQ(week.staff[1].booked, 90min) << "a hold is not booked";
  EXPECT_EQ(week.rooms.at(0).there, 40h);
  EXPECT_EQ(week.rooms[0].booked, 90min);
}

TEST(Capacity, NamesTheHolidaysAndNobodyIsThere) {
  Unit unit = small_unit();
  auto found = capacity(unit, {}, hour(), day("2026-05-11"), 1, at("2026-05-10T12:00"));
  ASSERT_EQ(found[0].holidays.size(), 1u) << "Sunday 17 May is a Sunday";
  EXPECT_EQ(found[0].holidays[0].name, "Kristi himmelfartsdag");
  EXPECT_EQ(found[0].staff.at(0).there, 32h);
  EXPECT_EQ(found[0].meetings, 32u);
}

TEST(Capacity, ShiftsThatOverlapCountOnce) {
  Unit unit = small_unit();
  unit.staff[0].rotas.push_back(weekdays({12h, 18h}, "torget"));
  EXPECT_EQ(weeks(unit)[1].staff.at(0).there, 50h);
}

TEST(Capacity, ThereIsRoomExactlyWhereThereIsASlot) {
  EXPECT_TRUE(rc::check([] {
    std::vector<Taken> taken;
    for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
      auto from = at("2026-11-02T00:00") + std::chrono::hours(*rc::gen::inRange(0, 7 * 24));
      auto id = *rc::gen::element<std::string>("kari", "per", "room 1");
      taken.push_back({id, {from, from + std::chrono::hours(*rc::gen::inRange(1, 60))}});
    }
    Need need = hour();
    need.required = *rc::gen::element(std::vector<Competence>{}, std::vector{Competence::medical});
    auto week = weeks(small_unit(), taken, need)[1];
    need.first_day = week.monday;
    need.last_day = add_days(week.monday, 6);
    RC_ASSERT((week.meetings > 0) == !find_slots(small_unit(), taken, need, friday(), 1).slots.empty());
    RC_ASSERT(week.meetings <= 40U);
    for (const auto& load : week.staff) {
      RC_ASSERT(load.there == 40h);
      RC_ASSERT(load.booked <= 12 * 60h);
    }
  }));
}

}  // namespace
}  // namespace moteplass::schedule
