// Assessing an encounter: the facts, a policy model, and what follows. Nothing is stored and nobody is named;
// police may go on from a decided duty to a message.
#include <fmt/format.h>

#include "app/permissions.h"
#include "http/forms.h"
#include "web/answer_view.h"
#include "web/facts_form.h"
#include "web/office.h"

namespace moteplass::web {
namespace {

using http::Response;

std::vector<Option> policy_options(const Office& office) {
  std::vector<Option> options;
  for (const auto& policy : office.desks.policies.policies()) {
    options.push_back({policy.ref.name, policy.title, ""});
  }
  return options;
}

bool is_accepted(const Office& office, const std::string& policy) {
  const auto& accepted = office.unit.accepted_policies;
  return std::find(accepted.begin(), accepted.end(), policy) != accepted.end() ||
         policy == office.unit.live_policy;
}

// The answer with what police may do next.
json::object result_view(const Office& office, const Visit& visit, const policy::Answer& answer,
                         const policy::Facts& facts) {
  auto view = answer_view(visit.words, answer, {true, ""});
  auto reaction = policy::reaction_answer(answer);
  bool may_send = reaction && policy::is_attendance(reaction->reaction) &&
                  app::may(visit.user(), app::Right::send_message) && is_accepted(office, answer.policy.name);
  view["send"] = may_send ? json::value(json::object{{"policy", answer.policy.name},
                                                     {"facts", to_text(policy::to_json(facts))}})
                          : json::value(false);
  view["compare_href"] = http::with_query("/compare", form_of(facts));
  return view;
}

struct Asked {
  std::string policy;
  policy::Facts facts;
};

struct AskedForm {
  std::optional<Asked> asked;
  Faults faults;
  bool malformed = false;
  bool wants_row = false;
};

AskedForm read_asked(const http::Parameters& form) {
  FormReader reader(form);
  AskedForm read;
  auto policy = reader.text("policy", Presence::required, 100);
  auto facts = facts_from_form(reader);
  read.wants_row = reader.ticked("add_row");
  reader.refuse_unknown();
  read.faults = reader.faults();
  read.malformed = reader.is_malformed();
  if (reader.is_good() && policy && facts) read.asked = Asked{std::move(*policy), std::move(*facts)};
  return read;
}

Response assess_page(const Office& office, const Visit& visit, const http::Parameters& typed,
                     const Faults& faults, json::value result, int status) {
  FormView form(visit.words, typed, faults);
  auto policy = form.select("policy", Presence::required, policy_options(office));
  auto view = facts_form_view(visit.words, form, typed);
  view["policy"] = std::move(policy);
  view["errors"] = form.errors();
  view["result"] = std::move(result);
  return show(office, visit, "assess", visit.words("assess.title"), std::move(view), status);
}

Response get_assess(const Office& office, const Visit& visit) {
  auto policy = std::string(visit.request.query.only("policy").value_or(office.unit.live_policy));
  return assess_page(office, visit, {{"policy", policy}}, {}, false, 200);
}

Response post_assess(const Office& office, const Visit& visit) {
  auto read = read_asked(visit.form);
  if (read.malformed) return show_problem(office, visit, "malformed", 400);
  if (read.wants_row) return assess_page(office, visit, visit.form, {}, false, 200);
  if (!read.asked) return assess_page(office, visit, visit.form, read.faults, false, 422);
  auto answer =
      office.desks.policies.decide(read.asked->policy, policy::Question::reaction, read.asked->facts);
  if (!answer) return show_problem(office, visit, answer.error());
  return assess_page(office, visit, visit.form, {}, result_view(office, visit, *answer, read.asked->facts),
                     200);
}

// The same answer without the page around it, for the form that explains while it is filled in.
Response post_answer(const Office& office, const Visit& visit) {
  auto read = read_asked(visit.form);
  if (read.malformed) return Response::empty(400);
  if (!read.asked) return Response::empty(204);  // half-typed: nothing to say yet
  auto answer =
      office.desks.policies.decide(read.asked->policy, policy::Question::reaction, read.asked->facts);
  if (!answer) return Response::empty(404);
  return show_part(office, visit, "part/result",
                   {{"result", result_view(office, visit, *answer, read.asked->facts)}});
}

}  // namespace

void add_assess_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/assess", Access::logged_in, get_assess);
  add_page(router, office, http::Method::post, "/assess", Access::logged_in, post_assess);
  add_page(router, office, http::Method::post, "/assess/answer", Access::logged_in, post_answer);
}

}  // namespace moteplass::web
