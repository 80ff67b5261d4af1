#include "schedule/capacity.h"

#include <algorithm>

namespace moteplass::schedule {
namespace {

constexpr int days_in_week = 7;

Date monday_of(Date day) {
  auto weekday = std::chrono::weekday(std::chrono::sys_days(day));
  return add_days(day, 1 - static_cast<int>(weekday.iso_encoding()));
}

Interval day_of(Date day) {
  return {instant_of(day, minutes(0)), instant_of(add_days(day, 1), minutes(0))};
}

minutes length_of(const Interval& time) {
  return std::chrono::duration_cast<minutes>(time.to - time.from);
}

// Overlapping stays count once. They stand in order.
minutes sum_of(const std::vector<Stay>& stays) {
  minutes sum(0);
  Instant counted_to = Instant::min();
  for (const Stay& stay : stays) {
    Instant from = std::max(stay.time.from, counted_to);
    if (from < stay.time.to) sum += length_of({from, stay.time.to});
    counted_to = std::max(counted_to, stay.time.to);
  }
  return sum;
}

// What a journey's distance before or after the day may take part in is kept.
std::vector<Taken> near(const std::vector<Taken>& taken, Date day) {
  Interval around = day_of(day);
  around = {around.from - std::chrono::days(1), around.to + std::chrono::days(1)};
  std::vector<Taken> found;
  for (const Taken& each : taken) {
    if (overlap(each.time, around)) found.push_back(each);
  }
  return found;
}

std::size_t meetings_on(const Unit& unit, std::vector<Taken> taken, Need need, Date day, Instant now) {
  need.first_day = need.last_day = day;
  need.most_a_day = 0;
  std::size_t meetings = 0;
  for (;;) {
    auto offers = find_slots(unit, taken, need, now, 1);
    if (offers.slots.empty()) return meetings;
    ++meetings;
    // What is taken makes no earlier time free: the next begins here or later.
    auto local = to_local(offers.slots.front().time.from);
    need.between.from = minutes(60 * local.hour + local.minute);
    for (Taken& each : taken_by(offers.slots.front())) taken.push_back(std::move(each));
  }
}

minutes booked_of(const std::string& id, const std::vector<Taken>& taken, const Interval& time) {
  minutes booked(0);
  for (const Taken& each : taken) {
    if (each.id != id || each.until || !overlap(each.time, time)) continue;
    booked += length_of({std::max(each.time.from, time.from), std::min(each.time.to, time.to)});
  }
  return booked;
}

Load load_of(const std::string& id, const std::vector<Rota>& rotas, const std::vector<Interval>& absences,
             const std::vector<Taken>& taken, Date monday) {
  Load load{.id = id};
  minutes without_absences(0);
  for (int i = 0; i < days_in_week; ++i) {
    Date day = add_days(monday, i);
    load.there += sum_of(stays(rotas, absences, day));
    without_absences += sum_of(stays(rotas, {}, day));
  }
  load.away = without_absences - load.there;
  load.booked = booked_of(id, taken, {day_of(monday).from, day_of(add_days(monday, days_in_week)).from});
  return load;
}

Load load_of(const Unit& unit, const Room& room, const std::vector<Taken>& taken, Date monday) {
  auto site = std::find_if(unit.sites.begin(), unit.sites.end(),
                           [&](const Site& each) { return each.id == room.site; });
  auto closed = room.closed;
  closed.insert(closed.end(), site->closed.begin(), site->closed.end());
  const auto& open = room.opening_hours.empty() ? site->opening_hours : room.opening_hours;
  return load_of(room.id, open, closed, taken, monday);
}

}  // namespace

std::vector<WeekCapacity> capacity(const Unit& unit, const std::vector<Taken>& taken, const Need& ordinary,
                                   Date today, int count, Instant now) {
  std::vector<WeekCapacity> weeks;
  for (int number = 0; number < count; ++number) {
    WeekCapacity week;
    week.monday = add_days(monday_of(today), days_in_week * number);
    Need anywhere = ordinary;
    anywhere.sites.clear();
    for (const Site& site : unit.sites) week.sites.push_back({site.id, 0});
    for (int i = 0; i < days_in_week; ++i) {
      Date day = add_days(week.monday, i);
      auto weekday = std::chrono::weekday(std::chrono::sys_days(day));
      for (const Holiday& holiday : holidays(day.year())) {
        if (holiday.date == day && weekday != std::chrono::Sunday) week.holidays.push_back(holiday);
      }
      if (day < today) continue;
      auto taken_near = near(taken, day);
      week.meetings += meetings_on(unit, taken_near, anywhere, day, now);
      // Where there is one site, it is as all.
      for (SiteCapacity& site : week.sites) {
        if (week.sites.size() == 1) break;
        Need here = ordinary;
        here.sites = {site.site};
        site.meetings += meetings_on(unit, taken_near, here, day, now);
      }
    }
    if (week.sites.size() == 1) week.sites.front().meetings = week.meetings;
    for (const StaffMember& member : unit.staff)
      week.staff.push_back(load_of(member.id, member.rotas, member.absences, taken, week.monday));
    for (const Room& room : unit.rooms) week.rooms.push_back(load_of(unit, room, taken, week.monday));
    weeks.push_back(std::move(week));
  }
  return weeks;
}

}  // namespace moteplass::schedule
