// The receiver's page: a referral answered through a link, without an account. It names the service and the
// reference on the referral, and nobody.
#include <algorithm>

#include <fmt/format.h>

#include "http/forms.h"
#include "web/form_view.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;
using namespace casework;

Response receiver_page(const Office& office, const Visit& visit, const app::ReceiverView& view,
                       const http::Parameters& typed, const Faults& faults, bool done, json::value refusal,
                       int status) {
  FormView form(visit.words, typed, faults);
  std::vector<Option> answers;
  for (auto answer : view.open) {
    answers.push_back({std::string(word(answer)), visit.words.of("help.answer", word(answer)),
                       visit.words.of("help.answer_explained", word(answer))});
  }
  bool declines = std::find(view.open.begin(), view.open.end(), ReferralAnswer::declined) != view.open.end();
  json::array fields;
  if (!answers.empty()) {
    fields.push_back(form.radios("receiver.answer", Presence::required, answers));
    if (declines) {
      std::vector<Option> reasons{{"", "–", ""}};
      for (auto reason : help_words<DeclineReason>()) {
        reasons.push_back({std::string(reason), visit.words.of("help.reason", reason), ""});
      }
      fields.push_back(form.select("receiver.reason", Presence::optional, reasons));
    }
    fields.push_back(form.date("receiver.on", Presence::required));
    fields.push_back(form.text("receiver.name", Presence::optional));
  }
  return show(office, visit, "receiver", visit.words("help.receiver_title"),
              {{"service", view.service_name},
               {"reference", view.reference},
               {"unit", office.unit.details.name},
               {"municipality", office.unit.details.municipality},
               {"phone", office.unit.details.phone},
               {"sent", visit.words.date(view.sent_on)},
               {"stage", visit.words.of("help.stage", word(view.stage))},
               {"until", visit.words.date(local_date(view.expires_at))},
               {"any", !answers.empty()},
               {"fields", std::move(fields)},
               {"errors", form.errors()},
               {"done", done},
               {"refusal", std::move(refusal)},
               {"action", "/answer/" + http::url_encode(visit.request.path_parameter("token"))}},
              status);
}

Response no_link(const Office& office, const Visit& visit, const app::HelpProblem& problem) {
  if (problem.problem.code != app::ProblemCode::not_found)
    return show_problem(office, visit, problem.problem);
  return show(office, visit, "problem", visit.words("help.no_link_title"),
              {{"text", visit.words("help.no_link", {{"phone", office.unit.details.phone}})}, {"code", 404}},
              404);
}

Response get_answer(const Office& office, const Visit& visit) {
  auto view = office.desks.help.receiver_view(visit.request.path_parameter("token"));
  if (!view) return no_link(office, visit, view.error());
  return receiver_page(office, visit, *view, {{"receiver.on", to_string(local_date(visit.now))}}, {},
                       visit.request.query.has("done"), false, 200);
}

Response post_answer(const Office& office, const Visit& visit) {
  const auto& token = visit.request.path_parameter("token");
  auto view = office.desks.help.receiver_view(token);
  if (!view) return no_link(office, visit, view.error());
  FormReader reader(visit.form);
  auto answer = reader.choice("receiver.answer", Presence::required, help_choice<ReferralAnswer>);
  bool declined = answer == ReferralAnswer::declined;
  auto reason = reader.choice("receiver.reason", declined ? Presence::required : Presence::optional,
                              help_choice<DeclineReason>);
  auto on = reader.date("receiver.on", Presence::required);
  auto name = reader.text("receiver.name", Presence::optional);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  if (!reader.is_good()) {
    return receiver_page(office, visit, *view, visit.form, reader.faults(), false, false, 422);
  }
  auto after = office.desks.help.receiver_answers(token, *answer, *on, declined ? reason : std::nullopt,
                                                  name.value_or(""));
  if (after) return Response::redirect("/answer/" + http::url_encode(token) + "?done=yes");
  if (!after.error().refusal) return no_link(office, visit, after.error());
  // It may have been answered in another window meanwhile.
  auto now = office.desks.help.receiver_view(token);
  if (!now) return no_link(office, visit, now.error());
  auto refusal = json::object{{"text", visit.words.of("help.refusal", word(after.error().refusal->code))},
                              {"needs", false}};
  return receiver_page(office, visit, *now, visit.form, {}, false, std::move(refusal), 422);
}

}  // namespace

void add_receiver_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/answer/{token}", Access::everyone, get_answer);
  add_page(router, office, http::Method::post, "/answer/{token}", Access::everyone, post_answer);
}

}  // namespace moteplass::web
