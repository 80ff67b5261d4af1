// What runs out next: the policy's terms where it states them, else the unit's own goals, and whatever is
// awaited from others.
#include <algorithm>

#include <fmt/format.h>

#include "casework/decide.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

// A term counted in days ends with the day.
Instant end_of_day(Instant from, std::int64_t days) {
  Date date = add_days(local_date(from), static_cast<int>(days));
  auto end = parse_local(fmt::format("{}T23:59", to_string(date)));
  return end.value_or(from + std::chrono::days(days));
}

// A term of the policy where it states one, else the unit's own goal.
struct Term {
  std::int64_t days;
  std::optional<std::string> source;
};
Term term_of(const Case& c, std::optional<std::int64_t> policy::DeadlinesAnswer::*stated, std::int64_t goal) {
  if (!c.assessment) return {goal, std::nullopt};
  auto view = policy::deadlines_answer(c.assessment->deadlines);
  // More than ten years is no term anyone meant.
  if (!view || !((*view).*stated) || *((*view).*stated) < 0 || *((*view).*stated) > 3660) {
    return {goal, std::nullopt};
  }
  std::string source;
  for (const policy::Reason& reason : c.assessment->deadlines.because) {
    if (reason.source.empty() || source.find(reason.source) != std::string::npos) continue;
    source += (source.empty() ? "" : "; ") + reason.source;
  }
  return {*((*view).*stated), std::move(source)};
}

Deadline deadline(DeadlineKind kind, Instant from, Term term) {
  return {kind, end_of_day(from, term.days), std::move(term.source)};
}

// The policy's term runs from receipt, so it binds the first summons; a later one follows the unit's own goal
// from the day it came to be due. A letter that comes after the meeting it calls to is none, so the meeting
// itself is the last moment.
Deadline summons_deadline(const Case& c, const ServiceGoals& goals) {
  Deadline due =
      c.attendance.summonses.empty()
          ? deadline(DeadlineKind::send_summons, c.received_at,
                     term_of(c, &policy::DeadlinesAnswer::summons_days, goals.summons_days))
          : deadline(DeadlineKind::send_summons, c.stage_since, {goals.summons_days, std::nullopt});
  if (c.booked && c.booked->start < due.due) {
    due.due = c.booked->start;
    due.source.reset();
  }
  return due;
}

// The first meeting has a term from receipt. A meeting booked within it, and every later one, asks only that
// what happened is recorded.
Deadline meeting_deadline(const Case& c, const ServiceGoals& goals) {
  Deadline hold = deadline(DeadlineKind::hold_meeting, c.received_at,
                           term_of(c, &policy::DeadlinesAnswer::meeting_days, goals.meeting_days));
  if (!c.booked || (c.attendance.meetings.empty() && c.booked->start > hold.due)) return hold;
  Instant end = c.booked->start + std::chrono::minutes(c.booked->minutes);
  return {DeadlineKind::record_attendance, end + std::chrono::hours(goals.record_hours), std::nullopt};
}

Deadline feedback_deadline(const Case& c, DeadlineKind kind, const ServiceGoals& goals) {
  Instant from = c.stage_since;
  if (!c.attendance.meetings.empty() && !c.attendance.cancelled)
    from = c.attendance.meetings.back().meeting.start;
  return deadline(kind, from, term_of(c, &policy::DeadlinesAnswer::feedback_days, goals.feedback_days));
}

std::optional<Deadline> child_welfare_deadline(const Case& c) {
  const auto& course = c.child_welfare;
  if (course.report_due && course.assessed_at) {
    return Deadline{DeadlineKind::send_child_welfare_report, end_of_day(*course.assessed_at, 0),
                    "bvl. § 13-2 første ledd"};
  }
  const auto* sent = course.awaiting();
  if (sent == nullptr) return std::nullopt;
  auto due = parse_local(fmt::format("{}T23:59", to_string(sent->confirmation_due())));
  if (!due) return std::nullopt;
  return Deadline{DeadlineKind::child_welfare_confirmation, *due,
                  std::string(child_welfare_confirmation_source)};
}

Instant assessed_at(const Case& c) {
  return stage_clock(c).assessed.value_or(c.received_at);
}

// Whoever comes of their own accord is met soon; after that nobody presses, but the case is not forgotten.
Deadline voluntary_deadline(const Case& c, const ServiceGoals& goals) {
  if (c.booked) {
    Instant end = c.booked->start + std::chrono::minutes(c.booked->minutes);
    return {DeadlineKind::record_attendance, end + std::chrono::hours(goals.record_hours), std::nullopt};
  }
  if (c.attendance.meetings.empty()) {
    return deadline(DeadlineKind::hold_meeting, c.received_at, {goals.meeting_days, std::nullopt});
  }
  return deadline(DeadlineKind::close_case, c.attendance.meetings.back().recorded_at,
                  {goals.meeting_days, std::nullopt});
}

std::optional<Deadline> deadline_of_the_case(const Case& c, const ServiceGoals& goals) {
  switch (c.stage) {
    case Stage::none:
    case Stage::closed:
      return std::nullopt;
    case Stage::received:
      return Deadline{DeadlineKind::read_message, c.received_at + std::chrono::hours(goals.read_hours), {}};
    case Stage::opened:
    case Stage::to_summon:
      return summons_deadline(c, goals);
    case Stage::awaiting_meeting:
      return meeting_deadline(c, goals);
    case Stage::not_attended:
      return feedback_deadline(c, DeadlineKind::choose_after_no_show, goals);
    case Stage::to_report:
      return feedback_deadline(c, DeadlineKind::send_feedback, goals);
    case Stage::voluntary:
      return voluntary_deadline(c, goals);
    case Stage::reported:
    case Stage::not_for_unit:
    case Stage::transferred:
      if (!what_closing_awaits(c).empty()) return std::nullopt;
      return deadline(DeadlineKind::close_case, c.stage_since, {goals.close_days, std::nullopt});
  }
  return std::nullopt;
}

// What the unit waits for from others, and what it owes them. Each begins on a day.
void add_awaited(std::vector<Deadline>& deadlines, const Case& c, const ServiceGoals& goals) {
  auto add = [&](DeadlineKind kind, Date from, std::int64_t days) {
    auto noon = parse_local(to_string(from) + "T12:00");
    if (noon) deadlines.push_back(deadline(kind, *noon, {days, std::nullopt}));
  };
  const Dialogue& dialogue = c.dialogue;
  if (dialogue.question) add(DeadlineKind::sender_answer, dialogue.question->on, goals.answer_days);
  if (dialogue.remedy && !dialogue.forwarded) {
    add(DeadlineKind::forward_complaint, dialogue.remedy->on, goals.forward_days);
  }
  if (dialogue.remedy && dialogue.forwarded) {
    add(DeadlineKind::complaint_decision, dialogue.forwarded->on, goals.decision_days);
  }
  if (c.whereabouts.awaits_confirmation()) {
    add(DeadlineKind::transfer_confirmation, local_date(c.stage_since), goals.transfer_days);
  }
}

void add_drug_control(std::vector<Deadline>& deadlines, const Case& c, const ServiceGoals& goals) {
  if (c.stage == Stage::not_for_unit || c.stage == Stage::transferred) return;
  const DrugControl& control = c.drug_control;
  auto add = [&](DeadlineKind kind, Instant from, std::int64_t days) {
    deadlines.push_back(deadline(kind, from, {days, std::nullopt}));
  };
  if (const Sample* sample = control.on_its_way()) {
    auto noon = parse_local(to_string(sample->taken.on) + "T12:00");
    if (noon) add(DeadlineKind::sample_arrival, *noon, goals.sample_days);
  }
  if (!control.runs() || !c.assessment) return;
  if (control.next_on) {
    auto noon = parse_local(to_string(*control.next_on) + "T12:00");
    if (noon) add(DeadlineKind::take_sample, *noon, 0);
  } else {
    add(DeadlineKind::plan_sample, control.since.value_or(assessed_at(c)), goals.sample_days);
  }
}

}  // namespace

std::string_view word(DeadlineKind kind) {
  switch (kind) {
    case DeadlineKind::read_message:
      return "read_message";
    case DeadlineKind::send_summons:
      return "send_summons";
    case DeadlineKind::hold_meeting:
      return "hold_meeting";
    case DeadlineKind::record_attendance:
      return "record_attendance";
    case DeadlineKind::choose_after_no_show:
      return "choose_after_no_show";
    case DeadlineKind::send_feedback:
      return "send_feedback";
    case DeadlineKind::send_child_welfare_report:
      return "send_child_welfare_report";
    case DeadlineKind::child_welfare_confirmation:
      return "child_welfare_confirmation";
    case DeadlineKind::sender_answer:
      return "sender_answer";
    case DeadlineKind::forward_complaint:
      return "forward_complaint";
    case DeadlineKind::complaint_decision:
      return "complaint_decision";
    case DeadlineKind::plan_sample:
      return "plan_sample";
    case DeadlineKind::take_sample:
      return "take_sample";
    case DeadlineKind::sample_arrival:
      return "sample_arrival";
    case DeadlineKind::transfer_confirmation:
      return "transfer_confirmation";
    case DeadlineKind::close_case:
      return "close_case";
  }
  return "";
}

std::optional<Deadline> running_deadline(const Case& c, const ServiceGoals& goals) {
  std::vector<Deadline> running;
  // A duty that waits for a complaint has no term of its own.
  if (auto own = deadline_of_the_case(c, goals); own && !(c.dialogue.suspended() && duty_runs(c.stage))) {
    running.push_back(std::move(*own));
  }
  if (auto child_welfare = child_welfare_deadline(c)) running.push_back(std::move(*child_welfare));
  if (c.stage != Stage::closed) {
    add_awaited(running, c, goals);
    add_drug_control(running, c, goals);
  }
  auto first = std::min_element(running.begin(), running.end(),
                                [](const Deadline& a, const Deadline& b) { return a.due < b.due; });
  if (first == running.end()) return std::nullopt;
  return *first;
}

}  // namespace moteplass::casework
