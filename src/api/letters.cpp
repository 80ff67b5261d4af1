// Letters as they were made, and as they would be sent.
#include "api/endpoint.h"
#include "api/problems.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;

// A file of our own making, shown by the browser's viewer and never run as a page of this site.
http::Response file(app::Document document) {
  auto response = http::Response::bytes(std::move(document.bytes), document.media_type);
  response.set_header("Content-Disposition", fmt::format("inline; filename=\"{}.pdf\"", document.kind));
  return response;
}

Operation get_order_letter() {
  return {.method = http::Method::get,
          .path = "/api/messages/{message_id}/order-letter",
          .id = "getOrderLetter",
          .tag = "police",
          .summary = "The letter about the order or condition, for you to hand to the person",
          .description =
              "404 until the letter is made, seconds after the message; and where the message's basis is "
              "no duty to attend.",
          .parameters = {{"message_id", Place::path, schema::pattern("^[!-~]{1,100}$"),
                          "Your own id of the message."}},
          .body = {},
          .outcomes = {file_outcome("The letter.", "application/pdf")},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found},
          .max_body_bytes = {}};
}

Operation get_letter() {
  return {
      .method = http::Method::get,
      .path = "/api/cases/{id}/letters/{letter}",
      .id = "getLetter",
      .tag = "cases",
      .summary = "A letter that has been made",
      .description = "The look is recorded. 404 until the letter is made.",
      .parameters = {{"id", Place::path, schema::text(100), "The case's id."},
                     {"letter", Place::path, schema::text(200), "The letter's id, as the case shows it."}},
      .body = {},
      .outcomes = {file_outcome("The letter.", "application/pdf")},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found},
      .max_body_bytes = {}};
}

Operation preview_letter() {
  using casework::LetterKind;
  return {
      .method = http::Method::get,
      .path = "/api/cases/{id}/letter-preview/{kind}",
      .id = "previewLetter",
      .tag = "cases",
      .summary = "The letter as it would be sent now",
      .description = "Nothing is stored. A summons can be previewed once a meeting is booked.",
      .parameters = {{"id", Place::path, schema::text(100), "The case's id."},
                     {"kind", Place::path,
                      schema::one_of({word(LetterKind::order), word(LetterKind::summons)}), "Which letter."}},
      .body = {},
      .outcomes = {file_outcome("The letter as a page.", "text/html; charset=utf-8")},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::letter_failed},
      .max_body_bytes = {}};
}

http::Response preview(const app::CaseDesk& desk, const http::Request& request, const app::User& user) {
  using casework::LetterKind;
  for (auto kind : {LetterKind::order, LetterKind::summons}) {
    if (word(kind) != request.path_parameter("kind")) continue;
    auto html = desk.preview_letter(user, request.path_parameter("id"), kind);
    if (!html) return to_response(html.error());
    auto response = http::Response::html(std::move(*html));
    // The letter carries its own style sheet and fonts; it may do nothing else, and only our pages may frame
    // it.
    response.set_header("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
                        "frame-ancestors 'self'; sandbox");
    return response;
  }
  return to_response(app::problem(ProblemCode::not_found, "order and summons can be previewed"));
}

}  // namespace

void add_letter_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add(get_order_letter(), [&police = desks.police](const auto& request, const auto& user) {
    auto letter = police.order_letter(user, request.path_parameter("message_id"));
    return letter ? file(std::move(*letter)) : to_response(letter.error());
  });
  endpoints.add(get_letter(), [&desk = desks.cases](const auto& request, const auto& user) {
    auto letter = desk.letter(user, request.path_parameter("id"), request.path_parameter("letter"));
    return letter ? file(std::move(*letter)) : to_response(letter.error());
  });
  endpoints.add(preview_letter(), [&desk = desks.cases](const auto& request, const auto& user) {
    return preview(desk, request, user);
  });
}

}  // namespace moteplass::api
