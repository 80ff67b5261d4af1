#include "api/endpoint.h"

#include <cassert>

#include "api/problems.h"
#include "http/problem.h"

namespace moteplass::api {
using app::ProblemCode;

std::vector<FieldFault> undeclared_query(const http::Request& request,
                                         const std::vector<Parameter>& declared) {
  std::vector<FieldFault> faults;
  for (const auto& [name, value] : request.query) {
    const auto& sent = name;
    bool is_declared = std::any_of(declared.begin(), declared.end(), [&](const Parameter& parameter) {
      return parameter.place == Place::query && parameter.name == sent;
    });
    // Repeated only where it could be a name of ours misspelt; anything else might be about a person.
    bool is_word = sent.size() <= 40 && sent.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == sent.npos;
    if (!is_declared) faults.push_back({is_word ? sent : "query", FaultKind::unknown, "no such parameter"});
  }
  return faults;
}

Outcome json_outcome(int status, std::string description, schema::Schema schema) {
  return {status, std::move(description), "application/json", std::move(schema)};
}

Outcome file_outcome(std::string description, std::string media_type) {
  // OpenAPI 3.1 describes bytes by their media type alone, with an empty schema.
  return {200, std::move(description), std::move(media_type), {}};
}

void Endpoints::add(Operation operation, UserHandler handler) {
  auto& problems = operation.problems;
  problems.insert(problems.begin(),
                  {ProblemCode::not_logged_in, ProblemCode::invalid_fields, ProblemCode::unavailable});
  // Who is asking comes first: to a stranger nothing is explained.
  auto checked = [authenticate = authenticate_, declared = operation.parameters,
                  handler = std::move(handler)](const http::Request& request) {
    auto user = authenticate(request);
    if (!user) return to_response(app::problem(ProblemCode::not_logged_in));
    if (auto faults = undeclared_query(request, declared); !faults.empty()) {
      return to_response(invalid_fields(std::move(faults)));
    }
    return handler(request, *user);
  };
  endpoints_.push_back({std::move(operation), Caller::user, std::move(checked)});
}

void Endpoints::add_with_raw_body(Operation operation, UserHandler handler) {
  assert(operation.body && operation.max_body_bytes);
  operation.problems.push_back(ProblemCode::malformed);
  add(std::move(operation),
      [handler = std::move(handler)](const http::Request& request, const app::User& user) {
        if (request.media_type() != "application/json") return not_json();
        return handler(request, user);
      });
}

void Endpoints::add_with_body(Operation operation, BodyHandler handler) {
  add_with_raw_body(std::move(operation), [handler = std::move(handler)](const http::Request& request,
                                                                         const app::User& user) {
    auto body = parse_json(request.body);
    if (!body) {
      return to_response(app::problem(
          ProblemCode::malformed, fmt::format("{} at byte {}", body.error().problem, body.error().offset)));
    }
    return handler(request, user, *body);
  });
}

void Endpoints::add_open(Operation operation, http::Handler handler) {
  endpoints_.push_back({std::move(operation), Caller::anyone, std::move(handler)});
}

void Endpoints::add_schemas(schema::Book schemas) {
  for (auto& [name, schema] : schemas) {
    [[maybe_unused]] bool is_new = schemas_.emplace(name, std::move(schema)).second;
    assert(is_new && "two schemas of one name");
  }
}

}  // namespace moteplass::api
