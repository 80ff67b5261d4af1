// decide(case, command, answers, context) -> events or a refusal. The one kernel that the live system, the
// tests and the simulator drive. Pure: time, actor and fresh ids are in the context.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "casework/case.h"

namespace moteplass::casework {

struct ReceiveMessage {
  Message message;
  std::uint64_t receipt;
  std::string case_number;
  policy::PolicyRef policy;
};
struct OpenMessage {};
struct StateFacts {
  policy::Facts facts;
};
// Needs answers.reaction and answers.deadlines. `duty_stands` is refused unless the basis is one of
// attendance and, for a condition, final; and while the policy's answer is undecided: the facts it needs are
// stated first. A policy that decided on something else, or states nothing, does not overrule the sender: the
// event keeps its answer for the page to show.
struct Assess {
  AssessmentOutcome outcome;
};
struct BookMeeting {
  Meeting meeting;
};
// How the guardians of a minor are dealt with. Needs answers.summons: another trusted person takes the
// guardian's place only where the policy says so. Leaving the guardian out is always open.
struct PlanGuardians {
  GuardianPlan plan;
};
// Sends the written summons to the booked meeting. Needs answers.summons. Where the policy calls the guardian
// of a minor there is a plan first, and `guardian` is what it says.
struct Summon {
  GuardianHandling guardian = GuardianHandling::as_policy;
};
struct MakeOutreach {
  OutreachChannel channel;
  bool reached;
};
// Needs answers.no_show when the person did not come, and then a letter about this very meeting: the duty is
// to come when summoned in writing (refused as not_at_this_stage, field "summons").
struct RecordAttendance {
  Attendance attendance;
};
struct CancelDuty {
  CancelReason reason;
};
// After a no-show: the unit gives up summoning and reports. Otherwise allowed once the duty is met or
// cancelled. Needs answers.feedback.
struct SendFeedback {};
// The duty to report to child welfare. At any time from the message on, on a closed case too: the duty
// outlives the case, and nothing else waits for it.
struct AssessChildWelfare {
  ChildWelfareAssessment assessment;
};
struct ReportToChildWelfare {
  ChildWelfareReport report;
};
struct ConfirmChildWelfare {
  ChildWelfareConfirmation confirmation;
};
struct RemindChildWelfare {
  Date on;
};
// Writes an entry down (entry.h). A corrected record that says nobody came needs answers.no_show.
struct MakeEntry {
  Entry entry;
};
// Someone comes of their own accord.
struct EnterVoluntary {
  Message message;  // see VoluntaryEntered
  CameBy by;
  std::string case_number;
  policy::PolicyRef policy;
};
// A case comes from another unit.
struct ReceiveTransfer {
  TransferReceived transfer;
};
struct CloseCase {};
struct RecordLetter {
  std::string letter;
  LetterKind kind;
  std::string sha256;
  std::int64_t bytes;
};

using Command =
    std::variant<ReceiveMessage, OpenMessage, StateFacts, Assess, BookMeeting, PlanGuardians, Summon,
                 MakeOutreach, RecordAttendance, CancelDuty, SendFeedback, AssessChildWelfare,
                 ReportToChildWelfare, ConfirmChildWelfare, RemindChildWelfare, CloseCase, RecordLetter,
                 MakeEntry, EnterVoluntary, ReceiveTransfer>;
std::string_view type_of(const Command& command);  // "assess", "book_meeting", …

// The policy's answers about this case, worked out before `decide` from the case's facts; those a command
// needs.
struct Answers {
  std::optional<policy::Answer> reaction;
  std::optional<policy::Answer> summons;
  std::optional<policy::Answer> no_show;
  std::optional<policy::Answer> feedback;
  std::optional<policy::Answer> deadlines;
};
// The questions whose answers the command wants.
std::vector<policy::Question> questions_of(const Command& command);
// The facts those answers are worked out from: what the case knows, and, where the command records that the
// person did not come, this no-show counted among them, so that Uteblivelse sees the one it is asked about.
policy::Facts facts_for(const Case& c, const Command& command);

struct Context {
  Instant now;
  std::string fresh_id;  // for the one letter a command may ask for
};

enum class RefusalCode {
  already_received,
  no_such_case,  // nothing received yet
  already_opened,
  closed,
  not_at_this_stage,    // the case is elsewhere in its course
  undecided,            // the policy needs facts first: `needs`
  not_stated,           // the policy says nothing that would carry this step
  no_attendance_basis,  // the message's basis is no duty to attend
  not_final,            // the decision is not final yet
  meeting_in_the_past,
  meeting_too_far,    // more than 400 days ahead
  meeting_not_begun,  // attendance is recorded once the meeting has started
  no_meeting_booked,
  too_short_notice,  // less than the policy's notice before the meeting
  not_a_minor,       // a grown person has no guardian
  guardian_exception_not_allowed,
  guardian_plan_missing,       // nobody has decided how the guardians of this minor are dealt with
  differs_from_guardian_plan,  // the summons would treat the guardian otherwise than was planned
  letter_unknown,
  suspended,       // the duty waits for a complaint or a court
  still_awaiting,  // something must come back first: `field`
  bad_value,       // out of bounds: `field`
};
std::string_view word(RefusalCode code);

struct Refusal {
  RefusalCode code;
  std::vector<std::string> needs;  // JSON paths of unknown facts
  std::string field;
};

Result<std::vector<Event>, Refusal> decide(const Case& c, const Command& command, const Answers& answers,
                                           const Context& context);

}  // namespace moteplass::casework
