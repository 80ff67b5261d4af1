// The unit's figures: no persons, small counts hidden.
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "statistics/table_text.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t first_year = 2000;
constexpr std::size_t last_year = 2200;

Operation get_statistics() {
  return {
      .method = http::Method::get,
      .path = "/api/statistics",
      .id = "getStatistics",
      .tag = "cases",
      .summary = "The unit's figures of one year",
      .description =
          "Cases by the year in which they were received. Counts of at least one and fewer than `least` "
          "are left out, and others with them, so that none can be worked out from those that stand. "
          "Years are not to be added up with others that overlap them. Of all units together, more is "
          "left out, so that no unit can take its own figures away and work out small ones of the others.",
      .parameters = {{"year", Place::query,
                      schema::whole_number(static_cast<std::int64_t>(first_year),
                                           static_cast<std::int64_t>(last_year)),
                      "Left out: the newest year with figures."},
                     {"units", Place::query, schema::one_of({"own", "all"}),
                      "all: the unit and those whose figures it has been handed. Left out: own."}},
      .body = {},
      .outcomes = {json_outcome(200, "The figures.", reference("Statistics"))},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::unavailable},
      .max_body_bytes = {}};
}

json::object view_of(const app::GroupFigures& group) {
  json::object object{{"value", group.value}};
  if (group.attended_per_cent) object["attended_per_cent"] = *group.attended_per_cent;
  if (group.receipt_to_meeting) object["receipt_to_meeting"] = statistics::to_json(*group.receipt_to_meeting);
  if (group.offence_to_meeting) object["offence_to_meeting"] = statistics::to_json(*group.offence_to_meeting);
  if (group.per_thousand_residents) object["per_thousand_residents"] = *group.per_thousand_residents;
  if (group.sent_to_started) object["sent_to_started"] = statistics::to_json(*group.sent_to_started);
  return object;
}

json::array view_of(const std::vector<statistics::ShownTable>& shown,
                    const std::vector<std::vector<app::GroupFigures>>& all_groups) {
  json::array tables;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    json::array groups;
    if (i < all_groups.size())
      for (const auto& group : all_groups[i]) groups.push_back(view_of(group));
    auto table = statistics::to_json(shown[i]);
    table["groups"] = std::move(groups);
    tables.push_back(std::move(table));
  }
  return tables;
}

json::object view_of(const app::YearFigures& figures) {
  json::array years;
  for (int year : figures.years) years.push_back(year);
  json::array units;
  for (const auto& unit : figures.units) units.push_back(json::value(unit));
  json::array stretches;
  for (const auto& times : figures.stretches) {
    json::object stretch{{"stretch", word(times.stretch)}};
    if (times.days) stretch["days"] = statistics::to_json(*times.days);
    stretches.push_back(std::move(stretch));
  }
  json::object object{{"year", figures.year}, {"least", figures.rule.least}};
  object["years"] = std::move(years);
  object["units"] = std::move(units);
  object["tables"] = view_of(figures.tables, figures.groups);
  object["referrals"] = view_of(figures.referrals, figures.referral_groups);
  object["feedback"] = view_of(figures.feedback, {});
  if (figures.per_thousand_residents) object["per_thousand_residents"] = *figures.per_thousand_residents;
  object["stretches"] = std::move(stretches);
  return object;
}

schema::Schema number(std::string_view description) {
  return schema::described({{"type", "number"}}, description);
}

schema::Book statistics_schemas() {
  using namespace schema;
  Book book;
  auto year = whole_number(static_cast<std::int64_t>(first_year), static_cast<std::int64_t>(last_year));
  book["Quartiles"] = object({{"first_quartile", number("In days.")},
                              {"median", number("In days.")},
                              {"third_quartile", number("In days.")}},
                             "Of so many as `least` or more.");
  book["StatisticsGroup"] = object(
      {{"value", any_text()},
       optional("attended_per_cent", described(whole_number(0, 100), "Of duties that are met or not met.")),
       optional("receipt_to_meeting", reference("Quartiles")),
       optional("offence_to_meeting", reference("Quartiles")),
       optional("per_thousand_residents",
                number("Cases, where the unit's settings say how many live there.")),
       optional("sent_to_started", reference("Quartiles"))},
      "What is worked out of one row. Absent: hidden, or too few.");
  book["StatisticsTable"] =
      object({{"rows", described(any_text(), "What the rows are, such as age_band.")},
              {"columns", described(any_text(), "What the columns are.")},
              {"cells", list(object({{"row", described(any_text(), "\"all\": the margin.")},
                                     {"column", described(any_text(), "\"all\": the margin.")},
                                     optional("count", described(count(), "Absent: hidden."))}))},
              {"groups", list(reference("StatisticsGroup"))}},
             "Cases, each in one cell that is no margin.");
  book["Statistics"] =
      object({{"year", year},
              {"years", described(list(year), "That have figures, the newest first.")},
              {"least", described(count(), "The smallest count of cases that is shown; a zero is.")},
              {"units", described(list(any_text()), "Whose figures these are.")},
              {"tables", list(reference("StatisticsTable"))},
              {"referrals", described(list(reference("StatisticsTable")),
                                      "What came of referrals to help. None where few were referred.")},
              {"feedback", described(list(reference("StatisticsTable")),
                                     "What people say after the meeting: ages, and answers to a question.")},
              optional("per_thousand_residents", number("Cases, in all districts together.")),
              {"stretches", list(object({{"stretch", one_of(words_to(casework::Stretch::receipt_to_closing))},
                                         optional("days", reference("Quartiles"))}))}},
             "The unit's figures of one year.");
  return book;
}

http::Response statistics_of(const app::StatisticsDesk& desk, const http::Request& request,
                             const app::User& user) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  auto year = query.whole_number("year", first_year, last_year);
  auto units = query.text("units", 10);
  if (units && *units != "own" && *units != "all") query.fault("units", FaultKind::not_allowed, "own or all");
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto figures = desk.year(user, year ? std::optional(static_cast<int>(*year)) : std::nullopt,
                           units == "all" ? app::Units::all : app::Units::own);
  if (!figures) return to_response(figures.error());
  return http::Response::json(view_of(*figures));
}

}  // namespace

void add_statistics_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(statistics_schemas());
  endpoints.add(get_statistics(), [&desk = desks.statistics](const auto& request, const auto& user) {
    return statistics_of(desk, request, user);
  });
}

}  // namespace moteplass::api
