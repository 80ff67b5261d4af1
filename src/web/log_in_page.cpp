// Log in, log out, and the language of the pages.
#include "http/forms.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

std::string home_of(const app::User& user) {
  return user.role == app::Role::police ? "/messages" : "/";
}

http::Cookie cookie(const Office& office, std::string_view name, std::string value) {
  return {.name = std::string(name),
          .value = std::move(value),
          .same_site = http::SameSite::lax,
          .secure = office.settings.secure_cookies};
}

json::array demo_log_ins(const Office& office, Words words) {
  json::array list;
  for (const auto& demo : office.settings.demo_log_ins) {
    auto role = demo.role == app::Role::police   ? "police"
                : demo.role == app::Role::leader ? "leader"
                                                 : "caseworker";
    list.push_back(
        json::object{{"name", demo.name}, {"password", demo.password}, {"role", words.of("role", role)}});
  }
  return list;
}

Response log_in_page(const Office& office, const Visit& visit, const std::string& next, const Faults& faults,
                     std::string notice, int status) {
  FormView form(visit.words, visit.form, faults);
  auto fields = by_key(
      {form.text("name", Presence::required, {.autocomplete = "username"}),
       form.text("password", Presence::required, {.type = "password", .autocomplete = "current-password"})});
  fields["password"].as_object()["value"] = "";  // a password is never sent back
  json::object view{{"fields", std::move(fields)},
                    {"errors", form.errors()},
                    {"notice", std::move(notice)},
                    {"next", next},
                    {"demo", json::object{{"log_ins", demo_log_ins(office, visit.words)}}}};
  return show(office, visit, "log_in", visit.words("log_in.title"), std::move(view), status);
}

Response get_log_in(const Office& office, const Visit& visit) {
  if (visit.session) return Response::redirect(home_of(visit.user()));
  auto next = own_path(visit.request.query.only("next"));
  auto notice = visit.request.query.has("out") ? visit.words("log_in.logged_out") : std::string();
  return log_in_page(office, visit, next, {}, notice, 200);
}

Response post_log_in(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto name = reader.text("name", Presence::required, 100);
  auto password = reader.text("password", Presence::required, 200);
  auto next = own_path(reader.hidden("next"));
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good()) return log_in_page(office, visit, next, reader.faults(), "", 422);
  if (office.log_in_limit.is_reached(visit.request.client, *name, visit.now)) {
    auto response = log_in_page(office, visit, next, {}, visit.words("log_in.too_many"), 429);
    response.set_header("Retry-After", "900");
    return response;
  }
  auto user = office.identity.log_in(*name, *password);
  if (!user) {
    office.log_in_limit.failed(visit.request.client, *name, visit.now);
    return log_in_page(office, visit, next, {}, visit.words("log_in.wrong"), 422);
  }
  office.log_in_limit.succeeded(visit.request.client, *name);
  if (auto old = visit.request.cookie(session_cookie)) office.sessions.end(*old);
  auto response = Response::redirect(next == "/" ? home_of(*user) : next);
  response.set_cookie(cookie(office, session_cookie, office.sessions.begin(*user, visit.now)));
  return response;
}

Response post_log_out(const Office& office, const Visit& visit) {
  if (auto token = visit.request.cookie(session_cookie)) office.sessions.end(*token);
  auto response = Response::redirect("/log-in?out=1");
  auto gone = cookie(office, session_cookie, "");
  gone.max_age = std::chrono::seconds(0);
  response.set_cookie(gone);
  return response;
}

Response post_language(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto language = reader.choice("language", Presence::required, texts::language_from);
  auto next = own_path(reader.hidden("next"));
  reader.refuse_unknown();
  if (!reader.is_good() || !language) return show_problem(office, visit, "malformed", 400);
  auto response = Response::redirect(next);
  auto chosen = cookie(office, language_cookie, std::string(texts::code(*language)));
  chosen.max_age = std::chrono::hours(24 * 365);
  response.set_cookie(chosen);
  return response;
}

}  // namespace

void add_log_in_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/log-in", Access::everyone, get_log_in);
  add_page(router, office, http::Method::post, "/log-in", Access::everyone, post_log_in);
  add_page(router, office, http::Method::post, "/log-out", Access::logged_in, post_log_out);
  add_page(router, office, http::Method::post, "/language", Access::everyone, post_language);
  add_page(router, office, http::Method::post, "/my/language", Access::everyone, post_language);
}

}  // namespace moteplass::web
