#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "schedule/rota.h"

namespace moteplass::schedule {
namespace {

class Inspection {
 public:
  explicit Inspection(const Unit& unit) : unit_(unit) {}

  std::vector<FieldFault> faults() {
    std::set<std::string_view> sites;
    for (std::size_t i = 0; i < unit_.sites.size(); ++i) {
      const Site& site = unit_.sites[i];
      auto path = fmt::format("sites[{}]", i);
      look_at_id(site.id, sites, path);
      look_at(site.opening_hours, path + ".opening_hours");
      look_at(site.closed, path + ".closed");
    }
    std::set<std::string_view> ids;
    for (std::size_t i = 0; i < unit_.rooms.size(); ++i) {
      const Room& room = unit_.rooms[i];
      auto path = fmt::format("rooms[{}]", i);
      look_at_id(room.id, ids, path);
      look_at_site(room.site, path + ".site");
      expect(room.seats >= 1, path + ".seats", FaultKind::out_of_range, "at least 1");
      look_at(room.opening_hours, path + ".opening_hours");
      look_at(room.closed, path + ".closed");
    }
    for (std::size_t i = 0; i < unit_.staff.size(); ++i) {
      const StaffMember& member = unit_.staff[i];
      auto path = fmt::format("staff[{}]", i);
      look_at_id(member.id, ids, path);
      look_at(member.rotas, path + ".rotas");
      look_at(member.absences, path + ".absences");
    }
    for (std::size_t i = 0; i < unit_.interpreters.size(); ++i) {
      const Interpreter& interpreter = unit_.interpreters[i];
      auto path = fmt::format("interpreters[{}]", i);
      look_at_id(interpreter.id, ids, path);
      expect(!interpreter.languages.empty(), path + ".languages", FaultKind::missing, "a language");
      expect(!interpreter.ways.empty(), path + ".ways", FaultKind::missing, "remote or in_person");
      look_at(interpreter.rotas, path + ".rotas");
      look_at(interpreter.absences, path + ".absences");
    }
    for (std::size_t i = 0; i < unit_.travels.size(); ++i) {
      const Travel& travel = unit_.travels[i];
      auto path = fmt::format("travels[{}]", i);
      look_at_site(travel.from, path + ".from");
      look_at_site(travel.to, path + ".to");
      look_at_travel(travel.time, path + ".time");
    }
    look_at_travel(unit_.other_travel, "other_travel");
    return std::move(faults_);
  }

 private:
  void expect(bool right, std::string field, FaultKind kind, std::string expected) {
    if (!right) faults_.push_back({std::move(field), kind, std::move(expected)});
  }
  void look_at_id(std::string_view id, std::set<std::string_view>& seen, const std::string& path) {
    expect(!id.empty(), path + ".id", FaultKind::missing, "an id");
    expect(seen.insert(id).second, path + ".id", FaultKind::not_allowed, "an id that nothing else has");
  }
  void look_at_site(std::string_view id, const std::string& path) {
    bool known =
        std::any_of(unit_.sites.begin(), unit_.sites.end(), [id](const Site& site) { return site.id == id; });
    expect(known, path, FaultKind::not_allowed, "the id of a site");
  }
  void look_at_travel(minutes time, const std::string& path) {
    expect(minutes(0) <= time && time <= std::chrono::hours(24), path, FaultKind::out_of_range,
           "from 0 minutes to a day");
  }
  void look_at(const std::vector<Interval>& intervals, const std::string& path) {
    for (std::size_t i = 0; i < intervals.size(); ++i) {
      expect(intervals[i].from < intervals[i].to, fmt::format("{}[{}].to", path, i), FaultKind::out_of_range,
             "later than from");
    }
  }
  void look_at(const std::vector<Rota>& rotas, const std::string& path) {
    for (std::size_t i = 0; i < rotas.size(); ++i) look_at(rotas[i], fmt::format("{}[{}]", path, i));
  }
  void look_at(const Rota& rota, const std::string& path) {
    expect(1 <= rota.weeks && rota.weeks <= 52, path + ".weeks", FaultKind::out_of_range, "from 1 to 52");
    bool in_order = !rota.first_day || !rota.last_day || *rota.first_day <= *rota.last_day;
    expect(in_order, path + ".last_day", FaultKind::out_of_range, "not before first_day");
    for (std::size_t i = 0; i < rota.shifts.size(); ++i) {
      const Shift& shift = rota.shifts[i];
      auto place = fmt::format("{}.shifts[{}]", path, i);
      expect(shift.day.ok(), place + ".day", FaultKind::not_allowed, "a day of the week");
      expect(minutes(0) <= shift.hours.from && shift.hours.from < shift.hours.to &&
                 shift.hours.to <= std::chrono::hours(24),
             place + ".hours", FaultKind::out_of_range, "from one time to a later one, within the day");
      expect(0 <= shift.week && shift.week < rota.weeks, place + ".week", FaultKind::out_of_range,
             "from 0, below weeks");
      if (!shift.site.empty()) look_at_site(shift.site, place + ".site");
    }
  }

  const Unit& unit_;
  std::vector<FieldFault> faults_;
};

}  // namespace

std::vector<FieldFault> faults_of(const Unit& unit) {
  return Inspection(unit).faults();
}

}  // namespace moteplass::schedule
