// A small unit and short ways to write times, for tests.
#pragma once

#include "schedule/slots.h"

namespace moteplass::schedule::example {

using namespace std::chrono_literals;

inline Date day(std::string_view text) {
  return parse_date(text).value();
}

inline Instant at(std::string_view local) {
  return parse_local(local).value();
}

// Monday to Friday.
inline Rota weekdays(Hours hours, const std::string& site = {}) {
  Rota rota;
  for (unsigned i = 1; i <= 5; ++i) rota.shifts.push_back({std::chrono::weekday(i), hours, site});
  return rota;
}

// One site with one room; a nurse, and a social worker who was once where the visitor is. All at work from 8
// to 16.
inline Unit small_unit() {
  Rota rota = weekdays({8h, 16h}, "torget");
  Unit unit;
  unit.sites = {{"torget", {weekdays({8h, 16h})}}};
  unit.rooms = {{"room 1", "torget", 5}};
  unit.staff = {{"kari", {Competence::medical}, {rota}},
                {"per", {Competence::social, Competence::lived_experience}, {rota}}};
  return unit;
}

// An hour in the week from Monday 2 November 2026.
inline Need hour_that_week() {
  Need need{.length = 60min, .first_day = day("2026-11-02"), .last_day = day("2026-11-06")};
  return need;
}

// The Friday before.
inline Instant friday() {
  return at("2026-10-30T12:00");
}

}  // namespace moteplass::schedule::example
