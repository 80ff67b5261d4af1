// find_slots against a slow search written from the declarations alone: every quarter of every day, every
// site, every team, room and interpreter, each looked at minute for minute by the clock on the wall.
#include <bit>
#include <ctime>
#include <set>
#include <tuple>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "schedule/example_unit.h"
#include "schedule/holidays.h"

namespace moteplass::schedule {
namespace {

using namespace example;

// ---- the slow search ----

constexpr auto tick = 5min;  // every time of the random units is a multiple of it

int week_by_the_c_library(Date date) {
  std::tm tm{};
  tm.tm_year = static_cast<int>(date.year()) - 1900;
  tm.tm_wday = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(date)).c_encoding());
  tm.tm_yday = days_between(date.year() / std::chrono::January / 1, date);
  char text[3];
  std::strftime(text, sizeof text, "%V", &tm);
  return std::stoi(text);
}

int week_in(const Rota& rota, Date date) {
  if (!rota.week_0_holds) return week_by_the_c_library(date) % rota.weeks;
  auto monday = [](Date d) {
    while (std::chrono::weekday(std::chrono::sys_days(d)) != std::chrono::Monday) d = add_days(d, -1);
    return d;
  };
  Date counted = monday(*rota.week_0_holds);
  while (counted > monday(date)) counted = add_days(counted, -7 * rota.weeks);
  return days_between(counted, monday(date)) / 7 % rota.weeks;
}

bool is_within(const Interval& interval, Instant t) {
  return interval.from <= t && t < interval.to;
}

bool is_there(const std::vector<Rota>& rotas, const std::vector<Interval>& absences,
              std::optional<std::string> site, Instant t) {
  LocalTime local = to_local(t);
  minutes clock = std::chrono::hours(local.hour) + minutes(local.minute);
  if (holiday_name(local.date)) return false;
  for (const Interval& absence : absences) {
    if (is_within(absence, t)) return false;
  }
  for (const Rota& rota : rotas) {
    if ((rota.first_day && local.date < *rota.first_day) || (rota.last_day && local.date > *rota.last_day))
      continue;
    for (const Shift& shift : rota.shifts) {
      bool here = !site || shift.site.empty() || shift.site == *site;
      if (here && shift.day == local.weekday && shift.week == week_in(rota, local.date) &&
          shift.hours.from <= clock && clock < shift.hours.to) {
        return true;
      }
    }
  }
  return false;
}

struct World {
  Unit unit;
  std::vector<Taken> taken;
  Need need;
  Instant now;
};

class SlowSearch {
 public:
  explicit SlowSearch(const World& world) : w(world) {
    sites = w.need.sites;
    for (const Site& site : w.unit.sites) {
      if (w.need.sites.empty()) sites.push_back(site.id);
    }
  }

  Offers all() {
    Offers offers;
    Date first = std::max(w.need.first_day, add_days(local_date(w.now), w.need.notice_days));
    for (Date date = first; date <= w.need.last_day; date = add_days(date, 1)) {
      int today = 0;
      for (Instant t = Instant(std::chrono::sys_days(date)) - 4h;
           t < Instant(std::chrono::sys_days(date)) + 28h; t += 15min) {
        Interval time{t, t + w.need.length};
        if (!may_be(date, time)) continue;
        any_time = true;
        for (const std::string& site : sites) {
          auto slot = best_at(time, site);
          if (slot && (w.need.most_a_day == 0 || today < w.need.most_a_day)) {
            offers.slots.push_back(*slot);
            ++today;
          }
        }
      }
    }
    if (offers.slots.empty()) offers.missing = lacks();
    return offers;
  }

 private:
  bool may_be(Date date, const Interval& time) const {
    LocalTime from = to_local(time.from);
    LocalTime to = to_local(time.to - tick);
    minutes end = std::chrono::hours(to.hour) + minutes(to.minute) + tick;
    return from.date == date && to.date == date && !holiday_name(date) && w.now <= time.from &&
           w.need.between.from <= std::chrono::hours(from.hour) + minutes(from.minute) &&
           end <= w.need.between.to;
  }

  template <class Predicate>
  static bool throughout(const Interval& time, Predicate predicate) {
    for (Instant t = time.from; t < time.to; t += tick) {
      if (!predicate(t)) return false;
    }
    return true;
  }

  bool is_free(const std::string& id, const Interval& time, const std::string& site) const {
    for (const Taken& taken : w.taken) {
      if (taken.id != id || (taken.until && *taken.until <= w.now)) continue;
      minutes way{0};
      if (!taken.site.empty() && !site.empty()) way = travel_time(w.unit, taken.site, site);
      bool before = taken.time.to + way <= time.from;
      bool after = time.to + way <= taken.time.from;
      if (!before && !after) return false;
    }
    return true;
  }

  bool may_come(const StaffMember& member) const {
    return std::find(w.need.without.begin(), w.need.without.end(), member.id) == w.need.without.end();
  }
  bool comes(const StaffMember& member, const Interval& time, const std::string& site) const {
    return may_come(member) && is_free(member.id, time, site) &&
           throughout(time, [&](Instant t) { return is_there(member.rotas, member.absences, site, t); });
  }
  bool speaks(const Interpreter& interpreter) const {
    return std::count(interpreter.languages.begin(), interpreter.languages.end(), w.need.language) > 0 &&
           std::count(interpreter.ways.begin(), interpreter.ways.end(), w.need.interpreting) > 0;
  }
  bool interprets(const Interpreter& interpreter, const Interval& time, const std::string& site) const {
    bool remote = w.need.interpreting == Interpreting::remote;
    return speaks(interpreter) && is_free(interpreter.id, time, remote ? "" : site) &&
           throughout(time, [&](Instant t) {
             return is_there(interpreter.rotas, interpreter.absences,
                             remote ? std::optional<std::string>() : site, t);
           });
  }
  bool is_open(const Room& room, const Interval& time, const std::string& site) const {
    return room.site == site && is_free(room.id, time, site) && throughout(time, [&](Instant t) {
             for (const Interval& closed : room.closed) {
               if (is_within(closed, t)) return false;
             }
             return room.opening_hours.empty() || is_there(room.opening_hours, {}, site, t);
           });
  }
  int others() const {
    return w.need.guests +
           (!w.need.language.empty() && w.need.interpreting == Interpreting::in_person ? 1 : 0);
  }
  static std::set<Competence> brought(const std::vector<const StaffMember*>& team) {
    std::set<Competence> brought;
    for (const auto* member : team) brought.insert(member->competences.begin(), member->competences.end());
    return brought;
  }
  // Every team of those whom `who` admits that brings what is required and holds whom it must.
  template <class Predicate>
  std::vector<std::vector<const StaffMember*>> teams(Predicate who) const {
    std::vector<std::vector<const StaffMember*>> found;
    for (unsigned chosen = 1; chosen < (1U << w.unit.staff.size()); ++chosen) {
      std::vector<const StaffMember*> team;
      bool all = true;
      for (std::size_t i = 0; i < w.unit.staff.size(); ++i) {
        if ((chosen >> i & 1U) == 0) continue;
        team.push_back(&w.unit.staff[i]);
        all = all && who(w.unit.staff[i]);
      }
      auto has = brought(team);
      for (Competence competence : w.need.required) all = all && has.contains(competence);
      for (const std::string& id : w.need.with) {
        all = all && std::any_of(team.begin(), team.end(), [&](const auto* m) { return m->id == id; });
      }
      if (all) found.push_back(team);
    }
    return found;
  }

  std::optional<Slot> best_at(const Interval& time, const std::string& site) {
    auto here =
        std::find_if(w.unit.sites.begin(), w.unit.sites.end(), [&](const Site& s) { return s.id == site; });
    if (here == w.unit.sites.end() ||
        !throughout(time, [&](Instant t) { return is_there(here->opening_hours, here->closed, site, t); })) {
      return std::nullopt;
    }
    any_site = true;
    std::vector<const Interpreter*> interpreters;
    for (const Interpreter& i : w.unit.interpreters) {
      if (interprets(i, time, site)) interpreters.push_back(&i);
    }
    std::vector<const Room*> rooms;
    for (const Room& room : w.unit.rooms) {
      if (is_open(room, time, site)) rooms.push_back(&room);
    }
    std::vector<const StaffMember*> staff;
    for (const StaffMember& member : w.unit.staff) {
      if (comes(member, time, site)) staff.push_back(&member);
    }
    remember(staff, rooms, interpreters);
    if (w.need.language.empty()) interpreters = {nullptr};
    if (!w.need.room) rooms = {nullptr};

    std::optional<Slot> best;
    std::optional<std::tuple<int, std::size_t, std::vector<std::ptrdiff_t>, int>> best_rank;
    auto is_free_now = [&](const StaffMember& m) { return std::count(staff.begin(), staff.end(), &m) > 0; };
    for (const auto& team : teams(is_free_now)) {
      for (const Room* room : rooms) {
        if (room != nullptr && room->seats < static_cast<int>(team.size()) + others()) continue;
        for (const Interpreter* interpreter : interpreters) {
          Slot slot{.time = time, .site = site, .team = {}};
          std::vector<std::ptrdiff_t> places;
          for (const auto* member : team) {
            slot.team.push_back(member->id);
            places.push_back(member - w.unit.staff.data());
          }
          if (room != nullptr) slot.room = room->id;
          if (interpreter != nullptr) {
            slot.interpreter = interpreter->id;
            slot.interpreting = w.need.interpreting;
          }
          auto has = brought(team);
          for (Competence wish : w.need.wished) {
            if (!has.contains(wish)) slot.wishes_unmet.push_back(wish);
          }
          std::tuple rank{static_cast<int>(slot.wishes_unmet.size()), team.size(), places,
                          room != nullptr ? room->seats : 0};
          if (!best_rank || rank < *best_rank) {
            best_rank = rank;
            best = slot;
          }
        }
      }
    }
    return best;
  }

  void remember(const std::vector<const StaffMember*>& staff, const std::vector<const Room*>& rooms,
                const std::vector<const Interpreter*>& interpreters) {
    for (const auto* member : staff) people.insert(member->id);
    competences.merge(brought(staff));
    any_interpreter = any_interpreter || !interpreters.empty();
    for (const Room* room : rooms) any_room = any_room || room->seats >= least_seats();
  }
  int least_seats() const {
    std::size_t least = w.unit.staff.size() + 1;
    for (const auto& team : teams([&](const StaffMember& m) { return may_come(m); })) {
      least = std::min(least, team.size());
    }
    return others() + (least > w.unit.staff.size() ? 1 : static_cast<int>(least));
  }

  std::vector<Missing> lacks() const {
    if (!any_time) return {{Lack::day}};
    if (!any_site) return {{Lack::site}};
    std::vector<Missing> lacks;
    bool anyone =
        std::any_of(w.unit.staff.begin(), w.unit.staff.end(), [&](const auto& m) { return may_come(m); });
    if (w.need.required.empty() && w.need.with.empty() && people.empty()) {
      lacks.push_back({Lack::staff, "", anyone});
    }
    for (Competence competence : w.need.required) {
      if (competences.contains(competence)) continue;
      std::vector<const StaffMember*> all;
      for (const StaffMember& member : w.unit.staff) {
        if (may_come(member)) all.push_back(&member);
      }
      lacks.push_back({Lack::competence, std::string(word(competence)), brought(all).contains(competence)});
    }
    for (const std::string& id : w.need.with) {
      if (!people.contains(id)) lacks.push_back({Lack::person, id, true});
    }
    if (!w.need.language.empty() && !any_interpreter) {
      lacks.push_back({Lack::interpreter, w.need.language,
                       std::any_of(w.unit.interpreters.begin(), w.unit.interpreters.end(),
                                   [&](const Interpreter& i) { return speaks(i); })});
    }
    if (w.need.room && !any_room) {
      bool exists = false;
      for (const Room& room : w.unit.rooms) {
        exists =
            exists || (std::count(sites.begin(), sites.end(), room.site) > 0 && room.seats >= least_seats());
      }
      lacks.push_back({Lack::room, "", exists});
    }
    if (lacks.empty()) lacks.push_back({Lack::together});
    return lacks;
  }

  const World& w;
  std::vector<std::string> sites;
  bool any_time = false, any_site = false, any_room = false, any_interpreter = false;
  std::set<std::string> people;
  std::set<Competence> competences;
};

// ---- random small units ----

// From `least` to `most`, evenly: as it comes, a small test would only ever draw small numbers.
int pick(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}
bool one_in(int n) {
  return pick(1, n) == 1;
}
template <class Value>
Value any_of(std::initializer_list<Value> values) {
  return values.begin()[pick(0, static_cast<int>(values.size()) - 1)];
}
const std::string& any_id(const auto& things) {
  return things[static_cast<std::size_t>(pick(0, static_cast<int>(things.size()) - 1))].id;
}

Hours any_hours() {
  auto from = 8h + pick(0, 12) * 10min;
  return {from, from + pick(6, 24) * 10min};
}

Interval any_interval(Date first, int days) {
  auto from = instant_of(add_days(first, pick(0, days)), 8h + pick(0, 24) * 10min);
  return {from, from + pick(1, 12) * 10min};
}

Rota any_rota(const Unit& unit, Date first, bool at_sites) {
  Rota rota;
  rota.weeks = any_of({1, 1, 2, 2, 3});
  if (one_in(2)) rota.week_0_holds = add_days(first, pick(-20, 20));
  if (one_in(6)) rota.first_day = add_days(first, pick(-1, 3));
  if (one_in(6)) rota.last_day = add_days(first, pick(3, 6));
  for (int week = 0; week < rota.weeks; ++week) {
    for (unsigned weekday = 0; weekday < 7; ++weekday) {
      for (int shifts = any_of({0, 1, 1, 1, 2}); shifts > 0; --shifts) {
        std::string site = at_sites && one_in(2) ? any_id(unit.sites) : "";
        rota.shifts.push_back({std::chrono::weekday(weekday), any_hours(), site, week});
      }
    }
  }
  return rota;
}

std::vector<Competence> any_competences(int most) {
  std::vector<Competence> competences;
  for (int n = pick(0, most); n > 0; --n) {
    auto competence = any_of({Competence::medical, Competence::social, Competence::lived_experience});
    if (std::find(competences.begin(), competences.end(), competence) == competences.end()) {
      competences.push_back(competence);
    }
  }
  return competences;
}

std::vector<Interval> sometimes_away(Date first) {
  std::vector<Interval> away;
  for (int n = any_of({0, 0, 1, 2}); n > 0; --n) away.push_back(any_interval(first, 4));
  return away;
}

World any_world() {
  World world;
  Unit& unit = world.unit;
  // Around both changes of the clock, Easter, the days of May, Christmas and a year of 53 weeks.
  Date first = day(any_of({"2026-03-27", "2026-04-01", "2026-04-30", "2026-05-13", "2026-10-22", "2026-12-23",
                           "2026-12-30", "2026-11-04"}));
  int days = pick(0, 5);
  unit.sites = {{"a", {weekdays({8h, 14h})}}, {"b", {}}};
  unit.sites[1].opening_hours = {any_rota(unit, first, false)};
  unit.sites[1].closed = sometimes_away(first);
  if (one_in(3)) unit.sites.pop_back();
  for (int n = pick(0, 2); n >= 0; --n) {
    Room room{"room " + std::to_string(n), any_id(unit.sites), pick(2, 5)};
    if (one_in(3)) room.opening_hours = {any_rota(unit, first, false)};
    room.closed = sometimes_away(first);
    unit.rooms.push_back(room);
  }
  for (int n = pick(0, 3); n >= 0; --n) {
    StaffMember member{"staff " + std::to_string(n), any_competences(3), {any_rota(unit, first, true)}};
    if (one_in(4)) member.rotas.push_back(any_rota(unit, first, true));
    member.absences = sometimes_away(first);
    unit.staff.push_back(member);
  }
  for (int n = pick(0, 2); n > 0; --n) {
    Interpreter interpreter{"interpreter " + std::to_string(n), {}, {}, {any_rota(unit, first, true)}};
    interpreter.languages = one_in(3) ? std::vector<std::string>{"ar"} : std::vector<std::string>{"so", "ar"};
    if (one_in(2)) interpreter.ways.push_back(Interpreting::in_person);
    if (interpreter.ways.empty() || one_in(2)) interpreter.ways.push_back(Interpreting::remote);
    unit.interpreters.push_back(interpreter);
  }
  if (unit.sites.size() == 2 && one_in(2)) unit.travels = {{"b", "a", pick(0, 9) * 5min}};
  unit.other_travel = pick(0, 6) * 5min;

  world.now = instant_of(add_days(first, pick(-3, 0)), pick(0, 24) * 30min);
  for (int n = pick(0, 6); n > 0; --n) {
    std::string id = any_of({0, 1}) == 0 ? any_id(unit.staff) : any_id(unit.rooms);
    if (!unit.interpreters.empty() && one_in(4)) id = any_id(unit.interpreters);
    Taken taken{id, any_interval(first, days), one_in(4) ? "" : any_id(unit.sites)};
    if (one_in(3)) taken.until = world.now + pick(-1, 1) * 10min;
    world.taken.push_back(taken);
  }

  Need& need = world.need;
  need.length = pick(3, 12) * 10min;
  need.first_day = first;
  need.last_day = add_days(first, days);
  need.required = any_competences(2);
  need.wished = any_competences(2);
  if (one_in(5)) need.with = {any_id(unit.staff)};
  if (one_in(5)) need.without = {any_id(unit.staff)};
  if (one_in(3)) need.language = "so";
  if (one_in(2)) need.interpreting = Interpreting::in_person;
  if (one_in(3)) need.sites = {any_id(unit.sites)};
  need.room = !one_in(4);
  need.guests = pick(0, 2);
  if (one_in(3)) need.between = {8h + pick(0, 6) * 10min, 11h + pick(0, 12) * 10min};
  need.notice_days = pick(0, 3);
  need.most_a_day = any_of({0, 0, 1, 2});
  return world;
}

// ---- what holds ----

TEST(SlotsAgainstSlowSearch, EachIsRightInOrderAndNoneEarlierWasPossible) {
  EXPECT_TRUE(rc::check([] {
    World world = any_world();
    RC_ASSERT(faults_of(world.unit).empty());
    auto truth = SlowSearch(world).all();
    auto count = static_cast<std::size_t>(pick(1, 40));
    auto found = find_slots(world.unit, world.taken, world.need, world.now, count);
    RC_CLASSIFY(!truth.slots.empty(), "has slots");
    for (const Missing& missing : truth.missing) RC_TAG(static_cast<int>(missing.lack));
    if (truth.slots.size() > count) truth.slots.resize(count);
    RC_ASSERT(found.slots.size() == truth.slots.size());
    for (std::size_t i = 0; i < found.slots.size(); ++i) RC_ASSERT(found.slots[i] == truth.slots[i]);
    RC_ASSERT(found.missing == truth.missing);
  }));
}

// Nobody and nothing is ever in two places, or in a second place before one can be there.
TEST(SlotsBookedOneAfterAnother, NeverCollide) {
  EXPECT_TRUE(rc::check([] {
    World world = any_world();
    world.taken.clear();
    for (int i = 0; i < 8; ++i) {
      auto offers = find_slots(world.unit, world.taken, world.need, world.now, 1);
      if (offers.slots.empty()) break;
      RC_ASSERT(still_free(world.unit, world.taken, offers.slots[0], world.now));
      for (auto& taken : taken_by(offers.slots[0])) world.taken.push_back(taken);
      RC_ASSERT(!still_free(world.unit, world.taken, offers.slots[0], world.now));
    }
    for (std::size_t i = 0; i < world.taken.size(); ++i) {
      for (std::size_t j = 0; j < world.taken.size(); ++j) {
        const Taken& a = world.taken[i];
        const Taken& b = world.taken[j];
        if (i == j || a.id != b.id || b.time.from < a.time.from) continue;
        bool moves = !a.site.empty() && !b.site.empty();
        RC_ASSERT(a.time.to + (moves ? travel_time(world.unit, a.site, b.site) : 0min) <= b.time.from);
      }
    }
  }));
}

}  // namespace
}  // namespace moteplass::schedule
