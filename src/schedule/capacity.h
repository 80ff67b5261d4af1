// What the coming weeks have room for: the meetings that still fit, how booked each is, who is away.
//
// Deterministic, as find_slots is. Times of day and weeks are those of the wall clock in Norway.
#pragma once

#include <string>
#include <vector>

#include "schedule/holidays.h"
#include "schedule/slots.h"

namespace moteplass::schedule {

struct SiteCapacity {
  std::string site;
  std::size_t meetings;  // that still fit there, were none held anywhere else
};

struct Load {
  std::string id;
  minutes there{0};   // by rota, absences and holidays taken out; of a room: open
  minutes booked{0};  // of that, and what is booked outside it; holds do not count
  minutes away{0};    // would be there but for an absence; of a room: closed
};

struct WeekCapacity {
  Date monday{};
  std::vector<Holiday> holidays;  // that are no Sunday
  std::size_t meetings = 0;       // that still fit, all sites together
  std::vector<SiteCapacity> sites;
  std::vector<Load> staff;
  std::vector<Load> rooms;
};

// `count` weeks from the one that holds `today`. `ordinary` is the meeting that is counted, whatever days and
// sites it names. A time that is past or too soon (`notice_days`) has no room. Meetings are laid one after
// another, the first that fits each time: somebody cleverer may fit in another.
std::vector<WeekCapacity> capacity(const Unit& unit, const std::vector<Taken>& taken, const Need& ordinary,
                                   Date today, int count, Instant now);

}  // namespace moteplass::schedule
