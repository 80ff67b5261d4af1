#include "schedule/slots.h"

#include <algorithm>
#include <map>
#include <set>

#include "schedule/holidays.h"
#include "schedule/team.h"

namespace moteplass::schedule {
namespace {

using QuarterHours = std::chrono::duration<std::int64_t, std::ratio<900>>;
constexpr int most_days = 366;

template <class Value>
bool holds(const std::vector<Value>& values, const Value& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

// Without a break from the interval's start to its end, at the site. Stays stand in order of time.
bool is_there(const std::vector<Stay>& stays, std::string_view site, const Interval& interval) {
  Instant reached = interval.from;
  for (const Stay& stay : stays) {
    bool here = stay.site.empty() || stay.site == site;
    if (here && stay.time.from <= reached && reached < stay.time.to) reached = stay.time.to;
  }
  return reached >= interval.to;
}

// What is taken, by id, as it stands now.
class TakenTimes {
 public:
  TakenTimes(const Unit& unit, const std::vector<Taken>& taken, Instant now) : unit_(unit) {
    for (const Taken& each : taken) {
      if (!each.until || now < *each.until) by_id_[each.id].push_back(&each);
    }
  }

  bool leave_free(const std::string& id, const Interval& time, std::string_view site) const {
    auto found = by_id_.find(id);
    if (found == by_id_.end()) return true;
    return std::none_of(found->second.begin(), found->second.end(), [&](const Taken* taken) {
      bool may_travel = !site.empty() && !taken->site.empty();
      minutes travel = may_travel ? travel_time(unit_, taken->site, site) : minutes(0);
      return overlap({taken->time.from - travel, taken->time.to + travel}, time);
    });
  }

 private:
  const Unit& unit_;
  std::map<std::string_view, std::vector<const Taken*>> by_id_;
};

// When each is there on one day; in the unit's order.
struct Day {
  Day(const Unit& unit, const std::vector<const Site*>& wanted_sites, Date date) {
    for (const Site* site : wanted_sites) sites.push_back(stays(site->opening_hours, site->closed, date));
    for (const Room& room : unit.rooms) rooms.push_back(stays(room.opening_hours, room.closed, date));
    for (const StaffMember& member : unit.staff) staff.push_back(stays(member.rotas, member.absences, date));
    for (const Interpreter& interpreter : unit.interpreters) {
      interpreters.push_back(stays(interpreter.rotas, interpreter.absences, date));
    }
  }
  std::vector<std::vector<Stay>> sites, rooms, staff, interpreters;
};

class Search {
 public:
  Search(const Unit& unit, const std::vector<Taken>& taken, const Need& need, Instant now)
      : unit_(unit), taken_(unit, taken, now), need_(need), now_(now) {
    if (need.sites.empty()) {
      for (const Site& site : unit.sites) sites_.push_back(&site);
    }
    for (const std::string& id : need.sites) {
      for (const Site& site : unit.sites) {
        if (site.id == id && !holds(sites_, &site)) sites_.push_back(&site);
      }
    }
    for (std::size_t i = 0; i < unit.staff.size(); ++i) {
      if (!holds(need.without, unit.staff[i].id)) everyone_.push_back(candidate(i));
    }
    auto smallest = best_team(everyone_, competence_set(need.required), 0, everyone_.size());
    least_seats_ = others_seated() + (smallest ? static_cast<int>(smallest->members.size()) : 1);
  }

  Offers find(std::size_t count) {
    Offers offers;
    Date first = std::max(need_.first_day, add_days(local_date(now_), need_.notice_days));
    Date last = std::min(need_.last_day, add_days(need_.first_day, most_days));
    for (Date date = first; date <= last && offers.slots.size() < count; date = add_days(date, 1)) {
      if (!holiday_name(date)) find_on(date, count, offers.slots);
    }
    if (offers.slots.empty()) offers.missing = missing();
    return offers;
  }

 private:
  void find_on(Date date, std::size_t count, std::vector<Slot>& slots) {
    if (need_.most_a_day > 0)
      count = std::min(count, slots.size() + static_cast<std::size_t>(need_.most_a_day));
    Day day(unit_, sites_, date);
    Interval hours{instant_of(date, need_.between.from), instant_of(date, need_.between.to)};
    Instant start = std::chrono::ceil<QuarterHours>(std::max(hours.from, now_));
    for (; start + need_.length <= hours.to; start += QuarterHours(1)) {
      seen_.day = true;
      Interval time{start, start + need_.length};
      for (std::size_t i = 0; i < sites_.size(); ++i) {
        if (slots.size() == count) return;
        if (!is_there(day.sites[i], sites_[i]->id, time)) continue;
        seen_.site = true;
        if (auto slot = slot_at(day, time, sites_[i]->id)) slots.push_back(std::move(*slot));
      }
    }
  }

  // Each is looked for even when another lacks, so that `missing` knows what never was there.
  std::optional<Slot> slot_at(const Day& day, const Interval& time, const std::string& site) {
    auto candidates = free_staff(day, time, site);
    const Interpreter* interpreter = free_interpreter(day, time, site);
    auto rooms = free_rooms(day, time, site);
    if ((!need_.language.empty() && interpreter == nullptr) || (need_.room && rooms.empty())) {
      return std::nullopt;
    }
    auto named =
        std::count_if(candidates.begin(), candidates.end(), [](const auto& c) { return c.must_come; });
    if (static_cast<std::size_t>(named) < std::set(need_.with.begin(), need_.with.end()).size()) {
      return std::nullopt;
    }
    auto most = need_.room ? rooms.back()->seats - others_seated() : static_cast<int>(candidates.size());
    auto wished = competence_set(need_.wished);
    auto team = best_team(candidates, competence_set(need_.required), wished, static_cast<std::size_t>(most));
    if (!team) return std::nullopt;

    Slot slot{time, site, {}};
    for (std::size_t member : team->members) slot.team.push_back(unit_.staff[member].id);
    int seats = static_cast<int>(team->members.size()) + others_seated();
    auto room =
        std::find_if(rooms.begin(), rooms.end(), [seats](const Room* r) { return r->seats >= seats; });
    if (need_.room) slot.room = (*room)->id;
    if (interpreter != nullptr) {
      slot.interpreter = interpreter->id;
      slot.interpreting = need_.interpreting;
    }
    for (Competence wish : need_.wished) {
      if ((team->brings & competence_bit(wish)) == 0) slot.wishes_unmet.push_back(wish);
    }
    return slot;
  }

  Candidate candidate(std::size_t place) const {
    const StaffMember& member = unit_.staff[place];
    auto wanted = competence_set(need_.required) | competence_set(need_.wished);
    return {place, competence_set(member.competences) & wanted, holds(need_.with, member.id)};
  }

  std::vector<Candidate> free_staff(const Day& day, const Interval& time, const std::string& site) {
    std::vector<Candidate> free;
    for (std::size_t i = 0; i < unit_.staff.size(); ++i) {
      const StaffMember& member = unit_.staff[i];
      if (holds(need_.without, member.id) || !is_there(day.staff[i], site, time)) continue;
      if (!taken_.leave_free(member.id, time, site)) continue;
      free.push_back(candidate(i));
      seen_.competences |= free.back().brings;
      seen_.people.insert(member.id);
    }
    return free;
  }

  bool interprets(const Interpreter& interpreter) const {
    return holds(interpreter.languages, need_.language) && holds(interpreter.ways, need_.interpreting);
  }

  const Interpreter* free_interpreter(const Day& day, const Interval& time, const std::string& site) {
    bool remote = need_.interpreting == Interpreting::remote;
    for (std::size_t i = 0; i < unit_.interpreters.size(); ++i) {
      const Interpreter& interpreter = unit_.interpreters[i];
      if (!interprets(interpreter)) continue;
      auto at = day.interpreters[i];
      if (remote) std::for_each(at.begin(), at.end(), [](Stay& stay) { stay.site.clear(); });
      if (!is_there(at, site, time)) continue;
      if (!taken_.leave_free(interpreter.id, time, remote ? std::string_view() : site)) continue;
      seen_.interpreter = true;
      return &interpreter;
    }
    return nullptr;
  }

  // Those with seats for the smallest team that would do, the smallest room first.
  std::vector<const Room*> free_rooms(const Day& day, const Interval& time, const std::string& site) {
    std::vector<const Room*> free;
    for (std::size_t i = 0; i < unit_.rooms.size(); ++i) {
      const Room& room = unit_.rooms[i];
      if (room.site != site || room.seats < least_seats_) continue;
      bool as_site = room.opening_hours.empty();
      bool closed = std::any_of(room.closed.begin(), room.closed.end(),
                                [&](const Interval& interval) { return overlap(interval, time); });
      if (closed || (!as_site && !is_there(day.rooms[i], site, time))) continue;
      if (taken_.leave_free(room.id, time, site)) free.push_back(&room);
    }
    std::stable_sort(free.begin(), free.end(), [](auto* a, auto* b) { return a->seats < b->seats; });
    seen_.room |= !free.empty();
    return free;
  }

  // Who needs a seat besides the team.
  int others_seated() const {
    bool interpreter = !need_.language.empty() && need_.interpreting == Interpreting::in_person;
    return need_.guests + (interpreter ? 1 : 0);
  }

  std::vector<Missing> missing() const {
    if (!seen_.day) return {{Lack::day}};
    std::vector<Missing> missing;
    for (const std::string& id : need_.sites) {
      bool exists =
          std::any_of(sites_.begin(), sites_.end(), [&](const Site* site) { return site->id == id; });
      if (!exists) missing.push_back({Lack::site, id, false});
    }
    if (!seen_.site) {
      if (!sites_.empty()) missing.push_back({Lack::site});
      if (missing.empty()) missing.push_back({Lack::site, {}, false});
      return missing;
    }
    if (seen_.people.empty() && need_.required.empty() && need_.with.empty()) {
      missing.push_back({Lack::staff, {}, !everyone_.empty()});
    }
    for (Competence competence : need_.required) {
      if ((seen_.competences & competence_bit(competence)) != 0) continue;
      Missing lack{Lack::competence, std::string(word(competence)), anyone_brings(competence)};
      if (!holds(missing, lack)) missing.push_back(lack);
    }
    for (const std::string& id : need_.with) {
      bool exists =
          std::any_of(unit_.staff.begin(), unit_.staff.end(), [&](const auto& m) { return m.id == id; });
      if (!seen_.people.contains(id)) missing.push_back({Lack::person, id, exists});
    }
    if (!need_.language.empty() && !seen_.interpreter) {
      bool exists = std::any_of(unit_.interpreters.begin(), unit_.interpreters.end(),
                                [&](const Interpreter& interpreter) { return interprets(interpreter); });
      missing.push_back({Lack::interpreter, need_.language, exists});
    }
    if (need_.room && !seen_.room) {
      bool exists = std::any_of(unit_.rooms.begin(), unit_.rooms.end(), [&](const Room& room) {
        auto here = [&](const Site* site) { return site->id == room.site; };
        return room.seats >= least_seats_ && std::any_of(sites_.begin(), sites_.end(), here);
      });
      missing.push_back({Lack::room, {}, exists});
    }
    if (missing.empty()) missing.push_back({Lack::together});
    return missing;
  }

  bool anyone_brings(Competence competence) const {
    return std::any_of(unit_.staff.begin(), unit_.staff.end(), [&](const StaffMember& member) {
      return holds(member.competences, competence) && !holds(need_.without, member.id);
    });
  }

  // What was there and free at any time that was looked at.
  struct Seen {
    bool day = false;
    bool site = false;
    bool interpreter = false;
    bool room = false;
    CompetenceSet competences = 0;
    std::set<std::string_view> people;
  };

  const Unit& unit_;
  const TakenTimes taken_;
  const Need& need_;
  const Instant now_;
  std::vector<const Site*> sites_;
  std::vector<Candidate> everyone_;  // who may come
  int least_seats_;
  Seen seen_;
};

}  // namespace

std::string_view word(Lack lack) {
  switch (lack) {
    case Lack::day:
      return "day";
    case Lack::site:
      return "site";
    case Lack::staff:
      return "staff";
    case Lack::competence:
      return "competence";
    case Lack::person:
      return "person";
    case Lack::interpreter:
      return "interpreter";
    case Lack::room:
      return "room";
    case Lack::together:
      return "together";
  }
  return {};
}

Offers find_slots(const Unit& unit, const std::vector<Taken>& taken, const Need& need, Instant now,
                  std::size_t count) {
  return Search(unit, taken, need, now).find(count);
}

std::vector<Taken> taken_by(const Slot& slot, std::optional<Instant> until) {
  std::vector<Taken> taken;
  for (const std::string& member : slot.team) taken.push_back({member, slot.time, slot.site, until});
  if (!slot.room.empty()) taken.push_back({slot.room, slot.time, slot.site, until});
  if (!slot.interpreter.empty()) {
    bool remote = slot.interpreting == Interpreting::remote;
    taken.push_back({slot.interpreter, slot.time, remote ? std::string() : slot.site, until});
  }
  return taken;
}

bool still_free(const Unit& unit, const std::vector<Taken>& taken, const Slot& slot, Instant now) {
  TakenTimes times(unit, taken, now);
  auto wanted = taken_by(slot);
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const Taken& each) { return times.leave_free(each.id, each.time, each.site); });
}

}  // namespace moteplass::schedule
