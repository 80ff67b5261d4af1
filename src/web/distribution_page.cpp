// Many made-up encounters under every model. Open to everyone: nobody in it exists. A link holds the whole
// question, so whoever opens it sees the same numbers.
#include <fmt/format.h>

#include "http/forms.h"
#include "web/distribution_view.h"
#include "web/flow_view.h"
#include "web/form_view.h"
#include "web/number_words.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

constexpr std::string_view first_side = "nou-2019-flertall";
constexpr std::string_view other_side = "rer-2022";

struct Wish {
  http::Parameters typed;  // with the usual values where nothing was asked for
  forecast::Settings settings;
  std::string from;
  std::string to;
  Faults faults;
  bool malformed = false;
};

// The model of that name, or the first there is.
std::string usual_model(const std::vector<policy::PolicySummary>& models, std::string_view name) {
  for (const auto& model : models)
    if (model.ref.name == name) return model.ref.name;
  return models.empty() ? std::string() : models.front().ref.name;
}

Wish read_wish(const Visit& visit, const std::vector<policy::PolicySummary>& models) {
  Wish wish{visit.request.query, {}, {}, {}, {}, false};
  for (const auto& range : forecast::setting_ranges()) {
    if (wish.typed.has(range.name)) continue;
    wish.typed.add(std::string(range.name), std::to_string(forecast::Settings{}.*range.member));
  }
  if (!wish.typed.has("from")) wish.typed.add("from", usual_model(models, first_side));
  if (!wish.typed.has("to")) wish.typed.add("to", usual_model(models, other_side));
  FormReader reader(wish.typed);
  for (const auto& range : forecast::setting_ranges()) {
    auto number = reader.whole_number(range.name, Presence::required, range.least, range.most);
    if (number) wish.settings.*range.member = *number;
  }
  for (auto [name, side] : {std::pair{"from", &wish.from}, std::pair{"to", &wish.to}}) {
    *side = reader.text(name, Presence::required, 60).value_or("");
    bool known = std::any_of(models.begin(), models.end(),
                             [&, wanted = side](const auto& model) { return model.ref.name == *wanted; });
    if (!known && !side->empty()) reader.fault(name, FaultKind::not_allowed, "the name of a model");
  }
  reader.refuse_unknown();
  wish.faults = reader.faults();
  wish.malformed = reader.is_malformed();
  return wish;
}

std::string csv_href(const Wish& wish) {
  http::Parameters query;
  for (const auto& range : forecast::setting_ranges())
    query.add(std::string(range.name), std::to_string(wish.settings.*range.member));
  return http::with_query("/distribution.csv", query);
}

json::object form_view(const Visit& visit, const Wish& wish,
                       const std::vector<policy::PolicySummary>& models) {
  FormView form(visit.words, wish.typed, wish.faults);
  std::vector<Option> options;
  for (const auto& model : models) options.push_back({model.ref.name, model.title, {}});
  json::array settings;
  for (const auto& range : forecast::setting_ranges())
    settings.push_back(form.text(range.name, Presence::required, {.inputmode = "numeric", .width = "short"}));
  json::array sides;
  sides.push_back(form.select("from", Presence::required, options));
  sides.push_back(form.select("to", Presence::required, options));
  json::object view;
  view["errors"] = form.errors();
  view["fields"] = std::move(settings);
  view["sides"] = std::move(sides);
  return view;
}

const forecast::Tally* find(const forecast::Distribution& distribution, std::string_view name) {
  for (const auto& tally : distribution.tallies)
    if (tally->model.ref.name == name) return tally.get();
  return nullptr;
}

json::object result_view(const Visit& visit, const Wish& wish, const forecast::Distribution& counted) {
  const auto& words = visit.words;
  const auto* from = find(counted, wish.from);
  const auto* to = find(counted, wish.to);
  json::value flow = false;
  if (from != nullptr && to != nullptr) flow = flow_view(words, *from, *to);
  return {{"bars", json::object{{"list", bars_view(words, counted)}}},
          {"consequences", json::object{{"list", consequences_view(words, counted)}}},
          {"flow", std::move(flow)},
          {"assumptions", json::object{{"list", assumptions_view(words, wish.settings)}}},
          {"amounts", json::object{{"list", amounts_view(words)}}},
          {"csv_href", csv_href(wish)}};
}

Response get_distribution(const Office& office, const Visit& visit) {
  auto models = office.desks.policies.policies();
  auto wish = read_wish(visit, models);
  if (wish.malformed) return show_problem(office, visit, "malformed", 400);
  auto view = form_view(visit, wish, models);
  view["lead"] =
      visit.words("distribution.lead", {{"number", number_in_words(visit.words, wish.settings.number)}});
  view["result"] = false;
  view["busy"] = false;
  int status = 422;
  if (wish.faults.empty()) {
    auto counted = office.desks.distribution.distribution(wish.settings);
    status = counted ? 200 : 503;
    view["busy"] = !counted;
    if (counted) view["result"] = result_view(visit, wish, *counted);
  }
  return show(office, visit, "distribution", visit.words("distribution.title"), std::move(view), status);
}

Response get_csv(const Office& office, const Visit& visit) {
  auto wish = read_wish(visit, office.desks.policies.policies());
  if (wish.malformed || !wish.faults.empty()) return show_problem(office, visit, "malformed", 400);
  auto counted = office.desks.distribution.distribution(wish.settings);
  if (!counted) return show_problem(office, visit, counted.error());
  auto response = Response::bytes(forecast::to_csv(*counted), "text/csv; charset=utf-8");
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"fordeling-{}-{}.csv\"",
                                                         wish.settings.seed, wish.settings.number));
  return response;
}

}  // namespace

void add_distribution_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/distribution", Access::everyone, get_distribution);
  add_page(router, office, http::Method::get, "/distribution.csv", Access::everyone, get_csv);
}

}  // namespace moteplass::web
