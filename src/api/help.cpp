// The help record for those who help, and the receiving service's way in by its token alone.
#include "api/endpoint.h"
#include "api/help_commands.h"
#include "api/help_views.h"
#include "api/problems.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;
using schema::reference;

constexpr std::size_t most_action_bytes = 64 * 1024;
constexpr std::size_t most_answer_bytes = 4 * 1024;

// A refusal is said in the words of the help record.
http::Response to_response(const app::HelpProblem& problem) {
  auto response = api::to_response(problem.problem);
  if (!problem.refusal) return response;
  json::object refusal{{"code", casework::word(problem.refusal->code)}};
  if (!problem.refusal->needs.empty()) refusal["needs"] = json::value_from(problem.refusal->needs);
  if (!problem.refusal->field.empty()) refusal["field"] = problem.refusal->field;
  auto value = to_json(problem.problem);
  value.as_object()["help_refusal"] = std::move(refusal);
  return http::Response::bytes(to_text(value), "application/problem+json",
                               kind_of(problem.problem.code).http_status);
}

Parameter case_id() {
  return {"id", Place::path, schema::text(100), "The case's id."};
}
Parameter token() {
  return {"token", Place::path, schema::pattern("^[0-9a-f]{64}$"), "As in the link on the referral."};
}

Operation get_record() {
  return {
      .method = http::Method::get,
      .path = "/api/cases/{id}/help",
      .id = "getHelpRecord",
      .tag = "help",
      .summary = "The help record of a case",
      .description = "For those with the right to help. The look is recorded where the person can read it.",
      .parameters = {case_id()},
      .body = {},
      .outcomes = {json_outcome(200, "The record; version 0 before there is one.", reference("HelpRecord"))},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found},
      .max_body_bytes = {}};
}

Operation act_on_record() {
  return {.method = http::Method::post,
          .path = "/api/cases/{id}/help/actions",
          .id = "takeHelpStep",
          .tag = "help",
          .summary = "Take a step in a help record",
          .description =
              "Consent comes first: nothing is mapped, chosen or referred without it, and nothing leaves "
              "without a consent to that very receiver.",
          .parameters = {case_id()},
          .body = reference("HelpAction"),
          .outcomes = {json_outcome(200, "Done and stored; the record after.", reference("HelpRecord"))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::case_conflict,
                       ProblemCode::refused},
          .max_body_bytes = most_action_bytes};
}

Operation make_link() {
  return {.method = http::Method::post,
          .path = "/api/cases/{id}/help/referrals/{referral}/link",
          .id = "makeReceiverLink",
          .tag = "help",
          .summary = "A new token for the receiver of a referral",
          .description =
              "Shown this once; any other to the same referral ends. It opens /answer/{token} and "
              "/api/answers/{token}.",
          .parameters = {case_id(), {"referral", Place::path, schema::text(100), "The referral's id."}},
          .body = {},
          .outcomes = {json_outcome(200, "The token.", schema::object({{"token", token().schema}}))},
          .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::refused},
          .max_body_bytes = {}};
}

Operation get_letter() {
  return {
      .method = http::Method::get,
      .path = "/api/cases/{id}/help/referrals/{referral}/letter",
      .id = "getReferralLetter",
      .tag = "help",
      .summary = "A referral as a letter",
      .description = "What the consent covered and was sent, and nothing else. 404 until it has been sent.",
      .parameters = {case_id(), {"referral", Place::path, schema::text(100), "The referral's id."}},
      .body = {},
      .outcomes = {file_outcome("The letter.", "application/pdf")},
      .problems = {ProblemCode::forbidden, ProblemCode::not_found, ProblemCode::letter_failed},
      .max_body_bytes = {}};
}

Operation list_tasks() {
  return {.method = http::Method::get,
          .path = "/api/follow-ups",
          .id = "listFollowUps",
          .tag = "help",
          .summary = "What is to be asked or done by now, over all help records",
          .description = "Whether help really began is asked as a routine.",
          .parameters = {},
          .body = {},
          .outcomes = {json_outcome(200, "Soonest due first, 500 at most.",
                                    schema::object({{"tasks", schema::list(reference("HelpTask"))}}))},
          .problems = {ProblemCode::forbidden},
          .max_body_bytes = {}};
}

Operation list_services() {
  return {.method = http::Method::get,
          .path = "/api/services",
          .id = "listServices",
          .tag = "help",
          .summary = "The services that somebody may be referred to",
          .description = "The unit's own directory.",
          .parameters = {},
          .body = {},
          .outcomes = {json_outcome(200, "In the unit's order.",
                                    schema::object({{"services", schema::list(reference("HelpService"))}}))},
          .problems = {ProblemCode::forbidden},
          .max_body_bytes = {}};
}

Operation get_answer() {
  return {.method = http::Method::get,
          .path = "/api/answers/{token}",
          .id = "getReferralToAnswer",
          .tag = "receivers",
          .summary = "What a receiving service may answer",
          .description =
              "No account: the token alone. 404 for any token that opens nothing, whatever the reason.",
          .parameters = {token()},
          .body = {},
          .outcomes = {json_outcome(200, "The referral, without the person.", reference("ReceiverView"))},
          .problems = {ProblemCode::invalid_fields, ProblemCode::not_found, ProblemCode::unavailable},
          .max_body_bytes = {}};
}

Operation post_answer() {
  auto operation = get_answer();
  operation.method = http::Method::post;
  operation.id = "answerReferral";
  operation.summary = "A receiving service answers";
  operation.body = reference("ReceiverAnswer");
  operation.problems = {ProblemCode::malformed, ProblemCode::invalid_fields, ProblemCode::not_found,
                        ProblemCode::refused, ProblemCode::unavailable};
  operation.max_body_bytes = most_answer_bytes;
  return operation;
}

http::Response receive(const app::HelpDesk& desk, const http::Request& request) {
  if (auto faults = undeclared_query(request, {}); !faults.empty())
    return api::to_response(invalid_fields(std::move(faults)));
  auto view = desk.receiver_view(request.path_parameter("token"));
  return view ? http::Response::json(view_of(*view)) : to_response(view.error());
}

http::Response answer(const app::HelpDesk& desk, const http::Request& request) {
  if (auto faults = undeclared_query(request, {}); !faults.empty())
    return api::to_response(invalid_fields(std::move(faults)));
  if (request.media_type() != "application/json") return not_json();
  auto body = parse_json(request.body);
  if (!body) {
    return api::to_response(app::problem(
        ProblemCode::malformed, fmt::format("{} at byte {}", body.error().problem, body.error().offset)));
  }
  auto read = receiver_answer_from_json(*body);
  if (!read) return api::to_response(invalid_fields(std::move(read.error())));
  auto view = desk.receiver_answers(request.path_parameter("token"), read->answer, read->on, read->reason,
                                    read->name);
  return view ? http::Response::json(view_of(*view)) : to_response(view.error());
}

template <class Entries>
http::Response list_of(std::string_view name, const Entries& entries) {
  json::array views;
  for (const auto& entry : entries) views.push_back(view_of(entry));
  return http::Response::json(json::object{{name, std::move(views)}});
}

http::Response act(const app::HelpDesk& desk, const http::Request& request, const app::User& user,
                   const json::value& body) {
  auto action = help_action_from_json(body, desk.settings());
  if (!action) return api::to_response(invalid_fields(std::move(action.error())));
  auto view = desk.carry_out(user, request.path_parameter("id"), action->version, action->command);
  return view ? http::Response::json(view_of(*view)) : to_response(view.error());
}

}  // namespace

void add_help_endpoints(Endpoints& endpoints, Desks desks) {
  endpoints.add_schemas(help_view_schemas());
  endpoints.add_schemas(help_action_schemas());
  const auto& desk = desks.help;
  endpoints.add(get_record(), [&desk](const auto& request, const auto& user) {
    auto view = desk.look(user, request.path_parameter("id"));
    return view ? http::Response::json(view_of(*view)) : to_response(view.error());
  });
  endpoints.add_with_body(act_on_record(), [&desk](const auto& request, const auto& user, const auto& body) {
    return act(desk, request, user, body);
  });
  endpoints.add(make_link(), [&desk](const auto& request, const auto& user) {
    auto made = desk.make_link(user, request.path_parameter("id"), request.path_parameter("referral"));
    return made ? http::Response::json(json::object{{"token", *made}}) : to_response(made.error());
  });
  endpoints.add(get_letter(), [&desk](const auto& request, const auto& user) {
    auto pdf = desk.referral_letter(user, request.path_parameter("id"), request.path_parameter("referral"));
    return pdf ? http::Response::bytes(std::move(*pdf), "application/pdf") : to_response(pdf.error());
  });
  endpoints.add(list_tasks(), [&desk](const auto&, const auto& user) {
    auto tasks = desk.worklist(user);
    return tasks ? list_of("tasks", *tasks) : to_response(tasks.error());
  });
  endpoints.add(list_services(), [&desk](const auto&, const auto& user) {
    auto services = desk.services(user);
    return services ? list_of("services", *services) : to_response(services.error());
  });
  endpoints.add_open(get_answer(), [&desk](const http::Request& request) { return receive(desk, request); });
  endpoints.add_open(post_answer(), [&desk](const http::Request& request) { return answer(desk, request); });
}

}  // namespace moteplass::api
