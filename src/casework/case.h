// One case, as its events leave it. `apply` is total: any event, in any order, gives a case; whether it may
// happen is decided before, by `decide`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casework/event.h"

namespace moteplass::casework {

enum class Stage {
  none,       // no message yet
  received,   // unread
  opened,     // read, not assessed
  to_summon,  // duty stands; nothing sent, or a new summons is due
  awaiting_meeting,
  not_attended,  // the person did not come and the unit has not chosen what follows
  to_report,     // the duty is met, cancelled, or given up; feedback is due
  reported,
  not_for_unit,
  voluntary,    // no duty: the person comes as long as they want to
  transferred,  // another unit is to have the case, or has it
  closed,
};
std::string_view word(Stage stage);

// An event with what surrounds it.
struct Recorded {
  Event event;
  Instant at;
  std::string actor;       // user id, or "system"
  std::string actor_name;  // as shown
};

struct Case {
  std::string id;
  std::string number;        // the unit's own, "2026-17"
  std::int64_t version = 0;  // events applied
  Stage stage = Stage::none;
  Instant stage_since{};
  std::optional<Message> message;
  std::uint64_t receipt = 0;
  Instant received_at{};
  policy::PolicyRef policy;
  // What is known now: from the message, then as stated. Two facts are derived and never stored: the age, at
  // receipt, from the stated birth date where the sender gave none, on the day of the encounter or else of
  // the decision; and always history.no_shows, this case's own count.
  policy::Facts facts;
  std::optional<Assessed> assessment;
  AttendanceRecord attendance;
  std::optional<Meeting> booked;    // a meeting that is not yet held
  bool booked_is_summoned = false;  // a letter about this very meeting has gone
  std::optional<GuardianPlan> guardian_plan;
  std::optional<Summoned> last_summons;
  std::optional<AttendanceRecorded> last_attendance;
  std::optional<FeedbackSent> feedback;
  ChildWelfareCourse child_welfare;  // the unit's own duty; no part of the attendance record
  std::string preparation;           // what the team wants to remember for the meeting
  DrugControl drug_control;
  Dialogue dialogue;
  Whereabouts whereabouts;
  std::optional<CameBy> voluntary;       // there is no duty
  std::optional<std::string> came_from;  // the unit that had the case before
  std::vector<LetterMade> letters;
  std::vector<Recorded> history;
};

// Whether the person is under 18 on that day, by the stated birth date, else by the age that is known;
// nothing where neither is. Someone who has come of age since the encounter has no guardian any more.
std::optional<bool> is_minor(const Case& c, Date on);

bool has_protected_address(const Case& c);
// The case as it may be shown and sent on where the address is protected: it stands nowhere in it, not even
// in the message as it came. Any other case is as it was.
Case with_protected_address_left_out(Case c);

Case apply(Case c, const Recorded& recorded);
Case replay(std::string id, const std::vector<Recorded>& history);

}  // namespace moteplass::casework
