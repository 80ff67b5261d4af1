#include "casework/outlook.h"

#include <algorithm>

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
      if (!c.child_welfare.report_due && c.child_welfare.awaiting() == nullptr) return std::nullopt;
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
