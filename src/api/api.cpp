#include "api/api.h"

#include "api/openapi.h"

namespace moteplass::api {
namespace {

Operation get_document() {
  return {.method = http::Method::get,
          .path = "/openapi.json",
          .id = "getDocument",
          .tag = "service",
          .summary = "This document",
          .description = "OpenAPI 3.1, put together from the routes themselves.",
          .parameters = {},
          .body = {},
          .outcomes = {json_outcome(200, "The document.", schema::open_object("An OpenAPI 3.1 document."))},
          .problems = {},
          .max_body_bytes = {}};
}

}  // namespace

void add_routes(http::Router& router, Desks desks, Authenticate authenticate, Readiness readiness) {
  Endpoints endpoints(std::move(authenticate));
  add_message_endpoints(endpoints, desks);
  add_letter_endpoints(endpoints, desks);
  add_policy_endpoints(endpoints, desks);
  add_comparison_endpoints(endpoints, desks);
  add_draft_endpoints(endpoints, desks);
  add_distribution_endpoints(endpoints, desks);
  add_statistics_endpoints(endpoints, desks);
  add_case_endpoints(endpoints, desks);
  add_arrival_endpoints(endpoints, desks);
  add_times_endpoints(endpoints, desks);
  add_help_endpoints(endpoints, desks);
  add_service_endpoints(endpoints, std::move(readiness));
  auto document = std::make_shared<std::string>();
  endpoints.add_open(get_document(), [document](const http::Request&) {
    return http::Response::bytes(*document, "application/json");
  });
  *document = to_text(openapi_document(endpoints));
  for (const auto& endpoint : endpoints.all()) {
    const auto& operation = endpoint.operation;
    router.add(operation.method, operation.path, endpoint.handler, {operation.max_body_bytes});
  }
}

}  // namespace moteplass::api
