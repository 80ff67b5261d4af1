#include "main/unit_file.h"

#include <gtest/gtest.h>
#include <sodium.h>

#include "main/demo.h"

namespace moteplass {
namespace {

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

std::string fault(const std::string& toml) {
  auto file = read_unit_file(toml, "unit.toml");
  return file ? "" : file.error();
}

class UnitToml : public testing::Test {
 protected:
  void SetUp() override { ASSERT_GE(sodium_init(), 0); }
  std::string demo = demo_unit_file();
};

TEST_F(UnitToml, TheDemonstrationsOwnFileIsRead) {
  auto file = read_unit_file(demo, "unit.toml");
  ASSERT_TRUE(file) << file.error();
  EXPECT_EQ(file->settings.live_policy, "rer-2022");
  EXPECT_EQ(file->settings.details.municipality, "Eksempelby kommune");
  EXPECT_EQ(file->settings.goals.read_hours, 24);
  EXPECT_EQ(file->settings.senders.at("oslo-pd"), "Eksempelby politidistrikt");
  EXPECT_EQ(file->log_ins.size(), demo_log_ins().size());
  ASSERT_EQ(file->settings.districts.size(), 4u);
  EXPECT_EQ(file->settings.districts[3].postal_codes[0],
            (std::pair<std::string, std::string>("0500", "0699")));
  EXPECT_EQ(file->settings.least_shown, 5);
}

TEST_F(UnitToml, AnIntermunicipalUnitServesSeveralMunicipalities) {
  auto file = read_unit_file("also_serves = [\"3314\", \"3316\"]\n" + demo, "unit.toml");
  ASSERT_TRUE(file) << file.error();
  EXPECT_TRUE(app::serves(file->settings, "0301"));
  EXPECT_TRUE(app::serves(file->settings, "3316"));
  EXPECT_FALSE(app::serves(file->settings, "4204"));
  EXPECT_NE(fault("also_serves = [\"331\"]\n" + demo).find("also_serves"), std::string::npos);
}

TEST_F(UnitToml, WhatIsWrongIsRefusedWithItsLine) {
  EXPECT_EQ(fault(replaced(demo, "read_hours = 24", "read_hours = \"a day\"")),
            "unit.toml: line 19: goals.read_hours: expected a whole number");
  EXPECT_EQ(fault(replaced(demo, "read_hours = 24", "read_hours = 0")),
            "unit.toml: line 19: goals.read_hours: expected at least 1");
  EXPECT_EQ(fault(replaced(demo, "feedback_days", "feedback_day")),
            "unit.toml: line 18: goals.feedback_days: expected a whole number");
  EXPECT_EQ(fault(replaced(demo, "[goals]", "[goals]\nsnacks = true")),
            "unit.toml: line 19: goals.snacks: expected no such key");
  EXPECT_NE(fault(replaced(demo, "role = \"leader\"", "role = \"king\""))
                .find("expected caseworker, leader or police"),
            std::string::npos);
  EXPECT_NE(fault(replaced(demo, "sender = \"oslo-pd\"\n", "")).find("log_in.sender"), std::string::npos);
  for (auto wrong : {"550", "0599-0550", "0550–0599", "0550-059", "055a"}) {
    EXPECT_NE(fault(replaced(demo, "0500-0699", wrong)).find("district.postal_codes"), std::string::npos)
        << wrong;
  }
  EXPECT_NE(fault("least_shown = 1\n" + demo).find("expected at least 2"), std::string::npos);
  EXPECT_NE(fault("live_policy = "), "");
}

TEST_F(UnitToml, SaysWhenPeopleAreRemindedIfTheyAre) {
  auto reminders = read_unit_file(demo, "unit.toml")->settings.reminders;
  ASSERT_TRUE(reminders);
  EXPECT_EQ(reminders->days_before, 1);
  EXPECT_EQ(reminders->at, std::chrono::hours(10));
  std::string days = "days_before = 1\nat = \"10:00\"\n";
  EXPECT_EQ(read_unit_file(replaced(demo, days, ""), "unit.toml")->settings.reminders->days_before, 1);
  EXPECT_EQ(read_unit_file(replaced(demo, days, "hours_before = 4\n"), "unit.toml")
                ->settings.reminders->hours_before,
            4);
  EXPECT_FALSE(read_unit_file(replaced(demo, "[reminders]\n" + days, ""), "unit.toml")->settings.reminders);
  for (auto wrong :
       {"at = \"07:59\"", "at = \"20:01\"", "at = \"10\"", "at = \"10:60\"", "days_before = 15",
        "days_before = 0", "hours_before = 337", "at = \"10:00\"\nhours_before = 4", "weeks_before = 1"}) {
    EXPECT_NE(fault(replaced(demo, days, std::string(wrong) + "\n")).find("reminders."), std::string::npos)
        << wrong;
  }
}

TEST_F(UnitToml, LogsInWithTheRightPasswordAndTokenOnly) {
  auto file = read_unit_file(demo, "unit.toml");
  ASSERT_TRUE(file);
  FileIdentity identity(file->log_ins);
  auto user = identity.log_in("saksbehandler", "demo");
  ASSERT_TRUE(user);
  EXPECT_EQ(user->role, app::Role::caseworker);
  EXPECT_FALSE(identity.log_in("saksbehandler", "Demo"));
  EXPECT_FALSE(identity.log_in("nobody", "demo"));
  EXPECT_FALSE(identity.log_in("", ""));
  EXPECT_EQ(identity.by_token("demo-token-oslo-pd")->sender, "oslo-pd");
  EXPECT_FALSE(identity.by_token("demo-token"));
  EXPECT_FALSE(identity.by_token("")) << "a log-in without a token must not be met by an empty one";
}

TEST_F(UnitToml, KeepsNoPasswordInTheClear) {
  EXPECT_EQ(demo.find("\"demo\""), std::string::npos);
  EXPECT_EQ(demo.find("demo-token"), std::string::npos);
}

}  // namespace
}  // namespace moteplass
