// An endpoint: what it does, and beside it what the OpenAPI document says of it, so that the two cannot
// drift. The declaration is also what is enforced before the handler runs: who may call, which query
// parameters exist, and that a body is JSON.
//
// `Endpoints` is filled once, before the server starts, and then handed to a router and to `openapi.h`.
// Handlers run on many threads at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/api.h"
#include "api/schema.h"
#include "app/problem.h"

namespace moteplass::api {

enum class Place { path, query };

struct Parameter {
  std::string name;
  Place place;
  schema::Schema schema;
  std::string description;
};

// A successful answer; without a media type, one without a body.
struct Outcome {
  int status;
  std::string description;
  std::string media_type;
  schema::Schema schema;
};
Outcome json_outcome(int status, std::string description, schema::Schema schema);
// A file as it is: a letter as PDF, a preview as HTML.
Outcome file_outcome(std::string description, std::string media_type);

struct Operation {
  http::Method method;
  std::string path;
  std::string id;  // operationId
  std::string tag;
  std::string summary;
  std::string description;
  std::vector<Parameter> parameters;
  std::optional<schema::Schema> body;
  std::vector<Outcome> outcomes;
  // What the handler itself may answer; who may not, and a body that is no JSON, are added by Endpoints.
  std::vector<app::ProblemCode> problems;
  std::optional<std::size_t> max_body_bytes;
};

enum class Caller { anyone, user };

struct Endpoint {
  Operation operation;
  Caller caller;
  http::Handler handler;
};

// What the query holds beside the declared parameters: a spelling mistake that would otherwise pass for "no
// filter".
std::vector<FieldFault> undeclared_query(const http::Request& request,
                                         const std::vector<Parameter>& declared);

using UserHandler = std::function<http::Response(const http::Request&, const app::User&)>;
// `body` is the request's, read as JSON.
using BodyHandler =
    std::function<http::Response(const http::Request&, const app::User&, const json::value& body)>;

class Endpoints {
 public:
  explicit Endpoints(Authenticate authenticate) : authenticate_(std::move(authenticate)) {}

  // For those who are logged in.
  void add(Operation operation, UserHandler handler);
  // For a use case that reads the body itself; only its media type is checked here.
  void add_with_raw_body(Operation operation, UserHandler handler);
  void add_with_body(Operation operation, BodyHandler handler);
  // For anyone at all.
  void add_open(Operation operation, http::Handler handler);
  // Component schemas; the same name twice is our own bug (assertion).
  void add_schemas(schema::Book schemas);

  const std::vector<Endpoint>& all() const { return endpoints_; }
  const schema::Book& schemas() const { return schemas_; }

 private:
  Authenticate authenticate_;
  std::vector<Endpoint> endpoints_;
  schema::Book schemas_;
};

// One line each in api.cpp; what they add stands in the file of that name.
void add_message_endpoints(Endpoints& endpoints, Desks desks);
void add_policy_endpoints(Endpoints& endpoints, Desks desks);
void add_comparison_endpoints(Endpoints& endpoints, Desks desks);
void add_draft_endpoints(Endpoints& endpoints, Desks desks);
void add_distribution_endpoints(Endpoints& endpoints, Desks desks);
void add_statistics_endpoints(Endpoints& endpoints, Desks desks);
void add_case_endpoints(Endpoints& endpoints, Desks desks);
void add_arrival_endpoints(Endpoints& endpoints, Desks desks);
void add_letter_endpoints(Endpoints& endpoints, Desks desks);
void add_times_endpoints(Endpoints& endpoints, Desks desks);
void add_help_endpoints(Endpoints& endpoints, Desks desks);
void add_service_endpoints(Endpoints& endpoints, Readiness readiness);

}  // namespace moteplass::api
