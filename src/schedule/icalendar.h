// A feed of times as an iCalendar object (RFC 5545), for the calendar on a desk or a phone. It is published
// (RFC 5546, 3.2.1) without its organizer, who would be a person, and is to be read again every hour (RFC
// 7986, 5.7).
//
// What is shown there is seen by others, so an entry has room for a time and a neutral title ("Opptatt",
// "Time") and for nothing else: no place, no person, no description. Times stand in UTC, which no change of
// the clock makes ambiguous; the calendar shows them in its own zone.
#pragma once

#include <string>
#include <vector>

#include "schedule/interval.h"

namespace moteplass::schedule {

struct CalendarEntry {
  std::string uid;  // the same for as long as it is the same booking; says nothing about anyone
  Interval time;
  std::string title;
  int sequence = 0;  // one more for each time it is moved or cancelled (3.8.7.4)
  Instant changed;   // when it became as it is now (3.8.7.2)
  bool cancelled = false;
};

// Ends every line with CRLF and folds lines of more than 75 octets between characters. Control characters in
// texts are left out; a line break becomes "\n".
std::string icalendar(const std::vector<CalendarEntry>& entries);

}  // namespace moteplass::schedule
