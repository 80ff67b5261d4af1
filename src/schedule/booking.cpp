#include "schedule/booking.h"

#include <array>

namespace moteplass::schedule {
namespace {

constexpr std::array states{BookingState::held, BookingState::booked, BookingState::cancelled};

std::optional<BookingRefusal> refusal(const Unit& unit, const std::vector<Booking>& others,
                                      std::string_view id, const Slot& slot, Instant now) {
  if (slot.time.from < now) return BookingRefusal::past;
  std::vector<Booking> but_this;
  for (const Booking& other : others) {
    if (other.id != id) but_this.push_back(other);
  }
  if (!still_free(unit, taken_by(but_this), slot, now)) return BookingRefusal::taken;
  return std::nullopt;
}

}  // namespace

std::string_view word(BookingState state) {
  switch (state) {
    case BookingState::held:
      return "held";
    case BookingState::booked:
      return "booked";
    case BookingState::cancelled:
      return "cancelled";
  }
  return {};
}

std::optional<BookingState> booking_state_from(std::string_view text) {
  for (BookingState state : states) {
    if (word(state) == text) return state;
  }
  return std::nullopt;
}

std::string_view word(BookingRefusal refusal) {
  switch (refusal) {
    case BookingRefusal::taken:
      return "taken";
    case BookingRefusal::past:
      return "past";
    case BookingRefusal::not_held:
      return "not_held";
    case BookingRefusal::not_booked:
      return "not_booked";
  }
  return {};
}

Booked hold(const Unit& unit, const std::vector<Booking>& others, std::string id, std::string about,
            Slot slot, Instant until, Instant now) {
  if (auto why = refusal(unit, others, id, slot, now)) return failure(*why);
  return Booking{.id = std::move(id),
                 .about = std::move(about),
                 .slot = std::move(slot),
                 .state = BookingState::held,
                 .until = until,
                 .changed = now};
}

Booked book(const Unit& unit, const std::vector<Booking>& others, const Booking& held, Instant now) {
  if (held.state != BookingState::held) return failure(BookingRefusal::not_held);
  if (auto why = refusal(unit, others, held.id, held.slot, now)) return failure(*why);
  Booking booked = held;
  booked.state = BookingState::booked;
  booked.until.reset();
  booked.changed = now;
  return booked;
}

Booked rebook(const Unit& unit, const std::vector<Booking>& others, const Booking& booked, Slot slot,
              Instant now) {
  if (booked.state != BookingState::booked) return failure(BookingRefusal::not_booked);
  if (auto why = refusal(unit, others, booked.id, slot, now)) return failure(*why);
  Booking moved = booked;
  moved.slot = std::move(slot);
  ++moved.sequence;
  moved.changed = now;
  return moved;
}

Booked cancel(const Booking& booked, Instant now) {
  if (booked.state != BookingState::booked) return failure(BookingRefusal::not_booked);
  Booking cancelled = booked;
  cancelled.state = BookingState::cancelled;
  ++cancelled.sequence;
  cancelled.changed = now;
  return cancelled;
}

std::vector<Taken> taken_by(const std::vector<Booking>& bookings) {
  std::vector<Taken> taken;
  for (const Booking& booking : bookings) {
    if (booking.state == BookingState::cancelled) continue;
    for (Taken& each : taken_by(booking.slot, booking.until)) taken.push_back(std::move(each));
  }
  return taken;
}

std::vector<CalendarEntry> calendar_entries(const std::vector<Booking>& bookings, const std::string& title) {
  std::vector<CalendarEntry> entries;
  for (const Booking& booking : bookings) {
    if (booking.state == BookingState::held) continue;
    entries.push_back({.uid = booking.id,
                       .time = booking.slot.time,
                       .title = title,
                       .sequence = booking.sequence,
                       .changed = booking.changed,
                       .cancelled = booking.state == BookingState::cancelled});
  }
  return entries;
}

}  // namespace moteplass::schedule
