// The help record of one case, its steps, what can be printed, and the follow-up list over all records.
#include <fmt/format.h>

#include "app/permissions.h"
#include "http/forms.h"
#include "web/help_forms.h"
#include "web/help_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

Response help_problem(const Office& office, const Visit& visit, const app::HelpProblem& problem) {
  return show_problem(office, visit, problem.problem);
}

json::value refusal_view(Words words, const casework::HelpRefusal& refusal) {
  return json::object{{"text", words.of("help.refusal", word(refusal.code))}, {"needs", false}};
}

Response help_page(const Office& office, const Visit& visit, const app::HelpView& view, std::string done,
                   json::value refusal, std::string link, int status) {
  auto page = help_page_view(visit.words, view, office.desks.help.settings(), visit.now);
  page["done"] = std::move(done);
  page["refusal"] = std::move(refusal);
  page["link"] = std::move(link);
  auto title = visit.words("help.title", {{"person", visit.words.name(view.person_name)}});
  return show(office, visit, "help", std::move(title), std::move(page), status);
}

Response get_help(const Office& office, const Visit& visit) {
  auto view = office.desks.help.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return help_problem(office, visit, view.error());
  auto key = fmt::format("help.done.{}", visit.request.query.only("done").value_or(""));
  return help_page(office, visit, *view, visit.words.has(key) ? visit.words(key) : "", false, "", 200);
}

HelpStep step_of(const Visit& visit, bool with_item) {
  return {visit.request.path_parameter("step"),
          with_item ? visit.request.path_parameter("item") : std::string()};
}

Response step_page(const Office& office, const Visit& visit, const app::HelpView& view, const HelpStep& step,
                   const http::Parameters& typed, const Faults& faults, json::value refusal,
                   json::value scores, int status) {
  FormView form(visit.words, typed, faults);
  json::object page{{"person", visit.words.name(view.person_name)},
                    {"number", view.case_number},
                    {"version", view.version()},
                    {"back", help_path(view.case_id)},
                    {"action", step.item.empty() ? fmt::format("{}/{}", help_path(view.case_id), step.word)
                                                 : fmt::format("{}/{}/{}", help_path(view.case_id), step.word,
                                                               http::url_encode(step.item))},
                    {"heading", visit.words.of("help.step", step.word)},
                    {"explained", visit.words.of("help.step_explained", step.word)},
                    {"submit", visit.words.of("help.submit", step.word)},
                    {"refusal", std::move(refusal)},
                    {"scores", std::move(scores)}};
  bool mapping = step.word == "record_mapping";
  page["fields"] =
      mapping ? json::array() : help_fields(step, view, office.desks.help.settings(), visit.words, form);
  page["mapping"] = mapping ? json::value(json::object{{"rows", mapping_rows(visit.words, form)},
                                                       {"injected", injected_field(visit.words, form)}})
                            : json::value(false);
  page["effect"] = step.word == "withdraw_consent" && view.record
                       ? effect_view(visit.words, *view.record, step.item)
                       : json::value(false);
  page["errors"] = form.errors();
  auto title = visit.words.of("help.step", step.word);
  return show(office, visit, "help_step", std::move(title), std::move(page), status);
}

Response get_step(const Office& office, const Visit& visit, bool with_item) {
  auto view = office.desks.help.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return help_problem(office, visit, view.error());
  auto step = step_of(visit, with_item);
  if (!is_help_step(step, *view)) return show_problem(office, visit, "not_found", 404);
  auto typed = help_form_start(step, visit.request.query, local_date(visit.now));
  return step_page(office, visit, *view, step, typed, {}, false, false, 200);
}

Response post_step(const Office& office, const Visit& visit, bool with_item) {
  const auto& desk = office.desks.help;
  const auto& id = visit.request.path_parameter("id");
  auto view = desk.look(visit.user(), id);
  if (!view) return help_problem(office, visit, view.error());
  auto step = step_of(visit, with_item);
  if (!is_help_step(step, *view)) return show_problem(office, visit, "not_found", 404);
  FormReader reader(visit.form);
  auto version = reader.whole_number("version", Presence::required, 0, 1'000'000);
  bool only_points = reader.hidden("points").has_value();
  auto command = help_command(step, desk.settings(), reader);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good() || !command || !version) {
    return step_page(office, visit, *view, step, visit.form, reader.faults(), false, false, 422);
  }
  if (const auto* mapping = std::get_if<casework::RecordMapping>(&*command);
      mapping != nullptr && only_points) {
    auto scores = json::object{{"list", scores_view(visit.words, casework::scores_of(mapping->assist))}};
    return step_page(office, visit, *view, step, visit.form, {}, false, std::move(scores), 200);
  }
  auto after = desk.carry_out(visit.user(), id, *version, *command);
  if (after) return Response::redirect(fmt::format("{}?done={}", help_path(id), step.word));
  if (after.error().refusal) {
    return step_page(office, visit, *view, step, visit.form, {},
                     refusal_view(visit.words, *after.error().refusal), false, 422);
  }
  if (after.error().problem.code == app::ProblemCode::case_conflict) {
    return help_page(office, visit, *view, "",
                     json::object{{"text", visit.words("help.conflict")}, {"needs", false}}, "", 409);
  }
  return help_problem(office, visit, after.error());
}

// The link is shown on the answer to the very form that made it, and never again.
Response post_link(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto token = office.desks.help.make_link(visit.user(), id, visit.request.path_parameter("item"));
  if (!token && !token.error().refusal) return help_problem(office, visit, token.error());
  auto view = office.desks.help.look(visit.user(), id);
  if (!view) return help_problem(office, visit, view.error());
  if (!token) {
    return help_page(office, visit, *view, "", refusal_view(visit.words, *token.error().refusal), "", 422);
  }
  auto host = std::string(visit.request.header("Host").value_or(""));
  auto scheme = office.settings.secure_cookies ? "https" : "http";
  return help_page(office, visit, *view, "", false, fmt::format("{}://{}/answer/{}", scheme, host, *token),
                   200);
}

// ---- To print
// --------------------------------------------------------------------------------------------------

Response consent_form(const Office& office, const Visit& visit, const app::HelpView& view,
                      const casework::Consent* consent) {
  const auto& words = visit.words;
  json::value filled = false;
  if (consent != nullptr) {
    filled = json::object{{"purpose", words.of("help.purpose_plain", word(consent->purpose))},
                          {"receiver", consent->receiver_name},
                          {"data", data_text(words, consent->data)},
                          {"until", words.date(consent->expires_on)}};
  }
  return show(office, visit, "help_consent", words("help.form_title"),
              {{"person", view.person.name},
               {"unit", office.unit.details.name},
               {"phone", office.unit.details.phone},
               {"filled", std::move(filled)},
               {"back", help_path(view.case_id)}});
}

Response get_form(const Office& office, const Visit& visit, bool with_item) {
  auto view = office.desks.help.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return help_problem(office, visit, view.error());
  if (!with_item) return consent_form(office, visit, *view, nullptr);
  const auto* kept = view->record ? view->record->consent(visit.request.path_parameter("item")) : nullptr;
  if (kept == nullptr) return show_problem(office, visit, "not_found", 404);
  return consent_form(office, visit, *view, &kept->consent);
}

Response get_letter(const Office& office, const Visit& visit) {
  auto view = office.desks.help.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return help_problem(office, visit, view.error());
  const auto* referral =
      view->record ? view->record->referral(visit.request.path_parameter("item")) : nullptr;
  auto letter = referral == nullptr ? std::nullopt
                                    : app::referral_letter_of(*view->record, *referral, view->person.name,
                                                              view->person.phone);
  if (!letter) return show_problem(office, visit, "not_found", 404);
  const auto& words = visit.words;
  json::array needs;
  for (const auto& need : letter->needs) {
    needs.push_back(json::object{{"area", words.of("help.area", word(need.area))}, {"words", need.words}});
  }
  json::array contact;
  if (!letter->phone.empty()) contact.emplace_back(letter->phone);
  json::array scores = scores_view(words, letter->scores);
  json::array plan;
  for (const auto& state : letter->plan) {
    plan.push_back(json::object{{"label", words.of("help.plan_kind", word(state.kind))},
                                {"value", words.of("help.plan_step", word(state.step))},
                                {"who", state.who}});
  }
  bool any_scores = !scores.empty();
  return show(
      office, visit, "help_letter", words("help.letter_title"),
      {{"person", letter->person_name},
       {"contact", std::move(contact)},
       {"service", letter->service_name},
       {"reference", letter->reference},
       {"date", words.date(letter->sent_on)},
       {"needs", std::move(needs)},
       {"scores", any_scores ? json::value(json::object{{"list", std::move(scores)}}) : json::value(false)},
       {"plan", std::move(plan)},
       {"unit", office.unit.details.name},
       {"municipality", office.unit.details.municipality},
       {"phone", office.unit.details.phone},
       {"pdf", fmt::format("{}/letter/{}/pdf", help_path(view->case_id), http::url_encode(referral->id))},
       {"back", help_path(view->case_id)}});
}

Response get_letter_pdf(const Office& office, const Visit& visit) {
  auto pdf = office.desks.help.referral_letter(visit.user(), visit.request.path_parameter("id"),
                                               visit.request.path_parameter("item"));
  if (!pdf) return help_problem(office, visit, pdf.error());
  auto response = Response::bytes(std::move(*pdf), "application/pdf");
  response.set_header("Content-Disposition", "inline; filename=\"henvisning.pdf\"");
  return response;
}

// ---- Over all records
// --------------------------------------------------------------------------------------------

Response get_follow_up(const Office& office, const Visit& visit) {
  auto summary = office.desks.help.summary(visit.user());
  if (!summary) return help_problem(office, visit, summary.error());
  const auto& counts = summary->referrals;
  json::array figures;
  auto figure = [&](std::string_view key, std::int64_t count) {
    figures.push_back(json::object{{"label", visit.words.of("help.count", key)}, {"count", count}});
  };
  figure("records", summary->records);
  figure("referred", counts.referred);
  figure("waiting", counts.waiting);
  figure("accepted", counts.accepted);
  figure("declined", counts.declined);
  figure("started", counts.started);
  figure("stopped", counts.stopped);
  figure("late", summary->late);
  json::array tasks;
  bool sees_tasks = app::may(visit.user(), app::Right::see_help_record);
  if (sees_tasks) {
    auto list = office.desks.help.worklist(visit.user());
    if (!list) return help_problem(office, visit, list.error());
    for (const auto& task : *list) tasks.push_back(task_view(visit.words, task, local_date(visit.now)));
  }
  bool any = !tasks.empty();
  return show(office, visit, "follow_up", visit.words("help.follow_up_title"),
              {{"figures", std::move(figures)},
               {"sees_tasks", sees_tasks},
               {"tasks", any ? json::value(json::object{{"list", std::move(tasks)}}) : json::value(false)}});
}

}  // namespace

void add_help_pages(http::Router& router, const Office& office) {
  using enum http::Method;
  constexpr std::string_view base = "/cases/{id}/help";
  auto path = [&](std::string_view rest) { return fmt::format("{}{}", base, rest); };
  auto with = [](Response (*handler)(const Office&, const Visit&, bool), bool item) -> PageHandler {
    return [handler, item](const Office& o, const Visit& v) { return handler(o, v, item); };
  };
  add_page(router, office, get, base, Access::unit, get_help);
  add_page(router, office, get, path("/form"), Access::unit, with(get_form, false));
  add_page(router, office, get, path("/form/{item}"), Access::unit, with(get_form, true));
  add_page(router, office, get, path("/letter/{item}"), Access::unit, get_letter);
  add_page(router, office, get, path("/letter/{item}/pdf"), Access::unit, get_letter_pdf);
  add_page(router, office, post, path("/link/{item}"), Access::unit, post_link);
  add_page(router, office, get, path("/{step}"), Access::unit, with(get_step, false));
  add_page(router, office, post, path("/{step}"), Access::unit, with(post_step, false));
  add_page(router, office, get, path("/{step}/{item}"), Access::unit, with(get_step, true));
  add_page(router, office, post, path("/{step}/{item}"), Access::unit, with(post_step, true));
  add_page(router, office, get, "/follow-up", Access::unit, get_follow_up);
}

}  // namespace moteplass::web
