#include "http/target.h"

#include <algorithm>

#include "base/json.h"
#include "http/forms.h"
#include "http/syntax.h"

namespace moteplass::http {
namespace {

bool has_control_byte(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// RFC 3986 3.3, pchar and the slash.
bool is_path_text(std::string_view text) {
  constexpr std::string_view marks = "-._~!$&'()*+,;=:@%/";
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || marks.find(c) != std::string_view::npos;
  });
}

// Browsers leave a few more bytes raw in a query than RFC 3986 3.4 allows (WHATWG URL 1.3, query
// percent-encode set), so only what could break a page or a line is refused.
bool is_query_text(std::string_view text) {
  return is_visible(text) && text.find_first_of("\"<>#\\") == std::string_view::npos;
}

// One address has one spelling: "/a/%2e%2e/b" or "/a%2Fb" mean different things to different readers.
Result<std::string, Problem> parse_path(std::string_view path) {
  if (!path.starts_with('/') || !is_path_text(path)) return failure(bad_request("The path is malformed."));
  std::string decoded_path;
  for (auto rest = path; !rest.empty();) {
    rest.remove_prefix(1);
    auto raw = rest.substr(0, rest.find('/'));
    rest.remove_prefix(raw.size());
    auto segment = percent_decode(raw);
    if (!segment) return failure(bad_request("A percent escape in the path is broken."));
    if (!is_utf8(*segment)) return failure(bad_request("The path is not UTF-8."));
    if (has_control_byte(*segment)) return failure(bad_request("The path has a control byte."));
    if (segment->find_first_of("/\\") != std::string::npos) {
      return failure(bad_request("The path hides a slash."));
    }
    if (*segment == "." || *segment == "..") return failure(bad_request("The path has a dot segment."));
    // An empty segment may only be the last: "/cases/", and "/" itself.
    if (segment->empty() && !rest.empty()) return failure(bad_request("The path has an empty segment."));
    decoded_path += '/' + *segment;
  }
  return decoded_path;
}

}  // namespace

Problem bad_request(std::string detail) {
  return {400, "bad_request", "The request is not well formed", std::move(detail), {}};
}

bool is_host(std::string_view text) {
  if (text.starts_with('[')) {
    auto end = text.find(']');
    if (end == std::string_view::npos) return false;
    auto address = text.substr(1, end - 1);
    bool is_address =
        !address.empty() && address.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
    text.remove_prefix(end + 1);
    if (!is_address) return false;
    if (text.empty()) return true;
    if (!text.starts_with(':')) return false;
  } else {
    auto end = std::min(text.find(':'), text.size());
    auto name = text.substr(0, end);
    bool is_name = !name.empty() && name.size() <= 253 && std::all_of(name.begin(), name.end(), [](char c) {
      return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_';
    });
    if (!is_name) return false;
    text.remove_prefix(end);
    if (text.empty()) return true;
  }
  auto port = text.substr(1);
  return !port.empty() && port.size() <= 5 && std::all_of(port.begin(), port.end(), is_digit);
}

std::string host_name(std::string_view host) {
  auto end = host.starts_with('[') ? host.find(']') + 1 : host.find(':');
  return lower(host.substr(0, end));
}

Result<Target, Problem> parse_target(std::string_view target, Method method, std::string_view host) {
  if (target == "*" && method == Method::options) return Target{"*", {}};
  // RFC 9112 3.2.2: absolute-form must be understood. Another host than the Host header would make the
  // proxy before us and ourselves see different sites.
  if (!target.starts_with('/')) {
    auto scheme = target.find("://");
    if (scheme == std::string_view::npos) return failure(bad_request("The target is malformed."));
    auto name = target.substr(0, scheme);
    if (!equal_ignoring_case(name, "http") && !equal_ignoring_case(name, "https")) {
      return failure(bad_request("The target has another scheme than http or https."));
    }
    target.remove_prefix(scheme + 3);
    auto authority = target.substr(0, target.find_first_of("/?#"));
    if (!equal_ignoring_case(authority, host)) {
      return failure(bad_request("The target names another host than the Host header."));
    }
    target.remove_prefix(authority.size());
    if (target.empty()) target = "/";
  }
  auto question = std::min(target.find('?'), target.size());
  auto path = parse_path(target.substr(0, question));
  if (!path) return failure(path.error());
  auto query_text = target.substr(std::min(question + 1, target.size()));
  if (!is_query_text(query_text)) return failure(bad_request("The query is malformed."));
  auto query = parse_form(query_text, {8192, 200});
  if (!query) return failure(bad_request("The query is malformed."));
  return Target{std::move(*path), std::move(*query)};
}

}  // namespace moteplass::http
