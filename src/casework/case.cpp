#include "casework/case.h"

#include <algorithm>
#include <type_traits>

#include "casework/decide.h"

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
    case Stage::voluntary:
      return "voluntary";
    case Stage::transferred:
      return "transferred";
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

// What every case has from its message, whoever it came through.
void begin(Case& c, const Message& message, const std::string& number, const policy::PolicyRef& policy,
           Instant at) {
  c.message = message;
  c.number = number;
  c.received_at = at;
  c.policy = policy;
  c.facts = message.facts.value_or(policy::Facts{});
  if (!c.facts.person.age) c.facts.person.age = age_from(message, c.facts);
  c.drug_control.imposed =
      std::any_of(message.conditions.begin(), message.conditions.end(),
                  [](const Condition& condition) { return condition.kind == ConditionKind::drug_test; });
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
    begin(c, event.message, event.case_number, event.policy, recorded.at);
    c.receipt = event.receipt;
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
    if (!c.booked_is_summoned && !c.voluntary) enter(c, Stage::to_summon, recorded.at);
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
    after_meeting(event.attendance);
  }
  void after_meeting(Attendance attendance) const {
    if (c.voluntary) return;  // nothing follows from coming or not
    switch (attendance) {
      case Attendance::attended:
        if (c.attendance.duty_met()) forget_booking(c);
        enter(c, stage_while_summoned(), recorded.at);
        break;
      case Attendance::not_attended:
        enter(c, Stage::not_attended, recorded.at);
        break;
    }
  }
  Stage stage_while_summoned() const {
    if (c.attendance.duty_met()) return Stage::to_report;
    return c.booked_is_summoned ? Stage::awaiting_meeting : Stage::to_summon;
  }
  void operator()(const DutyCancelled& event) const {
    c.attendance.cancelled = event.reason;
    c.attendance.cancelled_at = recorded.at;
    forget_booking(c);
    enter(c, Stage::to_report, recorded.at);
  }
  void operator()(const FeedbackSent& event) const {
    c.feedback = event;
    if (event.feedback) c.attendance.told = event.feedback->outcome();
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
    c.child_welfare.reports.push_back({event.report, {}, {}, {}});
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
  void operator()(const VoluntaryEntered& event) const {
    begin(c, event.message, event.case_number, event.policy, recorded.at);
    c.voluntary = event.by;
    c.attendance.meetings_required = 0;
    enter(c, Stage::voluntary, recorded.at);
  }
  void operator()(const TransferReceived& event) const {
    begin(c, event.message, event.case_number, event.policy, recorded.at);
    c.receipt = event.receipt;
    c.came_from = event.from_unit;
    c.guardian_plan = event.guardian_plan;
    c.attendance.police_case_number = event.message.case_number;
    c.attendance.meetings_required = event.meetings_required;
    c.attendance.summonses_before = event.summonses;
    for (const auto& held : event.meetings) {
      Instant noon = parse_local(to_string(held.on) + "T12:00").value_or(recorded.at);
      c.attendance.meetings.push_back({{noon, 60, event.from_unit, {}}, held.attendance, recorded.at});
    }
    enter(c, Stage::received, recorded.at);
  }

  void operator()(const EntryMade& event) const {
    std::visit([&](const auto& entry) { enter_into(entry, event); }, event.entry);
  }
  void enter_into(const PreparationNoted& entry, const EntryMade&) const { c.preparation = entry.note; }
  void enter_into(const MeetingCalledOff&, const EntryMade&) const {
    forget_booking(c);
    if (!c.voluntary) enter(c, Stage::to_summon, recorded.at);
  }
  void enter_into(const AttendanceCorrected& entry, const EntryMade& event) const {
    if (c.attendance.meetings.empty()) return;
    c.attendance.meetings.back().attendance = entry.attendance;
    c.attendance.meetings.back().recorded_at = recorded.at;
    c.last_attendance = AttendanceRecorded{entry.attendance, event.no_show};
    after_meeting(entry.attendance);
  }
  void enter_into(const SenderAsked& entry, const EntryMade&) const { c.dialogue.question = entry; }
  void enter_into(const SenderAnswered& entry, const EntryMade&) const {
    c.dialogue.question.reset();
    c.dialogue.answer = entry;
    require(entry.meetings_required);
  }
  void enter_into(const RemedySought& entry, const EntryMade&) const {
    c.dialogue.remedy = entry;
    c.dialogue.forwarded.reset();
  }
  void enter_into(const RemedyForwarded& entry, const EntryMade&) const { c.dialogue.forwarded = entry; }
  void enter_into(const RemedyDecided& entry, const EntryMade&) const {
    c.dialogue.remedy.reset();
    c.dialogue.decided = entry;
    require(entry.meetings_required);
    if (entry.outcome != RemedyOutcome::set_aside || !duty_runs(c.stage)) return;
    (*this)(DutyCancelled{CancelReason::basis_withdrawn});
  }
  // The number of meetings was said to be another: more may be due than before, or none.
  void require(std::optional<std::int64_t> meetings) const {
    if (!meetings) return;
    c.attendance.meetings_required = *meetings;
    if (c.assessment) c.assessment->meetings_required = *meetings;
    if (c.stage == Stage::to_report && !c.attendance.cancelled) {
      enter(c, stage_while_summoned(), recorded.at);
    } else if (duty_runs(c.stage) && c.attendance.duty_met()) {
      forget_booking(c);
      enter(c, Stage::to_report, recorded.at);
    }
  }
  void enter_into(const SamplePlanned& entry, const EntryMade&) const {
    c.drug_control.next_on = entry.on;
    c.drug_control.since = recorded.at;
  }
  void enter_into(const SampleTaken& entry, const EntryMade&) const {
    c.drug_control.samples.push_back({entry, {}, {}});
    c.drug_control.next_on.reset();
    c.drug_control.since = recorded.at;
  }
  void enter_into(const SampleNotTaken& entry, const EntryMade&) const {
    c.drug_control.missed.push_back(entry);
    c.drug_control.next_on.reset();
    c.drug_control.since = recorded.at;
  }
  void enter_into(const SampleHandedOver& entry, const EntryMade&) const {
    if (auto* sample = c.drug_control.with_seal(entry.seal)) sample->hands.push_back(entry);
  }
  void enter_into(const SampleArrived& entry, const EntryMade&) const {
    if (auto* sample = c.drug_control.with_seal(entry.seal)) sample->arrived_on = entry.on;
  }
  void enter_into(const ControlEnded& entry, const EntryMade&) const {
    c.drug_control.ended = entry;
    c.drug_control.next_on.reset();
  }
  void enter_into(const ResidenceStated& entry, const EntryMade&) const { c.whereabouts.residence = entry; }
  void enter_into(const CaseTransferred& entry, const EntryMade&) const {
    c.whereabouts.transfer = entry;
    c.whereabouts.confirmed.reset();
    forget_booking(c);
    enter(c, Stage::transferred, recorded.at);
  }
  void enter_into(const TransferConfirmed& entry, const EntryMade&) const {
    c.whereabouts.confirmed = entry;
    c.stage_since = recorded.at;
  }
  void enter_into(const TransferTakenBack&, const EntryMade&) const {
    c.whereabouts.transfer.reset();
    enter(c, c.assessment ? stage_while_summoned() : Stage::opened, recorded.at);
  }
  void enter_into(const ChildWelfareFollowedUp& entry, const EntryMade&) const {
    for (auto& sent : c.child_welfare.reports) {
      if (!sent.confirmation || sent.confirmation->investigates != true || sent.followed_up) continue;
      sent.followed_up = entry;
      return;
    }
  }
  void enter_into(const JourneyArranged& entry, const EntryMade&) const {
    c.whereabouts.journeys.push_back(entry);
  }
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

namespace {

// The message that an event brought.
Message* message_of(Event& event) {
  if (auto* received = std::get_if<MessageReceived>(&event)) return &received->message;
  if (auto* entered = std::get_if<VoluntaryEntered>(&event)) return &entered->message;
  if (auto* transfer = std::get_if<TransferReceived>(&event)) return &transfer->message;
  return nullptr;
}

// What an event says of where the person lives; a journey home ends there.
void leave_residence_out(Event& event) {
  if (Message* message = message_of(event)) *message = without_addresses(std::move(*message));
  if (auto* stated = std::get_if<FactsStated>(&event)) stated->facts.person.residence.reset();
  auto* made = std::get_if<EntryMade>(&event);
  if (made == nullptr) return;
  if (auto* residence = std::get_if<ResidenceStated>(&made->entry)) *residence = ResidenceStated{};
  if (auto* journey = std::get_if<JourneyArranged>(&made->entry)) journey->to.clear();
}

}  // namespace

Case with_protected_address_left_out(Case c) {
  if (!has_protected_address(c)) return c;
  c.message = without_addresses(std::move(*c.message));
  c.facts.person.residence.reset();
  c.whereabouts.residence.reset();
  c.whereabouts.journeys.clear();
  for (Recorded& recorded : c.history) leave_residence_out(recorded.event);
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
