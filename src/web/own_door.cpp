// The door for those whom a case is about: a code and, for the person's own, the birth date. And the way out.
#include "app/key_code.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

http::Cookie cookie(const Office& office, std::string value) {
  return {.name = std::string(own_session_cookie),
          .value = std::move(value),
          .path = "/my",
          .same_site = http::SameSite::lax,
          .secure = office.settings.secure_cookies};
}

json::value demo_view(const Office& office, Words words) {
  if (office.settings.demo_keys.empty()) return false;
  json::array list;
  for (const auto& key : office.settings.demo_keys) {
    list.push_back(json::object{{"code", key.code},
                                {"birth_date", key.birth_date},
                                {"holder", words.of("own_holder", app::word(key.holder))},
                                {"name", key.name}});
  }
  return json::object{{"list", std::move(list)}};
}

Response door(const Office& office, const Visit& visit, const Faults& faults, std::string notice,
              std::string_view color, int status) {
  FormView form(visit.words, visit.form, faults);
  json::array fields;
  fields.push_back(form.text("key_code", Presence::required, {.width = "medium"}));
  auto birth_date = form.text("key_birth_date", Presence::optional, {.width = "short"});
  birth_date["optional"] = false;  // whether it is, depends on whose key it is: the hint says so
  fields.push_back(std::move(birth_date));
  return show(office, visit, "own_door", visit.words("own_door.title"),
              {{"fields", std::move(fields)},
               {"errors", form.errors()},
               {"notice", std::move(notice)},
               {"color", color},
               {"lost", visit.words("own_door.lost", {{"phone", office.unit.details.phone}})},
               {"demo", demo_view(office, visit.words)}},
              status);
}

Response get_door(const Office& office, const Visit& visit) {
  if (visit.own_session) return Response::redirect("/my");
  std::string notice;
  if (visit.request.query.has("out")) notice = visit.words("own_door.out");
  if (visit.request.query.has("over")) notice = visit.words("own_door.over");
  return door(office, visit, {}, std::move(notice), "info", 200);
}

// "10.11.2010" and "10 11 2010", as people write it, besides "2010-11-10".
std::optional<Date> birth_date_in(const std::string& text) {
  if (auto date = parse_date(text)) return date;
  std::vector<std::string> parts{""};
  for (char c : text) {
    if (c >= '0' && c <= '9') {
      parts.back() += c;
    } else if (!parts.back().empty()) {
      parts.emplace_back();
    }
  }
  if (parts.size() == 1 && text.size() == 8) parts = {text.substr(0, 2), text.substr(2, 2), text.substr(4)};
  if (parts.size() != 3 || parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4) {
    return std::nullopt;
  }
  auto two = [](const std::string& part) { return part.size() == 1 ? "0" + part : part; };
  return parse_date(parts[2] + "-" + two(parts[1]) + "-" + two(parts[0]));
}

Response post_door(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto typed = reader.text("key_code", Presence::required, 60);
  auto birth_text = reader.text("key_birth_date", Presence::optional, 20);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto code = typed ? app::code_from(*typed) : std::nullopt;
  if (typed && !code) reader.fault("key_code", FaultKind::bad_format, "the code as it is printed");
  auto birth_date = birth_text ? birth_date_in(*birth_text) : std::nullopt;
  if (birth_text && !birth_date) reader.fault("key_birth_date", FaultKind::bad_format, "a date");
  if (!reader.is_good()) return door(office, visit, reader.faults(), "", "info", 422);
  auto tried = to_hex(sha256(*code));  // no code stays in memory
  if (office.key_limit.is_reached(visit.request.client, tried, visit.now)) {
    auto response = door(office, visit, {}, visit.words("own_door.too_many"), "warning", 429);
    response.set_header("Retry-After", "900");
    return response;
  }
  auto opened = office.desks.keys.open(*code, birth_date);
  if (!opened) {
    switch (opened.error()) {
      case app::DoorAnswer::birth_date_missing: {
        Faults faults{{"key_birth_date", FaultKind::missing, "your birth date"}};
        return door(office, visit, faults, "", "info", 422);
      }
      case app::DoorAnswer::unavailable:
        return show_problem(office, visit, "unavailable", 503);
      case app::DoorAnswer::wrong:
        break;
    }
    office.key_limit.failed(visit.request.client, tried, visit.now);
    return door(office, visit, {}, visit.words("own_door.wrong"), "warning", 422);
  }
  office.key_limit.succeeded(visit.request.client, tried);
  if (auto old = visit.request.cookie(own_session_cookie)) office.own_sessions.end(*old);
  auto response = Response::redirect("/my");
  response.set_cookie(cookie(office, office.own_sessions.begin(*opened, visit.now)));
  return response;
}

Response post_log_out(const Office& office, const Visit& visit) {
  if (auto token = visit.request.cookie(own_session_cookie)) office.own_sessions.end(*token);
  auto response = Response::redirect("/my/key?out=yes");
  auto gone = cookie(office, "");
  gone.max_age = std::chrono::seconds(0);
  response.set_cookie(gone);
  return response;
}

}  // namespace

void add_own_door_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/my/key", Access::everyone, get_door);
  add_page(router, office, http::Method::post, "/my/key", Access::everyone, post_door);
  add_page(router, office, http::Method::post, "/my/log-out", Access::own, post_log_out);
}

}  // namespace moteplass::web
