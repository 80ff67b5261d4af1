#include "main/help_file.h"

#include <gtest/gtest.h>

namespace moteplass {
namespace {

std::string fault_of(std::string_view text) {
  auto settings = read_help_file(text, "help.toml");
  return settings ? "" : settings.error();
}

TEST(HelpFile, HoldsTheServicesThatThereAre) {
  auto settings = read_help_file(R"([[service]]
id = "nav"
name = "NAV"
kind = "nav"
[[service]]
id = "ung"
name = "Ungdomsteamet"
kind = "youth"
intermunicipal = true
about = "For unge."
phone = "900 00 206"
)",
                                 "help.toml");
  ASSERT_TRUE(settings) << settings.error();
  ASSERT_EQ(settings->services.size(), 2u);
  app::HelpService young{"ung", "Ungdomsteamet", casework::ServiceKind::youth,
                         true,  "For unge.",     "900 00 206"};
  EXPECT_EQ(*settings->service("ung"), young);
  EXPECT_EQ(settings->service("politi"), nullptr);
  EXPECT_TRUE(read_help_file("", "help.toml"));
}

TEST(HelpFile, TheUnitsGoalsStandWhereTheyAreStated) {
  auto settings = read_help_file("link_days = 10\n[goals]\nanswer_days = 5\nreview_days = 60\n", "help.toml");
  ASSERT_TRUE(settings) << settings.error();
  casework::HelpGoals usual;
  EXPECT_EQ(settings->link_days, 10);
  EXPECT_EQ(settings->goals.answer, 5);
  EXPECT_EQ(settings->goals.review, 60);
  EXPECT_EQ(settings->goals.start, usual.start);
  EXPECT_EQ(fault_of("[goals]\nanswer_days = 0\n"),
            "help.toml: line 2: goals.answer_days: expected at least 1");
  EXPECT_EQ(fault_of("[goals]\nsend_days = 999\n"),
            "help.toml: line 2: goals.send_days: expected at most 366");
  EXPECT_NE(fault_of("[goals]\nanswer = 3\n"), "");
}

TEST(HelpFile, WhatIsWrongIsToldWithItsLine) {
  EXPECT_EQ(fault_of("[[service]]\nid = \"a\"\nname = \"A\"\nkind = \"police\"\n"),
            "help.toml: line 4: service.kind: expected municipal, specialist, nav, outreach, low_threshold "
            "or youth");
  EXPECT_EQ(fault_of("[[service]]\nid = \"unit\"\nname = \"A\"\nkind = \"nav\"\n"),
            "help.toml: line 2: service.id: expected a name that is not \"unit\"");
  EXPECT_EQ(
      fault_of(
          "[[service]]\nid = \"a\"\nname = \"A\"\nkind = \"nav\"\n[[service]]\nid = \"a\"\nname = \"B\"\n"
          "kind = \"nav\"\n"),
      "help.toml: line 5: service.id: \"a\" stands twice");
  EXPECT_NE(fault_of("[[service]]\nid = \"a\"\n"), "");
  EXPECT_NE(fault_of("colour = \"red\""), "");
}

}  // namespace
}  // namespace moteplass
