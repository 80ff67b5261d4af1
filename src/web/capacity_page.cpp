// Capacity: room for meetings in the coming weeks, how booked each is, and where the cases are. For the
// leader; whoever works in the unit may read it.
#include <algorithm>

#include <fmt/format.h>

#include "web/number_words.h"
#include "web/office.h"
#include "web/statistics_view.h"

namespace moteplass::web {
namespace {

using app::Capacity;
using http::Response;
using schedule::Load;
using schedule::WeekCapacity;

std::string hours_text(Words words, std::chrono::minutes time) {
  return decimal_in_words(words, fmt::format("{:g}", static_cast<double>(time.count()) / 60));
}

std::string per_cent(double part, double whole) {
  return fmt::format("{:.2f}", whole > 0 ? std::min(100.0, 100 * part / whole) : 0.0);
}

std::string week_name(Words words, const WeekCapacity& week) {
  return words("capacity.week", {{"number", std::to_string(schedule::iso_week(week.monday))}});
}

// "borte: Hanne Helsesykepleier (2 t)"
std::string away_text(Words words, const app::SchedulePlan& plan, const WeekCapacity& week) {
  std::vector<std::string> away;
  for (const Load& load : week.staff) {
    if (load.away.count() == 0) continue;
    away.push_back(words("capacity.away_one",
                         {{"name", plan.name_of(load.id)}, {"hours", hours_text(words, load.away)}}));
  }
  return away.empty() ? std::string() : words("capacity.away", {{"who", words.list(away)}});
}

std::string holidays_text(Words words, const WeekCapacity& week) {
  std::vector<std::string> names;
  for (const auto& holiday : week.holidays) {
    auto day =
        texts::weekday_in_words(words.language(), std::chrono::weekday(std::chrono::sys_days(holiday.date)));
    names.push_back(fmt::format("{} ({})", holiday.name, day));
  }
  return words.list(names);
}

json::array weeks_view(Words words, const Capacity& capacity) {
  std::size_t most = 0;
  for (const auto& week : capacity.weeks) most = std::max(most, week.meetings);
  json::array list;
  for (const auto& week : capacity.weeks) {
    json::array sites;
    for (const auto& site : week.sites) {
      sites.push_back(
          json::object{{"count", number_in_words(words, static_cast<std::int64_t>(site.meetings))}});
    }
    list.push_back(
        json::object{{"name", week_name(words, week)},
                     {"days", words("capacity.from", {{"date", words.date(week.monday)}})},
                     {"meetings", number_in_words(words, static_cast<std::int64_t>(week.meetings))},
                     {"width", per_cent(static_cast<double>(week.meetings), static_cast<double>(most))},
                     {"sites", json::object{{"list", std::move(sites)}}},
                     {"holidays", holidays_text(words, week)},
                     {"away", away_text(words, *capacity.plan, week)}});
  }
  return list;
}

// One row for each of the plan's people, or rooms: what is booked of the hours there, week by week.
json::array loads_view(Words words, const Capacity& capacity, std::vector<Load> WeekCapacity::*kind) {
  json::array list;
  for (std::size_t i = 0; i < (capacity.weeks.front().*kind).size(); ++i) {
    json::array weeks;
    std::chrono::minutes booked(0), there(0);
    for (const auto& week : capacity.weeks) {
      const Load& load = (week.*kind)[i];
      booked += load.booked;
      there += load.there;
      weeks.push_back(
          json::object{{"text", words("capacity.of", {{"booked", hours_text(words, load.booked)},
                                                      {"there", hours_text(words, load.there)}})}});
    }
    const auto& id = (capacity.weeks.front().*kind)[i].id;
    list.push_back(json::object{
        {"name", capacity.plan->name_of(id)},
        {"weeks", json::object{{"list", std::move(weeks)}}},
        {"width", per_cent(static_cast<double>(booked.count()), static_cast<double>(there.count()))}});
  }
  return list;
}

json::value plan_view(Words words, const Capacity& capacity) {
  if (capacity.plan == nullptr || capacity.weeks.empty()) return false;
  std::vector<std::string> asked;
  for (auto competence : capacity.ordinary.required)
    asked.push_back(words.of("competence", word(competence)));
  auto ordinary =
      words("capacity.ordinary",
            {{"length", texts::length_in_words(words.language(), capacity.ordinary.length.count())},
             {"days", texts::days_in_words(words.language(), capacity.ordinary.notice_days)}});
  json::array names, headings;
  for (const auto& site : capacity.weeks.front().sites)
    names.push_back(json::object{{"name", capacity.plan->name_of(site.site)}});
  for (const auto& week : capacity.weeks) headings.push_back(json::object{{"name", week_name(words, week)}});
  bool several = names.size() > 1;
  return json::object{{"ordinary", std::move(ordinary)},
                      {"needs", asked.empty() ? words("capacity.needs_none")
                                              : words("capacity.needs", {{"what", words.list(asked)}})},
                      {"several", several},
                      {"site_names", json::object{{"list", std::move(names)}}},
                      {"weeks", json::object{{"list", weeks_view(words, capacity)}}},
                      {"headings", json::object{{"list", std::move(headings)}}},
                      {"staff", json::object{{"list", loads_view(words, capacity, &WeekCapacity::staff)}}},
                      {"rooms", json::object{{"list", loads_view(words, capacity, &WeekCapacity::rooms)}}}};
}

json::array workload_view(Words words, const Capacity& capacity) {
  std::int64_t most = 0;
  for (const auto& load : capacity.workload) most = std::max(most, load.open);
  json::array list;
  for (const auto& load : capacity.workload) {
    auto part = [&](std::int64_t count) {
      return per_cent(static_cast<double>(count), static_cast<double>(most));
    };
    list.push_back(json::object{{"name", load.name.empty() ? words("capacity.nobody") : load.name},
                                {"open", number_in_words(words, load.open)},
                                {"overdue", number_in_words(words, load.overdue)},
                                {"longest", texts::days_in_words(words.language(), load.longest_days)},
                                {"width", part(load.open)},
                                {"late_width", part(load.overdue)}});
  }
  return list;
}

json::array waiting_view(Words words, const Capacity& capacity) {
  json::array list;
  for (const auto& waiting : capacity.waiting) {
    auto key = fmt::format("capacity.waiting_{}", waiting.kind);
    auto text = words.count(words.has(key) ? key : "capacity.waiting_other", waiting.waiting);
    auto failing = waiting.failing == 0 ? std::string()
                                        : words.count("capacity.failing", waiting.failing,
                                                      {{"next", words.moment(*waiting.next)}});
    list.push_back(json::object{{"text", std::move(text)}, {"failing", std::move(failing)}});
  }
  return list;
}

// The newest year in which enough have met for the days to be shown; else the newest.
Result<app::YearFigures, app::Problem> figures_of(const Office& office, const Visit& visit) {
  auto newest = office.desks.statistics.year(visit.user(), std::nullopt);
  if (!newest) return newest;
  auto told = [](const app::YearFigures& figures) {
    return std::any_of(figures.stretches.begin(), figures.stretches.end(), [](const auto& times) {
      return times.stretch == casework::Stretch::offence_to_meeting && times.days;
    });
  };
  auto years = newest->years;
  for (std::size_t i = 0; i < years.size() && i < 3; ++i) {
    auto figures = office.desks.statistics.year(visit.user(), years[i]);
    if (!figures || told(*figures)) return figures;
  }
  return newest;
}

Response get_capacity(const Office& office, const Visit& visit) {
  Words words = visit.words;
  auto capacity = office.desks.capacity.look(visit.user());
  if (!capacity) return show_problem(office, visit, capacity.error());
  auto figures = figures_of(office, visit);
  if (!figures) return show_problem(office, visit, figures.error());
  json::object view;
  view["plan"] = plan_view(words, *capacity);
  view["workload"] = json::object{{"list", workload_view(words, *capacity)}};
  view["waiting"] = json::object{{"list", waiting_view(words, *capacity)}};
  std::erase_if(figures->stretches, [](const auto& times) {
    return times.stretch == casework::Stretch::meeting_to_report ||
           times.stretch == casework::Stretch::receipt_to_closing;
  });
  view["any_times"] = std::any_of(figures->stretches.begin(), figures->stretches.end(),
                                  [](const auto& times) { return times.days.has_value(); });
  view["stretches"] = json::object{{"list", stretches_view(words, *figures)}};
  view["times_title"] = words("capacity.times", {{"year", std::to_string(figures->year)}});
  return show(office, visit, "capacity", words("capacity.title"), std::move(view));
}

}  // namespace

void add_capacity_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/capacity", Access::unit, get_capacity);
}

}  // namespace moteplass::web
