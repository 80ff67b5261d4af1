// The unit's plan at the caseworker's desk: the first times that fit a case, holding some while the person
// chooses, and booking one. What is booked is kept in the same transaction as the case's MeetingBooked, and
// looked at again there, so that two people never get the same hour.
//
// Whatever else ends a booked meeting (another one typed in, an absence, the duty set aside, the case
// closed) gives its time back: see keep_bookings_true.
#pragma once

#include <string>
#include <vector>

#include "app/case_desk.h"
#include "app/meeting_need.h"
#include "app/recording.h"

namespace moteplass::app {

struct OfferedTime {
  std::string key;  // for `book` and `hold`: this very time, with these people in this room
  schedule::Slot slot;
  casework::Meeting meeting;  // as it would be booked
  std::optional<Instant> held_until;
};

struct Times {
  std::vector<OfferedTime> offered;
  std::vector<schedule::Missing> missing;  // empty where times are offered, never empty where none is
  MeetingNeed needs;
};

// How long times are held: while the person is there or on the phone, or for days, so that they can choose on
// their own page.
enum class HoldFor { now, own_page };

class ScheduleDesk {
 public:
  explicit ScheduleDesk(const Setup& setup) : setup_(setup) {}

  // Nothing for a unit without a plan: it has no times to offer.
  const SchedulePlan* plan() const { return setup_.plan; }

  // The case as the user has looked at it. not_found without a plan.
  Result<Times, Problem> times(const User& user, const CaseView& view, const TimeWish& wish) const;

  // Books an offered time, or moves the booking there. `time_taken` where it is no longer free or no longer
  // in the plan; else as CaseDesk::carry_out.
  Result<CaseView, Problem> book(const User& user, const std::string& case_id, std::int64_t expected_version,
                                 const std::string& key) const;

  // Holds these times for the case until the instant in the answer, in the place of those held before; all or
  // none. None: releases what is held. For the person's own page a time is held no longer than the policy's
  // notice allows.
  Result<Instant, Problem> hold(const User& user, const std::string& case_id,
                                const std::vector<std::string>& keys, HoldFor how = HoldFor::now) const;

 private:
  Result<schedule::Slot, Problem> slot_of(const CaseView& view, const std::string& key) const;

  const Setup& setup_;
};

// Books a time that is held for the case in the name of the person it is about, who has come in through a
// door of their own; in all else as ScheduleDesk::book. `time_taken` where the time is not held for them any
// more.
Result<casework::Case, Problem> book_held(const Setup& setup, const Actor& person, const std::string& case_id,
                                          const std::string& booking);

// For use inside a write job, after the case's events: cancels the booking of a meeting that `before` had and
// `after` has no more, unless it was held, and releases what was held for choosing.
Result<void, StoreFault> keep_bookings_true(Transaction& transaction, const Setup& setup,
                                            const casework::Case& before, const casework::Case& after,
                                            Instant now);

// Forgets holds that have run out; how many. Call it now and then.
std::size_t forget_run_out_holds(const Setup& setup);

}  // namespace moteplass::app
