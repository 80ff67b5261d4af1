#include "http/problem.h"

#include <fmt/format.h>

namespace moteplass::http {

json::value to_json(const Problem& problem) {
  json::object object{
      {"type", "/problems/" + problem.code}, {"title", problem.title}, {"status", problem.status}};
  if (!problem.detail.empty()) object["detail"] = problem.detail;
  if (!problem.faults.empty()) {
    json::array faults;
    for (const auto& fault : problem.faults) {
      faults.push_back(
          json::object{{"field", fault.field}, {"kind", word(fault.kind)}, {"expected", fault.expected}});
    }
    object["faults"] = std::move(faults);
  }
  return object;
}

Response to_response(const Problem& problem) {
  return Response::bytes(json::serialize(to_json(problem)), "application/problem+json", problem.status);
}

Problem invalid_fields(std::vector<FieldFault> faults) {
  return {422, "invalid_fields", "Some fields are missing or wrong", "", std::move(faults)};
}

Problem not_found() {
  return {404, "not_found", "There is nothing at this address", "", {}};
}

Problem internal_error() {
  return {500, "internal_error", "Something went wrong here", "The fault is logged with the request id.", {}};
}

Result<json::value, Problem> read_json(const Request& request) {
  if (request.media_type() != "application/json") {
    return failure(Problem{415, "unsupported_media_type", "The body must be application/json", "", {}});
  }
  auto value = parse_json(request.body);
  if (!value) {
    return failure(Problem{400,
                           "malformed_json",
                           "The body is not valid JSON",
                           fmt::format("At byte {}: {}", value.error().offset, value.error().problem),
                           {}});
  }
  return std::move(*value);
}

}  // namespace moteplass::http
