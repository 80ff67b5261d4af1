// What the unit enters about a meeting beside booking it and recording who came.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "casework/attendance_record.h"
#include "casework/entry_fields.h"

namespace moteplass::casework {

// What the team wants to remember for the meeting. Kept when the person does not come.
struct PreparationNoted {
  static constexpr std::string_view step = "note_preparation", event = "preparation_noted";
  std::string note;  // in the place of the one before
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("note", self.note, Prose{2000});
  }
};

enum class CalledOffBy { unit, person };
std::string_view word(CalledOffBy by);

// The booked meeting will not be held and none is booked in its place yet.
struct MeetingCalledOff {
  static constexpr std::string_view step = "call_off_meeting", event = "meeting_called_off";
  CalledOffBy by = CalledOffBy::person;
  bool told = false;  // the other side knows
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("by", self.by, OneOf<CalledOffBy>{CalledOffBy::person});
    visit("told", self.told, YesNo{});
  }
};

// What was recorded of the last meeting was wrong. The police, if they were told, are told again.
struct AttendanceCorrected {
  static constexpr std::string_view step = "correct_attendance", event = "attendance_corrected";
  Attendance attendance = Attendance::attended;
  std::string reason;  // stays with the unit
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("attendance", self.attendance, OneOf<Attendance>{Attendance::not_attended});
    visit("reason", self.reason, Line{200});
  }
};

}  // namespace moteplass::casework
