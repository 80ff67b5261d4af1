#include "web/office.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "app/permissions.h"
#include "base/hash.h"
#include "http/forms.h"
#include "texts/marks.h"
#include "web/form_reader.h"

namespace moteplass::web {
namespace {

using http::Request;
using http::Response;

struct MenuEntry {
  std::string_view path;
  std::string_view text;
  bool unit;
  bool police;
};
constexpr std::array menu{MenuEntry{"/", "menu.front", true, false},
                          MenuEntry{"/worklists/inbox", "menu.inbox", true, false},
                          MenuEntry{"/cases", "menu.cases", true, false},
                          MenuEntry{"/messages", "menu.messages", false, true},
                          MenuEntry{"/statistics", "statistics.menu", true, false},
                          MenuEntry{"/assess", "menu.assess", true, true},
                          MenuEntry{"/policies", "menu.policies", true, true}};

json::array menu_of(const Visit& visit) {
  json::array entries;
  if (!visit.session) return entries;
  bool police = visit.user().role == app::Role::police;
  for (const auto& entry : menu) {
    if (!(police ? entry.police : entry.unit)) continue;
    bool current = entry.path == "/" ? visit.request.path == "/" : visit.request.path.starts_with(entry.path);
    entries.push_back(
        json::object{{"href", entry.path}, {"label", visit.words(entry.text)}, {"current", current}});
  }
  if (app::may(visit.user(), app::Right::see_help_counts)) {
    entries.push_back(json::object{{"href", "/follow-up"},
                                   {"label", visit.words("menu.follow_up")},
                                   {"current", visit.request.path == "/follow-up"}});
  }
  return entries;
}

// The lab's own menu, in part/lab_nav.
json::array lab_of(const Visit& visit) {
  constexpr std::pair<std::string_view, std::string_view> pages[] = {
      {"/policies", "lab_nav.policies"},
      {"/compare", "lab_nav.compare"},
      {"/distribution", "lab_nav.distribution"},
      {"/drafts", "lab_nav.drafts"}};
  json::array entries;
  for (auto [path, text] : pages) {
    bool writes = visit.session && app::may(visit.user(), app::Right::write_drafts);
    if (path == "/drafts" && !writes) continue;
    bool current = visit.request.path.starts_with(path);
    entries.push_back(json::object{{"href", path}, {"label", visit.words(text)}, {"current", current}});
  }
  return entries;
}

json::array languages_of(const Visit& visit) {
  json::array languages;
  for (auto language : texts::languages) {
    if (!texts::is_complete(language) && !is_for_people(visit.request.path)) continue;
    languages.push_back(json::object{{"code", texts::code(language)},
                                     {"name", texts::own_name(language)},
                                     {"current", language == visit.words.language()}});
  }
  return languages;
}

// Said on a page in a prepared language: that nobody has checked it, that some texts are not translated.
json::value translation_of(const Visit& visit, bool partial) {
  bool draft = !texts::is_complete(visit.words.language()) && visit.words.texts().has_own("layout.draft");
  if (!draft && !partial) return false;
  return json::object{{"draft", draft}, {"partial", partial}};
}

// What every template may ask for. The prefix keeps it apart from a page's own values.
json::object site_view(const Office& office, const Visit& visit) {
  json::object assets;
  for (const auto& [name, file] : office.assets) {
    std::string key = name;
    std::replace(key.begin(), key.end(), '.', '_');
    assets[key] = "/assets/" + file;
  }
  json::value user = false;
  if (visit.session) {
    user = json::object{{"name", visit.user().name},
                        {"role", visit.words.of("role", app::word(visit.user().role))},
                        {"sender", app::sender_name(office.unit, visit.user().sender)}};
  }
  // Where a change of language leads. What was posted is not kept; who is no staff is never sent to "/".
  const auto& request = visit.request;
  auto here = request.method != http::Method::post ? request.target
              : is_for_people(request.path)        ? request.path
                                                   : std::string("/");
  bool own = is_own(request.path);
  json::value holder = false;
  if (visit.own_session) {
    holder = json::object{{"name", visit.holding().name()},
                          {"role", visit.words.of("own_holder", app::word(visit.holding().holder()))}};
  }
  return {{"lang", texts::code(visit.words.language())},
          {"home", own ? "/my" : "/"},
          {"language_action", own ? "/my/language" : "/language"},
          {"holder", std::move(holder)},
          {"csrf", visit.csrf},
          {"now", to_string(visit.now)},
          {"here", own_path(here)},
          {"demo", !office.settings.demo_log_ins.empty()},
          {"unit_name", office.unit.details.name},
          {"municipality", office.unit.details.municipality},
          {"user", std::move(user)},
          {"menu", json::object{{"entries", menu_of(visit)}}},
          {"lab", json::object{{"entries", lab_of(visit)}}},
          {"languages", languages_of(visit)},
          {"translation", translation_of(visit, false)},
          {"assets", std::move(assets)}};
}

Response broken(const texts::TemplateFault& fault) {
  // The fault names a template and a tag, never a value.
  std::fprintf(stderr, "%s\n", to_string(fault).c_str());
  return Response::text("500", 500);
}

bool is_allowed(Access access, const std::optional<Session>& session,
                const std::optional<OwnSession>& own_session) {
  switch (access) {
    case Access::everyone:
      return true;
    case Access::logged_in:
      return session.has_value();
    case Access::unit:
      return session && app::may(session->user, app::Right::see_worklists);
    case Access::police:
      return session && app::may(session->user, app::Right::see_own_messages);
    case Access::own:
      return own_session.has_value();
  }
  return false;
}

}  // namespace

bool comes_from_elsewhere(const Request& request) {
  auto site = request.header("Sec-Fetch-Site");
  return site && *site != "same-origin" && *site != "none";
}

bool is_own(std::string_view path) {
  return path == "/my" || path.starts_with("/my/");
}

bool is_for_people(std::string_view path) {
  return path == "/log-in" || is_own(path) || path.starts_with("/answer/");
}

texts::Language language_of(const Request& request) {
  if (auto cookie = request.cookie(language_cookie)) {
    if (auto language = texts::language_from(*cookie))
      return is_for_people(request.path) ? *language : texts::fallback_of(*language);
  }
  // The first language we have, in the order the browser names them; "no" is read as bokmål.
  auto wish = std::string(request.header("Accept-Language").value_or(""));
  for (std::size_t from = 0; from < wish.size();) {
    auto to = std::min(wish.find(',', from), wish.size());
    auto part = trimmed(std::string_view(wish).substr(from, to - from)).substr(0, 2);
    if (part == "no") return texts::Language::nb;
    if (auto language = texts::language_from(part); language && texts::is_complete(*language))
      return *language;
    from = to + 1;
  }
  return texts::Language::nb;
}

std::string own_path(std::optional<std::string_view> path) {
  auto is_plain = [](char c) { return c > ' ' && c < 127 && c != '\\'; };
  if (!path || path->empty() || path->front() != '/' || path->starts_with("//") || path->size() > 1000 ||
      !std::all_of(path->begin(), path->end(), is_plain)) {
    return "/";
  }
  return std::string(*path);
}

namespace {

// A visit with whoever the cookies say it is; `fresh_visitor` is the cookie to set where there was none.
Visit visit_of(const Office& office, const Request& request, std::string& fresh_visitor) {
  Visit visit{request, Words(office.catalogue.of(language_of(request))), office.clock.now(), {}, {}, {}, {}};
  if (is_own(request.path)) {
    if (auto token = request.cookie(own_session_cookie)) {
      visit.own_session = office.own_sessions.find(*token, visit.now);
    }
  } else if (auto token = request.cookie(session_cookie)) {
    visit.session = office.sessions.find(*token, visit.now);
  }
  if (visit.session) {
    visit.csrf = visit.session->csrf;
  } else if (visit.own_session) {
    visit.csrf = visit.own_session->csrf;
  } else if (auto visitor = request.cookie(visitor_cookie)) {
    visit.csrf = csrf_of_visitor(*visitor);
  } else {
    fresh_visitor = to_hex(office.entropy.bytes(32));
    visit.csrf = csrf_of_visitor(fresh_visitor);
  }
  return visit;
}

// Who is not logged in is shown the way in, unless something they sent would be lost on it.
Response turn_away(const Office& office, const Visit& visit) {
  if (is_own(visit.request.path)) {
    bool lost = visit.request.method == http::Method::post || visit.request.path != "/my";
    return Response::redirect(lost ? "/my/key?over=yes" : "/my/key");
  }
  if (visit.session) return show_problem(office, visit, "forbidden", 403);
  if (visit.request.method == http::Method::post) return show_problem(office, visit, "not_logged_in", 401);
  return Response::redirect(http::with_query("/log-in", {{"next", own_path(visit.request.target)}}));
}

Response answer(const Office& office, Visit& visit, Access access, const PageHandler& handler,
                http::FormLimits limits) {
  if (!is_allowed(access, visit.session, visit.own_session)) return turn_away(office, visit);
  if (visit.request.method == http::Method::post) {
    auto form = http::read_form(visit.request, limits);
    if (!form) return show_problem(office, visit, "malformed", form.error().status);
    auto token = form->only("csrf").value_or("");
    if (auto header = visit.request.header("X-CSRF-Token")) token = *header;
    if (comes_from_elsewhere(visit.request) || !equal_in_constant_time(token, visit.csrf)) {
      return show_problem(office, visit, "form_expired", 403);
    }
    visit.form = std::move(*form);
  }
  return handler(office, visit);
}

}  // namespace

void add_page(http::Router& router, const Office& office, http::Method method, std::string_view pattern,
              Access access, PageHandler handler, std::size_t most_form_bytes) {
  http::FormLimits limits{.bytes = most_form_bytes};
  auto answer_visit = [&office, access, handler = std::move(handler), limits](const Request& request) {
    std::string fresh_visitor;
    auto visit = visit_of(office, request, fresh_visitor);
    auto response = answer(office, visit, access, handler, limits);
    if (!fresh_visitor.empty()) {
      response.set_cookie({.name = std::string(visitor_cookie),
                           .value = fresh_visitor,
                           .same_site = http::SameSite::strict,
                           .secure = office.settings.secure_cookies});
    }
    return response;
  };
  // Only where a form is larger than the server takes elsewhere.
  http::RouteOptions options;
  if (most_form_bytes > http::FormLimits().bytes) options.max_body_bytes = most_form_bytes;
  router.add(method, pattern, std::move(answer_visit), options);
}

Response show(const Office& office, const Visit& visit, std::string_view page, std::string title,
              json::object view, int status) {
  view["site"] = site_view(office, visit);
  view["title"] = std::move(title);
  auto html = office.templates.render(page, view, &visit.words.texts());
  if (html && !texts::is_complete(visit.words.language()) && texts::has_marks(*html)) {
    view["site"].as_object()["translation"] = translation_of(visit, true);
    html = office.templates.render(page, view, &visit.words.texts());
  }
  if (!html) return broken(html.error());
  return Response::html(texts::lang_attributes(std::move(*html)), status);
}

Response show_part(const Office& office, const Visit& visit, std::string_view part, json::object view) {
  view["site"] = site_view(office, visit);
  auto html = office.templates.render(part, view, &visit.words.texts());
  if (!html) return broken(html.error());
  return Response::html(texts::lang_attributes(std::move(*html)));
}

Response show_problem(const Office& office, const Visit& visit, std::string_view word, int status) {
  return show(office, visit, "problem", visit.words(fmt::format("problem.{}.title", word)),
              {{"text", visit.words(fmt::format("problem.{}.text", word))}, {"code", status}}, status);
}

Response show_router_problem(const Office& office, const Request& request, int status) {
  std::string unused;
  auto visit = visit_of(office, request, unused);
  auto word = status == 404   ? "not_found"
              : status == 405 ? "not_found"
              : status < 500  ? "malformed"
                              : "our_fault";
  return show_problem(office, visit, word, status);
}

Response show_problem(const Office& office, const Visit& visit, const app::Problem& problem) {
  const auto& kind = app::kind_of(problem.code);
  return show_problem(office, visit, kind.word, kind.http_status);
}

}  // namespace moteplass::web
