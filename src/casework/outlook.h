// What lies ahead of a case: the steps that may be taken now, the deadlines, and its place on the worklist.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/case.h"

namespace moteplass::casework {

enum class Step {
  open,
  state_facts,
  assess,
  book_meeting,
  plan_guardians,
  summon,
  make_outreach,
  record_attendance,
  cancel_duty,
  send_feedback,
  // Of the unit itself, whatever stage the case is at:
  assess_child_welfare,
  report_to_child_welfare,
  confirm_child_welfare,
  remind_child_welfare,
  close
};
std::string_view word(Step step);
// Whether the step is part of the unit's own duty to report to child welfare.
bool is_child_welfare(Step step);

// In the order a caseworker would think of them; the first is the main action of the page.
std::vector<Step> next_steps(const Case& c, Instant now);

// The kinds of entry (entry.h) that may be made now, by their steps' words; those that something waits for
// come first. A case that waits for nothing else has at least one of these or a step.
std::vector<std::string_view> open_entries(const Case& c, Instant now);
bool may_be_entered(const Entry& kind, const Case& c, Instant now);

// The unit's own goals, where the policy states no deadline. Days are calendar days.
struct ServiceGoals {
  std::int64_t read_hours = 24;     // an unread message turns red after this
  std::int64_t summons_days = 7;    // from receipt to a summons
  std::int64_t meeting_days = 21;   // from receipt to the meeting
  std::int64_t feedback_days = 3;   // from the meeting to feedback
  std::int64_t record_hours = 24;   // from the end of a meeting to the record of who came
  std::int64_t close_days = 7;      // from the last word to the closing of the case
  std::int64_t answer_days = 14;    // from a question to the sender to the answer
  std::int64_t forward_days = 3;    // from a complaint to its being sent on
  std::int64_t decision_days = 28;  // from there to asking how it stands
  std::int64_t sample_days = 7;  // from one sample to the plan of the next, and on its way to the laboratory
  std::int64_t transfer_days = 3;  // until another unit has confirmed that it has the case
};

enum class DeadlineKind {
  read_message,
  send_summons,
  hold_meeting,
  record_attendance,
  choose_after_no_show,
  send_feedback,
  send_child_welfare_report,   // without undue delay: the day it was concluded
  child_welfare_confirmation,  // three weeks
  sender_answer,
  forward_complaint,
  complaint_decision,
  plan_sample,
  take_sample,
  sample_arrival,
  transfer_confirmation,
  close_case
};
std::string_view word(DeadlineKind kind);

struct Deadline {
  DeadlineKind kind;
  Instant due;
  std::optional<std::string> source;  // the policy's Kilde; nothing: the unit's own goal
};

// The deadline that runs now, the earliest where there are two; nothing for a case that is closed, unless a
// report to child welfare is still to be sent or confirmed.
std::optional<Deadline> running_deadline(const Case& c, const ServiceGoals& goals);

// Each open case stands on exactly one worklist, so that nobody falls out. `child_welfare`: closed, but a
// report is still to be sent or confirmed.
enum class Worklist {
  inbox,
  to_assess,
  to_summon,
  awaiting_meeting,
  after_no_show,
  to_report,
  voluntary,
  drug_control,  // the police are told, and samples are still to be taken or on their way
  transfer,      // another unit has not confirmed yet
  child_welfare,
  to_close
};
std::string_view word(Worklist list);
std::optional<Worklist> worklist_from(std::string_view word);
std::optional<Worklist> worklist_of(const Case& c);

// What the policy wants at the meeting and is not there, as the policy says it; "ved behov" is for the unit
// to judge. A reminder, no more: the same competence may stand under another name.
std::vector<std::string> missing_competences(const Meeting& meeting, const policy::SummonsAnswer& terms);

// The stages a case has passed and when, for the case page and statistics.
struct StageClock {
  std::optional<Date> decided_on;
  std::optional<Date> final_on;
  std::optional<Instant> received, opened, assessed, summoned, met, reported, closed;
};
StageClock stage_clock(const Case& c);

}  // namespace moteplass::casework
