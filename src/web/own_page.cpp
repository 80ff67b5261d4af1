// The pages of those whom a case is about, behind their key: their meeting and what goes with it, choosing a
// time, letters, who has read the case, consents.
#include <algorithm>

#include <fmt/format.h>

#include "http/forms.h"
#include "web/form_reader.h"
#include "web/help_view.h"
#include "web/office.h"
#include "web/own_problem.h"
#include "web/own_view.h"

namespace moteplass::web {

using http::Response;

Response show_own_problem(const Office& office, const Visit& visit, const app::Problem& problem) {
  if (problem.code != app::ProblemCode::not_logged_in) return show_problem(office, visit, problem);
  if (auto token = visit.request.cookie(own_session_cookie)) office.own_sessions.end(*token);
  return Response::redirect("/my/key?over=yes");
}

namespace {

json::object contact_view(const Office& office) {
  const auto& unit = office.unit.details;
  return {{"phone", unit.phone}, {"email", unit.email}, {"hours", unit.opening_hours}};
}

Response page(const Office& office, const Visit& visit, std::string notice, std::string_view color,
              int status) {
  auto view = office.desks.person.look(visit.holding());
  if (!view) return show_own_problem(office, visit, view.error());
  auto shown = own_page_view(visit.words, *view, visit.now);
  shown["notice"] = std::move(notice);
  shown["color"] = color;
  shown["contact"] = contact_view(office);
  auto template_name = view->holder == app::Holder::person     ? "own"
                       : view->holder == app::Holder::guardian ? "own_guardian"
                                                               : "own_trusted";
  return show(office, visit, template_name, visit.words("own.title"), std::move(shown), status);
}

// What was just done, told once.
Response get_page(const Office& office, const Visit& visit) {
  auto key = fmt::format("own_done.{}", visit.request.query.only("done").value_or(""));
  bool known = visit.words.has(key);
  return page(office, visit, known ? visit.words(key) : std::string(), "success", 200);
}

Response post_time(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  auto time = reader.hidden("own_time", 100);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!time) return page(office, visit, visit.words("own.choose_one"), "warning", 422);
  auto chosen = office.desks.person.choose(visit.holding(), *time);
  if (chosen) return Response::redirect("/my?done=time");
  switch (chosen.error().code) {
    case app::ProblemCode::time_taken:
      return page(office, visit, visit.words("own.time_taken"), "warning", 409);
    case app::ProblemCode::refused:
    case app::ProblemCode::case_conflict:
      return page(office, visit, visit.words("own.time_refused"), "warning", 409);
    default:
      return show_own_problem(office, visit, chosen.error());
  }
}

Response get_letters(const Office& office, const Visit& visit) {
  auto letters = office.desks.person.letters(visit.holding());
  if (!letters) return show_own_problem(office, visit, letters.error());
  json::array list;
  for (const auto& letter : *letters) {
    list.push_back(
        json::object{{"name", visit.words.of("own_letter", word(letter.kind))},
                     {"about", letter.meeting ? visit.words.moment(*letter.meeting) : std::string()},
                     {"made", letter.made_at ? visit.words.date(local_date(*letter.made_at)) : std::string()},
                     {"href", letter.made_at ? "/my/letters/" + http::url_encode(letter.id) : ""}});
  }
  bool any = !list.empty();
  return show(office, visit, "own_letters", visit.words("own.letters"),
              {{"letters", any ? json::value(json::object{{"list", std::move(list)}}) : json::value(false)}});
}

Response get_letter(const Office& office, const Visit& visit) {
  auto letter = office.desks.person.letter(visit.holding(), visit.request.path_parameter("letter"));
  if (!letter) return show_own_problem(office, visit, letter.error());
  auto response = Response::bytes(std::move(letter->bytes), letter->media_type);
  response.set_header("Content-Disposition", "attachment; filename=\"brev.pdf\"");
  return response;
}

// Somebody who looks ten times in a day is one line with a count: the list is there to be read.
Response get_accesses(const Office& office, const Visit& visit) {
  auto accesses = office.desks.person.accesses(visit.holding());
  if (!accesses) return show_own_problem(office, visit, accesses.error());
  struct Reading {
    const app::Access* last;
    int times;
  };
  std::vector<Reading> readings;
  for (const auto& access : *accesses) {
    auto same = std::find_if(readings.begin(), readings.end(), [&](const Reading& reading) {
      return reading.last->actor == access.actor && reading.last->what == access.what &&
             local_date(reading.last->at) == local_date(access.at);
    });
    if (same == readings.end()) {
      readings.push_back({&access, 1});
    } else {
      ++same->times;
    }
  }
  json::array list;
  for (const auto& reading : readings) {
    list.push_back(json::object{
        {"who", reading.last->actor_name},
        {"what", visit.words.of("access", reading.last->what)},
        {"when", visit.words.moment(reading.last->at)},
        {"times", reading.times > 1 ? visit.words.count("access.times", reading.times) : std::string()}});
  }
  return show(office, visit, "own_accesses", visit.words("own.accesses"), {{"accesses", std::move(list)}});
}

json::array names(const std::vector<std::string>& list) {
  json::array names;
  for (const auto& name : list) names.push_back(json::object{{"name", name}});
  return names;
}

json::object consent_view(const Visit& visit, const app::OwnConsent& own) {
  Words words = visit.words;
  const auto& consent = own.consent;
  json::array left;
  for (const auto& sent : own.left) {
    left.push_back(json::object{{"receiver", sent.receiver_name},
                                {"data", data_text(words, sent.data)},
                                {"when", words.moment(sent.at)}});
  }
  std::string status =
      own.withdrawn_at ? words("own.consent_withdrawn", {{"date", words.date(local_date(*own.withdrawn_at))}})
      : own.is_valid   ? words("own.consent_until", {{"date", words.date(consent.expires_on)}})
                       : words("own.consent_over", {{"date", words.date(consent.expires_on)}});
  bool any_left = !left.empty();
  bool any_stopped = !own.stopped.empty();
  return {
      {"purpose", words.of("help.purpose_plain", word(consent.purpose))},
      {"receiver", consent.receiver_name},
      {"data", data_text(words, consent.data)},
      {"given", words.date(local_date(own.given_at))},
      {"status", std::move(status)},
      {"guardian", consent.giver == casework::ConsentGiver::guardian ? consent.guardian_name : ""},
      {"href", own.withdrawn_at ? "" : fmt::format("/my/consents/{}", http::url_encode(consent.id))},
      {"stopped", any_stopped ? json::value(json::object{{"list", names(own.stopped)}}) : json::value(false)},
      {"left", any_left ? json::value(json::object{{"list", std::move(left)}}) : json::value(false)},
      {"agreements", own.ends_agreements},
      {"ends_all", consent.purpose == casework::ConsentPurpose::help}};
}

Response get_consents(const Office& office, const Visit& visit) {
  auto consents = office.desks.person.consents(visit.holding());
  if (!consents) return show_own_problem(office, visit, consents.error());
  json::array list;
  for (const auto& consent : *consents) list.push_back(consent_view(visit, consent));
  bool any = !list.empty();
  return show(
      office, visit, "own_consents", visit.words("own.consents"),
      {{"done", visit.request.query.has("done")},
       {"consents", any ? json::value(json::object{{"list", std::move(list)}}) : json::value(false)}});
}

// Asks before it is done, with what it stops and what it cannot call back.
Response get_withdraw(const Office& office, const Visit& visit) {
  auto consents = office.desks.person.consents(visit.holding());
  if (!consents) return show_own_problem(office, visit, consents.error());
  const auto& id = visit.request.path_parameter("consent");
  for (const auto& own : *consents) {
    if (own.consent.id != id || own.withdrawn_at) continue;
    auto view = consent_view(visit, own);
    view["action"] = "/my/consents/" + http::url_encode(id);
    return show(office, visit, "own_withdraw", visit.words("own.withdraw_title"), std::move(view));
  }
  return show_problem(office, visit, "not_found", 404);
}

Response post_withdraw(const Office& office, const Visit& visit) {
  FormReader reader(visit.form);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto withdrawn = office.desks.person.withdraw(visit.holding(), visit.request.path_parameter("consent"));
  // Withdrawn already, in another window: that is what this person wanted.
  if (!withdrawn && withdrawn.error().code != app::ProblemCode::refused) {
    return show_own_problem(office, visit, withdrawn.error());
  }
  return Response::redirect("/my/consents?done=yes");
}

}  // namespace

void add_own_pages(http::Router& router, const Office& office) {
  using enum http::Method;
  add_page(router, office, get, "/my", Access::own, get_page);
  add_page(router, office, post, "/my/time", Access::own, post_time);
  add_page(router, office, get, "/my/letters", Access::own, get_letters);
  add_page(router, office, get, "/my/letters/{letter}", Access::own, get_letter);
  add_page(router, office, get, "/my/accesses", Access::own, get_accesses);
  add_page(router, office, get, "/my/consents", Access::own, get_consents);
  add_page(router, office, get, "/my/consents/{consent}", Access::own, get_withdraw);
  add_page(router, office, post, "/my/consents/{consent}", Access::own, post_withdraw);
}

}  // namespace moteplass::web
