// Many made-up encounters under the models. Nothing is stored and no person is named.
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "forecast/distribution_text.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t longest_name = 60;
constexpr std::size_t longest_list = 2000;

std::string_view told_of(std::string_view setting) {
  if (setting == "seed") return "Where the draws begin; the same seed gives the same encounters.";
  if (setting == "number") return "How many encounters.";
  if (setting == "under_18") return "Per cent who are under 18.";
  if (setting == "addicted") return "Per cent who are addicted.";
  return "What follows of not coming is asked as after so many missed summonses.";
}

std::vector<Parameter> setting_parameters() {
  std::vector<Parameter> parameters;
  forecast::Settings usual;
  for (const auto& range : forecast::setting_ranges()) {
    parameters.push_back(
        {std::string(range.name), Place::query,
         schema::with_default(schema::whole_number(range.least, range.most), usual.*range.member),
         std::string(told_of(range.name))});
  }
  return parameters;
}

forecast::Settings settings_from(QueryReader& query) {
  forecast::Settings settings;
  for (const auto& range : forecast::setting_ranges()) {
    auto number = query.whole_number(range.name, static_cast<std::size_t>(range.least),
                                     static_cast<std::size_t>(range.most));
    if (number) settings.*range.member = static_cast<std::int64_t>(*number);
  }
  return settings;
}

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  for (std::size_t from = 0; from <= list.size();) {
    auto to = std::min(list.find(',', from), list.size());
    names.emplace_back(list.substr(from, to - from));
    from = to + 1;
  }
  return names;
}

Operation get_distribution() {
  auto parameters = setting_parameters();
  parameters.push_back({"policies", Place::query, schema::text(longest_list),
                        "Names of models, with commas between; left out: all."});
  return {.method = http::Method::get,
          .path = "/api/distribution",
          .id = "getDistribution",
          .tag = "policies",
          .summary = "What the models would do with many made-up encounters",
          .description =
              "The encounters are drawn from stated assumptions and a seed; nobody in them exists, and the "
              "numbers claim nothing of the world. The same address gives the same numbers.",
          .parameters = std::move(parameters),
          .body = {},
          .outcomes = {json_outcome(200, "The assumptions and the counts.", reference("Distribution"))},
          .problems = {ProblemCode::unknown_policy, ProblemCode::unavailable},
          .max_body_bytes = {}};
}

http::Response distribution(const app::DistributionDesk& desk, const http::Request& request) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  auto settings = settings_from(query);
  std::vector<std::string> names;
  if (auto list = query.text("policies", longest_list)) names = names_in(*list);
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto counted = desk.distribution(settings, names);
  if (!counted) return to_response(counted.error());
  return http::Response::json(forecast::to_json(*counted));
}

Operation get_flows() {
  auto parameters = setting_parameters();
  parameters.push_back({"from", Place::query, schema::text(longest_name), "Name of a model; required."});
  parameters.push_back({"to", Place::query, schema::text(longest_name), "Name of another; required."});
  return {.method = http::Method::get,
          .path = "/api/distribution/flows",
          .id = "getFlows",
          .tag = "policies",
          .summary = "From which reaction to which the encounters go between two models",
          .description = "Each encounter is counted once: by its reaction under one model and the other.",
          .parameters = std::move(parameters),
          .body = {},
          .outcomes = {json_outcome(200, "The flows that are not empty.", reference("Flows"))},
          .problems = {ProblemCode::unknown_policy, ProblemCode::unavailable},
          .max_body_bytes = {}};
}

http::Response flows(const app::DistributionDesk& desk, const http::Request& request) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  auto settings = settings_from(query);
  std::string names[2];
  std::size_t i = 0;
  for (std::string_view side : {"from", "to"}) {
    auto name = query.text(side, longest_name);
    if (!name && !request.query.has(side)) query.fault(side, FaultKind::missing, "the name of a model");
    names[i++] = name.value_or("");
  }
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto counted = desk.distribution(settings, {names[0], names[1]});
  if (!counted) return to_response(counted.error());
  // A model named twice is counted once.
  return http::Response::json(
      forecast::to_json(settings, *counted->tallies.front(), *counted->tallies.back()));
}

template <class Word>
std::vector<schema::Member> counts_of(Word last) {
  std::vector<schema::Member> members;
  for (auto name : schema::words_to(last)) members.push_back({name, schema::count()});
  return members;
}

schema::Book distribution_schemas() {
  using namespace schema;
  Book book;
  std::vector<Member> settings;
  for (const auto& range : forecast::setting_ranges())
    settings.push_back({range.name, whole_number(range.least, range.most)});
  book["DistributionSettings"] = object(std::move(settings), "What was asked for.");
  auto share = object({{"value", any_text()}, {"per_mille", whole_number(0, 1000)}});
  book["DistributionAssumption"] =
      object({{"key", any_text()},
              {"shares", list(share)},
              optional("source", described(any_text(), "Norwegian. Absent: an assumption without a source.")),
              optional("setting", described(any_text(), "The parameter that moves it."))},
             "What the encounters are drawn from.");
  book["DistributionAmount"] = object({{"substance", any_text()},
                                       {"form", any_text()},
                                       {"unit", any_text()},
                                       {"lowest", any_text()},
                                       {"highest", any_text()}},
                                      "How much may be found: as often within each doubling.");
  auto told = counts_of(forecast::Told::not_stated);
  told.push_back({"tests", described(count(), "Whose test results the unit reports.")});
  auto fees = object({{"in_reaction", count()},
                      {"in_reaction_open", count()},
                      {"at_no_show", count()},
                      {"at_no_show_open", count()},
                      {"at_no_show_nok", described(count(), "In kroner, if nobody came.")}});
  auto meetings = object({{"called", described(count(), "Whose reaction sends them to the unit.")},
                          {"required", count()},
                          {"open", described(count(), "For whom the model states no number.")},
                          optional("per_person", any_text())});
  book["ModelDistribution"] = object({{"policy", reference("PolicyRef")},
                                      {"title", any_text()},
                                      {"reactions", object(counts_of(forecast::Outcome::undecided))},
                                      {"fees", fees},
                                      {"meetings", meetings},
                                      {"guardians", object({{"called", count()}, {"open", count()}})},
                                      {"told", object(std::move(told), "What the police are told.")}},
                                     "The counts of one model.");
  book["Distribution"] = object({{"notice", any_text()},
                                 {"settings", reference("DistributionSettings")},
                                 {"assumptions", list(reference("DistributionAssumption"))},
                                 {"amounts", list(reference("DistributionAmount"))},
                                 {"models", list(reference("ModelDistribution"))}},
                                "Made-up encounters under the models.");
  auto outcomes = one_of(words_to(forecast::Outcome::undecided));
  auto side = object({{"policy", reference("PolicyRef")}, {"title", any_text()}});
  book["Flows"] =
      object({{"notice", any_text()},
              {"settings", reference("DistributionSettings")},
              {"from", side},
              {"to", side},
              {"flows", list(object({{"from", outcomes}, {"to", outcomes}, {"count", count()}}))}},
             "From reaction to reaction.");
  return book;
}

}  // namespace

void add_distribution_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(distribution_schemas());
  endpoints.add(get_distribution(), [&desk = desks.distribution](const auto& request, const auto&) {
    return distribution(desk, request);
  });
  endpoints.add(get_flows(), [&desk = desks.distribution](const auto& request, const auto&) {
    return flows(desk, request);
  });
}

}  // namespace moteplass::api
