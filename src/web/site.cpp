#include "web/site.h"

#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "base/hash.h"
#include "http/forms.h"
#include "http/static_files.h"
#include "web/office.h"
#include "web/source_view.h"

namespace moteplass::web {

struct Site::Rooms {
  Office office;
  http::FileContents files;
};

namespace {

using Assets = std::map<std::string, std::string, std::less<>>;

// What ui/build.mjs wrote: {"site.css": "site.3f9a1c2b.css", …}
Result<Assets, std::string> read_manifest(const http::FileContents& files) {
  auto manifest = files.find("manifest.json");
  if (manifest == files.end()) return failure(std::string("assets: no manifest.json; run node ui/build.mjs"));
  auto json = parse_json(manifest->second);
  if (!json || !json->is_object()) return failure(std::string("assets: manifest.json is no JSON object"));
  Assets assets;
  for (const auto& [name, file] : json->get_object()) {
    if (!file.is_string() || !files.contains(std::string_view(file.get_string()))) {
      return failure(
          fmt::format("assets: {} is in the manifest and not in the folder", std::string_view(name)));
    }
    assets.emplace(name, file.get_string());
  }
  for (auto needed : {"site.css", "site.js", "model.css", "model.js", "dmn_js.txt", "mark.svg"}) {
    if (!assets.contains(needed)) return failure(fmt::format("assets: {} is missing", needed));
  }
  return assets;
}

}  // namespace

Site::Site(std::unique_ptr<Rooms> rooms) : rooms_(std::move(rooms)) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>, std::string> Site::open(const SiteSettings& settings,
                                                      const app::UnitSettings& unit, Desks desks,
                                                      app::Identity& identity, app::Entropy& entropy,
                                                      const app::Clock& clock) {
  auto pages = texts::load_folder(settings.pages_folder.string(), ".mustache");
  if (!pages) return failure(pages.error());
  auto templates = texts::Templates::compile(*pages, trusted_html);
  if (!templates) return failure(to_string(templates.error()));
  auto toml = texts::load_folder(settings.texts_folder.string(), ".toml");
  if (!toml) return failure(toml.error());
  auto catalogue = texts::Catalogue::read(*toml);
  if (!catalogue) return failure(to_string(catalogue.error().front()));
  if (auto differences = catalogue->differences(); !differences.empty()) {
    return failure(to_string(differences.front()));
  }
  auto abouts = read_abouts(settings.policies_folder.string());
  if (!abouts) return failure(abouts.error());
  auto sources = read_sources(settings.policies_folder.string());
  if (!sources) return failure(sources.error());
  auto files = http::load_folder(settings.assets_folder);
  if (!files) return failure(files.error());
  auto assets = read_manifest(*files);
  if (!assets) return failure(assets.error());
  SessionLimits limits{.idle = settings.idle_timeout, .absolute = settings.absolute_timeout};
  SessionLimits own_limits{.idle = settings.own_idle_timeout, .absolute = settings.own_absolute_timeout};
  return std::unique_ptr<Site>(new Site(std::unique_ptr<Rooms>(new Rooms{
      Office{settings, unit, desks, identity, entropy, clock, std::move(*catalogue), std::move(*templates),
             std::move(*assets), std::move(*abouts), std::move(*sources), Readings(),
             Sessions(limits, entropy), LogInLimit(), OwnSessions(own_limits, entropy), LogInLimit()},
      std::move(*files)})));
}

void Site::add_routes(http::Router& router) {
  const Office& office = rooms_->office;
  http::StaticFiles::add_to(router, "/assets", rooms_->files);
  add_log_in_pages(router, office);
  add_worklist_pages(router, office);
  add_case_pages(router, office);
  add_case_step_pages(router, office);
  add_meeting_times_pages(router, office);
  add_entry_pages(router, office);
  add_arrival_pages(router, office);
  add_assess_pages(router, office);
  add_police_pages(router, office);
  add_policy_pages(router, office);
  add_compare_pages(router, office);
  add_draft_pages(router, office);
  add_version_pages(router, office);
  add_distribution_pages(router, office);
  add_statistics_pages(router, office);
  add_calendar_pages(router, office);
  add_capacity_pages(router, office);
  add_help_pages(router, office);
  add_receiver_pages(router, office);
  add_key_pages(router, office);
  add_own_door_pages(router, office);
  add_own_pages(router, office);
  add_own_feedback_pages(router, office);
  router.set_problem_page([&office](const http::Request& request, const http::Problem& problem) {
    if (request.path.starts_with("/api") || request.path.starts_with("/assets")) return to_response(problem);
    return show_router_problem(office, request, problem.status);
  });
}

std::optional<app::User> Site::user_of(const http::Request& request) const {
  const Office& office = rooms_->office;
  auto token = request.cookie(session_cookie);
  if (!token) return std::nullopt;
  auto session = office.sessions.find(*token, office.clock.now());
  if (!session) return std::nullopt;
  return session->user;
}

bool Site::csrf_ok(const http::Request& request) const {
  const Office& office = rooms_->office;
  auto token = request.cookie(session_cookie);
  auto session = token ? office.sessions.find(*token, office.clock.now()) : std::nullopt;
  if (!session || comes_from_elsewhere(request)) return false;
  if (auto header = request.header("X-CSRF-Token")) return equal_in_constant_time(*header, session->csrf);
  auto form = http::read_form(request);
  return form && equal_in_constant_time(form->only("csrf").value_or(""), session->csrf);
}

}  // namespace moteplass::web
