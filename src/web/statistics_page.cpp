// The unit's figures of a year, for those who work in it: on the screen, on paper, as CSV.
#include <algorithm>

#include <fmt/format.h>

#include "web/number_words.h"
#include "web/office.h"
#include "web/statistics_view.h"

namespace moteplass::web {
namespace {

using http::Response;

// The year asked for; faulty: 0, which has no figures.
std::optional<int> year_in(const http::Parameters& query) {
  if (!query.has("year")) return std::nullopt;
  auto typed = query.only("year").value_or("");
  bool digits = typed.size() == 4 && typed.find_first_not_of("0123456789") == std::string_view::npos;
  return digits ? std::stoi(std::string(typed)) : 0;
}

app::Units units_in(const http::Parameters& query) {
  return query.only("units") == "all" ? app::Units::all : app::Units::own;
}

std::string address(std::string_view page, int year, app::Units units) {
  return fmt::format("{}?year={}{}", page, year, units == app::Units::all ? "&units=all" : "");
}

std::string of_units(Words words, const app::YearFigures& figures, const Office& office) {
  if (figures.units.size() == 1) return office.unit.details.name;
  std::string names;
  for (const auto& unit : figures.units) names += (names.empty() ? "" : ", ") + unit;
  return words("statistics.of_units", {{"units", names}});
}

json::value units_view(Words words, int year, app::Units units) {
  json::array list;
  for (auto choice : {app::Units::own, app::Units::all}) {
    list.push_back(json::object{
        {"name", words(choice == app::Units::own ? "statistics.own_unit" : "statistics.all_units")},
        {"href", address("/statistics", year, choice)},
        {"current", choice == units}});
  }
  return json::object{{"list", std::move(list)}};
}

// What is overdue at this moment is for the day's work, not for publishing: it is left out of paper and CSV.
json::array lists_view(const Visit& visit, const std::vector<app::WorklistCount>& counts) {
  json::array lists;
  for (const auto& count : counts) {
    lists.push_back(
        json::object{{"href", "/worklists/" + count.worklist},
                     {"name", visit.words.of("worklist_name", count.worklist)},
                     {"cases", number_in_words(visit.words, static_cast<std::int64_t>(count.cases))},
                     {"overdue", number_in_words(visit.words, static_cast<std::int64_t>(count.overdue))}});
  }
  return lists;
}

Response get_statistics(const Office& office, const Visit& visit) {
  auto units = units_in(visit.request.query);
  auto figures = office.desks.statistics.year(visit.user(), year_in(visit.request.query), units);
  if (!figures) return show_problem(office, visit, figures.error());
  app::CaseQuery none;
  none.limit = 1;
  auto now = office.desks.cases.worklist(visit.user(), none);
  if (!now) return show_problem(office, visit, now.error());
  Titles titles;
  for (const auto& model : office.desks.policies.policies()) titles.emplace(model.ref.name, model.title);
  json::array years;
  for (int year : figures->years) {
    years.push_back(json::object{{"name", std::to_string(year)},
                                 {"href", address("/statistics", year, units)},
                                 {"current", year == figures->year}});
  }
  auto year = std::to_string(figures->year);
  auto tables = tables_view(visit.words, *figures, office.unit, titles);
  bool any = !tables.empty();
  json::object view{
      {"lead",
       visit.words("statistics.lead", {{"year", year}, {"unit", of_units(visit.words, *figures, office)}})},
      {"hidden_explained",
       visit.words("statistics.hidden", {{"least", std::to_string(figures->rule.least)}})},
      {"csv_href", address("/statistics.csv", figures->year, units)},
      {"any", any}};
  view["years"] = json::object{{"list", std::move(years)}};
  view["now"] = json::object{{"list", lists_view(visit, now->counts)}};
  view["tables"] = json::object{{"list", std::move(tables)}};
  view["stretches"] = json::object{{"list", stretches_view(visit.words, *figures)}};
  view["parts"] = json::object{{"list", parts_view(visit.words, *figures)}};
  view["equity"] = equity_view(visit.words, *figures);
  view["units"] = office.desks.statistics.knows_others() ? units_view(visit.words, figures->year, units)
                                                         : json::value(false);
  view["of_several"] = units == app::Units::all;
  return show(office, visit, "statistics", visit.words("statistics.title"), std::move(view));
}

Response get_csv(const Office& office, const Visit& visit) {
  auto units = units_in(visit.request.query);
  auto figures = office.desks.statistics.year(visit.user(), year_in(visit.request.query), units);
  if (!figures) return show_problem(office, visit, figures.error());
  auto response = Response::bytes(app::to_csv(*figures), "text/csv; charset=utf-8");
  response.set_header("Content-Disposition",
                      fmt::format("attachment; filename=\"statistikk-{}{}.csv\"", figures->year,
                                  units == app::Units::all ? "-alle" : ""));
  return response;
}

}  // namespace

void add_statistics_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/statistics", Access::unit, get_statistics);
  add_page(router, office, http::Method::get, "/statistics.csv", Access::unit, get_csv);
}

}  // namespace moteplass::web
