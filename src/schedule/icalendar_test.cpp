// By the clauses of RFC 5545.
#include "schedule/icalendar.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"

namespace moteplass::schedule {
namespace {

using testing::Contains;
using testing::Not;

CalendarEntry entry(std::string title = "Opptatt") {
  return {
      .uid = "3f1c@moteplass",
      .time = {parse_instant("2026-11-04T09:00:00Z").value(), parse_instant("2026-11-04T10:00:00Z").value()},
      .title = std::move(title),
      .changed = parse_instant("2026-10-30T11:22:33.987Z").value()};
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto end = text.find("\r\n");
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  }
  return lines;
}

// As a reader does: a line break and the one space after it never were (3.1).
std::string unfolded(std::string text) {
  for (auto at = text.find("\r\n "); at != std::string::npos; at = text.find("\r\n ", at)) text.erase(at, 3);
  return text;
}

// As a reader does with TEXT (3.3.11).
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      result.push_back(text[i]);
    } else {
      ++i;
      result.push_back(text[i] == 'n' ? '\n' : text[i]);
    }
  }
  return result;
}

std::string summary_in(const std::string& text) {
  for (const auto& line : lines_of(unfolded(text))) {
    if (line.starts_with("SUMMARY:")) return unescaped(std::string_view(line).substr(8));
  }
  return "no summary";
}

TEST(ICalendar, IsOneObjectWithVersionAndProduct) {  // 3.4, 3.6, 3.7.2 to 3.7.4
  auto lines = lines_of(icalendar({entry()}));
  EXPECT_EQ(lines.front(), "BEGIN:VCALENDAR");
  EXPECT_EQ(lines[1], "VERSION:2.0");
  EXPECT_EQ(lines[2], "PRODID:-//Moteplass//Moteplass//NO");
  EXPECT_EQ(lines[3], "METHOD:PUBLISH");
  EXPECT_EQ(lines[4], "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
  EXPECT_EQ(lines.back(), "END:VCALENDAR");
}

TEST(ICalendar, HoldsAComponentEvenWhereNothingIsBooked) {  // 3.6
  EXPECT_THAT(lines_of(icalendar({})), Contains("BEGIN:VTIMEZONE"));
}

TEST(ICalendar, TellsWhenABookingIsAndNothingElse) {  // 3.6.1, 3.3.5 form 2
  auto lines = lines_of(icalendar({entry()}));
  auto begin = std::find(lines.begin(), lines.end(), "BEGIN:VEVENT");
  EXPECT_THAT(
      std::vector(begin, lines.end()),
      testing::ElementsAre("BEGIN:VEVENT", "UID:3f1c@moteplass", "DTSTAMP:20261030T112233Z",
                           "DTSTART:20261104T090000Z", "DTEND:20261104T100000Z", "SUMMARY:Opptatt",
                           "SEQUENCE:0", "STATUS:CONFIRMED", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"));
}

TEST(ICalendar, MovedOrCancelledKeepsItsUidAndCountsOn) {  // 3.8.4.7, 3.8.7.4, 3.8.1.11
  auto moved = entry();
  moved.sequence = 1;
  auto cancelled = entry();
  cancelled.sequence = 2;
  cancelled.cancelled = true;
  EXPECT_THAT(
      lines_of(icalendar({moved})),
      testing::AllOf(Contains("UID:3f1c@moteplass"), Contains("SEQUENCE:1"), Contains("STATUS:CONFIRMED")));
  EXPECT_THAT(
      lines_of(icalendar({cancelled})),
      testing::AllOf(Contains("UID:3f1c@moteplass"), Contains("SEQUENCE:2"), Contains("STATUS:CANCELLED"),
                     Contains("TRANSP:TRANSPARENT"), Not(Contains("STATUS:CONFIRMED"))));
}

TEST(ICalendar, EscapesTexts) {  // 3.3.11
  auto text = icalendar({entry("Time; kl. 10, \\ kom\r\ntil oss\rnå\x07")});
  EXPECT_THAT(lines_of(text), Contains("SUMMARY:Time\\; kl. 10\\, \\\\ kom\\ntil oss\\nnå"));
}

TEST(ICalendar, FoldsBetweenCharacters) {  // 3.1
  std::string title = std::string(66, 'x') + "å" + std::string(80, 'y');
  auto lines = lines_of(icalendar({entry(title)}));
  // "SUMMARY:" and the 66 are 74 octets, so the two of å would be the 75th and 76th.
  EXPECT_THAT(lines, Contains("SUMMARY:" + std::string(66, 'x')));
  EXPECT_THAT(lines, Contains(" å" + std::string(72, 'y')));
  EXPECT_THAT(lines, Contains(" " + std::string(8, 'y')));
}

TEST(ICalendar, ALineOf75OctetsIsNotFolded) {
  std::string title(67, 'x');
  EXPECT_THAT(lines_of(icalendar({entry(title)})), Contains("SUMMARY:" + title));
}

TEST(ICalendar, AnyTitleComesBackAndNoLineIsLongOrBroken) {
  EXPECT_TRUE(rc::check([] {
    auto title = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "å", "€", "😀", ";", ",", "\\", "\n", " ", "n", ":", "\"", "END:VEVENT"));
    std::string text;
    for (const auto& piece : title) text += piece;
    auto feed = icalendar({entry(text)});
    RC_ASSERT(summary_in(feed) == text);
    RC_ASSERT(feed.ends_with("\r\n"));
    for (const auto& line : lines_of(feed)) {
      RC_ASSERT(line.size() <= 75U);
      RC_ASSERT(is_utf8(line));
      RC_ASSERT(line.find_first_of("\r\n") == std::string::npos);
    }
  }));
}

// The rule of the zone, which is also the one base/time.h goes by: 3.6.5.
TEST(ICalendar, TheZoneChangesWhenTheClocksDo) {
  auto text = icalendar({});
  EXPECT_NE(text.find("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"), std::string::npos);
  for (auto [before, after] : {std::pair("2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"),
                               std::pair("2030-03-31T00:59:59Z", "2030-03-31T01:00:00Z")}) {
    EXPECT_EQ(to_local(*parse_instant(before)).hour, 1);
    EXPECT_EQ(to_local(*parse_instant(after)).hour, 3);
  }
}

}  // namespace
}  // namespace moteplass::schedule
