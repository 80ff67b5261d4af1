// The caseworker's side of the keys: who has one, making one, its sheet to print, withdrawing it.
#include <fmt/format.h>

#include "http/forms.h"
#include "web/case_pages.h"
#include "web/case_view.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using app::Holder;
using http::Response;

std::string value_of(const app::PossibleHolder& possible) {
  return fmt::format("{}:{}", app::word(possible.holder), possible.name);
}

json::array keys_view(Words words, const std::string& case_id, const app::CaseKeys& keys) {
  json::array list;
  for (const auto& [key, state] : keys.keys) {
    bool withdrawn = key.withdrawn_at.has_value();
    list.push_back(json::object{
        {"who", key.holder_name},
        {"holder", words.of("own_holder", app::word(key.holder))},
        {"state", words(fmt::format("own_key.state.{}", app::word(state)),
                        {{"date", words.date(local_date(withdrawn ? *key.withdrawn_at : key.expires_at))}})},
        {"made",
         words("own_key.made_by", {{"date", words.date(local_date(key.made_at))}, {"name", key.made_by}})},
        {"withdraw", withdrawn || state == app::KeyState::expired
                         ? std::string()
                         : fmt::format("/cases/{}/keys/{}", http::url_encode(case_id), key.id)}});
  }
  return list;
}

Response keys_page(const Office& office, const Visit& visit, const Faults& faults, std::string notice,
                   json::value refusal, int status) {
  const auto& id = visit.request.path_parameter("id");
  auto view = office.desks.cases.look(visit.user(), id);
  if (!view) return show_problem(office, visit, view.error());
  auto keys = office.desks.keys.keys(visit.user(), *view);
  if (!keys) return show_problem(office, visit, keys.error());
  Words words = visit.words;
  FormView form(words, visit.form, faults);
  std::vector<Option> options;
  json::array refused;
  for (const auto& possible : keys->possible) {
    auto label = fmt::format("{} ({})", possible.name, words.of("own_holder", app::word(possible.holder)));
    if (possible.refusal) {
      refused.push_back(
          json::object{{"who", label}, {"why", words.of("own_key.refusal", app::word(*possible.refusal))}});
    } else {
      options.push_back({value_of(possible), std::move(label), ""});
    }
  }
  json::array fields;
  fields.push_back(form.radios("key_holder", Presence::required, options));
  if (!keys->birth_date_known) fields.push_back(form.date("key_for_birth_date", Presence::optional));
  auto list = keys_view(words, id, *keys);
  bool any = !list.empty();
  bool any_refused = !refused.empty();
  json::object page{
      {"head", case_head_view(words, *view, visit.now)},
      {"heading", words("own_key.title")},
      {"fields", std::move(fields)},
      {"errors", form.errors()},
      {"notice", std::move(notice)},
      {"refusal", std::move(refusal)},
      {"keys", any ? json::value(json::object{{"list", std::move(list)}}) : json::value(false)},
      {"refused", any_refused ? json::value(json::object{{"list", std::move(refused)}}) : json::value(false)},
      {"lead", words.count("own_key.lead", office.unit.key_days)},
      {"action", fmt::format("/cases/{}/keys", http::url_encode(id))}};
  return show(office, visit, "keys", fmt::format("{} – {}", words("own_key.title"), view->c.number),
              std::move(page), status);
}

Response get_keys(const Office& office, const Visit& visit) {
  auto notice = visit.request.query.has("withdrawn") ? visit.words("own_key.withdrawn") : std::string();
  return keys_page(office, visit, {}, std::move(notice), false, 200);
}

// In the language the person understands best, where the texts are complete in it.
texts::Language language_for(const Office& office, const casework::Case& c) {
  if (c.message && c.message->person.language) {
    auto language = texts::language_from(*c.message->person.language);
    if (language) return texts::fallback_of(*language);
  }
  return office.unit.letter_language == app::LetterLanguage::nn ? texts::Language::nn : texts::Language::nb;
}

// The code stands on this page and nowhere else: it is not kept, so it cannot be shown again.
Response sheet(const Office& office, const Visit& visit, const app::MadeKey& made) {
  auto view = office.desks.cases.look(visit.user(), made.key.case_id);
  if (!view) return show_problem(office, visit, view.error());
  Visit readers = visit;
  readers.words = Words(office.catalogue.of(language_for(office, view->c)));
  Words words = readers.words;
  auto host = std::string(visit.request.header("Host").value_or(""));
  auto scheme = office.settings.secure_cookies ? "https" : "http";
  const auto& unit = office.unit.details;
  json::object page{
      {"holder_name", made.key.holder_name},
      {"about", words.of("own_sheet.about", app::word(made.key.holder))},
      {"address", fmt::format("{}://{}/my", scheme, host)},
      {"code", made.code},
      {"birth_date", made.key.second_hash.has_value()},
      {"until", words("own_sheet.until", {{"date", words.date(local_date(made.key.expires_at))}})},
      {"unit", unit.name},
      {"municipality", unit.municipality},
      {"contact", words("own_sheet.contact", {{"phone", unit.phone}, {"hours", unit.opening_hours}})},
      {"back", fmt::format("/cases/{}/keys", http::url_encode(made.key.case_id))},
      // For the caseworker, and not printed.
      {"once", visit.words("own_key.once")},
      {"back_text", visit.words("own_key.back")}};
  return show(office, readers, "key_sheet", words("own_sheet.title"), std::move(page));
}

Response post_keys(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto holder = reader.hidden("key_holder", 200);
  auto birth_date = reader.date("key_for_birth_date", Presence::optional);
  if (!holder) reader.fault("key_holder", FaultKind::missing, "one of the choices");
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good()) return keys_page(office, visit, reader.faults(), "", false, 422);
  auto colon = holder->find(':');
  auto who = app::holder_from(std::string_view(*holder).substr(0, colon));
  if (colon == std::string::npos || !who) return show_problem(office, visit, "malformed", 400);
  auto made = office.desks.keys.make(visit.user(), visit.request.path_parameter("id"),
                                     {*who, holder->substr(colon + 1), birth_date});
  if (made) return sheet(office, visit, *made);
  if (!made.error().refusal) return show_problem(office, visit, made.error().problem);
  if (made.error().refusal == app::KeyRefusal::birth_date_missing) {
    Faults faults{{"key_for_birth_date", FaultKind::missing, "the birth date"}};
    return keys_page(office, visit, faults, "", false, 422);
  }
  auto text = visit.words.of("own_key.refusal", app::word(*made.error().refusal));
  return keys_page(office, visit, {}, "", json::object{{"text", text}, {"needs", false}}, 422);
}

Response post_withdraw(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto withdrawn = office.desks.keys.withdraw(visit.user(), id, visit.request.path_parameter("key"));
  if (!withdrawn) return show_problem(office, visit, withdrawn.error());
  return Response::redirect(fmt::format("/cases/{}/keys?withdrawn=yes", http::url_encode(id)));
}

}  // namespace

void add_key_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/cases/{id}/keys", Access::unit, get_keys);
  add_page(router, office, http::Method::post, "/cases/{id}/keys", Access::unit, post_keys);
  add_page(router, office, http::Method::post, "/cases/{id}/keys/{key}", Access::unit, post_withdraw);
}

}  // namespace moteplass::web
