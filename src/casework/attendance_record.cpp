#include "casework/attendance_record.h"

#include <algorithm>

#include "casework/words.h"

namespace moteplass::casework {

std::int64_t AttendanceRecord::attended_count() const {
  return std::count_if(meetings.begin(), meetings.end(),
                       [](const HeldMeeting& held) { return held.attendance == Attendance::attended; });
}

namespace {

// Nothing while the matter is open: neither met, nor set aside, nor a meeting missed.
std::optional<DutyOutcome> outcome_of(const AttendanceRecord& record) {
  if (record.cancelled) return DutyOutcome::cancelled;
  if (record.duty_met()) return DutyOutcome::met;
  bool missed = std::any_of(record.meetings.begin(), record.meetings.end(), [](const HeldMeeting& held) {
    return held.attendance == Attendance::not_attended;
  });
  if (missed) return DutyOutcome::not_met;
  return std::nullopt;
}

bool lets_out(policy::FeedbackScope scope, DutyOutcome outcome) {
  switch (scope) {
    case policy::FeedbackScope::nothing:
      return false;
    case policy::FeedbackScope::not_attended_only:
      return outcome == DutyOutcome::not_met;
    case policy::FeedbackScope::attended_yes_no:
      return true;
  }
  return false;
}

// Only the days that carry the outcome: a duty met says when the person came, not which meetings were missed
// on the way there; police learn "only whether the duty is met" (NOU 2019:26).
std::vector<Date> dates_of(const AttendanceRecord& record, DutyOutcome outcome) {
  std::vector<Date> dates;
  for (const HeldMeeting& held : record.meetings) {
    bool carries = false;
    switch (held.attendance) {
      case Attendance::attended:
        carries = outcome == DutyOutcome::met;
        break;
      case Attendance::not_attended:
        carries = outcome == DutyOutcome::not_met;
        break;
    }
    if (carries) dates.push_back(local_date(held.meeting.start));
  }
  return dates;
}

}  // namespace

std::optional<PoliceFeedback> PoliceFeedback::from(const AttendanceRecord& record,
                                                   policy::FeedbackScope scope) {
  auto outcome = outcome_of(record);
  if (!outcome || record.police_case_number.empty()) return std::nullopt;
  bool corrects = record.told == DutyOutcome::not_met && *outcome != DutyOutcome::not_met &&
                  scope != policy::FeedbackScope::nothing;
  if (!corrects && !lets_out(scope, *outcome)) return std::nullopt;
  PoliceFeedback feedback;
  feedback.case_number_ = record.police_case_number;
  feedback.outcome_ = *outcome;
  feedback.dates_ = dates_of(record, *outcome);
  feedback.attempts_ =
      record.summonses_before + static_cast<std::int64_t>(record.summonses.size() + record.outreach.size());
  return feedback;
}

json::value PoliceFeedback::to_json() const {
  json::array dates;
  for (Date date : dates_) dates.emplace_back(to_string(date));
  return json::object{{"case_number", case_number_},
                      {"outcome", word(outcome_)},
                      {"dates", std::move(dates)},
                      {"attempts", attempts_}};
}

PoliceFeedback PoliceFeedback::from_json(const json::value& value) {
  const json::object& object = value.as_object();
  PoliceFeedback feedback;
  feedback.case_number_ = std::string(object.at("case_number").as_string());
  feedback.outcome_ = duty_outcome_from(object.at("outcome").as_string()).value();
  for (const json::value& date : object.at("dates").as_array()) {
    feedback.dates_.push_back(parse_date(date.as_string()).value());
  }
  feedback.attempts_ = object.at("attempts").as_int64();
  return feedback;
}

}  // namespace moteplass::casework
