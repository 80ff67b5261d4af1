// The door for police systems: send a message, ask again for its receipt, see what became of the duty.
#include "api/domain_schemas.h"
#include "api/endpoint.h"
#include "api/problems.h"
#include "api/query.h"
#include "api/views.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_message_bytes = 256 * 1024;
constexpr std::size_t usual_page = 50;
constexpr std::size_t longest_page = 200;
constexpr std::size_t farthest_offset = 1'000'000;

Operation send_message() {
  return {
      .method = http::Method::post,
      .path = "/api/messages",
      .id = "sendMessage",
      .tag = "police",
      .summary = "Send a message that a person has a duty to attend",
      .description =
          "Answered only when the message is stored and durable. Send the same message again whenever no "
          "answer "
          "came: it stays one message and gets the receipt it got first (200). The same message_id with "
          "another "
          "content is refused (409). Field by field, everything that is wrong is told at once. Rules: hol. "
          "§ 3-9 c; strprl. § 69; strl. §§ 37, 53; politiregisterloven § 30 (only what the receiver needs "
          "for "
          "its statutory tasks). There is no national format for this message; the fields are inferred from "
          "those rules.",
      .parameters = {},
      .body = reference("Message"),
      .outcomes = {json_outcome(201, "Stored now.", reference("Receipt")),
                   json_outcome(200, "It was here already; the receipt it got then.", reference("Receipt"))},
      .problems = {ProblemCode::forbidden, ProblemCode::message_conflict, ProblemCode::refused},
      .max_body_bytes = most_message_bytes};
}

http::Response receive(const app::Intake& intake, const http::Request& request, const app::User& user) {
  auto receipt = intake.receive(user, request.body);
  if (!receipt) return to_response(receipt.error());
  return http::Response::json(view_of(*receipt), receipt->repeated ? 200 : 201);
}

Operation list_messages() {
  return {
      .method = http::Method::get,
      .path = "/api/messages",
      .id = "listMessages",
      .tag = "police",
      .summary = "Your own messages: the decision each carried, and whether the duty was met",
      .description =
          "Nothing else about the person or the case can be read here (NOU 2019:26: only whether the "
          "duty is met).",
      .parameters = {{"offset", Place::query,
                      schema::with_default(schema::whole_number(0, farthest_offset), 0), "How many to skip."},
                     {"limit", Place::query,
                      schema::with_default(schema::whole_number(1, longest_page), usual_page),
                      "How many at most."}},
      .body = {},
      .outcomes = {json_outcome(200, "Newest first.", reference("SentMessages"))},
      .problems = {ProblemCode::forbidden},
      .max_body_bytes = {}};
}

http::Response list(const app::PoliceDesk& police, const http::Request& request, const app::User& user) {
  std::vector<FieldFault> faults;
  QueryReader query(request.query, faults);
  auto offset = query.whole_number("offset", 0, farthest_offset).value_or(0);
  auto limit = query.whole_number("limit", 1, longest_page).value_or(usual_page);
  if (!faults.empty()) return to_response(invalid_fields(std::move(faults)));
  auto messages = police.messages(user, offset, limit);
  if (!messages) return to_response(messages.error());
  json::array views;
  for (const auto& message : *messages) views.push_back(view_of(message));
  return http::Response::json(json::object{{"messages", std::move(views)}});
}

Parameter message_id() {
  return {"message_id", Place::path, schema::pattern("^[!-~]{1,100}$"), "Your own id of the message."};
}

Operation get_receipt() {
  return {
      .method = http::Method::get,
      .path = "/api/messages/{message_id}/receipt",
      .id = "getReceipt",
      .tag = "police",
      .summary = "The receipt of a message you sent",
      .description = "For a sender that never got the answer. 404: the message is not here; send it again.",
      .parameters = {message_id()},
      .body = {},
      .outcomes = {json_outcome(200, "The receipt the message got.", reference("Receipt"))},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found},
      .max_body_bytes = {}};
}

http::Response receipt(const app::Intake& intake, const http::Request& request, const app::User& user) {
  auto receipt = intake.receipt_of(user, request.path_parameter("message_id"));
  if (!receipt) return to_response(receipt.error());
  return http::Response::json(view_of(*receipt));
}

}  // namespace

void add_message_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(message_schemas());
  endpoints.add_schemas(police_view_schemas());
  // Intake reads the body itself: who may send is settled before anything is said about the content.
  endpoints.add_with_raw_body(send_message(),
                              [&intake = desks.intake](const auto& request, const auto& user) {
                                return receive(intake, request, user);
                              });
  endpoints.add(list_messages(), [&police = desks.police](const auto& request, const auto& user) {
    return list(police, request, user);
  });
  endpoints.add(get_receipt(), [&intake = desks.intake](const auto& request, const auto& user) {
    return receipt(intake, request, user);
  });
}

}  // namespace moteplass::api
