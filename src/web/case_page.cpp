// One case: its page, reading the message, and its letters.
#include <array>

#include <fmt/format.h>

#include "app/permissions.h"
#include "casework/words.h"
#include "http/forms.h"
#include "web/case_forms.h"
#include "web/case_pages.h"
#include "web/case_view.h"
#include "web/child_welfare_form.h"
#include "web/reminder_view.h"

namespace moteplass::web {

using http::Response;

Response show_case(const Office& office, const Visit& visit, const app::CaseView& view, std::string notice,
                   CaseNotice kind, int status) {
  auto page = case_page_view(visit.words, view, visit.now);
  page["done"] = kind == CaseNotice::done ? notice : "";
  page["reminder"] = reminder_text(visit.words, office.unit, view, visit.now);
  bool may_help = app::may(visit.user(), app::Right::see_help_record);
  page["help_href"] = may_help ? fmt::format("/cases/{}/help", http::url_encode(view.c.id)) : std::string();
  page["keys_href"] = fmt::format("/cases/{}/keys", http::url_encode(view.c.id));
  page["conflict"] = kind == CaseNotice::conflict ? notice : "";
  auto title =
      visit.words("case.title", {{"number", view.c.number}, {"person", view.c.message->person.name}});
  return show(office, visit, "case", std::move(title), std::move(page), status);
}

Response show_conflict(const Office& office, const Visit& visit, const std::string& case_id) {
  auto view = office.desks.cases.look(visit.user(), case_id);
  if (!view) return show_problem(office, visit, view.error());
  return show_case(office, visit, *view, visit.words("case.conflict"), CaseNotice::conflict, 409);
}

namespace {

Response get_case(const Office& office, const Visit& visit) {
  auto view = office.desks.cases.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return show_problem(office, visit, view.error());
  // What was just done, told once; only words of our own catalogue are ever shown.
  auto done = visit.request.query.only("done").value_or("");
  // Feedback that holds nothing was not sent.
  if (done == casework::word(casework::Step::send_feedback) && view->c.feedback &&
      !view->c.feedback->feedback) {
    done = "send_nothing";
  }
  auto key = fmt::format("done.{}", done);
  auto notice = visit.words.has(key) ? visit.words(key) : std::string();
  return show_case(office, visit, *view, std::move(notice), CaseNotice::done, 200);
}

Response post_open(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  auto version = version_of(reader);
  reader.refuse_unknown();
  if (!reader.is_good() || !version) return show_problem(office, visit, "malformed", 400);
  auto view = office.desks.cases.carry_out(visit.user(), id, *version, casework::OpenMessage{});
  if (view) return Response::redirect(fmt::format("/cases/{}?done=open", http::url_encode(id)));
  // Somebody else opened it in the meantime: that is what this person wanted to see.
  if (view.error().code == app::ProblemCode::case_conflict ||
      view.error().code == app::ProblemCode::refused) {
    return show_conflict(office, visit, id);
  }
  return show_problem(office, visit, view.error());
}

Response document(app::Document letter) {
  auto response = Response::bytes(std::move(letter.bytes), letter.media_type);
  response.set_header("Content-Disposition", "inline; filename=\"brev.pdf\"");
  return response;
}

Response get_letter(const Office& office, const Visit& visit) {
  auto letter = office.desks.cases.letter(visit.user(), visit.request.path_parameter("id"),
                                          visit.request.path_parameter("letter"));
  if (!letter) return show_problem(office, visit, letter.error());
  return document(std::move(*letter));
}

// The letter as it would be sent, in a page of its own that an inner frame shows. Its own policy: no script,
// no form, nothing from elsewhere, and only our own pages may frame it.
Response get_preview(const Office& office, const Visit& visit) {
  auto kind = casework::letter_kind_from(visit.request.path_parameter("kind"));
  if (!kind) return show_problem(office, visit, "not_found", 404);
  auto html = office.desks.cases.preview_letter(visit.user(), visit.request.path_parameter("id"), *kind);
  if (!html) return show_problem(office, visit, html.error());
  auto response = Response::html(std::move(*html));
  response.set_header("Content-Security-Policy",
                      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
                      "frame-ancestors 'self'; sandbox");
  return response;
}

// Asked for on purpose, by POST, so that nothing fetches it ahead of a person's wish.
Response post_address(const Office& office, const Visit& visit) {
  const auto& id = visit.request.path_parameter("id");
  FormReader reader(visit.form);
  reader.refuse_unknown();
  if (reader.is_malformed()) return show_problem(office, visit, "malformed", 400);
  auto found = office.desks.cases.address(visit.user(), id);
  if (!found) return show_problem(office, visit, found.error());
  auto view = office.desks.cases.look(visit.user(), id);
  if (!view) return show_problem(office, visit, view.error());
  auto page = address_view(visit.words, *found);
  page["head"] = case_head_view(visit.words, *view, visit.now);
  page["heading"] = visit.words("protection.heading");
  return show(office, visit, "case_address",
              fmt::format("{} – {}", visit.words("protection.heading"), view->c.number), std::move(page));
}

// The report to child welfare as it is sent: in the unit's own language, whatever the reader's.
Response get_concern_report(const Office& office, const Visit& visit) {
  auto view = office.desks.cases.look(visit.user(), visit.request.path_parameter("id"));
  if (!view) return show_problem(office, visit, view.error());
  const auto& assessment = view->c.child_welfare.assessment;
  if (!assessment || !assessment->facts) return show_problem(office, visit, "not_found", 404);
  auto language =
      office.unit.letter_language == app::LetterLanguage::nn ? texts::Language::nn : texts::Language::nb;
  Visit norwegian{visit.request,     Words(office.catalogue.of(language)),
                  visit.now,         visit.session,
                  visit.own_session, visit.csrf,
                  visit.form};
  auto page = child_welfare_report_view(norwegian.words, *view, office.unit.details, visit.user().name);
  page["head"] = case_head_view(norwegian.words, *view, visit.now);
  return show(office, norwegian, "concern_report",
              fmt::format("{} – {}", norwegian.words("concern.report_title"), view->c.number),
              std::move(page));
}

}  // namespace

void add_case_pages(http::Router& router, const Office& office) {
  add_page(router, office, http::Method::get, "/cases/{id}", Access::unit, get_case);
  add_page(router, office, http::Method::post, "/cases/{id}/open", Access::unit, post_open);
  add_page(router, office, http::Method::get, "/cases/{id}/letters/{letter}", Access::unit, get_letter);
  add_page(router, office, http::Method::post, "/cases/{id}/address", Access::unit, post_address);
  add_page(router, office, http::Method::get, "/cases/{id}/concern-report", Access::unit, get_concern_report);
  add_page(router, office, http::Method::get, "/cases/{id}/preview/{kind}", Access::unit, get_preview);
}

}  // namespace moteplass::web
