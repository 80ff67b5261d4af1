// Router: which handler answers which method and path.
//
// A pattern is literal segments, {name} for one segment and {name*} for all that is left ("/static/{file*}").
// A literal wins over a parameter, a parameter over a tail. GET answers HEAD, OPTIONS is answered with Allow,
// a known path with another method is 405 with Allow, an unknown path 404.
//
// Built once before the server starts, then only read, from many threads. A malformed pattern or the same
// route twice is our own bug (assertion).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/message.h"
#include "http/problem.h"

namespace moteplass::http {

// Runs on a worker thread, several at a time. What it throws becomes 500; only its type is logged.
using Handler = std::function<Response(const Request&)>;
// Turns a problem that the router or server found into an answer, for pages that people see.
using ProblemPage = std::function<Response(const Request&, const Problem&)>;

struct RouteOptions {
  // Nothing: what the server allows. A route may ask for more than the server's default, or less.
  std::optional<std::size_t> max_body_bytes;
};

struct Route {
  Method method;
  std::string pattern;
  Handler handler;
  RouteOptions options;
};

// No route: why. `allow` is the value of the Allow header, empty for 404.
struct NoRoute {
  std::string allow;
};

struct RouteMatch {
  const Route* route;  // owned by the router
  Parameters parameters;
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  Router& add(Method method, std::string_view pattern, Handler handler, RouteOptions options = {});
  // Without one, problems are sent as problem+json.
  Router& set_problem_page(ProblemPage page);

  // `path` as in Request::path. HEAD finds the GET route.
  std::variant<RouteMatch, NoRoute> find(Method method, std::string_view path) const;

  // Finds, fills in `route` and `path_parameters`, and calls. The handler's exceptions pass through.
  Response answer(Request request) const;
  Response answer_in_place(Request& request) const;  // the same without a copy
  // 404, 405 or the answer to OPTIONS.
  Response answer_without_route(const Request& request, const NoRoute& why) const;
  Response problem_page(const Request& request, const Problem& problem) const;

  // In the order they were added; what documentation is checked against.
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node;
  std::vector<std::unique_ptr<Route>> routes_;
  std::unique_ptr<Node> root_;
  ProblemPage page_;
};

}  // namespace moteplass::http
