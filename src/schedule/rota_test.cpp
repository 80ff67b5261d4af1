#include "schedule/rota.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "schedule/example_unit.h"

namespace moteplass::schedule {
namespace {

using example::at;
using example::day;
using example::weekdays;
using std::chrono::Monday, std::chrono::Tuesday, std::chrono::Saturday;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono_literals;

Stay stay(std::string_view from, std::string_view to, std::string site = {}) {
  return {{at(from), at(to)}, std::move(site)};
}

TEST(Rota, FollowsTheWallClockOverTheChangeToSummerTime) {
  Rota rota = weekdays({9h, 15h + 30min}, "torget");
  EXPECT_THAT(
      stays({rota}, {}, day("2026-03-27")),
      ElementsAre(
          Stay{{*parse_instant("2026-03-27T08:00:00Z"), *parse_instant("2026-03-27T14:30:00Z")}, "torget"}));
  EXPECT_THAT(
      stays({rota}, {}, day("2026-03-30")),
      ElementsAre(
          Stay{{*parse_instant("2026-03-30T07:00:00Z"), *parse_instant("2026-03-30T13:30:00Z")}, "torget"}));
}

TEST(Rota, IsNobodysOnAHoliday) {
  Rota rota = weekdays({9h, 15h});
  EXPECT_THAT(stays({rota}, {}, day("2026-04-30")),
              ElementsAre(stay("2026-04-30T09:00", "2026-04-30T15:00")));
  EXPECT_THAT(stays({rota}, {}, day("2026-05-01")), IsEmpty());
  EXPECT_THAT(stays({rota}, {}, day("2026-05-25")), IsEmpty());  // annen pinsedag
}

// 2026 has 53 weeks, so two odd ones follow each other: 53 and 1.
TEST(Rota, OddAndEvenWeeksAreThoseOfTheCalendar) {
  Rota rota{.shifts = {{Monday, {9h, 12h}, "even", 0}, {Monday, {9h, 12h}, "odd", 1}}, .weeks = 2};
  auto site = [&](std::string_view date) { return stays({rota}, {}, day(date)).at(0).site; };
  EXPECT_EQ(site("2026-12-14"), "odd");  // week 51
  EXPECT_EQ(site("2026-12-21"), "even");
  EXPECT_EQ(site("2026-12-28"), "odd");  // week 53
  EXPECT_EQ(site("2027-01-04"), "odd");  // week 1
  EXPECT_EQ(site("2027-01-11"), "even");
}

TEST(Rota, MayBeCountedFromADateInstead) {
  Rota rota{.shifts = {{Monday, {9h, 12h}, "first", 0}, {Monday, {9h, 12h}, "third", 2}},
            .weeks = 3,
            .week_0_holds = day("2026-12-23")};  // a Wednesday
  auto site = [&](std::string_view date) {
    auto found = stays({rota}, {}, day(date));
    return found.empty() ? std::string() : found.at(0).site;
  };
  EXPECT_EQ(site("2026-12-21"), "first");
  EXPECT_EQ(site("2026-12-28"), "");
  EXPECT_EQ(site("2027-01-04"), "third");
  EXPECT_EQ(site("2027-01-11"), "first");
  EXPECT_EQ(site("2026-12-14"), "third");  // before the day it is counted from
  EXPECT_EQ(site("2026-12-07"), "");
  EXPECT_EQ(site("2026-11-30"), "first");
}

TEST(Rota, CountsFromItsFirstDayToItsLast) {
  Rota old = weekdays({8h, 16h});
  old.last_day = day("2026-11-03");
  Rota half_time = weekdays({8h, 12h});
  half_time.first_day = day("2026-11-04");
  EXPECT_THAT(stays({old, half_time}, {}, day("2026-11-03")),
              ElementsAre(stay("2026-11-03T08:00", "2026-11-03T16:00")));
  EXPECT_THAT(stays({old, half_time}, {}, day("2026-11-04")),
              ElementsAre(stay("2026-11-04T08:00", "2026-11-04T12:00")));
}

TEST(Rota, AbsencesAreTakenOut) {
  Rota rota = weekdays({8h, 16h}, "torget");
  Interval dentist{at("2026-11-04T10:00"), at("2026-11-04T11:00")};
  Interval holiday_abroad{at("2026-11-05T12:00"), at("2026-11-20T00:00")};
  EXPECT_THAT(stays({rota}, {dentist, holiday_abroad}, day("2026-11-04")),
              ElementsAre(stay("2026-11-04T08:00", "2026-11-04T10:00", "torget"),
                          stay("2026-11-04T11:00", "2026-11-04T16:00", "torget")));
  EXPECT_THAT(stays({rota}, {dentist, holiday_abroad}, day("2026-11-05")),
              ElementsAre(stay("2026-11-05T08:00", "2026-11-05T12:00", "torget")));
  EXPECT_THAT(stays({rota}, {dentist, holiday_abroad}, day("2026-11-06")), IsEmpty());
}

TEST(InstantOf, TakesTheEarlierOfTwoAndMovesWhatSummerTimeSkips) {
  EXPECT_EQ(instant_of(day("2026-10-25"), 2h + 30min), parse_instant("2026-10-25T00:30:00Z"));
  EXPECT_EQ(instant_of(day("2026-03-29"), 2h + 30min), parse_instant("2026-03-29T01:30:00Z"));
  EXPECT_EQ(instant_of(day("2026-03-28"), 24h), parse_instant("2026-03-28T23:00:00Z"));
}

TEST(IsoWeek, BelongsToTheYearOfItsThursday) {
  for (auto [date, week] : std::vector<std::pair<std::string_view, int>>{{"2026-01-01", 1},
                                                                         {"2025-12-29", 1},
                                                                         {"2025-12-28", 52},
                                                                         {"2026-12-31", 53},
                                                                         {"2027-01-03", 53},
                                                                         {"2027-01-04", 1},
                                                                         {"2020-12-31", 53},
                                                                         {"2021-01-03", 53},
                                                                         {"2024-12-30", 1},
                                                                         {"2026-11-22", 47}}) {
    EXPECT_EQ(iso_week(day(date)), week) << date;
  }
}

TEST(IsoWeek, GoesOnByOneEachMondayExceptToTheFirst) {
  EXPECT_TRUE(rc::check([] {
    Date date = add_days(day("1950-01-01"), *rc::gen::inRange(0, 70'000));
    int week = iso_week(date);
    int next = iso_week(add_days(date, 1));
    bool sunday = std::chrono::weekday(std::chrono::sys_days(date)) == std::chrono::Sunday;
    if (!sunday) RC_ASSERT(next == week);
    if (sunday) RC_ASSERT(next == week + 1 || (next == 1 && week >= 52));
  }));
}

TEST(Travel, TakesAsLongBothWays) {
  Unit unit;
  unit.travels = {{"alna", "bjerke", 25min}};
  unit.other_travel = 40min;
  EXPECT_EQ(travel_time(unit, "alna", "bjerke"), 25min);
  EXPECT_EQ(travel_time(unit, "bjerke", "alna"), 25min);
  EXPECT_EQ(travel_time(unit, "alna", "frogner"), 40min);
  EXPECT_EQ(travel_time(unit, "alna", "alna"), 0min);
}

TEST(Competences, HaveWordsThatComeBack) {
  for (auto text :
       {"medical", "psychological", "social", "lived_experience", "young_adult_peer", "child_welfare"}) {
    EXPECT_EQ(word(competence_from(text).value()), text);
  }
  EXPECT_FALSE(competence_from("dental"));
  for (auto text : {"remote", "in_person"}) EXPECT_EQ(word(interpreting_from(text).value()), text);
  EXPECT_FALSE(interpreting_from("by letter"));
}

std::vector<std::string> faulty_fields(const Unit& unit) {
  std::vector<std::string> fields;
  for (const auto& fault : faults_of(unit)) fields.push_back(fault.field);
  return fields;
}

TEST(UnitFaults, AreNoneInAUnitThatIsWhole) {
  EXPECT_THAT(faulty_fields(example::small_unit()), IsEmpty());
}

TEST(UnitFaults, AreToldEachByItsPlace) {
  Unit unit = example::small_unit();
  unit.sites.push_back({"torget", {}});
  unit.rooms.push_back({"kari", "nowhere", 0});
  unit.staff[1].rotas[0].shifts[4].site = "nowhere";
  unit.staff[1].rotas[0].shifts[3].hours = {12h, 12h};
  unit.staff[1].rotas[0].shifts[2].week = 1;
  unit.staff[1].rotas.push_back({.weeks = 0, .first_day = day("2026-02-01"), .last_day = day("2026-01-31")});
  unit.staff[1].absences = {{at("2026-11-04T10:00"), at("2026-11-04T10:00")}};
  unit.interpreters.push_back({"", {}, {}, {{.shifts = {{Saturday, {-1h, 25h}}}}}});
  unit.travels = {{"torget", "nowhere", -1min}};
  unit.other_travel = 25h;
  EXPECT_THAT(
      faulty_fields(unit),
      ElementsAre("sites[1].id", "rooms[1].site", "rooms[1].seats", "staff[0].id",
                  "staff[1].rotas[0].shifts[2].week", "staff[1].rotas[0].shifts[3].hours",
                  "staff[1].rotas[0].shifts[4].site", "staff[1].rotas[1].weeks", "staff[1].rotas[1].last_day",
                  "staff[1].absences[0].to", "interpreters[0].id", "interpreters[0].languages",
                  "interpreters[0].ways", "interpreters[0].rotas[0].shifts[0].hours", "travels[0].to",
                  "travels[0].time", "other_travel"));
}

}  // namespace
}  // namespace moteplass::schedule
