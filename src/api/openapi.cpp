#include "api/openapi.h"

#include <map>

namespace moteplass::api {
namespace {

using app::ProblemCode;

constexpr std::string_view description =
    "The case system of a municipal advisory unit for drug cases (rådgivende enhet for russaker, hol. § 3-9 "
    "c).\n\n"
    "Police systems send messages and learn whether the duty was met; the unit's own programs work on cases. "
    "Every "
    "body is strict JSON in UTF-8: unknown members, duplicate keys and malformed values are refused with "
    "their "
    "place, and nothing is replaced by a default that is not written here. Errors are "
    "application/problem+json "
    "(RFC 9457). Instants are RFC 3339; answers give them in UTC.";

std::string_view place_word(Place place) {
  switch (place) {
    case Place::path:
      return "path";
    case Place::query:
      return "query";
  }
  return "";
}

std::string_view method_key(http::Method method) {
  switch (method) {
    case http::Method::get:
      return "get";
    case http::Method::head:
      return "head";
    case http::Method::post:
      return "post";
    case http::Method::put:
      return "put";
    case http::Method::patch:
      return "patch";
    case http::Method::delete_:
      return "delete";
    case http::Method::options:
      return "options";
  }
  return "";
}

json::object content(std::string_view media_type, schema::Schema schema) {
  return {{media_type, json::object{{"schema", std::move(schema)}}}};
}

json::object problem_response(std::string_view text) {
  return {{"description", text},
          {"content", content("application/problem+json", schema::reference("Problem"))}};
}

json::array parameters_of(const Operation& operation) {
  json::array parameters;
  for (const auto& parameter : operation.parameters) {
    parameters.push_back(json::object{{"name", parameter.name},
                                      {"in", place_word(parameter.place)},
                                      {"required", parameter.place == Place::path},
                                      {"description", parameter.description},
                                      {"schema", parameter.schema}});
  }
  return parameters;
}

// What goes wrong, by status: one status may stand for several problem types.
std::map<int, std::string> problems_of(const Operation& operation) {
  std::map<int, std::string> problems;
  auto add = [&](int status, std::string_view word, std::string_view title) {
    auto& text = problems[status];
    if (text.find(fmt::format("{}:", word)) != std::string::npos) return;
    if (!text.empty()) text += " ";
    text += fmt::format("{}: {}.", word, title);
  };
  for (auto code : operation.problems) {
    const auto& kind = kind_of(code);
    add(kind.http_status, kind.word, kind.title);
  }
  if (operation.body) {
    add(413, "body_too_large", fmt::format("At most {} bytes", operation.max_body_bytes.value_or(0)));
    add(415, "unsupported_media_type", "The body must be application/json");
  }
  return problems;
}

json::object responses_of(const Operation& operation) {
  json::object responses;
  for (const auto& outcome : operation.outcomes) {
    json::object response{{"description", outcome.description}};
    if (!outcome.media_type.empty()) response["content"] = content(outcome.media_type, outcome.schema);
    responses[std::to_string(outcome.status)] = std::move(response);
  }
  for (const auto& [status, text] : problems_of(operation)) {
    auto response = problem_response(text);
    if (status == 401) {
      response["headers"] =
          json::object{{"WWW-Authenticate", json::object{{"schema", json::object{{"type", "string"}}}}}};
    }
    responses[std::to_string(status)] = std::move(response);
  }
  responses["default"] =
      problem_response("What the server answers before the request reaches this operation.");
  return responses;
}

json::object operation_object(const Endpoint& endpoint) {
  const auto& operation = endpoint.operation;
  json::object object{{"operationId", operation.id},
                      {"tags", json::array{json::value(operation.tag)}},
                      {"summary", operation.summary},
                      {"description", operation.description}};
  if (!operation.parameters.empty()) object["parameters"] = parameters_of(operation);
  if (operation.body) {
    object["requestBody"] =
        json::object{{"required", true}, {"content", content("application/json", *operation.body)}};
  }
  object["responses"] = responses_of(operation);
  switch (endpoint.caller) {
    case Caller::anyone:
      object["security"] = json::array{};
      break;
    case Caller::user: {
      json::object session{{"session", json::array{}}};
      // A page's session proves who, its CSRF token that the page itself asked.
      if (operation.method != http::Method::get) session["csrf"] = json::array{};
      object["security"] = json::array{json::object{{"token", json::array{}}}, std::move(session)};
      break;
    }
  }
  return object;
}

json::object security_schemes() {
  return {{"token", json::object{{"type", "http"},
                                 {"scheme", "bearer"},
                                 {"description", "A machine's token (RFC 6750), given out by the unit."}}},
          {"session", json::object{{"type", "apiKey"},
                                   {"in", "cookie"},
                                   {"name", "moteplass_session"},
                                   {"description",
                                    "The session of someone who has logged in on the pages; for the "
                                    "pages' own scripts."}}},
          {"csrf", json::object{{"type", "apiKey"},
                                {"in", "header"},
                                {"name", "X-CSRF-Token"},
                                {"description", "With a session, for anything that changes something."}}}};
}

json::array tags() {
  return {
      json::object{{"name", "police"},
                   {"description",
                    "For police systems: only their own messages, the decision each carried and "
                    "whether the duty was met."}},
      json::object{{"name", "cases"}, {"description", "For caseworkers and leaders of the unit."}},
      json::object{{"name", "help"},
                   {"description", "For those with the right to help: help records and the follow-up list."}},
      json::object{{"name", "receivers"},
                   {"description", "For a receiving service, by the token of one referral; no account."}},
      json::object{{"name", "policies"}, {"description", "For everyone who is logged in."}},
      json::object{{"name", "service"}, {"description", "For those who run the server."}}};
}

}  // namespace

json::object openapi_document(const Endpoints& endpoints) {
  json::object paths;
  for (const auto& endpoint : endpoints.all()) {
    auto& path = paths[endpoint.operation.path];
    if (path.is_null()) path = json::object{};
    path.as_object()[method_key(endpoint.operation.method)] = operation_object(endpoint);
  }
  json::object schemas;
  for (const auto& [name, schema] : endpoints.schemas()) schemas[name] = schema;
  return {
      {"openapi", "3.1.0"},
      {"jsonSchemaDialect", "https://json-schema.org/draft/2020-12/schema"},
      {"info", json::object{{"title", "Møteplass"},
                            {"version", MOTEPLASS_VERSION},
                            {"description", description},
                            {"license", json::object{{"name", "MIT"}, {"identifier", "MIT"}}}}},
      {"servers", json::array{json::object{{"url", "/"}}}},
      {"tags", tags()},
      {"paths", std::move(paths)},
      {"components", json::object{{"schemas", std::move(schemas)}, {"securitySchemes", security_schemes()}}}};
}

}  // namespace moteplass::api
