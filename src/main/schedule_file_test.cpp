#include "main/schedule_file.h"

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "main/data_folder.h"
#include "main/demo_schedule.h"
#include "schedule/slots.h"

namespace moteplass {
namespace {

using namespace std::chrono_literals;
using schedule::Competence;

std::string replaced(std::string_view whole, std::string_view what, std::string_view with) {
  std::string text(whole);
  auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

std::string fault(const std::string& toml) {
  auto file = read_schedule_file(toml, "schedule.toml");
  return file ? "read" : file.error();
}

schedule::Need hour(std::string_view first, std::string_view last, std::vector<Competence> required) {
  schedule::Need need{
      .length = 60min, .first_day = parse_date(first).value(), .last_day = parse_date(last).value()};
  need.required = std::move(required);
  return need;
}

std::vector<std::string> found(std::string_view toml, const schedule::Need& need, std::size_t count) {
  auto file = read_schedule_file(toml, "schedule.toml");
  EXPECT_TRUE(file) << file.error();
  std::vector<std::string> texts;
  auto offers = find_slots(file->unit, {}, need, parse_local("2026-10-30T12:00").value(), count);
  for (const auto& slot : offers.slots) {
    LocalTime start = to_local(slot.time.from);
    texts.push_back(fmt::format("{} {:02}:{:02} {} {}", to_string(start.date), start.hour, start.minute,
                                slot.room, fmt::join(slot.team, " ")));
  }
  return texts;
}

// 5 November 2026 is the Thursday of week 45, an odd one.
TEST(ScheduleFile, OfTheSmallUnitGivesTheFirstTimeAllFourCan) {
  auto need = hour(
      "2026-11-02", "2026-11-20",
      {Competence::medical, Competence::psychological, Competence::social, Competence::young_adult_peer});
  need.most_a_day = 1;
  EXPECT_THAT(found(demo_schedule_file(), need, 9),
              testing::ElementsAre("2026-11-05 12:00 rom-1 ragnhild hanne petter yngve",
                                   "2026-11-19 12:00 rom-1 ragnhild hanne petter yngve"));
}

TEST(ScheduleFile, OfTheRotatingTeamFollowsItAround) {
  auto need = hour("2026-11-02", "2026-11-13",
                   {Competence::medical, Competence::social, Competence::lived_experience});
  need.most_a_day = 1;
  // Leif's weeks from 17 August: that of 2 November is his third (øst), that of 9 November his first (nord).
  EXPECT_THAT(found(rotating_schedule_file(), need, 9),
              testing::ElementsAre("2026-11-04 09:00 ost-1 amina leif mona",
                                   "2026-11-09 09:00 nord-1 amina leif mona",
                                   "2026-11-11 12:00 nord-1 amina leif mona"));
  auto file = read_schedule_file(rotating_schedule_file(), "schedule.toml").value();
  EXPECT_EQ(schedule::travel_time(file.unit, "ost", "nord"), 20min);
  EXPECT_EQ(schedule::travel_time(file.unit, "ost", "sor"), 45min);
  EXPECT_EQ(file.names.at("sor-1"), "Møterom 4");
}

TEST(ScheduleFile, FaultsAreToldByTheirLine) {
  auto demo = demo_schedule_file();
  EXPECT_EQ(fault("[[room]"),
            "schedule.toml: line 1: Error while parsing table header: encountered end-of-file");
  EXPECT_EQ(fault("other_travel = 3\n"), "schedule.toml: line 1: site: expected at least one site");
  EXPECT_EQ(fault(replaced(demo, "site = \"radhuset\"\nseats = 6", "site = \"torget\"\nseats = 6")),
            "schedule.toml: line 19: room.site: expected the id of a site");
  EXPECT_EQ(fault(replaced(demo, "seats = 3", "seats = 0")),
            "schedule.toml: line 26: room.seats: expected at least 1");
  EXPECT_EQ(fault(replaced(demo, "\"09:00-15:00\" }", "\"15:00-09:00\" }")),
            "schedule.toml: line 28: shifts.hours: expected two times such as \"08:00-15:30\"");
  EXPECT_EQ(fault(replaced(demo, "id = \"rom-2\"", "id = \"rom-1\"")),
            "schedule.toml: line 23: room.id: expected an id that nothing else has");
  EXPECT_EQ(
      fault(replaced(demo, "[\"medical\"]", "[\"dental\"]")),
      "schedule.toml: line 41: staff.competences: expected medical, psychological, social, lived_experience, "
      "young_adult_peer or child_welfare");
  EXPECT_EQ(fault(replaced(demo, "week = 1", "week = 2")),
            "schedule.toml: line 52: shifts.week: expected less than weeks");
  EXPECT_EQ(fault(replaced(demo, "\"wed\", \"thu\"], hours = \"08:30", "\"ons\"], hours = \"08:30")),
            "schedule.toml: line 52: shifts.days: expected mon, tue, wed, thu, fri, sat or sun");
  EXPECT_EQ(fault(replaced(demo, "last_day = 2026-12-31", "last_day = \"2026-12-31\"")),
            "schedule.toml: line 43: rota.last_day: expected a date such as 2026-08-17");
  EXPECT_EQ(fault(replaced(demo, "to = \"2026-11-10T13:00\"", "to = \"2026-11-10T11:00\"")),
            "schedule.toml: line 45: away.to: expected a time after from");
  EXPECT_EQ(fault(replaced(demo, "ways = [\"remote\"]", "ways = [\"shouting\"]")),
            "schedule.toml: line 64: interpreter.ways: expected remote or in_person");
  EXPECT_EQ(fault(replaced(demo, "name = \"Rom 1\"", "name = \"Rom 1\"\ncolour = \"blue\"")),
            "schedule.toml: line 19: room.colour: expected no such key");
}

TEST(ScheduleFile, HowMeetingsUsuallyAreMayBeStated) {
  auto demo = demo_schedule_file();
  auto habits = read_schedule_file(demo, "schedule.toml")->habits;
  EXPECT_EQ(habits.least_days, 5);
  EXPECT_EQ(habits.hold_minutes, 15);
  EXPECT_EQ(habits.choose_days, 3);
  EXPECT_EQ(read_schedule_file(rotating_schedule_file(), "schedule.toml")->habits.minutes, 60)
      << "what is not stated is as usual";
  EXPECT_EQ(fault(replaced(demo, "minutes = 60", "minutes = 600")),
            "schedule.toml: line 4: meeting.minutes: expected at most 240");
  EXPECT_EQ(fault(replaced(demo, "offers = 3 ", "offer = 3 ")),
            "schedule.toml: line 5: meeting.offer: expected no such key");
}

TEST(ScheduleFile, SaysWhichUserAMemberOfStaffIs) {
  auto demo = demo_schedule_file();
  using Users = std::map<std::string, std::string>;
  EXPECT_EQ(read_schedule_file(demo, "schedule.toml")->users, (Users{{"ragnhild", "ragnhild"}}));
  EXPECT_TRUE(read_schedule_file(rotating_schedule_file(), "schedule.toml")->users.empty());
  EXPECT_EQ(fault(replaced(demo, "name = \"Hanne Helsesykepleier\"",
                           "name = \"Hanne Helsesykepleier\"\nuser = \"ragnhild\"")),
            "schedule.toml: line 41: staff.user: expected a user who is nobody else in the plan");
}

TEST(ScheduleFile, IsReadFromTheDataFolderIfItIsThere) {
  auto folder = std::filesystem::path(testing::TempDir()) / "schedule_file_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  EXPECT_EQ(open_schedule(folder, false).value(), nullptr);
  EXPECT_EQ(open_schedule(folder, true).value()->unit.staff.size(), 4U);
  EXPECT_EQ(open_schedule(folder, false).value()->unit.staff.size(), 4U);
  std::ofstream(folder / "schedule.toml") << "[[site]]";
  EXPECT_EQ(open_schedule(folder, true).error(),
            (folder / "schedule.toml").string() + ": line 1: site.id: expected a text");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace moteplass
