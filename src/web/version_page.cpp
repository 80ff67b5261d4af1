// The versions of a policy model that the unit decides by, has decided by, or will.
#include <algorithm>

#include <fmt/format.h>

#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

enum class Standing { over, in_force, to_come };

// As PolicyShelf::in_force: of those that have begun, the last to begin; of one day, the last approved.
std::vector<Standing> standings(const std::vector<app::PolicyVersion>& versions, Date today) {
  std::vector<Standing> list;
  const app::PolicyVersion* in_force = versions.empty() ? nullptr : &versions.front();
  for (const auto& version : versions) {
    bool begun = version.valid_from <= today;
    if (begun && (in_force->valid_from > today || version.valid_from >= in_force->valid_from))
      in_force = &version;
  }
  for (const auto& version : versions) {
    list.push_back(&version == in_force          ? Standing::in_force
                   : version.valid_from <= today ? Standing::over
                                                 : Standing::to_come);
  }
  return list;
}

std::string_view word_of(Standing standing) {
  switch (standing) {
    case Standing::over:
      return "over";
    case Standing::in_force:
      return "in_force";
    case Standing::to_come:
      return "to_come";
  }
  return "";
}

std::string_view tone_of(Standing standing) {
  return standing == Standing::in_force ? "success" : standing == Standing::to_come ? "warning" : "neutral";
}

json::object version_view(const Visit& visit, const app::PolicyVersion& version, Standing standing) {
  json::array changed;
  for (const auto& name : version.changed_cases) changed.push_back(json::object{{"name", name}});
  auto count = static_cast<std::int64_t>(changed.size());
  bool from_settings = version.approved_by.empty();
  return {{"number", version.number},
          {"version", version.version},
          {"standing", visit.words.of("version", word_of(standing))},
          {"tone", tone_of(standing)},
          {"valid_from", visit.words.date(version.valid_from)},
          {"approver", from_settings ? visit.words("version.from_settings") : version.approver_name},
          {"approved_at", visit.words.moment(version.approved_at)},
          {"hash", version.hash},
          {"changed", count == 0 ? json::value(false)
                                 : json::value(json::object{
                                       {"summary", visit.words.count("version.changed_cases", count)},
                                       {"list", std::move(changed)}})},
          {"href", fmt::format("/api/policies/{}/versions/{}/dmn", version.policy, version.number)}};
}

Response get_versions(const Office& office, const Visit& visit) {
  const auto& name = visit.request.path_parameter("name");
  auto model = office.desks.policies.model(name);
  if (!model) return show_problem(office, visit, "not_found", 404);
  auto versions = office.desks.drafts.versions(visit.user(), name);
  if (!versions) return show_problem(office, visit, versions.error());
  auto standing = standings(*versions, local_date(visit.now));
  json::array list;
  for (std::size_t i = versions->size(); i-- > 0;)
    list.push_back(version_view(visit, (*versions)[i], standing[i]));
  bool any = !list.empty();
  return show(
      office, visit, "versions", visit.words("version.title"),
      {{"policy_title", model->summary().title},
       {"policy_href", "/policies/" + name},
       {"copy_href", "/drafts?policy=" + name},
       {"done", visit.request.query.only("approved") ? visit.words("version.approved") : ""},
       {"versions", any ? json::value(json::object{{"list", std::move(list)}}) : json::value(false)}});
}

}  // namespace

void add_version_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/policies/{name}/versions", Access::unit, get_versions);
}

}  // namespace moteplass::web
