// A slot that is held or booked, and the steps it goes through: held when it is offered, booked when it is
// chosen, moved, cancelled. Each step gives the booking as it is afterwards, or says why not; the caller
// keeps it, in the same transaction as it read the others. To release a hold is to forget it; one that nobody
// releases runs out by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "schedule/icalendar.h"
#include "schedule/slots.h"

namespace moteplass::schedule {

enum class BookingState { held, booked, cancelled };
std::string_view word(BookingState state);
std::optional<BookingState> booking_state_from(std::string_view word);

struct Booking {
  std::string id;     // says nothing about anyone: it stands in the calendar feed
  std::string about;  // what it is for: a case
  Slot slot;
  BookingState state = BookingState::held;
  std::optional<Instant> until = {};  // held: when it runs out
  int sequence = 0;                   // how many times it has been moved or cancelled
  Instant changed;
  friend bool operator==(const Booking&, const Booking&) = default;
};

enum class BookingRefusal {
  taken,      // something or someone in the slot is no longer free
  past,       // it would begin before now
  not_held,   // only what is held is booked
  not_booked  // only what is booked is moved or cancelled
};
std::string_view word(BookingRefusal refusal);

// `others` are all bookings near the slot in time; what is cancelled or has run out among them, and the
// booking itself, do not count. A hold that has run out may still be booked if nobody came in between.
using Booked = Result<Booking, BookingRefusal>;
Booked hold(const Unit& unit, const std::vector<Booking>& others, std::string id, std::string about,
            Slot slot, Instant until, Instant now);
Booked book(const Unit& unit, const std::vector<Booking>& others, const Booking& held, Instant now);
Booked rebook(const Unit& unit, const std::vector<Booking>& others, const Booking& booked, Slot slot,
              Instant now);
Booked cancel(const Booking& booked, Instant now);

// What they take, for `find_slots`.
std::vector<Taken> taken_by(const std::vector<Booking>& bookings);

// For the feed of one who has part in it; holds are not for calendars.
std::vector<CalendarEntry> calendar_entries(const std::vector<Booking>& bookings, const std::string& title);

}  // namespace moteplass::schedule
