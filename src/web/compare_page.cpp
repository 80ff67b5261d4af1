// One case under all models: the facts in the address, so that a link holds the whole case, and beside them
// what each model answers. Open to everybody: the facts name nobody, and nothing is stored.
#include <algorithm>
#include <memory>
#include <mutex>

#include "http/forms.h"
#include "web/compare_form.h"
#include "web/compare_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

// Both sides of the debate and the law, where nobody has chosen.
constexpr std::array columns_at_first{"rer-2022", "lov-2025", "nou-2019-flertall", "nou-2019-mindretall",
                                      "prop-92-l"};

std::string status_word(const Office& office, const policy::PolicySummary& policy, Date today) {
  if (policy.valid_from) {
    bool ended = policy.valid_to && *policy.valid_to < today;
    return *policy.valid_from <= today && !ended ? "in_force" : ended ? "ended" : "adopted";
  }
  auto found = office.abouts.find(policy.ref.name);
  if (found == office.abouts.end()) return "proposal";
  const auto& about = found->second;
  if (about.status.starts_with("gjelder i ")) return "abroad";
  if (about.status.starts_with("et politisk syn")) return "view";
  if (about.is_law()) return "adopted";
  return about.is_hearing() ? "hearing" : "proposal";
}

ColumnOf column_of(const Office& office, const Visit& visit) {
  return [&office, words = visit.words, today = local_date(visit.now)](const policy::PolicySummary& policy) {
    return Column{short_title(policy.title), words.of("compare.status", status_word(office, policy, today))};
  };
}

// The models asked for that there are, in the order of the list; those at first where there are none.
std::vector<std::string> shown_models(const Office& office, const std::vector<std::string>& asked) {
  auto policies = office.desks.policies.policies();
  auto exists = [&](const std::string& name) {
    return std::any_of(policies.begin(), policies.end(), [&](const auto& p) { return p.ref.name == name; });
  };
  std::vector<std::string> shown;
  auto add = [&](const std::string& name) {
    if (exists(name) && std::find(shown.begin(), shown.end(), name) == shown.end()) shown.push_back(name);
  };
  if (std::find(asked.begin(), asked.end(), "all") != asked.end()) {
    for (auto name : columns_at_first) add(name);
    for (const auto& policy : policies) add(policy.ref.name);
    return shown;
  }
  for (auto name : columns_at_first) {
    if (std::find(asked.begin(), asked.end(), name) != asked.end()) add(name);
  }
  for (const auto& name : asked) add(name);
  for (auto name : columns_at_first) {
    if (asked.empty()) add(name);
  }
  return shown;
}

std::vector<ModelChoice> choices(const Office& office, const Visit& visit,
                                 const std::vector<std::string>& shown) {
  std::vector<ModelChoice> choices;
  auto column = column_of(office, visit);
  for (const auto& policy : office.desks.policies.policies()) {
    auto [title, status] = column(policy);
    bool chosen = std::find(shown.begin(), shown.end(), policy.ref.name) != shown.end();
    choices.push_back({policy.ref.name, title, status, chosen});
  }
  // Those of the first view first, as in the grid.
  auto rank = [](const ModelChoice& choice) {
    return std::find(columns_at_first.begin(), columns_at_first.end(), choice.name) -
           columns_at_first.begin();
  };
  std::stable_sort(choices.begin(), choices.end(),
                   [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return choices;
}

class ComparePages {
 public:
  explicit ComparePages(const Office& office)
      : examples_(read_examples(office.settings.policies_folder.string())) {}

  Response get(const Office& office, const Visit& visit) const {
    auto asked = read_comparison(visit.request.query);
    if (asked.malformed) return show_problem(office, visit, "malformed", 400);
    Link link{{}, shown_models(office, asked.models), asked.only_differences};
    bool starts = visit.request.query.empty();
    if (starts && !examples_.empty()) asked.facts = examples_.front().facts;
    if (!asked.facts) return faulty(office, visit, asked, link);
    link.facts = form_of(*asked.facts);
    auto query = link.query();
    // One address for one case, whatever empty fields a form without script sends along.
    if (!starts && asked.part.empty() && visit.request.query != query) {
      return Response::redirect(http::with_query("/compare", query));
    }
    auto comparison = office.desks.policies.compare(link.models, *asked.facts);
    if (!comparison) return show_problem(office, visit, comparison.error());
    auto grid = grid_view(visit.words, *comparison, link, column_of(office, visit));
    if (asked.part == "grid") return show_part(office, visit, "part/compare_grid", std::move(grid));
    json::object view{{"grid", std::move(grid)}};
    view["form"] = compare_form_view(visit.words, link.facts, {}, choices(office, visit, link.models),
                                     link.only_differences);
    return page(office, visit, link, starts, std::move(view), 200);
  }

  Response get_cell(const Office& office, const Visit& visit) const {
    auto asked = read_comparison(visit.request.query);
    if (asked.malformed || !asked.facts) return show_problem(office, visit, "malformed", 400);
    Link link{form_of(*asked.facts), shown_models(office, asked.models), asked.only_differences};
    auto of = asked.of.empty() ? link.models : asked.of;
    auto comparison = office.desks.policies.compare(of, *asked.facts);
    if (!comparison) return show_problem(office, visit, comparison.error());
    auto row = std::find_if(comparison->rows.begin(), comparison->rows.end(),
                            [&](const auto& candidate) { return candidate.member == asked.row; });
    if (row == comparison->rows.end()) return show_problem(office, visit, "not_found", 404);
    Flips flips;
    if (!asked.flips.empty()) {
      std::unique_lock one_at_a_time(searching_, std::try_to_lock);
      flips = {asked.flips, {}, !one_at_a_time.owns_lock()};
      if (!flips.busy) {
        auto found = office.desks.policies.flips(asked.flips, row->question, asked.row, *asked.facts);
        if (!found) return show_problem(office, visit, found.error());
        flips.found = std::move(*found);
      }
    }
    json::object view{
        {"cell", cell_view(visit.words, *comparison, *row, link, column_of(office, visit), flips)}};
    if (asked.part == "cell") return show_part(office, visit, "part/compare_cell", std::move(view));
    auto title = std::string(view["cell"].at("name").as_string());
    return show(office, visit, "compare_cell", std::move(title), std::move(view));
  }

 private:
  Response page(const Office& office, const Visit& visit, const Link& link, bool starts, json::object view,
                int status) const {
    json::array offered;
    for (const auto& example : examples_) {
      auto key = example.name;
      std::replace(key.begin(), key.end(), '-', '_');
      Link to{form_of(example.facts), link.models, link.only_differences};
      offered.push_back(json::object{{"title", visit.words.of("compare.example", key)},
                                     {"href", http::with_query("/compare", to.query())},
                                     {"current", to.facts == link.facts}});
    }
    auto all = link;
    all.models = shown_models(office, {"all"});
    auto few = link;
    few.models = shown_models(office, {});
    view["starts"] = starts;
    view["examples"] = json::object{{"list", std::move(offered)}};
    view["all_href"] = http::with_query("/compare", all.query());
    view["few_href"] = http::with_query("/compare", few.query());
    return show(office, visit, "compare", visit.words("compare.title"), std::move(view), status);
  }
  // What is wrong, and the form as it was typed; an island gets the faults alone.
  Response faulty(const Office& office, const Visit& visit, const AskedComparison& asked,
                  const Link& link) const {
    auto form = compare_form_view(visit.words, visit.request.query, asked.faults,
                                  choices(office, visit, link.models), link.only_differences);
    if (!asked.part.empty()) return Response::empty(422);
    json::object view{{"grid", false}, {"form", std::move(form)}};
    return page(office, visit, link, false, std::move(view), 422);
  }

  std::vector<Example> examples_;
  mutable std::mutex
      searching_;  // a search takes a while: one at a time, so that nobody occupies the machine
};

}  // namespace

void add_compare_pages(http::Router& router, const Office& office) {
  auto pages = std::make_shared<const ComparePages>(office);
  using http::Method;
  add_page(router, office, Method::get, "/compare", Access::everyone,
           [pages](const Office& o, const Visit& visit) { return pages->get(o, visit); });
  add_page(router, office, Method::get, "/compare/cell", Access::everyone,
           [pages](const Office& o, const Visit& visit) { return pages->get_cell(o, visit); });
}

}  // namespace moteplass::web
