// Reminders of meetings on the person's phone. One is queued in the transaction that records a summons, or
// that moves a meeting somebody has been summoned to; when it is due, it is sent only if that very meeting
// still stands. What leaves the house is an app::Reminder, which has room for a time and nothing else.
#pragma once

#include "app/setup.h"
#include "casework/case.h"

namespace moteplass::app {

inline constexpr std::string_view reminder_kind = "reminder";  // of outbox items, and in the list of accesses

enum class NoReminder {
  no_meeting,    // none is booked that the person has been summoned to, or the case is closed
  no_phone,      // none is known
  not_own_phone  // it is a guardian's too, and guardians are left out, or nobody has decided that yet
};
std::string_view word(NoReminder why);
// Nothing: the person may be reminded of the meeting that is booked.
std::optional<NoReminder> why_no_reminder(const casework::Case& c, Date today);

// For use inside a write job, after the event: `after` is the case with it. Nothing where the unit reminds
// nobody, and where the time for it has passed: then the person has just been told.
Result<void, StoreFault> queue_reminder(Transaction& transaction, const Setup& setup,
                                        const casework::Case& after, Instant now);

// Sends it, if it is still to be sent, and records that the system did; false: to be tried again later.
bool carry_out_reminder(const Setup& setup, const OutboxItem& item);

}  // namespace moteplass::app
