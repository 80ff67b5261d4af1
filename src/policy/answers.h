// What a policy answers: one Answer a question, with its reasons, and typed views of what the case flow acts
// on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"

namespace moteplass::policy {

// The seven questions every policy file answers (docs/architecture.md). The word on the command line and in
// policy.dmn is Norwegian: Reaksjon, Innkalling, Uteblivelse, Tilbakemelding, Oppfølging, Gjentakelse,
// Frister.
enum class Question { reaction, summons, no_show, feedback, follow_up, repetition, deadlines };
std::string_view norwegian(Question question);
std::optional<Question> question_from(std::string_view norwegian);

enum class Reaction {
  duty_to_attend,
  help_offer,
  commission_hearing,
  condition_to_attend,
  without_penalty,
  simplified_fine,
  criminal_case,
  investigation,
  no_reaction,
};
std::string_view word(Reaction reaction);
std::optional<Reaction> reaction_from(std::string_view word);
// Whether the reaction sends the person to the unit with something compulsory to meet.
bool is_attendance(Reaction reaction);

enum class Status { decided, undecided, not_stated };
std::string_view word(Status status);

// Which model decided, for ever: `hash` is the SHA-256, in hex, of the text of policy.dmn followed by those
// it imports, by namespace.
struct PolicyRef {
  std::string name;
  std::string version;
  std::string hash;
  friend bool operator==(const PolicyRef&, const PolicyRef&) = default;
};
json::value to_json(const PolicyRef& ref);
PolicyRef policy_ref_from_json(const json::value& value);

// One rule that took part: its name in the file, its Kilde and Merknad, and the facts it looked at by their
// JSON path.
struct Reason {
  std::string rule;
  std::string source;
  json::object facts;
  std::string note = {};  // its Merknad; may be empty
};

struct Answer {
  PolicyRef policy;
  Question question = Question::reaction;
  Status status = Status::undecided;
  json::object answer;  // members by question, see the typed views; empty unless decided
  std::vector<Reason> because;
  std::vector<std::string> needs;  // JSON paths such as "person.addiction", when undecided
};
// The one JSON object that `moteplass decide` prints and the API returns; and back, from our own store.
json::value to_json(const Answer& answer);
Answer answer_from_json(const json::value& value);

// Typed views. Each member that the policy leaves open ("ikke angitt") is nullopt.
struct ReactionAnswer {
  Reaction reaction;
  std::optional<std::string> decided_by;   // Norwegian text: "politiet", "påtalemyndigheten"
  std::optional<std::string> legal_basis;  // "NOU 2019:26, …", "strpl. § 69"
  std::optional<std::int64_t> meetings_required;
};
enum class GuardianRule { not_called, called };
struct SummonsAnswer {
  std::optional<GuardianRule> guardian;
  std::optional<bool> trusted_person_instead;  // another trusted person may take the guardian's place
  std::vector<std::string> team;               // competences, Norwegian texts
  std::vector<std::string> compulsory;         // what the person must do, Norwegian texts
  std::vector<std::string> voluntary;
  std::optional<std::int64_t> notice_days;  // least days from summons to meeting
};
enum class NoShowStep { new_summons, outreach, notify_police, fee, new_order, criminal_track };
std::string_view word(NoShowStep step);
struct NoShowAnswer {
  std::vector<NoShowStep> steps;           // what may follow, in order
  std::optional<std::string> consequence;  // what it leads to for the person, Norwegian text
};
enum class FeedbackScope { nothing, not_attended_only, attended_yes_no };
std::string_view word(FeedbackScope scope);
struct FeedbackAnswer {
  std::optional<FeedbackScope> scope;
  std::optional<bool> tests_reported;  // by the unit; false where the laboratory answers the prosecution
};
// Who consents to help (pbrl. §§ 4-3, 4-4); `guardian_unless_uninformed`: the guardian, or the person alone
// where the guardian is rightly not informed (12 to 15 years).
enum class ConsentRule { person, guardian, guardian_unless_uninformed };
std::string_view word(ConsentRule rule);
enum class MeasureMode { none, voluntary, imposed };
std::string_view word(MeasureMode mode);
struct FollowUpAnswer {
  std::optional<ConsentRule> consent;
  std::optional<MeasureMode> testing;
  std::optional<std::string> testing_basis;  // Norwegian text: on what ground, and when, tests are taken
  std::optional<MeasureMode> contract;
};
struct RepetitionAnswer {
  std::optional<std::int64_t> step;    // of the ladder, from 1
  std::optional<std::string> measure;  // Norwegian text: what applies at this step
};
struct DeadlinesAnswer {
  std::optional<std::int64_t> summons_days;      // from receipt to the summons
  std::optional<std::int64_t> meeting_days;      // from receipt to the meeting
  std::optional<std::int64_t> complaint_days;    // for the person to complain of the order
  std::optional<std::int64_t> complaint_months;  // where the law counts in months (strpl. § 71)
  std::optional<std::int64_t> feedback_days;     // from the meeting to the feedback
  std::optional<std::string> complaint_route;    // Norwegian text
};
// nullopt unless the answer is decided and of that question.
std::optional<ReactionAnswer> reaction_answer(const Answer& answer);
std::optional<SummonsAnswer> summons_answer(const Answer& answer);
std::optional<NoShowAnswer> no_show_answer(const Answer& answer);
std::optional<FeedbackAnswer> feedback_answer(const Answer& answer);
std::optional<FollowUpAnswer> follow_up_answer(const Answer& answer);
std::optional<RepetitionAnswer> repetition_answer(const Answer& answer);
std::optional<DeadlinesAnswer> deadlines_answer(const Answer& answer);

}  // namespace moteplass::policy
