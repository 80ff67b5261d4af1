#include "schedule/slots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schedule/example_unit.h"

namespace moteplass::schedule {
namespace {

using namespace example;
using testing::ElementsAre;
using testing::IsEmpty;

std::string text(const Slot& slot) {
  LocalTime start = to_local(slot.time.from);
  std::string text =
      fmt::format("{} {:02}:{:02} {}", to_string(start.date), start.hour, start.minute, slot.site);
  for (const auto& member : slot.team) text += " " + member;
  return text;
}

std::vector<std::string> texts(const Offers& offers) {
  EXPECT_THAT(offers.missing, IsEmpty());
  std::vector<std::string> found;
  for (const Slot& slot : offers.slots) found.push_back(text(slot));
  return found;
}

std::vector<Missing> lacking(const Unit& unit, const std::vector<Taken>& taken, const Need& need,
                             Instant now = friday()) {
  auto offers = find_slots(unit, taken, need, now, 1);
  EXPECT_THAT(offers.slots, IsEmpty());
  return offers.missing;
}

TEST(Slots, TheFirstHasEverythingThatIsNeeded) {
  Need need = hour_that_week();
  need.required = {Competence::medical, Competence::lived_experience};
  auto offers = find_slots(small_unit(), {}, need, friday(), 1);
  EXPECT_THAT(offers.slots, ElementsAre(Slot{.time = {at("2026-11-02T08:00"), at("2026-11-02T09:00")},
                                             .site = "torget",
                                             .team = {"kari", "per"},
                                             .room = "room 1"}));
}

TEST(Slots, ComeEachQuarterAroundWhatIsTaken) {
  Unit unit = small_unit();
  Need need = hour_that_week();
  need.required = {Competence::medical};
  std::vector<Taken> taken{{"kari", {at("2026-11-02T08:30"), at("2026-11-02T10:00")}},
                           {"room 1", {at("2026-11-02T11:15"), at("2026-11-02T14:45")}}};
  EXPECT_THAT(texts(find_slots(unit, taken, need, friday(), 4)),
              ElementsAre("2026-11-02 10:00 torget kari", "2026-11-02 10:15 torget kari",
                          "2026-11-02 14:45 torget kari", "2026-11-02 15:00 torget kari"));
}

TEST(Slots, AChoiceMaySpreadOverDays) {
  Need need = hour_that_week();
  need.most_a_day = 1;
  EXPECT_THAT(texts(find_slots(small_unit(), {}, need, friday(), 3)),
              ElementsAre("2026-11-02 08:00 torget kari", "2026-11-03 08:00 torget kari",
                          "2026-11-04 08:00 torget kari"));
}

TEST(Slots, AfterSchoolIsAfterSchoolAlsoWhenTheClocksChange) {
  Need need = hour_that_week();
  need.first_day = day("2026-10-23");
  need.last_day = day("2026-10-26");
  need.between = {14h + 40min, 17h};
  need.most_a_day = 1;
  EXPECT_THAT(texts(find_slots(small_unit(), {}, need, at("2026-10-20T12:00"), 3)),
              ElementsAre("2026-10-23 14:45 torget kari", "2026-10-26 14:45 torget kari"));
}

TEST(Slots, AHoldCountsUntilItRunsOut) {
  Need need = hour_that_week();
  std::vector<Taken> taken{
      {"room 1", {at("2026-11-02T08:00"), at("2026-11-06T15:00")}, "torget", friday() + 15min}};
  EXPECT_EQ(text(find_slots(small_unit(), taken, need, friday(), 1).slots.at(0)),
            "2026-11-06 15:00 torget kari");
  EXPECT_EQ(text(find_slots(small_unit(), taken, need, friday() + 15min, 1).slots.at(0)),
            "2026-11-02 08:00 torget kari");
}

TEST(Slots, NoticeIsCountedFromTodayAndThePastIsPast) {
  Need need = hour_that_week();
  need.notice_days = 3;
  EXPECT_EQ(text(find_slots(small_unit(), {}, need, at("2026-11-01T23:30"), 1).slots.at(0)),
            "2026-11-04 08:00 torget kari");
  need.notice_days = 0;
  EXPECT_EQ(text(find_slots(small_unit(), {}, need, at("2026-11-03T10:01"), 1).slots.at(0)),
            "2026-11-03 10:15 torget kari");
}

TEST(Slots, WishesAreMetWhereTheyCanAndNeverWaitedFor) {
  Unit unit = small_unit();
  unit.staff[1].absences = {{at("2026-11-02T08:00"), at("2026-11-02T09:30")}};
  Need need = hour_that_week();
  need.required = {Competence::medical};
  need.wished = {Competence::social, Competence::psychological};
  auto slots = find_slots(unit, {}, need, friday(), 7).slots;
  EXPECT_EQ(text(slots.at(0)), "2026-11-02 08:00 torget kari");
  EXPECT_THAT(slots.at(0).wishes_unmet, ElementsAre(Competence::social, Competence::psychological));
  EXPECT_EQ(text(slots.at(6)), "2026-11-02 09:30 torget kari per");
  EXPECT_THAT(slots.at(6).wishes_unmet, ElementsAre(Competence::psychological));
}

TEST(Slots, AWishTakesNoSeatThatIsNotThere) {
  Unit unit = small_unit();
  unit.rooms[0].seats = 3;
  Need need = hour_that_week();
  need.wished = {Competence::medical, Competence::social};
  need.guests = 2;
  EXPECT_EQ(text(find_slots(unit, {}, need, friday(), 1).slots.at(0)), "2026-11-02 08:00 torget kari");
}

TEST(Slots, TheSmallestRoomThatHoldsAllIsTaken) {
  Unit unit = small_unit();
  unit.rooms = {{"hall", "torget", 20}, {"booth", "torget", 2}, {"room 1", "torget", 4}};
  Need need = hour_that_week();
  need.guests = 2;
  EXPECT_EQ(find_slots(unit, {}, need, friday(), 1).slots.at(0).room, "room 1");
}

TEST(Slots, ThoseWhoMustComeDoAndThoseWhoMustNotDoNot) {
  Need need = hour_that_week();
  need.with = {"per"};
  EXPECT_EQ(text(find_slots(small_unit(), {}, need, friday(), 1).slots.at(0)), "2026-11-02 08:00 torget per");
  need.with = {};
  need.without = {"kari"};
  EXPECT_EQ(text(find_slots(small_unit(), {}, need, friday(), 1).slots.at(0)), "2026-11-02 08:00 torget per");
}

Unit unit_with_interpreter(std::vector<Interpreting> ways) {
  Unit unit = small_unit();
  unit.interpreters = {{"i-7", {"so", "ar"}, std::move(ways), {weekdays({10h, 14h}, "elsewhere")}}};
  return unit;
}

TEST(Slots, AnInterpreterOnAScreenIsAtNoSite) {
  Need need = hour_that_week();
  need.language = "so";
  auto offers = find_slots(unit_with_interpreter({Interpreting::remote}), {}, need, friday(), 1);
  EXPECT_EQ(text(offers.slots.at(0)), "2026-11-02 10:00 torget kari");
  EXPECT_EQ(offers.slots.at(0).interpreter, "i-7");
  EXPECT_THAT(taken_by(offers.slots.at(0)), testing::Contains(Taken{"i-7", offers.slots.at(0).time}));
}

TEST(Slots, AnInterpreterInPersonIsAtTheSiteAndNeedsASeat) {
  Need need = hour_that_week();
  need.language = "so";
  need.interpreting = Interpreting::in_person;
  Unit unit = unit_with_interpreter({Interpreting::in_person});
  EXPECT_THAT(lacking(unit, {}, need), ElementsAre(Missing{Lack::interpreter, "so"}));
  unit.interpreters[0].rotas = {weekdays({10h, 14h})};
  unit.rooms[0].seats = 2;
  EXPECT_THAT(lacking(unit, {}, need), ElementsAre(Missing{Lack::room, "", false}));
  unit.rooms[0].seats = 3;
  EXPECT_EQ(text(find_slots(unit, {}, need, friday(), 1).slots.at(0)), "2026-11-02 10:00 torget kari");
}

// A city where one team goes from district to district on fixed days.
Unit rotating_team() {
  Rota rota;
  rota.weeks = 2;  // 2 November 2026 is in week 45, an odd one
  rota.shifts = {{std::chrono::Monday, {9h, 15h}, "alna", 0},
                 {std::chrono::Monday, {9h, 15h}, "bjerke", 1},
                 {std::chrono::Wednesday, {9h, 12h}, "alna", 1},
                 {std::chrono::Wednesday, {12h, 16h}, "bjerke", 1}};
  Unit unit;
  for (const char* site : {"alna", "bjerke"}) {
    unit.sites.push_back({site, {weekdays({8h, 16h})}});
    unit.rooms.push_back({std::string("room in ") + site, site, 6});
  }
  unit.staff = {{"amina", {Competence::social}, {rota}}};
  unit.travels = {{"alna", "bjerke", 40min}};
  return unit;
}

TEST(Slots, ATeamThatRotatesIsFoundWhereItIsThatDay) {
  Need need = hour_that_week();
  need.last_day = day("2026-11-13");
  need.most_a_day = 1;
  EXPECT_THAT(texts(find_slots(rotating_team(), {}, need, friday(), 9)),
              ElementsAre("2026-11-02 09:00 bjerke amina", "2026-11-04 09:00 alna amina",
                          "2026-11-09 09:00 alna amina"));
  need.sites = {"alna"};
  EXPECT_EQ(text(find_slots(rotating_team(), {}, need, friday(), 1).slots.at(0)),
            "2026-11-04 09:00 alna amina");
}

TEST(Slots, TravelFromTheMeetingBeforeAndToTheNextIsLeftTime) {
  Unit unit = rotating_team();
  Need need = hour_that_week();
  need.first_day = need.last_day = day("2026-11-04");
  need.sites = {"bjerke"};
  std::vector<Taken> at_alna{{"amina", {at("2026-11-04T11:00"), at("2026-11-04T12:00")}, "alna"}};
  EXPECT_EQ(text(find_slots(unit, at_alna, need, friday(), 1).slots.at(0)), "2026-11-04 12:45 bjerke amina");
  need.sites = {"alna"};
  need.between = {10h, 24h};
  std::vector<Taken> at_bjerke{{"amina", {at("2026-11-04T12:00"), at("2026-11-04T13:00")}, "bjerke"}};
  EXPECT_EQ(text(find_slots(unit, at_bjerke, need, friday(), 1).slots.at(0)), "2026-11-04 10:00 alna amina");
  need.between = {10h + 30min, 24h};
  EXPECT_THAT(lacking(unit, at_bjerke, need), ElementsAre(Missing{Lack::staff}));
}

// Each district its own unit: the same find, of one site.
TEST(Slots, TheSitesOfANeedAreTriedInItsOrder) {
  Unit unit = rotating_team();
  unit.staff.push_back({"ola", {}, {weekdays({9h, 15h})}});
  Need need = hour_that_week();
  need.sites = {"bjerke", "alna"};
  need.with = {"ola"};
  EXPECT_THAT(texts(find_slots(unit, {}, need, friday(), 2)),
              ElementsAre("2026-11-02 09:00 bjerke ola", "2026-11-02 09:00 alna ola"));
}

TEST(Lacks, WhatTheUnitDoesNotHaveAndWhatIsNeverFreeAreToldApart) {
  Need need = hour_that_week();
  need.required = {Competence::psychological, Competence::medical};
  need.with = {"per", "nobody"};
  need.language = "so";
  Unit unit = small_unit();
  unit.staff[0].absences = {{at("2026-11-01T00:00"), at("2026-11-09T00:00")}};
  unit.rooms[0].closed = unit.staff[0].absences;
  EXPECT_THAT(lacking(unit, {}, need),
              ElementsAre(Missing{Lack::competence, "psychological", false},
                          Missing{Lack::competence, "medical", true}, Missing{Lack::person, "nobody", false},
                          Missing{Lack::interpreter, "so", false}, Missing{Lack::room, "", true}));
}

TEST(Lacks, AllAreThereButNeverTogether) {
  Unit unit = small_unit();
  unit.staff[0].rotas = {weekdays({8h, 12h}, "torget")};
  unit.staff[1].rotas = {weekdays({12h, 16h}, "torget")};
  Need need = hour_that_week();
  need.required = {Competence::medical, Competence::social};
  EXPECT_THAT(lacking(unit, {}, need), ElementsAre(Missing{Lack::together}));
}

TEST(Lacks, NoRoomHoldsTheSmallestTeamThatWouldDo) {
  Unit unit = small_unit();
  unit.rooms[0].seats = 2;
  Need need = hour_that_week();
  need.required = {Competence::medical, Competence::social};
  EXPECT_THAT(lacking(unit, {}, need), ElementsAre(Missing{Lack::room, "", false}));
}

TEST(Lacks, NoDayOrNoSite) {
  Need need = hour_that_week();
  need.notice_days = 14;
  EXPECT_THAT(lacking(small_unit(), {}, need), ElementsAre(Missing{Lack::day}));
  need = hour_that_week();
  need.first_day = need.last_day = day("2026-12-25");
  EXPECT_THAT(lacking(small_unit(), {}, need), ElementsAre(Missing{Lack::day}));
  need = hour_that_week();
  need.between = {17h, 20h};
  EXPECT_THAT(lacking(small_unit(), {}, need), ElementsAre(Missing{Lack::site}));
  need = hour_that_week();
  need.sites = {"nowhere"};
  EXPECT_THAT(lacking(small_unit(), {}, need), ElementsAre(Missing{Lack::site, "nowhere", false}));
}

TEST(StillFree, SeesWhatCameInBetween) {
  Unit unit = rotating_team();
  Slot slot{.time = {at("2026-11-04T12:00"), at("2026-11-04T13:00")},
            .site = "bjerke",
            .team = {"amina"},
            .room = "room in bjerke"};
  EXPECT_TRUE(still_free(unit, {}, slot, friday()));
  EXPECT_FALSE(still_free(unit, taken_by(slot), slot, friday()));
  EXPECT_FALSE(still_free(unit, taken_by(slot, friday() + 15min), slot, friday()));
  EXPECT_TRUE(still_free(unit, taken_by(slot, friday() + 15min), slot, friday() + 15min));
  Slot before{.time = {at("2026-11-04T10:30"), at("2026-11-04T11:30")}, .site = "alna", .team = {"amina"}};
  EXPECT_FALSE(
      still_free(unit, taken_by(before), slot, friday()));  // half an hour, and the way takes 40 minutes
  before.time = {at("2026-11-04T10:20"), at("2026-11-04T11:20")};
  EXPECT_TRUE(still_free(unit, taken_by(before), slot, friday()));
}

}  // namespace
}  // namespace moteplass::schedule
