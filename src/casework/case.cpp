#include "casework/case.h"

#include <algorithm>
#include <type_traits>

namespace moteplass::casework {

std::string_view word(Stage stage) {
  switch (stage) {
    case Stage::none:
      return "none";
    case Stage::received:
      return "received";
    case Stage::opened:
      return "opened";
    case Stage::to_summon:
      return "to_summon";
    case Stage::awaiting_meeting:
      return "awaiting_meeting";
    case Stage::not_attended:
      return "not_attended";
    case Stage::to_report:
      return "to_report";
    case Stage::reported:
      return "reported";
    case Stage::not_for_unit:
      return "not_for_unit";
    case Stage::closed:
      return "closed";
  }
  return "";
}

namespace {

// A derived fact: age is worked out from the stated birth date when the sender gave no age, on the day of the
// encounter. Where that day is unknown so is the age: someone may have come of age since. Never from the
// identity number, which will not bear it from 2032.
policy::Fact<std::int64_t> age_from(const Message& message, const policy::Facts& facts) {
  if (!message.person.birth_date || !facts.encounter.date) return std::nullopt;
  if (*facts.encounter.date < *message.person.birth_date) return std::nullopt;
  return years_between(*message.person.birth_date, *facts.encounter.date);
}

// The case itself knows how many summonses the person did not come to; nobody can state it otherwise.
std::int64_t no_shows_of(const AttendanceRecord& record) {
  return std::count_if(record.meetings.begin(), record.meetings.end(),
                       [](const HeldMeeting& held) { return held.attendance == Attendance::not_attended; });
}

void enter(Case& c, Stage stage, Instant at) {
  if (c.stage == stage) return;
  c.stage = stage;
  c.stage_since = at;
}

void forget_booking(Case& c) {
  c.booked.reset();
  c.booked_is_summoned = false;
}

// What each event leaves behind. One overload an event, so that a new event does not compile without one.
struct Effect {
  Case& c;
  const Recorded& recorded;

  void operator()(const MessageReceived& event) const {
    c.message = event.message;
    c.number = event.case_number;
    c.receipt = event.receipt;
    c.received_at = recorded.at;
    c.policy = event.policy;
    c.facts = event.message.facts.value_or(policy::Facts{});
    if (!c.facts.person.age) c.facts.person.age = age_from(event.message, c.facts);
    c.attendance.police_case_number = event.message.case_number;
    enter(c, Stage::received, recorded.at);
  }
  void operator()(const MessageOpened&) const { enter(c, Stage::opened, recorded.at); }
  void operator()(const FactsStated& event) const { c.facts = event.facts; }
  void operator()(const Assessed& event) const {
    c.assessment = event;
    c.attendance.meetings_required = event.meetings_required;
    switch (event.outcome) {
      case AssessmentOutcome::duty_stands:
        enter(c, Stage::to_summon, recorded.at);
        break;
      case AssessmentOutcome::not_for_unit:
        enter(c, Stage::not_for_unit, recorded.at);
        break;
    }
  }
  void operator()(const MeetingBooked& event) const {
    c.booked_is_summoned = c.booked_is_summoned && c.booked == event.meeting;
    c.booked = event.meeting;
    if (!c.booked_is_summoned) enter(c, Stage::to_summon, recorded.at);
  }
  void operator()(const Summoned& event) const {
    c.attendance.summonses.push_back({event.kind, event.letter, event.meeting, recorded.at});
    c.booked = event.meeting;
    c.booked_is_summoned = true;
    c.last_summons = event;
    enter(c, Stage::awaiting_meeting, recorded.at);
  }
  void operator()(const OutreachMade& event) const {
    c.attendance.outreach.push_back({event.channel, event.reached, recorded.at});
  }
  void operator()(const AttendanceRecorded& event) const {
    Meeting meeting = c.booked.value_or(Meeting{recorded.at, 60, {}, {}});
    c.attendance.meetings.push_back({std::move(meeting), event.attendance, recorded.at});
    c.last_attendance = event;
    forget_booking(c);
    switch (event.attendance) {
      case Attendance::attended:
        enter(c, c.attendance.duty_met() ? Stage::to_report : Stage::to_summon, recorded.at);
        break;
      case Attendance::not_attended:
        enter(c, Stage::not_attended, recorded.at);
        break;
    }
  }
  void operator()(const DutyCancelled& event) const {
    c.attendance.cancelled = event.reason;
    c.attendance.cancelled_at = recorded.at;
    forget_booking(c);
    enter(c, Stage::to_report, recorded.at);
  }
  void operator()(const FeedbackSent& event) const {
    c.feedback = event;
    forget_booking(c);
    enter(c, Stage::reported, recorded.at);
  }
  void operator()(const CaseClosed&) const {
    forget_booking(c);
    enter(c, Stage::closed, recorded.at);
  }
  void operator()(const GuardianPlanned& event) const { c.guardian_plan = event.plan; }
  void operator()(const ChildWelfareAssessed& event) const {
    c.child_welfare.assessment = event.assessment;
    c.child_welfare.assessed_at = recorded.at;
    c.child_welfare.report_due = event.assessment.conclusion == ChildWelfareConclusion::report;
  }
  void operator()(const ChildWelfareReported& event) const {
    c.child_welfare.reports.push_back({event.report, {}, {}});
    c.child_welfare.report_due = false;
  }
  void operator()(const ChildWelfareConfirmed& event) const {
    if (auto* report = first_unconfirmed()) report->confirmation = event.confirmation;
  }
  void operator()(const ChildWelfareReminded& event) const {
    if (auto* report = first_unconfirmed()) report->reminded_on = event.on;
  }
  SentChildWelfareReport* first_unconfirmed() const {
    for (auto& sent : c.child_welfare.reports) {
      if (!sent.confirmation) return &sent;
    }
    return nullptr;
  }
  void operator()(const LetterMade& event) const { c.letters.push_back(event); }
};

}  // namespace

std::optional<bool> is_minor(const Case& c, Date on) {
  if (c.message && c.message->person.birth_date) {
    return years_between(*c.message->person.birth_date, on) < 18;
  }
  if (c.facts.person.age) return *c.facts.person.age < 18;
  return std::nullopt;
}

bool has_protected_address(const Case& c) {
  return c.message && c.message->person.protection != Protection::none;
}

Case with_protected_address_left_out(Case c) {
  if (!has_protected_address(c)) return c;
  c.message = without_addresses(std::move(*c.message));
  for (Recorded& recorded : c.history) {
    if (auto* received = std::get_if<MessageReceived>(&recorded.event)) {
      received->message = without_addresses(std::move(received->message));
    }
  }
  return c;
}

Case apply(Case c, const Recorded& recorded) {
  std::visit(Effect{c, recorded}, recorded.event);
  if (c.message) c.facts.history.no_shows = no_shows_of(c.attendance);
  ++c.version;
  c.history.push_back(recorded);
  return c;
}

Case replay(std::string id, const std::vector<Recorded>& history) {
  Case c;
  c.id = std::move(id);
  for (const Recorded& recorded : history) c = apply(std::move(c), recorded);
  return c;
}

}  // namespace moteplass::casework
