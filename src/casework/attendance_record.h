// The attendance record (møteprotokoll): everything about the duty and nothing about help. The only thing a
// message back to the police can be built from, by type: PoliceFeedback has no other constructor.
//
// Attendance under the law in force is a criminal reaction and no health care, and is never written in the
// help record (domain.md 1b).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "policy/answers.h"

namespace moteplass::casework {

struct Meeting {
  Instant start;
  std::int64_t minutes = 60;  // 15 to 240
  std::string place;
  std::vector<std::string> team;  // who meets, by competence or name
  friend bool operator==(const Meeting&, const Meeting&) = default;
};

enum class SummonsKind { first, again, rebooked };
std::string_view word(SummonsKind kind);

struct Summons {
  SummonsKind kind;
  std::string letter;  // the letter's id
  Meeting meeting;
  Instant sent_at;
};

enum class OutreachChannel { phone, visit, text_message, through_others };
std::string_view word(OutreachChannel channel);

struct Outreach {
  OutreachChannel channel;
  bool reached;
  Instant at;
};

enum class Attendance { attended, not_attended };
std::string_view word(Attendance attendance);

struct HeldMeeting {
  Meeting meeting;
  Attendance attendance;
  Instant recorded_at;
};

// Why the unit set the duty aside. A closed list: a reason in free text could carry what police may not know.
enum class CancelReason { unnecessary, basis_withdrawn, moved_to_another_unit, deceased };
std::string_view word(CancelReason reason);

enum class DutyOutcome { met, not_met, cancelled };
std::string_view word(DutyOutcome outcome);

struct AttendanceRecord {
  std::string police_case_number;
  std::int64_t meetings_required = 1;
  std::vector<Summons> summonses;
  std::vector<Outreach> outreach;
  std::vector<HeldMeeting> meetings;
  std::optional<CancelReason> cancelled;
  std::optional<Instant> cancelled_at;
  std::int64_t summonses_before = 0;  // sent by the unit that had the case before
  std::optional<DutyOutcome> told;    // what the police were told last

  std::int64_t attended_count() const;
  bool duty_met() const { return attended_count() >= meetings_required; }
};

// What the police may learn, and no more: case number, outcome, dates, attempts (domain.md section 5).
class PoliceFeedback {
 public:
  // Nothing where the policy's scope lets nothing out: `nothing` never, `not_attended_only` only a duty not
  // met. Nothing either while the matter is open (neither met, nor cancelled, nor a meeting missed), nor
  // where nobody sent the person. Whoever was told that the duty was not met is told if that was wrong.
  static std::optional<PoliceFeedback> from(const AttendanceRecord& record, policy::FeedbackScope scope);

  const std::string& case_number() const { return case_number_; }
  DutyOutcome outcome() const { return outcome_; }
  const std::vector<Date>& dates() const {
    return dates_;
  }                                                    // attended, or summoned to and missed; local days
  std::int64_t attempts() const { return attempts_; }  // summonses and outreach made

  // From our own store only: what `to_json` wrote.
  static PoliceFeedback from_json(const json::value& value);
  json::value to_json() const;

 private:
  PoliceFeedback() = default;
  std::string case_number_;
  DutyOutcome outcome_ = DutyOutcome::not_met;
  std::vector<Date> dates_;
  std::int64_t attempts_ = 0;
};

}  // namespace moteplass::casework
