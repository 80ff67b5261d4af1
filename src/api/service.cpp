// What programs ask of the service itself: is it up, is it ready, what does a problem mean.
#include "api/endpoint.h"
#include "api/problems.h"

namespace moteplass::api {
namespace {

using app::ProblemCode;

Operation get_health() {
  return {.method = http::Method::get,
          .path = "/healthz",
          .id = "getHealth",
          .tag = "service",
          .summary = "Whether the program runs",
          .description = "Asks nothing of the database.",
          .parameters = {},
          .body = {},
          .outcomes = {json_outcome(200, "It runs.", schema::object({{"status", schema::constant("up")}}))},
          .problems = {},
          .max_body_bytes = {}};
}

Operation get_readiness() {
  return {
      .method = http::Method::get,
      .path = "/readyz",
      .id = "getReadiness",
      .tag = "service",
      .summary = "Whether messages can be received now",
      .description = "Asks the database.",
      .parameters = {},
      .body = {},
      .outcomes = {json_outcome(200, "They can.", schema::object({{"status", schema::constant("ready")}}))},
      .problems = {ProblemCode::unavailable},
      .max_body_bytes = {}};
}

Operation get_problem() {
  return {.method = http::Method::get,
          .path = "/problems/{word}",
          .id = "getProblem",
          .tag = "service",
          .summary = "What a problem type means",
          .description = "The address in a problem's `type`.",
          .parameters = {{"word", Place::path, schema::pattern("^[a-z0-9_]+$"), "The last part of `type`."}},
          .body = {},
          .outcomes = {json_outcome(200, "Its title and status.", schema::reference("ProblemKind"))},
          .problems = {ProblemCode::not_found},
          .max_body_bytes = {}};
}

http::Response explain(const http::Request& request) {
  const auto* kind = find_problem(request.path_parameter("word"));
  if (kind == nullptr) return to_response(app::problem(ProblemCode::not_found));
  return http::Response::json(json::object{{"type", "/problems/" + std::string(kind->word)},
                                           {"title", kind->title},
                                           {"status", kind->http_status}});
}

}  // namespace

void add_service_endpoints(Endpoints& endpoints, Readiness readiness) {
  endpoints.add_schemas(problem_schemas());
  endpoints.add_open(get_health(), [](const http::Request&) {
    return http::Response::json(json::object{{"status", "up"}});
  });
  endpoints.add_open(get_readiness(), [readiness = std::move(readiness)](const http::Request&) {
    if (readiness.store_answers()) return http::Response::json(json::object{{"status", "ready"}});
    return to_response(app::problem(ProblemCode::unavailable, "the database does not answer"));
  });
  endpoints.add_open(get_problem(), explain);
}

}  // namespace moteplass::api
