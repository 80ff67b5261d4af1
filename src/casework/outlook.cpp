#include "casework/outlook.h"

#include <algorithm>

#include <fmt/format.h>

#include "casework/decide.h"

namespace moteplass::casework {
namespace {

// Entries that something has been waiting for.
bool is_awaited(const Entry& kind) {
  return std::holds_alternative<SenderAnswered>(kind) || std::holds_alternative<RemedyForwarded>(kind) ||
         std::holds_alternative<RemedyDecided>(kind) || std::holds_alternative<SampleArrived>(kind) ||
         std::holds_alternative<SampleHandedOver>(kind) || std::holds_alternative<TransferConfirmed>(kind) ||
         std::holds_alternative<TransferTakenBack>(kind);
}

bool has_begun(const Case& c, Instant now) {
  return c.booked && c.booked->start <= now;
}

void add_once(std::vector<Step>& steps, Step step) {
  if (std::find(steps.begin(), steps.end(), step) == steps.end()) steps.push_back(step);
}

// What the unit itself can do towards a step of the policy. A fee, a new order and the criminal track are for
// others to decide; the unit's part is to tell.
Step own_part_in(policy::NoShowStep step) {
  switch (step) {
    case policy::NoShowStep::new_summons:
      return Step::book_meeting;
    case policy::NoShowStep::outreach:
      return Step::make_outreach;
    case policy::NoShowStep::notify_police:
    case policy::NoShowStep::fee:
    case policy::NoShowStep::new_order:
    case policy::NoShowStep::criminal_track:
      return Step::send_feedback;
  }
  return Step::book_meeting;
}

bool wants_plan(const Case& c, Instant now) {
  return is_minor(c, local_date(now)) == true;
}

void add_plan(std::vector<Step>& steps, const Case& c, Instant now) {
  if (wants_plan(c, now)) add_once(steps, Step::plan_guardians);
}

std::vector<Step> steps_to_assess(const Case& c, Instant now) {
  std::vector<Step> steps{Step::assess, Step::state_facts};
  add_plan(steps, c, now);
  return steps;
}

std::vector<Step> steps_to_summon(const Case& c, Instant now) {
  std::vector<Step> steps;
  if (has_begun(c, now)) {
    steps.push_back(Step::record_attendance);
  } else if (c.booked && !c.dialogue.suspended()) {
    // Who else is told is settled before the letter that would tell them.
    if (!c.guardian_plan) add_plan(steps, c, now);
    steps.push_back(Step::summon);  // an agreement by phone is no summons: the law wants it in writing
  }
  steps.push_back(Step::book_meeting);
  add_plan(steps, c, now);
  steps.insert(steps.end(), {Step::make_outreach, Step::state_facts, Step::cancel_duty});
  return steps;
}

std::vector<Step> steps_while_awaiting(const Case& c, Instant now) {
  std::vector<Step> steps;
  if (has_begun(c, now)) steps.push_back(Step::record_attendance);
  steps.push_back(Step::book_meeting);
  add_plan(steps, c, now);
  steps.insert(steps.end(), {Step::make_outreach, Step::state_facts, Step::cancel_duty});
  return steps;
}

// What the policy says may follow comes first, in its order; the rest stays open to the unit.
std::vector<Step> steps_after_no_show(const Case& c, Instant now) {
  std::vector<Step> steps;
  if (c.last_attendance && c.last_attendance->no_show) {
    if (auto view = policy::no_show_answer(*c.last_attendance->no_show)) {
      for (policy::NoShowStep step : view->steps) add_once(steps, own_part_in(step));
    }
  }
  for (Step step :
       {Step::book_meeting, Step::make_outreach, Step::send_feedback, Step::state_facts, Step::cancel_duty}) {
    add_once(steps, step);
  }
  add_plan(steps, c, now);
  return steps;
}

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

std::vector<Step> steps_while_voluntary(const Case& c, Instant now) {
  std::vector<Step> steps;
  if (has_begun(c, now)) steps.push_back(Step::record_attendance);
  steps.push_back(Step::book_meeting);
  add_plan(steps, c, now);
  steps.insert(steps.end(), {Step::make_outreach, Step::state_facts, Step::close});
  return steps;
}

std::vector<Step> close_if_nothing_is_awaited(const Case& c) {
  if (!what_closing_awaits(c).empty()) return {};
  return {Step::close};
}

std::vector<Step> steps_of_the_case(const Case& c, Instant now) {
  switch (c.stage) {
    case Stage::none:
    case Stage::closed:
      return {};
    case Stage::received:
      return {Step::open};
    case Stage::opened:
      return steps_to_assess(c, now);
    case Stage::to_summon:
      return steps_to_summon(c, now);
    case Stage::awaiting_meeting:
      return steps_while_awaiting(c, now);
    case Stage::not_attended:
      return steps_after_no_show(c, now);
    case Stage::to_report:
      return {Step::send_feedback, Step::state_facts};
    case Stage::voluntary:
      return steps_while_voluntary(c, now);
    case Stage::reported:
    case Stage::not_for_unit:
    case Stage::transferred:
      return close_if_nothing_is_awaited(c);
  }
  return {};
}

void add_child_welfare(std::vector<Step>& steps, const Case& c) {
  if (c.stage == Stage::none || c.stage == Stage::received) return;
  const auto& course = c.child_welfare;
  steps.push_back(Step::assess_child_welfare);
  if (course.report_due) steps.push_back(Step::report_to_child_welfare);
  if (course.unconfirmed() != nullptr) {
    steps.insert(steps.end(), {Step::confirm_child_welfare, Step::remind_child_welfare});
  }
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

std::string_view word(Step step) {
  switch (step) {
    case Step::open:
      return "open";
    case Step::state_facts:
      return "state_facts";
    case Step::assess:
      return "assess";
    case Step::book_meeting:
      return "book_meeting";
    case Step::plan_guardians:
      return "plan_guardians";
    case Step::summon:
      return "summon";
    case Step::make_outreach:
      return "make_outreach";
    case Step::record_attendance:
      return "record_attendance";
    case Step::cancel_duty:
      return "cancel_duty";
    case Step::send_feedback:
      return "send_feedback";
    case Step::assess_child_welfare:
      return "assess_child_welfare";
    case Step::report_to_child_welfare:
      return "report_to_child_welfare";
    case Step::confirm_child_welfare:
      return "confirm_child_welfare";
    case Step::remind_child_welfare:
      return "remind_child_welfare";
    case Step::close:
      return "close";
  }
  return "";
}

bool is_child_welfare(Step step) {
  return step == Step::assess_child_welfare || step == Step::report_to_child_welfare ||
         step == Step::confirm_child_welfare || step == Step::remind_child_welfare;
}

std::vector<Step> next_steps(const Case& c, Instant now) {
  auto steps = steps_of_the_case(c, now);
  add_child_welfare(steps, c);
  return steps;
}

std::vector<std::string_view> open_entries(const Case& c, Instant now) {
  std::vector<std::string_view> awaited;
  std::vector<std::string_view> rest;
  for (const Entry& kind : entry_kinds()) {
    if (!may_be_entered(kind, c, now)) continue;
    (is_awaited(kind) ? awaited : rest).push_back(step_of(kind));
  }
  awaited.insert(awaited.end(), rest.begin(), rest.end());
  return awaited;
}

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

std::string_view word(Worklist list) {
  switch (list) {
    case Worklist::inbox:
      return "inbox";
    case Worklist::to_assess:
      return "to_assess";
    case Worklist::to_summon:
      return "to_summon";
    case Worklist::awaiting_meeting:
      return "awaiting_meeting";
    case Worklist::after_no_show:
      return "after_no_show";
    case Worklist::to_report:
      return "to_report";
    case Worklist::voluntary:
      return "voluntary";
    case Worklist::drug_control:
      return "drug_control";
    case Worklist::transfer:
      return "transfer";
    case Worklist::child_welfare:
      return "child_welfare";
    case Worklist::to_close:
      return "to_close";
  }
  return "";
}

std::optional<Worklist> worklist_from(std::string_view text) {
  for (int i = 0; i <= static_cast<int>(Worklist::to_close); ++i) {
    if (word(static_cast<Worklist>(i)) == text) return static_cast<Worklist>(i);
  }
  return std::nullopt;
}

std::optional<Worklist> worklist_of(const Case& c) {
  switch (c.stage) {
    case Stage::none:
      return std::nullopt;
    case Stage::closed:
      if (!child_welfare_deadline(c)) return std::nullopt;
      return Worklist::child_welfare;
    case Stage::received:
      return Worklist::inbox;
    case Stage::opened:
      return Worklist::to_assess;
    case Stage::to_summon:
      return Worklist::to_summon;
    case Stage::awaiting_meeting:
      return Worklist::awaiting_meeting;
    case Stage::not_attended:
      return Worklist::after_no_show;
    case Stage::to_report:
      return Worklist::to_report;
    case Stage::voluntary:
      return Worklist::voluntary;
    case Stage::transferred:
      return c.whereabouts.awaits_confirmation() ? Worklist::transfer : Worklist::to_close;
    case Stage::reported:
      return what_closing_awaits(c) == "drug_control" ? Worklist::drug_control : Worklist::to_close;
    case Stage::not_for_unit:
      return Worklist::to_close;
  }
  return std::nullopt;
}

std::vector<std::string> missing_competences(const Meeting& meeting, const policy::SummonsAnswer& terms) {
  std::vector<std::string> missing;
  for (const std::string& competence : terms.team) {
    if (competence.ends_with("ved behov")) continue;
    if (std::find(meeting.team.begin(), meeting.team.end(), competence) == meeting.team.end()) {
      missing.push_back(competence);
    }
  }
  return missing;
}

StageClock stage_clock(const Case& c) {
  StageClock clock;
  if (!c.message) return clock;
  clock.decided_on = c.message->basis.decided_on;
  clock.final_on = c.message->basis.final_on;
  clock.received = c.received_at;
  // The first time each thing happened: a second summons does not make the first one late.
  auto first = [&](auto event, std::optional<Instant>& at) {
    for (const Recorded& recorded : c.history) {
      if (!std::holds_alternative<decltype(event)>(recorded.event)) continue;
      at = recorded.at;
      return;
    }
  };
  first(MessageOpened{}, clock.opened);
  first(Assessed{}, clock.assessed);
  first(Summoned{}, clock.summoned);
  first(FeedbackSent{}, clock.reported);
  first(CaseClosed{}, clock.closed);
  for (const HeldMeeting& held : c.attendance.meetings) {
    if (held.attendance == Attendance::attended && !clock.met) clock.met = held.meeting.start;
  }
  return clock;
}

}  // namespace moteplass::casework
