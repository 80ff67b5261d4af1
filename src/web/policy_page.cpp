// The policy models the program knows: which, which version, and whether they are or ever were in force.
#include <algorithm>

#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

std::string validity(Words words, const policy::PolicySummary& policy) {
  if (!policy.valid_from) return words("policy.never_in_force");
  if (!policy.valid_to) return words("policy.in_force_from", {{"from", words.date(*policy.valid_from)}});
  return words("policy.in_force_between",
               {{"from", words.date(*policy.valid_from)}, {"to", words.date(*policy.valid_to)}});
}

json::object policy_view(const Office& office, const Visit& visit, const policy::PolicySummary& policy) {
  const auto& accepted = office.unit.accepted_policies;
  bool live = policy.ref.name == office.unit.live_policy;
  bool is_accepted = std::find(accepted.begin(), accepted.end(), policy.ref.name) != accepted.end();
  return {{"name", policy.ref.name},
          {"title", policy.title},
          {"href", "/policies/" + policy.ref.name},
          {"assess_href", "/assess?policy=" + policy.ref.name},
          {"version", policy.ref.version},
          {"hash", policy.ref.hash},
          {"validity", validity(visit.words, policy)},
          {"live", live},
          {"use", visit.words(live          ? "policy.live"
                              : is_accepted ? "policy.accepted"
                                            : "policy.for_comparison")}};
}

Response get_policies(const Office& office, const Visit& visit) {
  json::array list;
  for (const auto& policy : office.desks.policies.policies())
    list.push_back(policy_view(office, visit, policy));
  return show(office, visit, "policies", visit.words("policy.title"),
              {{"policies", json::object{{"list", std::move(list)}}}});
}

Response get_policy(const Office& office, const Visit& visit) {
  const auto& name = visit.request.path_parameter("name");
  for (const auto& policy : office.desks.policies.policies()) {
    if (policy.ref.name != name) continue;
    return show(office, visit, "policy", policy.title, {{"policy", policy_view(office, visit, policy)}});
  }
  return show_problem(office, visit, "not_found", 404);
}

}  // namespace

void add_policy_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/policies", Access::logged_in, get_policies);
  add_page(router, office, http::Method::get, "/policies/{name}", Access::logged_in, get_policy);
}

}  // namespace moteplass::web
