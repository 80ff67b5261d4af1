// Request and Response, as handlers see them. Nothing here knows the network.
//
// A Request has passed the strict checks of head.h: its path is decoded, valid UTF-8, without dot segments,
// empty segments or hidden slashes. Handlers get it const and must not keep references beyond the call.
//
// A Response never carries CR, LF or NUL in a header: a setter given such text (or a header that the server
// itself writes, or a cookie that no browser would read back) marks the response broken, and the server
// answers 500 and logs `broken_response` instead. So a mistake is loud, and no handler needs to check.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "http/parameters.h"

namespace moteplass::http {

enum class Method { get, head, post, put, patch, delete_, options };
std::string_view word(Method method);                        // "GET"
std::optional<Method> parse_method(std::string_view token);  // case-sensitive, RFC 9110 9.1

// Header fields in order; names compare without regard to case (RFC 9110 5.1).
class Headers {
 public:
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void set(std::string_view name, std::string value);  // replaces all of that name
  std::optional<std::string_view> first(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool has(std::string_view name) const { return first(name).has_value(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  Method method = Method::get;
  std::string target;          // as it was sent: "/cases?page=2"; never log it
  std::string path = "/";      // decoded: "/cases/æ"
  Parameters query;            // decoded
  Headers headers;             // names and values as sent
  std::string body;            // complete
  std::string peer;            // the address at the other end of the connection
  std::string client;          // who nginx says is behind it (X-Real-IP from a trusted proxy), else `peer`
  Parameters path_parameters;  // {name} of the route; filled by the router
  std::string route;           // the pattern, "/cases/{id}"; filled by the router
  std::string id;              // the X-Request-Id of the answer

  std::optional<std::string_view> header(std::string_view name) const { return headers.first(name); }
  // The value of a cookie that was sent exactly once.
  std::optional<std::string_view> cookie(std::string_view name) const;
  // The value of {name}. Asking for a name the route does not have is our own bug (assertion).
  const std::string& path_parameter(std::string_view name) const;
  // The media type alone, lower case: "application/json" for "application/JSON; charset=utf-8".
  std::string media_type() const;
};

enum class SameSite { strict, lax, none };

struct Cookie {
  std::string name;
  std::string value;
  std::string path = "/";
  std::optional<std::chrono::seconds> max_age = std::nullopt;  // nothing: until the browser closes; 0: delete
  bool http_only = true;
  SameSite same_site = SameSite::lax;
  bool secure = true;
};

class Response {
 public:
  explicit Response(int status = 200);  // 200 to 599

  static Response text(std::string body, int status = 200);
  static Response html(std::string body, int status = 200);
  static Response json(const boost::json::value& body, int status = 200);
  static Response bytes(std::string body, std::string_view content_type, int status = 200);
  static Response empty(int status = 204);
  // 303 See Other to a path of our own ("/cases/1"). Anything that a browser could read as another site
  // ("//evil", "/\evil", "https:") breaks the response, so a `next` parameter cannot become an open redirect.
  static Response redirect(std::string_view path);
  // 303 to another site, for log-in providers; the caller vouches for the address, which is http or https.
  static Response redirect_away(std::string_view url);

  // Replaces; see the top of the file for what breaks the response.
  Response& set_header(std::string_view name, std::string_view value);
  Response& set_cookie(const Cookie& cookie);
  Response& set_status(int status);
  Response& set_body(std::string body);

  int status() const { return status_; }
  const std::string& body() const { return body_; }
  const Headers& headers() const { return headers_; }
  std::optional<std::string_view> header(std::string_view name) const { return headers_.first(name); }
  bool is_broken() const { return is_broken_; }

 private:
  int status_ = 200;
  Headers headers_;
  std::string body_;
  bool is_broken_ = false;
};

std::string_view reason_phrase(int status);

// What every answer carries unless the handler set the same header: no-sniff, a content security policy
// without inline script, no caching, no referrer to other sites.
const std::vector<std::pair<std::string, std::string>>& default_headers();

}  // namespace moteplass::http
