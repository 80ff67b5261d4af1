// From the finding to the meeting: book, summon, seek out, record who came.
#include <algorithm>

#include "casework/decide.h"

namespace moteplass::casework {
namespace {

constexpr auto farthest_ahead = std::chrono::days(400);

std::optional<Refusal> what_is_wrong_with(const Meeting& meeting, Instant now) {
  auto out_of_bounds = [](std::string field) {
    return Refusal{RefusalCode::bad_value, {}, std::move(field)};
  };
  auto is_line = [](const std::string& text, std::size_t longest) {
    return is_utf8(text) && text.find_first_not_of(' ') != std::string::npos &&
           code_points(text) <= longest && std::none_of(text.begin(), text.end(), [](char c) {
             return static_cast<unsigned char>(c) < 0x20;
           });
  };
  if (meeting.minutes < 15 || meeting.minutes > 240) return out_of_bounds("meeting.minutes");
  if (!is_line(meeting.place, 200)) return out_of_bounds("meeting.place");
  if (meeting.team.size() > 10) return out_of_bounds("meeting.team");
  for (const std::string& who : meeting.team) {
    if (!is_line(who, 100)) return out_of_bounds("meeting.team");
  }
  if (meeting.start <= now) return Refusal{RefusalCode::meeting_in_the_past, {}, {}};
  if (meeting.start > now + farthest_ahead) return Refusal{RefusalCode::meeting_too_far, {}, {}};
  return std::nullopt;
}

// A letter that has gone since the last meeting was held is about a meeting replaced since, for the meeting
// it names is neither held nor the one now booked.
SummonsKind kind_of_next(const AttendanceRecord& record) {
  if (!record.summonses.empty() &&
      (record.meetings.empty() || record.summonses.back().sent_at >= record.meetings.back().recorded_at)) {
    return SummonsKind::rebooked;
  }
  if (!record.meetings.empty() && record.meetings.back().attendance == Attendance::not_attended) {
    return SummonsKind::again;
  }
  return SummonsKind::first;
}

// Whether there are meetings to be had: the duty runs, or there is none and the person comes all the same.
bool is_met(Stage stage) {
  return duty_runs(stage) || stage == Stage::voluntary;
}

}  // namespace

Decision decide_on(const BookMeeting& command, const Situation& situation) {
  if (!is_met(situation.c.stage)) return refuse(RefusalCode::not_at_this_stage);
  if (auto refusal = what_is_wrong_with(command.meeting, situation.context.now)) {
    return failure(std::move(*refusal));
  }
  return std::vector<Event>{MeetingBooked{command.meeting}};
}

Decision decide_on(const Summon& command, const Situation& situation) {
  const Case& c = situation.c;
  // awaiting_meeting: a letter about this very meeting has gone already.
  if (c.stage != Stage::to_summon) return refuse(RefusalCode::not_at_this_stage);
  if (c.dialogue.suspended()) return refuse(RefusalCode::suspended);
  if (!c.booked) return refuse(RefusalCode::no_meeting_booked);
  if (c.booked->start <= situation.context.now) return refuse(RefusalCode::meeting_in_the_past);
  if (!answers_to(situation.answers.summons, policy::Question::summons)) {
    return refuse(RefusalCode::bad_value, "answers.summons");
  }
  const policy::Answer& terms = *situation.answers.summons;
  switch (terms.status) {
    case policy::Status::undecided:
      return refuse_until_known(terms);
    case policy::Status::decided:
    case policy::Status::not_stated:
      // A policy that states no terms leaves the summons to the basis: the letter says what is not stated.
      break;
  }
  auto view = policy::summons_answer(terms);
  if (auto code = why_guardian_may_not(command.guardian, c, view, local_date(situation.context.now))) {
    return refuse(*code);
  }
  if (view && view->notice_days) {
    int notice = days_between(local_date(situation.context.now), local_date(c.booked->start));
    if (notice < *view->notice_days) return refuse(RefusalCode::too_short_notice);
  }
  return std::vector<Event>{
      Summoned{kind_of_next(c.attendance), situation.context.fresh_id, *c.booked, terms, command.guardian}};
}

Decision decide_on(const MakeOutreach& command, const Situation& situation) {
  if (!is_met(situation.c.stage)) return refuse(RefusalCode::not_at_this_stage);
  return std::vector<Event>{OutreachMade{command.channel, command.reached}};
}

Decision decide_on(const RecordAttendance& command, const Situation& situation) {
  const Case& c = situation.c;
  if (!is_met(c.stage)) return refuse(RefusalCode::not_at_this_stage);
  if (!c.booked) return refuse(RefusalCode::no_meeting_booked);
  if (situation.context.now < c.booked->start) return refuse(RefusalCode::meeting_not_begun);
  switch (command.attendance) {
    case Attendance::attended:
      // A person who turns up has met, letter or not.
      return std::vector<Event>{AttendanceRecorded{command.attendance, std::nullopt}};
    case Attendance::not_attended:
      break;
  }
  // Whoever comes of their own accord may stay away; nothing follows.
  if (c.voluntary) return std::vector<Event>{AttendanceRecorded{command.attendance, std::nullopt}};
  if (c.dialogue.suspended()) return refuse(RefusalCode::suspended);
  // The duty is to come when summoned ("etter innkalling", strl § 37 (1) j; the summons is written): someone
  // who was never written to has missed nothing that may be held against them. Another meeting is booked.
  if (!c.booked_is_summoned) return refuse(RefusalCode::not_at_this_stage, "summons");
  if (!answers_to(situation.answers.no_show, policy::Question::no_show)) {
    return refuse(RefusalCode::bad_value, "answers.no_show");
  }
  // What was seen is recorded even if the policy cannot yet say what follows: its answer is kept as it is.
  return std::vector<Event>{AttendanceRecorded{command.attendance, situation.answers.no_show}};
}

}  // namespace moteplass::casework
