// Who and what a meeting can be made of, and when each is there: staff, interpreters, rooms and sites.
//
// Everything is there by a rota, which is written in wall-clock time in Norway (Europe/Oslo) and read as
// intervals in UTC, so that 09:00 stays 09:00 when the clocks change. Nobody is there on a holiday.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "schedule/interval.h"

namespace moteplass::schedule {

using std::chrono::minutes;

// From and to as the clock on the wall shows them, counted from midnight: {9h, 15h + 30min}. To is at most
// 24h.
struct Hours {
  minutes from;
  minutes to;
};

struct Shift {
  std::chrono::weekday day;
  Hours hours;
  std::string site = {};  // where one is then; empty: wherever one is wanted
  int week = 0;           // of the rota, from 0
};

// A week that repeats, or several in turn. Part time is fewer shifts; days at fixed sites are shifts there.
struct Rota {
  std::vector<Shift> shifts = {};
  int weeks = 1;                          // how many before it starts again
  std::optional<Date> week_0_holds = {};  // a day of some week 0. Otherwise a week is its ISO week number
                                          // modulo `weeks`: of two, 0 is the even weeks and 1 the odd
  std::optional<Date> first_day = {};     // when it begins to count
  std::optional<Date> last_day = {};      // and the last day it does
};

enum class Competence { medical, psychological, social, lived_experience, young_adult_peer, child_welfare };
std::string_view word(Competence competence);  // "lived_experience"
std::optional<Competence> competence_from(std::string_view word);

struct StaffMember {
  std::string id;
  std::vector<Competence> competences;
  std::vector<Rota> rotas;
  std::vector<Interval> absences = {};
};

enum class Interpreting { remote, in_person };  // by phone or screen; at the site
std::string_view word(Interpreting interpreting);
std::optional<Interpreting> interpreting_from(std::string_view word);

struct Interpreter {
  std::string id;
  std::vector<std::string> languages;  // as `Need::language` names them
  std::vector<Interpreting> ways;      // a remote one is at no site, whatever the rota says
  std::vector<Rota> rotas;
  std::vector<Interval> absences = {};
};

struct Site {
  std::string id;
  std::vector<Rota> opening_hours;
  std::vector<Interval> closed = {};
};

struct Room {
  std::string id;
  std::string site;
  int seats;
  std::vector<Rota> opening_hours = {};  // none: those of its site, within which it must be open in any case
  std::vector<Interval> closed = {};
};

// One way takes as long as the other.
struct Travel {
  std::string from;
  std::string to;
  minutes time;
};

// Ids are unique across staff, interpreters and rooms: a booking takes any of them by its id.
struct Unit {
  std::vector<Site> sites;
  std::vector<Room> rooms;
  std::vector<StaffMember> staff;
  std::vector<Interpreter> interpreters = {};
  std::vector<Travel> travels = {};
  minutes other_travel{0};  // between two sites that `travels` does not name
};

// All that is wrong with it, each by its place ("staff[2].rotas[0].shifts[4].site"). Everything below and in
// slots.h takes a unit without faults.
std::vector<FieldFault> faults_of(const Unit& unit);

minutes travel_time(const Unit& unit, std::string_view from, std::string_view to);

// Where one is, and when.
struct Stay {
  Interval time;
  std::string site;  // empty: wherever one is wanted
  friend bool operator==(const Stay&, const Stay&) = default;
};
// What begins on a local day, absences taken out, in order of time.
std::vector<Stay> stays(const std::vector<Rota>& rotas, const std::vector<Interval>& absences, Date day);

// A wall-clock time of a local day. Where summer time ends, the earlier of two; one that summer time skips is
// read with the offset from before the gap, so that 02:30 is then 03:30 (as RFC 5545, 3.3.5 has it).
Instant instant_of(Date day, minutes since_midnight);

// ISO 8601: weeks begin on Monday, and week 1 holds the first Thursday of the year.
int iso_week(Date date);

}  // namespace moteplass::schedule
