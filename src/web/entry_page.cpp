// The pages of entries: one form for every kind, made from what the kind says of its own members.
#include <fmt/format.h>

#include "casework/residence.h"
#include "http/forms.h"
#include "web/case_forms.h"
#include "web/case_pages.h"
#include "web/case_view.h"
#include "web/entry_view.h"

namespace moteplass::web {
namespace {

using casework::Entry;
using http::Response;

Response entry_page(const Office& office, const Visit& visit, const app::CaseView& view, const Entry& kind,
                    const http::Parameters& typed, const Faults& faults, std::string refusal, int status) {
  auto step = casework::step_of(kind);
  FormView form(visit.words, typed, faults);
  auto fields = entry_fields(visit.words, kind, form);
  auto title = visit.words.of("entry_title", step);
  json::object page{{"head", case_head_view(visit.words, view, visit.now)},
                    {"heading", title},
                    {"about", visit.words.of("entry_explained", step)},
                    {"action", entry_path(view.c.id, step)},
                    {"questions", std::move(fields)},
                    {"submit", visit.words.of("entry_link", step)},
                    {"errors", form.errors()},
                    {"refused", std::move(refusal)}};
  return show(office, visit, "case_entry", fmt::format("{} – {}", title, view.c.number), std::move(page),
              status);
}

Response get_entry(const Office& office, const Visit& visit) {
  const Entry* kind = casework::entry_kind(visit.request.path_parameter("kind"));
  if (kind == nullptr) return show_problem(office, visit, "not_found", 404);
  auto view = office.desks.cases.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return show_problem(office, visit, view.error());
  // A link from before somebody else was here.
  if (!casework::may_be_entered(*kind, view->c, visit.now)) return show_conflict(office, visit, view->c.id);
  auto typed = entry_prefill(*kind, view->c, local_date(visit.now));
  return entry_page(office, visit, *view, *kind, typed, {}, "", 200);
}

Response post_entry(const Office& office, const Visit& visit) {
  const Entry* kind = casework::entry_kind(visit.request.path_parameter("kind"));
  if (kind == nullptr) return show_problem(office, visit, "not_found", 404);
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  auto version = version_of(reader);
  auto entry = entry_of(*kind, reader);
  reader.refuse_unknown();
  if (reader.is_malformed() || !version) return show_problem(office, visit, "malformed", 400);
  auto again = [&](const Faults& faults, std::string refusal) {
    auto view = office.desks.cases.look(visit.user(), id);
    if (!view) return show_problem(office, visit, view.error());
    return entry_page(office, visit, *view, *kind, visit.form, faults, std::move(refusal), 422);
  };
  if (!entry || !reader.is_good()) return again(reader.faults(), "");
  auto after = office.desks.cases.carry_out(visit.user(), id, *version, casework::MakeEntry{*entry});
  if (after) {
    return Response::redirect(
        fmt::format("/cases/{}?done={}", http::url_encode(id), casework::step_of(*kind)));
  }
  const auto& problem = after.error();
  if (problem.code == app::ProblemCode::case_conflict) return show_conflict(office, visit, id);
  if (problem.code != app::ProblemCode::refused || !problem.refusal) {
    return show_problem(office, visit, problem);
  }
  const auto& refusal = *problem.refusal;
  bool of_a_field = refusal.code == casework::RefusalCode::bad_value && !refusal.field.empty() &&
                    refusal.field.find('.') == std::string::npos;
  if (of_a_field) {
    // What does not fit stands beside the field it is about.
    Faults faults{{fmt::format("entry.{}", refusal.field), FaultKind::not_allowed, ""}};
    return again(faults, "");
  }
  return again({}, visit.words.of("refusal", casework::word(refusal.code)));
}

// What goes to the other unit: a file to hand over in the way the units have agreed on.
Response get_package(const Office& office, const Visit& visit) {
  auto package = office.desks.cases.transfer_package(visit.user(), visit.request.path_parameter("id"));
  if (!package) return show_problem(office, visit, package.error());
  auto response = Response::bytes(to_text(*package), "application/json");
  response.set_header("Content-Disposition", "attachment; filename=\"overforing.json\"");
  return response;
}

}  // namespace

void add_entry_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/cases/{id}/entry/{kind}", Access::unit, get_entry);
  add_page(router, office, http::Method::post, "/cases/{id}/entry/{kind}", Access::unit, post_entry);
  add_page(router, office, http::Method::get, "/cases/{id}/transfer.json", Access::unit, get_package);
}

}  // namespace moteplass::web
