// The policy models: a list of them, each as people read it, its file, and where two of them differ. Open to
// everybody: nothing here is about any person.
#include <algorithm>

#include "app/permissions.h"
#include "web/office.h"
#include "web/reading_view.h"

namespace moteplass::web {
namespace {

using http::Response;
using Model = policy::PolicyLibrary::Shared;

std::string validity(Words words, const policy::PolicySummary& policy) {
  if (!policy.valid_from) return words("policy.never_in_force");
  if (!policy.valid_to) return words("policy.in_force_from", {{"from", words.date(*policy.valid_from)}});
  return words("policy.in_force_between",
               {{"from", words.date(*policy.valid_from)}, {"to", words.date(*policy.valid_to)}});
}

// Where a model stands in the list.
enum class Group { use, law, proposal, hearing };
constexpr std::pair<Group, std::string_view> groups[] = {
    {Group::use, "use"}, {Group::law, "law"}, {Group::proposal, "proposal"}, {Group::hearing, "hearing"}};

const About& about_of(const Office& office, const std::string& name) {
  static const About none;
  auto found = office.abouts.find(name);
  return found == office.abouts.end() ? none : found->second;
}

bool may_be_named(const Office& office, const std::string& name) {
  const auto& accepted = office.unit.accepted_policies;
  return std::find(accepted.begin(), accepted.end(), name) != accepted.end();
}

Group group_of(const Office& office, const policy::PolicySummary& policy) {
  const auto& name = policy.ref.name;
  const auto& about = about_of(office, name);
  if (name == office.unit.live_policy || may_be_named(office, name)) return Group::use;
  if (policy.valid_from || about.is_law()) return Group::law;
  return about.is_hearing() ? Group::hearing : Group::proposal;
}

// What those who write models may do with this one; false for everybody else.
json::value drafts_view(const Visit& visit, const std::string& name) {
  if (!visit.session || !app::may(visit.user(), app::Right::write_drafts)) return false;
  return json::object{{"versions_href", "/policies/" + name + "/versions"},
                      {"copy_href", "/drafts?policy=" + name}};
}

json::object policy_view(const Office& office, const Visit& visit, const policy::PolicySummary& policy) {
  const auto& name = policy.ref.name;
  const auto& about = about_of(office, name);
  bool live = name == office.unit.live_policy;
  return {{"name", name},
          {"title", policy.title},
          {"href", "/policies/" + name},
          {"file_href", "/policies/" + name + "/policy.dmn"},
          {"drafts", drafts_view(visit, name)},
          {"diff_href", "/policies/" + name + "/diff"},
          {"assess_href", visit.session ? "/assess?policy=" + name : ""},
          {"version", policy.ref.version},
          {"hash", policy.ref.hash},
          {"validity", validity(visit.words, policy)},
          {"status", about.status},
          {"proposer", about.proposer},
          {"about_html", about.html},
          {"live", live},
          {"use", visit.words(live                         ? "policy.live"
                              : may_be_named(office, name) ? "policy.accepted"
                                                           : "policy.for_comparison")}};
}

Response get_policies(const Office& office, const Visit& visit) {
  auto policies = office.desks.policies.policies();
  json::array shown;
  for (auto [group, word] : groups) {
    json::array list;
    for (const auto& policy : policies)
      if (group_of(office, policy) == group) list.push_back(policy_view(office, visit, policy));
    if (list.empty()) continue;
    shown.push_back(json::object{{"title", visit.words.of("model.group", word)},
                                 {"explained", visit.words.of("model.group_explained", word)},
                                 {"list", std::move(list)}});
  }
  return show(office, visit, "policies", visit.words("policy.title"), {{"groups", std::move(shown)}});
}

// The others, to be chosen from.
json::array others(const Office& office, const std::string& name, std::string_view chosen) {
  json::array list;
  for (const auto& policy : office.desks.policies.policies()) {
    if (policy.ref.name == name) continue;
    list.push_back(json::object{
        {"name", policy.ref.name}, {"title", policy.title}, {"chosen", policy.ref.name == chosen}});
  }
  return list;
}

// dmn-js is given leave to set styles on its own elements: its mark of origin, which must stay as it is,
// does. Style sheets and scripts still come from here alone.
void allow_drawing(Response& response) {
  response.set_header(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
      "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
      "frame-ancestors 'none'; base-uri 'none'");
}

Response get_policy(const Office& office, const Visit& visit) {
  const auto& name = visit.request.path_parameter("name");
  auto model = office.desks.policies.model(name);
  if (!model) return show_problem(office, visit, "not_found", 404);
  auto reading = office.readings.reading(*model);
  auto response = show(office, visit, "policy", model->summary().title,
                       {{"policy", policy_view(office, visit, model->summary())},
                        {"reading", reading_view(visit.words, *reading, office.sources)},
                        {"others", others(office, name, office.unit.live_policy)}});
  allow_drawing(response);
  return response;
}

// The file as it is: for the drawing on the page, and for whoever wants to take it along.
Response get_file(const Office& office, const Visit& visit) {
  const auto& name = visit.request.path_parameter("name");
  auto model = office.desks.policies.model(name);
  if (!model) return show_problem(office, visit, "not_found", 404);
  auto response = Response::bytes(model->text().dmn, "application/xml; charset=utf-8");
  response.set_header("Content-Disposition", "attachment; filename=\"" + name + ".dmn\"");
  return response;
}

Response get_difference(const Office& office, const Visit& visit) {
  const auto& name = visit.request.path_parameter("name");
  auto other_name = std::string(visit.request.query.only("other").value_or(""));
  auto model = office.desks.policies.model(name);
  auto other = office.desks.policies.model(other_name);
  if (!model || (!other && !other_name.empty())) return show_problem(office, visit, "not_found", 404);
  json::object view{{"policy", policy_view(office, visit, model->summary())},
                    {"others", others(office, name, other_name)},
                    {"other", false},
                    {"busy", false},
                    {"questions", false}};
  if (!other) return show(office, visit, "policy_diff", visit.words("model.differences"), std::move(view));
  view["other"] = policy_view(office, visit, other->summary());
  auto differences = office.readings.differences(*model, *other);
  view["busy"] = differences == nullptr;
  if (differences) view["questions"] = json::object{{"list", differences_view(visit.words, *differences)}};
  return show(office, visit, "policy_diff", visit.words("model.differences"), std::move(view),
              differences ? 200 : 503);
}

}  // namespace

void add_policy_pages(http::Router& router, const Office& office) {
  using http::Method;
  add_page(router, office, Method::get, "/policies", Access::everyone, get_policies);
  add_page(router, office, Method::get, "/policies/{name}", Access::everyone, get_policy);
  add_page(router, office, Method::get, "/policies/{name}/policy.dmn", Access::everyone, get_file);
  add_page(router, office, Method::get, "/policies/{name}/diff", Access::everyone, get_difference);
}

}  // namespace moteplass::web
