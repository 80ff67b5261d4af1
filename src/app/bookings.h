// Holds and bookings in the store: what `schedule` decides is kept here, in the same transaction as the
// events it belongs to, so that two people never get the same hour.
#pragma once

#include <optional>
#include <string>

#include "schedule/booking.h"

namespace moteplass::app {

struct BookingQuery {
  std::string id = {};                          // empty: any
  std::string about = {};                       // empty: any
  std::optional<schedule::Interval> time = {};  // those that overlap it; none: any
  bool cancelled = false;                       // those too
};

}  // namespace moteplass::app
