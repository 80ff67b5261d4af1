#include "schedule/rota.h"

#include <algorithm>

#include <fmt/format.h>

#include "schedule/holidays.h"

namespace moteplass::schedule {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;

sys_days monday_of(Date date) {
  return sys_days(date) - (weekday(sys_days(date)) - std::chrono::Monday);
}

bool counts_on(const Rota& rota, Date day) {
  return (!rota.first_day || *rota.first_day <= day) && (!rota.last_day || day <= *rota.last_day);
}

int week_of(const Rota& rota, Date day) {
  if (!rota.week_0_holds) return iso_week(day) % rota.weeks;
  auto weeks = static_cast<int>((monday_of(day) - monday_of(*rota.week_0_holds)).count() / 7) % rota.weeks;
  return weeks < 0 ? weeks + rota.weeks : weeks;
}

// What is left of each stay when an absence is taken out.
void take_out(const Interval& absence, std::vector<Stay>& stays) {
  std::vector<Stay> left;
  for (const Stay& stay : stays) {
    if (!overlap(stay.time, absence)) {
      left.push_back(stay);
      continue;
    }
    if (stay.time.from < absence.from) {
      left.push_back({{stay.time.from, absence.from}, stay.site});
    }
    if (absence.to < stay.time.to) left.push_back({{absence.to, stay.time.to}, stay.site});
  }
  stays = std::move(left);
}

}  // namespace

int iso_week(Date date) {
  Date thursday = monday_of(date) + days(3);
  return days_between(thursday.year() / std::chrono::January / 1, thursday) / 7 + 1;
}

Instant instant_of(Date day, minutes since_midnight) {
  if (since_midnight == std::chrono::hours(24)) return instant_of(add_days(day, 1), minutes(0));
  auto read = [day](minutes time) {
    return parse_local(fmt::format("{}T{:02}:{:02}", to_string(day), time.count() / 60, time.count() % 60));
  };
  if (auto instant = read(since_midnight)) return *instant;
  constexpr auto gap = std::chrono::hours(1);
  return read(since_midnight + gap).value();
}

std::vector<Stay> stays(const std::vector<Rota>& rotas, const std::vector<Interval>& absences, Date day) {
  std::vector<Stay> found;
  if (holiday_name(day)) return found;
  weekday today{sys_days(day)};
  for (const Rota& rota : rotas) {
    if (!counts_on(rota, day)) continue;
    int week = week_of(rota, day);
    for (const Shift& shift : rota.shifts) {
      if (shift.day != today || shift.week != week) continue;
      found.push_back({{instant_of(day, shift.hours.from), instant_of(day, shift.hours.to)}, shift.site});
    }
  }
  for (const Interval& absence : absences) take_out(absence, found);
  std::erase_if(found, [](const Stay& stay) { return stay.time.from >= stay.time.to; });
  std::stable_sort(found.begin(), found.end(),
                   [](const Stay& a, const Stay& b) { return a.time.from < b.time.from; });
  return found;
}

minutes travel_time(const Unit& unit, std::string_view from, std::string_view to) {
  if (from == to) return minutes(0);
  for (const Travel& travel : unit.travels) {
    if ((travel.from == from && travel.to == to) || (travel.from == to && travel.to == from)) {
      return travel.time;
    }
  }
  return unit.other_travel;
}

std::string_view word(Competence competence) {
  switch (competence) {
    case Competence::medical:
      return "medical";
    case Competence::psychological:
      return "psychological";
    case Competence::social:
      return "social";
    case Competence::lived_experience:
      return "lived_experience";
    case Competence::young_adult_peer:
      return "young_adult_peer";
    case Competence::child_welfare:
      return "child_welfare";
  }
  return {};
}

std::optional<Competence> competence_from(std::string_view text) {
  for (auto competence :
       {Competence::medical, Competence::psychological, Competence::social, Competence::lived_experience,
        Competence::young_adult_peer, Competence::child_welfare}) {
    if (word(competence) == text) return competence;
  }
  return std::nullopt;
}

std::string_view word(Interpreting interpreting) {
  switch (interpreting) {
    case Interpreting::remote:
      return "remote";
    case Interpreting::in_person:
      return "in_person";
  }
  return {};
}

std::optional<Interpreting> interpreting_from(std::string_view text) {
  for (auto interpreting : {Interpreting::remote, Interpreting::in_person}) {
    if (word(interpreting) == text) return interpreting;
  }
  return std::nullopt;
}

}  // namespace moteplass::schedule
