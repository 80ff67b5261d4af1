#include "schedule/icalendar.h"

#include <fmt/format.h>

namespace moteplass::schedule {
namespace {

constexpr std::size_t longest_line = 75;  // octets, the line break not counted (RFC 5545, 3.1)

bool continues_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::string folded(std::string_view line) {
  std::string text;
  std::size_t room = longest_line;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 1 && continues_a_character(line[end])) --end;
    text.append(line.substr(0, end)).append("\r\n ");
    line.remove_prefix(end);
    room = longest_line - 1;  // the space that begins a folded line counts
  }
  return text.append(line).append("\r\n");
}

// TEXT (3.3.11).
std::string escaped(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\\' || c == ';' || c == ',') {
      result.append({'\\', c});
    } else if (c == '\n' || (c == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) {
      result.append("\\n");
    } else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
      result.push_back(c);
    }
  }
  return result;
}

// DATE-TIME, form 2 (3.3.5): whole seconds in UTC.
std::string utc(Instant instant) {
  auto day = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::year_month_day date(day);
  auto seconds = std::chrono::floor<std::chrono::seconds>(instant - day).count();
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
                     seconds / 60 % 60, seconds % 60);
}

// A calendar holds at least one component (3.6), also on a day when nothing is booked.
constexpr std::string_view zone =
    "BEGIN:VTIMEZONE\r\n"
    "TZID:Europe/Oslo\r\n"
    "BEGIN:STANDARD\r\n"
    "DTSTART:19961027T030000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0200\r\n"
    "TZOFFSETTO:+0100\r\n"
    "END:STANDARD\r\n"
    "BEGIN:DAYLIGHT\r\n"
    "DTSTART:19960331T020000\r\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "TZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\n"
    "END:DAYLIGHT\r\n"
    "END:VTIMEZONE\r\n";

}  // namespace

std::string icalendar(const std::vector<CalendarEntry>& entries) {
  std::string text =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Moteplass//Moteplass//NO\r\nMETHOD:PUBLISH\r\n"
      "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n";
  text.append(zone);
  for (const CalendarEntry& entry : entries) {
    text.append("BEGIN:VEVENT\r\n");
    text.append(folded("UID:" + escaped(entry.uid)));
    text.append("DTSTAMP:" + utc(entry.changed) + "\r\n");
    text.append("DTSTART:" + utc(entry.time.from) + "\r\n");
    text.append("DTEND:" + utc(entry.time.to) + "\r\n");
    text.append(folded("SUMMARY:" + escaped(entry.title)));
    text.append(fmt::format("SEQUENCE:{}\r\n", entry.sequence));
    text.append(entry.cancelled ? "STATUS:CANCELLED\r\nTRANSP:TRANSPARENT\r\n" : "STATUS:CONFIRMED\r\n");
    text.append("CLASS:PRIVATE\r\nEND:VEVENT\r\n");
  }
  return text.append("END:VCALENDAR\r\n");
}

}  // namespace moteplass::schedule
