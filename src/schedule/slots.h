// The first times at which everything a meeting needs is there and free; and where there is none, what lacks.
//
// Deterministic: the same arguments give the same slots. Times begin on the quarter of an hour, and a meeting
// lies within one local day. Between two meetings of one person at different sites lies at least the travel
// time, whichever of the two comes first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schedule/rota.h"

namespace moteplass::schedule {

struct Need {
  minutes length;
  std::vector<Competence> required = {};  // one person may bring several; a team is never empty
  std::vector<Competence> wished = {};    // never a reason to wait: added where someone is free
  std::vector<std::string> with = {};     // staff who must be there
  std::vector<std::string> without = {};  // staff who must not
  std::string language = {};              // of the interpreter; empty: none
  Interpreting interpreting = Interpreting::remote;
  std::vector<std::string> sites = {};  // any of these, the best first; empty: any site
  bool room = true;
  int guests = 1;  // who need a seat in the room beside the team and an interpreter in person
  Date first_day;
  Date last_day;                                         // no more than a year after the first is looked at
  Hours between = {minutes(0), std::chrono::hours(24)};  // of each day
  int notice_days = 0;                                   // at least so many days after today
  int most_a_day = 0;                                    // so that a choice is one of days; 0: no limit
};

// Something that is not free: a member of staff, an interpreter or a room, by a booking or by a hold.
struct Taken {
  std::string id;
  Interval time;
  std::string site = {};              // empty: at no site, so nothing to travel to or from
  std::optional<Instant> until = {};  // a hold: free again from then
  friend bool operator==(const Taken&, const Taken&) = default;
};

struct Slot {
  Interval time;
  std::string site;
  std::vector<std::string> team;  // in the order of Unit::staff
  std::string room = {};          // empty: none was needed
  std::string interpreter = {};   // empty: none was needed
  Interpreting interpreting = Interpreting::remote;
  std::vector<Competence> wishes_unmet = {};
  friend bool operator==(const Slot&, const Slot&) = default;
};

enum class Lack {
  day,          // no time may be: holidays, too soon, past, or longer than `between`
  site,         // `what` is not a site of the unit, or none that is wanted is open long enough
  staff,        // anyone at all, where nobody in particular is needed
  competence,   // `what` is its word
  person,       // `what` is the id of someone who must be there
  interpreter,  // `what` is the language
  room,         // with seats for the smallest team that would do, at a site that is wanted
  together      // each is free at some time, but never all at once
};
std::string_view word(Lack lack);

struct Missing {
  Lack lack;
  std::string what = {};
  bool exists = true;  // the unit has it, only never free in these days
  friend bool operator==(const Missing&, const Missing&) = default;
};

struct Offers {
  std::vector<Slot> slots;
  std::vector<Missing> missing;  // empty where there are slots, never empty where there are none
};

// The first `count` (at least 1), in order of time and then of the sites in the need. For each time and site
// one slot: the team that meets most wishes; of those the smallest; of those the one first in the unit's
// order; the smallest room that holds them; the first interpreter. `now` decides what has run out and what
// is past.
Offers find_slots(const Unit& unit, const std::vector<Taken>& taken, const Need& need, Instant now,
                  std::size_t count);

// What a slot takes, for a booking (no `until`) or a hold.
std::vector<Taken> taken_by(const Slot& slot, std::optional<Instant> until = {});

// Whether nothing else has come in between, travel included: asked again when an offer is held or booked, in
// the same transaction. What the slot itself already holds is to be left out of `taken`.
bool still_free(const Unit& unit, const std::vector<Taken>& taken, const Slot& slot, Instant now);

}  // namespace moteplass::schedule
