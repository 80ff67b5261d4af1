#include "http/message.h"

#include <array>
#include <cassert>

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "http/syntax.h"

namespace moteplass::http {
namespace {

constexpr std::array<std::pair<Method, std::string_view>, 7> methods{{{Method::get, "GET"},
                                                                      {Method::head, "HEAD"},
                                                                      {Method::post, "POST"},
                                                                      {Method::put, "PUT"},
                                                                      {Method::patch, "PATCH"},
                                                                      {Method::delete_, "DELETE"},
                                                                      {Method::options, "OPTIONS"}}};

// Framing and the connection belong to the server; two hands on them is how responses get split.
// Set-Cookie has a setter that checks.
bool is_written_by_server(std::string_view name) {
  constexpr std::string_view names[] = {"content-length", "transfer-encoding", "connection", "keep-alive",
                                        "trailer",        "upgrade",           "te",         "date",
                                        "x-request-id",   "set-cookie"};
  for (auto own : names) {
    if (equal_ignoring_case(name, own)) return true;
  }
  return false;
}

// RFC 6265 4.1.1, cookie-octet.
bool is_cookie_value(std::string_view text) {
  return is_visible(text) && text.find_first_of("\",;\\") == std::string_view::npos;
}

bool is_own_path(std::string_view path) {
  return path.starts_with('/') && !path.starts_with("//") && is_visible(path) &&
         path.find('\\') == std::string_view::npos;
}

std::string_view word(SameSite same_site) {
  switch (same_site) {
    case SameSite::strict:
      return "Strict";
    case SameSite::lax:
      return "Lax";
    case SameSite::none:
      return "None";
  }
  return "Strict";
}

}  // namespace

std::string_view word(Method method) {
  for (const auto& [known, name] : methods) {
    if (known == method) return name;
  }
  return "GET";
}

std::optional<Method> parse_method(std::string_view token) {
  for (const auto& [known, name] : methods) {
    if (name == token) return known;
  }
  return std::nullopt;
}

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const auto& field) { return equal_ignoring_case(field.first, name); });
  add(std::string(name), std::move(value));
}

std::optional<std::string_view> Headers::first(std::string_view name) const {
  for (const auto& [key, value] : fields_) {
    if (equal_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : fields_) {
    if (equal_ignoring_case(key, name)) values.push_back(value);
  }
  return values;
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  for (auto line : headers.all("cookie")) {
    for (auto pair : split(line, ';')) {
      auto equals = pair.find('=');
      if (equals == std::string_view::npos || trim(pair.substr(0, equals)) != name) continue;
      // A second cookie of the same name is how a neighbouring site plants one (RFC 6265 8.6).
      if (found) return std::nullopt;
      found = trim(pair.substr(equals + 1));
    }
  }
  return found;
}

const std::string& Request::path_parameter(std::string_view name) const {
  static const std::string none;
  for (const auto& [key, value] : path_parameters) {
    if (key == name) return value;
  }
  assert(false && "a path parameter that the route does not have");
  return none;
}

std::string Request::media_type() const {
  auto type = header("content-type").value_or("");
  return lower(trim(type.substr(0, type.find(';'))));
}

Response::Response(int status) {
  set_status(status);
}

Response Response::bytes(std::string body, std::string_view content_type, int status) {
  Response response(status);
  response.set_header("Content-Type", content_type);
  response.set_body(std::move(body));
  return response;
}

Response Response::text(std::string body, int status) {
  return bytes(std::move(body), "text/plain; charset=utf-8", status);
}

Response Response::html(std::string body, int status) {
  return bytes(std::move(body), "text/html; charset=utf-8", status);
}

Response Response::json(const boost::json::value& body, int status) {
  return bytes(boost::json::serialize(body), "application/json", status);
}

Response Response::empty(int status) {
  return Response(status);
}

Response Response::redirect(std::string_view path) {
  Response response(303);
  if (is_own_path(path)) {
    response.set_header("Location", path);
  } else {
    response.is_broken_ = true;
  }
  return response;
}

Response Response::redirect_away(std::string_view url) {
  Response response(303);
  bool is_web = url.starts_with("https://") || url.starts_with("http://");
  if (is_web && is_visible(url)) {
    response.set_header("Location", url);
  } else {
    response.is_broken_ = true;
  }
  return response;
}

Response& Response::set_header(std::string_view name, std::string_view value) {
  if (!is_token(name) || !is_field_value(value) || is_written_by_server(name)) {
    is_broken_ = true;
  } else {
    headers_.set(name, std::string(value));
  }
  return *this;
}

Response& Response::set_cookie(const Cookie& cookie) {
  // Browsers drop a cookie that breaks these promises (RFC 6265bis 4.1.3, 5.5): better to hear it from us.
  bool host_prefix_kept = !cookie.name.starts_with("__Host-") || (cookie.secure && cookie.path == "/");
  bool secure_kept =
      cookie.secure || (cookie.same_site != SameSite::none && !cookie.name.starts_with("__Secure-"));
  bool path_kept = cookie.path.starts_with('/') && is_visible(cookie.path) &&
                   cookie.path.find_first_of(";,\"\\") == std::string::npos;
  if (!is_token(cookie.name) || !is_cookie_value(cookie.value) || !host_prefix_kept || !secure_kept ||
      !path_kept) {
    is_broken_ = true;
    return *this;
  }
  auto line = fmt::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
  if (cookie.max_age) line += fmt::format("; Max-Age={}", cookie.max_age->count());
  if (cookie.http_only) line += "; HttpOnly";
  line += fmt::format("; SameSite={}", word(cookie.same_site));
  if (cookie.secure) line += "; Secure";
  headers_.add("Set-Cookie", std::move(line));
  return *this;
}

Response& Response::set_status(int status) {
  // 1xx are interim answers (RFC 9110 15.2) and the server's own business.
  if (status < 200 || status > 599) {
    is_broken_ = true;
  } else {
    status_ = status;
  }
  return *this;
}

Response& Response::set_body(std::string body) {
  body_ = std::move(body);
  return *this;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "";  // may be empty, RFC 9112 4
  }
}

const std::vector<std::pair<std::string, std::string>>& default_headers() {
  static const std::vector<std::pair<std::string, std::string>> headers{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
       "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      // Not no-referrer: with it browsers send "Origin: null" with our own forms (Fetch, "append a request
      // Origin header"), and the check that a form came from our own pages would refuse them.
      {"Referrer-Policy", "same-origin"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
      {"Cache-Control", "no-store"}};
  return headers;
}

}  // namespace moteplass::http
