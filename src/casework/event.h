// What has happened in a case. Events are the truth; everything else about a case is worked out from them.
//
// An event is a fact in the past tense that is never changed. Its JSON shape is permanent: a new shape gets a
// new type name, and events of every release can be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "casework/attendance_record.h"
#include "casework/child_welfare.h"
#include "casework/entry.h"
#include "casework/guardian_plan.h"
#include "casework/message.h"

namespace moteplass::casework {

// The unit's own finding after reading the message and the policy's answer.
enum class AssessmentOutcome {
  duty_stands,   // summon
  not_for_unit,  // no duty to attend follows from the basis; returned to the sender
};
std::string_view word(AssessmentOutcome outcome);

enum class LetterKind { order, summons, feedback };
std::string_view word(LetterKind kind);

struct MessageReceived {
  Message message;
  std::uint64_t receipt;    // gap-free per sender
  std::string case_number;  // the unit's own, "2026-17"
  policy::PolicyRef policy;
};
struct MessageOpened {};
struct FactsStated {
  policy::Facts facts;  // the whole of what is known now, replacing what was known before
};
struct Assessed {
  AssessmentOutcome outcome;
  policy::Answer reaction;
  policy::Answer deadlines;
  std::int64_t meetings_required;
};
struct MeetingBooked {
  Meeting meeting;  // replaces a meeting booked before and not yet held
};
struct GuardianPlanned {
  GuardianPlan plan;  // replaces a plan made before
};
struct Summoned {
  SummonsKind kind;
  std::string letter;
  Meeting meeting;
  policy::Answer terms;       // Innkalling
  GuardianHandling guardian;  // what was done
};
struct OutreachMade {
  OutreachChannel channel;
  bool reached;
};
struct AttendanceRecorded {
  Attendance attendance;
  std::optional<policy::Answer> no_show;  // Uteblivelse, where the person did not come
};
struct DutyCancelled {
  CancelReason reason;
};
struct FeedbackSent {
  // Empty where the policy lets nothing out or does not say, so that the case still shows that the question
  // was put.
  std::optional<PoliceFeedback> feedback;
  policy::Answer scope;  // Tilbakemelding
  std::string letter;    // empty where nothing is sent
};
struct CaseClosed {};
// A letter asked for has been made and stored.
struct LetterMade {
  std::string letter;
  LetterKind kind;
  std::string sha256;
  std::int64_t bytes;
};

struct ChildWelfareAssessed {
  ChildWelfareAssessment assessment;
};
struct ChildWelfareReported {
  ChildWelfareReport report;
};
struct ChildWelfareConfirmed {
  ChildWelfareConfirmation confirmation;  // of the first report not confirmed
};
struct ChildWelfareReminded {
  Date on;
};

// Someone came of their own accord, or was sent by a parent or the school. There is no duty, no sender and
// nothing to tell the police.
enum class CameBy { self, parent, school, other };
std::string_view word(CameBy by);

struct VoluntaryEntered {
  // The person; what a message says of a decision is empty of meaning here (`of_voluntary`).
  Message message;
  CameBy by;
  std::string case_number;
  policy::PolicyRef policy;
};

// A case came from another unit, with what such a case may bring (TransferPackage).
struct TransferReceived {
  Message message;
  std::uint64_t receipt;
  std::string case_number;
  policy::PolicyRef policy;
  std::string from_unit;
  std::int64_t meetings_required;
  std::int64_t summonses;  // sent there
  struct Held {
    Date on;
    Attendance attendance;
  };
  std::vector<Held> meetings;
  std::optional<GuardianPlan> guardian_plan;
};

struct EntryMade {
  Entry entry;
  std::optional<policy::Answer> no_show;  // Uteblivelse, where a corrected record says that nobody came
};

using Event =
    std::variant<MessageReceived, MessageOpened, FactsStated, Assessed, MeetingBooked, Summoned, OutreachMade,
                 AttendanceRecorded, DutyCancelled, FeedbackSent, CaseClosed, LetterMade, GuardianPlanned,
                 ChildWelfareAssessed, ChildWelfareReported, ChildWelfareConfirmed, ChildWelfareReminded,
                 VoluntaryEntered, TransferReceived, EntryMade>;

// "message_received", …; of an entry the entry's own ("sample_taken"). And the payload as stored.
std::string_view type_of(const Event& event);
json::value to_json(const Event& event);
// From our own store; the text says what is wrong if a payload is not of its type.
Result<Event, std::string> event_from_json(std::string_view type, const json::value& payload);

}  // namespace moteplass::casework
