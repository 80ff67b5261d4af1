// The follow-up check (oppfølgingskontroll): which services have started, which are late, and who asks whom
// next. Routine by the sources: the unit must check that the help it referred to actually began (source 002).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casework/help/help_record.h"

namespace moteplass::casework {

enum class FollowUpKind {
  ask_consent,          // a referral is prepared, and the person has not consented to it
  send_referral,        // consent is there; nothing has left
  ask_for_answer,       // sent, and the receiver has neither accepted nor declined
  ask_whether_started,  // accepted, and help has not started
  confirm_with_person,  // the receiver says it has started; the person has not said so
  ask_whether_running,  // started and confirmed: does it still run?
  find_another,         // declined: the need stands without help
  renew_consent,        // what is under way rests on a consent that soon ends
  appoint,              // coordinator or individual plan is initiated, not in place
  review_agreement,     // an agreement ends
};
std::string_view word(FollowUpKind kind);

struct FollowUp {
  FollowUpKind kind;
  std::string item;   // id of the referral, consent or agreement; the word of the PlanKind for `appoint`
  std::string about;  // the service's or the other party's name; may be empty
  std::optional<Asked> ask;  // whom to ask; nothing: it is the unit's own to do
  std::string asked_by;      // the coordinator who is in place; empty: the unit
  Date shown_from;           // not on the list before
  Date due;
  friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

// The unit's own goals; no source states deadlines for these. In days.
struct HelpGoals {
  int ask_consent = 7;
  int send = 3;
  int answer = 14;
  int start = 21;
  int confirm = 7;
  int review = 30;  // between two questions whether help still runs
  int find_another = 7;
  int renew_before = 21;  // before a consent ends
  int appoint = 30;
  int agreement_before = 7;  // before an agreement ends
};

// All that is to be done, soonest first. While no consent to help holds nobody is asked anything, but whether
// to go on: and that only where it ran out, never where it was withdrawn.
std::vector<FollowUp> follow_ups(const HelpRecord& record, const HelpGoals& goals, Date today);

// Referrals by what has come of them, for the record's page and for counts.
struct HelpCounts {
  std::int64_t referred = 0;  // have left
  std::int64_t waiting = 0;   // sent or received, not answered
  std::int64_t accepted = 0;  // and not started
  std::int64_t declined = 0;
  std::int64_t started = 0;  // the only ones that count as helped
  std::int64_t stopped = 0;  // never left: consent withdrawn
};
HelpCounts counts_of(const HelpRecord& record);

}  // namespace moteplass::casework
