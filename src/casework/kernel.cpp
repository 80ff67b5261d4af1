#include "casework/kernel.h"

#include "casework/decide.h"

namespace moteplass::casework {
namespace {

bool says_nobody_came(const Entry& entry) {
  const auto* corrected = std::get_if<AttendanceCorrected>(&entry);
  return corrected != nullptr && corrected->attendance == Attendance::not_attended;
}

// One list of what each command is called and which of the policy's questions it wants answered.
struct Trait {
  std::string_view type;
  std::vector<policy::Question> questions;
};
struct TraitOf {
  Trait operator()(const ReceiveMessage&) const { return {"receive_message", {}}; }
  Trait operator()(const OpenMessage&) const { return {"open_message", {}}; }
  Trait operator()(const StateFacts&) const { return {"state_facts", {}}; }
  Trait operator()(const Assess&) const {
    return {"assess", {policy::Question::reaction, policy::Question::deadlines}};
  }
  Trait operator()(const BookMeeting&) const { return {"book_meeting", {}}; }
  Trait operator()(const PlanGuardians&) const { return {"plan_guardians", {policy::Question::summons}}; }
  Trait operator()(const Summon&) const { return {"summon", {policy::Question::summons}}; }
  Trait operator()(const MakeOutreach&) const { return {"make_outreach", {}}; }
  Trait operator()(const RecordAttendance& command) const {
    switch (command.attendance) {
      case Attendance::attended:
        return {"record_attendance", {}};
      case Attendance::not_attended:
        return {"record_attendance", {policy::Question::no_show}};
    }
    return {"record_attendance", {}};
  }
  Trait operator()(const CancelDuty&) const { return {"cancel_duty", {}}; }
  Trait operator()(const SendFeedback&) const { return {"send_feedback", {policy::Question::feedback}}; }
  Trait operator()(const AssessChildWelfare&) const { return {"assess_child_welfare", {}}; }
  Trait operator()(const ReportToChildWelfare&) const { return {"report_to_child_welfare", {}}; }
  Trait operator()(const ConfirmChildWelfare&) const { return {"confirm_child_welfare", {}}; }
  Trait operator()(const RemindChildWelfare&) const { return {"remind_child_welfare", {}}; }
  Trait operator()(const CloseCase&) const { return {"close_case", {}}; }
  Trait operator()(const RecordLetter&) const { return {"record_letter", {}}; }
  Trait operator()(const MakeEntry& command) const {
    if (says_nobody_came(command.entry)) return {step_of(command.entry), {policy::Question::no_show}};
    return {step_of(command.entry), {}};
  }
  Trait operator()(const EnterVoluntary&) const { return {"enter_voluntary", {}}; }
  Trait operator()(const ReceiveTransfer&) const { return {"receive_transfer", {}}; }
};

// What a case of any origin has from the start; nothing where it may be.
std::optional<Refusal> why_not_begun(const Case& c, const std::string& number,
                                     const policy::PolicyRef& policy) {
  if (c.stage != Stage::none) return Refusal{RefusalCode::already_received, {}, {}};
  if (number.empty()) return Refusal{RefusalCode::bad_value, {}, "case_number"};
  if (policy.name.empty()) return Refusal{RefusalCode::bad_value, {}, "policy"};
  return std::nullopt;
}

Decision receive(const Case& c, const ReceiveMessage& command) {
  if (auto refusal = why_not_begun(c, command.case_number, command.policy)) return failure(*refusal);
  return std::vector<Event>{
      MessageReceived{command.message, command.receipt, command.case_number, command.policy}};
}

Decision enter_voluntary(const Case& c, const EnterVoluntary& command) {
  if (auto refusal = why_not_begun(c, command.case_number, command.policy)) return failure(*refusal);
  return std::vector<Event>{
      VoluntaryEntered{command.message, command.by, command.case_number, command.policy}};
}

Decision receive_transfer(const Case& c, const ReceiveTransfer& command) {
  const auto& transfer = command.transfer;
  if (auto refusal = why_not_begun(c, transfer.case_number, transfer.policy)) return failure(*refusal);
  return std::vector<Event>{transfer};
}

// The kind of letter the case has asked for under this id. The letter about the order itself comes of the
// message and is named by whoever receives it; there is one at most.
std::optional<LetterKind> letter_asked_for(const Case& c, std::string_view letter) {
  for (const Summons& summons : c.attendance.summonses) {
    if (summons.letter == letter) return LetterKind::summons;
  }
  if (c.feedback && c.feedback->feedback && c.feedback->letter == letter) return LetterKind::feedback;
  if (letter.empty() || !policy::is_attendance(c.message->basis.reaction)) return std::nullopt;
  for (const LetterMade& made : c.letters) {
    if (made.kind == LetterKind::order && made.letter != letter) return std::nullopt;
  }
  return LetterKind::order;
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Also on a closed case: the letter press may finish after the caseworker has.
Decision record_letter(const Case& c, const RecordLetter& command) {
  if (letter_asked_for(c, command.letter) != command.kind) return refuse(RefusalCode::letter_unknown);
  if (!is_sha256(command.sha256)) return refuse(RefusalCode::bad_value, "sha256");
  if (command.bytes <= 0) return refuse(RefusalCode::bad_value, "bytes");
  for (const LetterMade& made : c.letters) {
    if (made.letter != command.letter) continue;
    // The press reports at least once; the same letter again is no news, another one under its id is a fault.
    if (made.sha256 == command.sha256) return std::vector<Event>{};
    return refuse(RefusalCode::bad_value, "sha256");
  }
  return std::vector<Event>{LetterMade{command.letter, command.kind, command.sha256, command.bytes}};
}

struct Dispatch {
  const Situation& situation;

  Decision operator()(const ReceiveMessage& command) const { return receive(situation.c, command); }
  Decision operator()(const EnterVoluntary& command) const { return enter_voluntary(situation.c, command); }
  Decision operator()(const ReceiveTransfer& command) const { return receive_transfer(situation.c, command); }
  Decision operator()(const RecordLetter& command) const {
    if (!situation.c.message) return refuse(RefusalCode::no_such_case);
    return record_letter(situation.c, command);
  }
  Decision operator()(const AssessChildWelfare& command) const { return of_the_unit_itself(command); }
  Decision operator()(const ReportToChildWelfare& command) const { return of_the_unit_itself(command); }
  Decision operator()(const ConfirmChildWelfare& command) const { return of_the_unit_itself(command); }
  Decision operator()(const RemindChildWelfare& command) const { return of_the_unit_itself(command); }
  Decision operator()(const MakeEntry& command) const { return of_the_unit_itself(command); }
  template <class Other>
  Decision operator()(const Other& command) const {
    if (!situation.c.message) return refuse(RefusalCode::no_such_case);
    if (situation.c.stage == Stage::closed) return refuse(RefusalCode::closed);
    return decide_on(command, situation);
  }

 private:
  // Whatever stage the duty to attend is at.
  template <class Command>
  Decision of_the_unit_itself(const Command& command) const {
    if (!situation.c.message) return refuse(RefusalCode::no_such_case);
    return decide_on(command, situation);
  }
};

}  // namespace

std::string_view type_of(const Command& command) {
  return std::visit(TraitOf{}, command).type;
}

std::vector<policy::Question> questions_of(const Command& command) {
  return std::visit(TraitOf{}, command).questions;
}

policy::Facts facts_for(const Case& c, const Command& command) {
  policy::Facts facts = c.facts;
  const auto* record = std::get_if<RecordAttendance>(&command);
  const auto* made = std::get_if<MakeEntry>(&command);
  bool nobody_came = (record != nullptr && record->attendance == Attendance::not_attended) ||
                     (made != nullptr && says_nobody_came(made->entry));
  if (nobody_came) facts.history.no_shows = facts.history.no_shows.value_or(0) + 1;
  return facts;
}

Result<std::vector<Event>, Refusal> decide(const Case& c, const Command& command, const Answers& answers,
                                           const Context& context) {
  Situation situation{c, answers, context};
  return std::visit(Dispatch{situation}, command);
}

bool answers_to(const std::optional<policy::Answer>& answer, policy::Question question) {
  return answer && answer->question == question;
}

bool duty_runs(Stage stage) {
  switch (stage) {
    case Stage::to_summon:
    case Stage::awaiting_meeting:
    case Stage::not_attended:
      return true;
    case Stage::none:
    case Stage::received:
    case Stage::opened:
    case Stage::to_report:
    case Stage::reported:
    case Stage::not_for_unit:
    case Stage::voluntary:
    case Stage::transferred:
    case Stage::closed:
      return false;
  }
  return false;
}

std::string_view word(RefusalCode code) {
  switch (code) {
    case RefusalCode::already_received:
      return "already_received";
    case RefusalCode::no_such_case:
      return "no_such_case";
    case RefusalCode::already_opened:
      return "already_opened";
    case RefusalCode::closed:
      return "closed";
    case RefusalCode::not_at_this_stage:
      return "not_at_this_stage";
    case RefusalCode::undecided:
      return "undecided";
    case RefusalCode::not_stated:
      return "not_stated";
    case RefusalCode::no_attendance_basis:
      return "no_attendance_basis";
    case RefusalCode::not_final:
      return "not_final";
    case RefusalCode::meeting_in_the_past:
      return "meeting_in_the_past";
    case RefusalCode::meeting_too_far:
      return "meeting_too_far";
    case RefusalCode::meeting_not_begun:
      return "meeting_not_begun";
    case RefusalCode::no_meeting_booked:
      return "no_meeting_booked";
    case RefusalCode::too_short_notice:
      return "too_short_notice";
    case RefusalCode::not_a_minor:
      return "not_a_minor";
    case RefusalCode::guardian_plan_missing:
      return "guardian_plan_missing";
    case RefusalCode::differs_from_guardian_plan:
      return "differs_from_guardian_plan";
    case RefusalCode::guardian_exception_not_allowed:
      return "guardian_exception_not_allowed";
    case RefusalCode::letter_unknown:
      return "letter_unknown";
    case RefusalCode::suspended:
      return "suspended";
    case RefusalCode::still_awaiting:
      return "still_awaiting";
    case RefusalCode::bad_value:
      return "bad_value";
  }
  return "";
}

}  // namespace moteplass::casework
