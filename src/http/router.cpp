#include "http/router.h"

#include <cassert>
#include <map>

#include "http/syntax.h"

namespace moteplass::http {
namespace {

using MethodMap = std::map<Method, const Route*>;

// "/cases/1" is {"cases", "1"}; "/cases/" is {"cases", ""}, which is another address.
std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path == "/") return segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    auto end = std::min(path.find('/'), path.size());
    segments.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return segments;
}

bool is_parameter(std::string_view segment) {
  return segment.starts_with('{') && segment.ends_with('}');
}

bool is_tail(std::string_view segment) {
  return is_parameter(segment) && segment.ends_with("*}");
}

std::string_view parameter_name(std::string_view segment) {
  auto name = segment.substr(1, segment.size() - 2);
  if (name.ends_with('*')) name.remove_suffix(1);
  return name;
}

std::string allowed(const MethodMap& routes) {
  std::string allow;
  auto add = [&](std::string_view method) {
    if (!allow.empty()) allow += ", ";
    allow += method;
  };
  for (const auto& [method, route] : routes) {
    add(word(method));
    if (method == Method::get && !routes.contains(Method::head)) add("HEAD");
  }
  if (!routes.contains(Method::options)) add("OPTIONS");
  return allow;
}

}  // namespace

struct Router::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  MethodMap routes;
  MethodMap tails;

  Node& child(std::string_view segment) {
    auto& slot = is_parameter(segment) ? parameter : literals[std::string(segment)];
    if (!slot) slot = std::make_unique<Node>();
    return *slot;
  }

  // The routes of the most particular pattern that fits, of whatever method.
  const MethodMap* find(const std::vector<std::string_view>& segments, std::size_t at) const {
    if (at == segments.size()) return routes.empty() ? nullptr : &routes;
    if (auto literal = literals.find(segments[at]); literal != literals.end()) {
      if (auto found = literal->second->find(segments, at + 1)) return found;
    }
    if (segments[at].empty()) return nullptr;
    if (parameter) {
      if (auto found = parameter->find(segments, at + 1)) return found;
    }
    return tails.empty() ? nullptr : &tails;
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

Router& Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
  assert(pattern.starts_with('/') && handler);
  auto route = std::make_unique<Route>(Route{method, std::string(pattern), std::move(handler), options});
  auto* node = root_.get();
  auto* routes = &root_->routes;
  for (auto segment : segments_of(route->pattern)) {
    assert(routes != &node->tails && "a tail must be the last segment");
    assert((segment.find_first_of("{}*") == std::string_view::npos ||
            (is_parameter(segment) && is_token(parameter_name(segment)))) &&
           "a malformed segment");
    if (is_tail(segment)) {
      routes = &node->tails;
    } else {
      node = &node->child(segment);
      routes = &node->routes;
    }
  }
  [[maybe_unused]] bool is_new = routes->emplace(method, route.get()).second;
  assert(is_new && "the same route twice");
  routes_.push_back(std::move(route));
  return *this;
}

Router& Router::set_problem_page(ProblemPage page) {
  page_ = std::move(page);
  return *this;
}

std::variant<RouteMatch, NoRoute> Router::find(Method method, std::string_view path) const {
  // "OPTIONS *" asks about the server as a whole (RFC 9110 9.3.7).
  if (path == "*") return NoRoute{"GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"};
  auto segments = segments_of(path);
  const auto* routes = root_->find(segments, 0);
  if (!routes) return NoRoute{};
  auto found = routes->find(method);
  if (found == routes->end() && method == Method::head) found = routes->find(Method::get);
  if (found == routes->end()) return NoRoute{allowed(*routes)};

  RouteMatch match{found->second, {}};
  auto parts = segments_of(match.route->pattern);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_parameter(parts[i])) continue;
    auto value = segments[i];
    // The segments are views of one path, so the tail runs to the path's end.
    if (is_tail(parts[i])) value = path.substr(static_cast<std::size_t>(value.data() - path.data()));
    match.parameters.add(std::string(parameter_name(parts[i])), std::string(value));
  }
  return match;
}

Response Router::answer(Request request) const {
  return answer_in_place(request);
}

Response Router::answer_in_place(Request& request) const {
  auto found = find(request.method, request.path);
  if (auto* none = std::get_if<NoRoute>(&found)) return answer_without_route(request, *none);
  auto& match = std::get<RouteMatch>(found);
  request.route = match.route->pattern;
  request.path_parameters = std::move(match.parameters);
  return match.route->handler(request);
}

Response Router::answer_without_route(const Request& request, const NoRoute& why) const {
  if (why.allow.empty()) return problem_page(request, not_found());
  if (request.method == Method::options) return Response::empty().set_header("Allow", why.allow);
  return problem_page(request, {405, "method_not_allowed", "This address does not take that method", "", {}})
      .set_header("Allow", why.allow);  // RFC 9110 15.5.6
}

Response Router::problem_page(const Request& request, const Problem& problem) const {
  return page_ ? page_(request, problem) : to_response(problem);
}

}  // namespace moteplass::http
