#include "http/head.h"

#include <algorithm>
#include <charconv>

#include "http/syntax.h"
#include "http/target.h"

namespace moteplass::http {
namespace {

constexpr std::size_t max_target_bytes = 8000;  // RFC 9110 4.1 recommends at least 8000

Problem head_too_large() {
  return {431, "head_too_large", "The header fields are too large", "", {}};
}

struct RequestLine {
  Method method;
  std::string_view target;
  int minor_version;
};

// RFC 9112 3: method SP target SP version, single spaces.
Result<RequestLine, Problem> parse_request_line(std::string_view line) {
  auto first = line.find(' ');
  auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) {
    return failure(bad_request("The request line is malformed."));
  }
  auto token = line.substr(0, first);
  auto target = line.substr(first + 1, last - first - 1);
  auto version = line.substr(last + 1);
  bool is_version = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                    version[6] == '.' && is_digit(version[7]);
  if (!is_token(token) || !is_visible(target) || !is_version) {
    return failure(bad_request("The request line is malformed."));
  }
  // The connection preface of HTTP/2 (RFC 9113 3.4), made to look like a request.
  if (token == "PRI") return failure(bad_request("This server speaks HTTP/1.1."));
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    return failure(Problem{505, "version_not_supported", "This server speaks HTTP/1.1", "", {}});
  }
  auto method = parse_method(token);
  if (!method) {
    return failure(Problem{501, "method_not_implemented", "This server does not know that method", "", {}});
  }
  if (target.size() > max_target_bytes) {
    return failure(Problem{414, "target_too_long", "The address is too long", "", {}});
  }
  return RequestLine{*method, target, version[7] - '0'};
}

Result<Headers, Problem> parse_fields(std::string_view lines, std::size_t max_fields) {
  Headers headers;
  while (!lines.empty()) {
    auto end = lines.find("\r\n");
    auto line = lines.substr(0, end);
    lines.remove_prefix(end + 2);
    if (headers.size() == max_fields) return failure(head_too_large());
    // RFC 9112 5.2: a server may answer 400 to folded lines.
    if (line.starts_with(' ') || line.starts_with('\t')) {
      return failure(bad_request("A header field is folded over several lines."));
    }
    auto colon = line.find(':');
    // A space before the colon fails here as well (RFC 9112 5.1): it is no token character.
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
      return failure(bad_request("The name of a header field is malformed."));
    }
    auto value = trim(line.substr(colon + 1));
    if (!is_field_value(value))
      return failure(bad_request("The value of a header field has a control byte."));
    headers.add(std::string(line.substr(0, colon)), std::string(value));
  }
  return headers;
}

// RFC 9112 3.2: exactly one, also of HTTP/1.0 here.
Result<std::string, Problem> parse_host(const Headers& headers, const HeadRules& rules) {
  auto hosts = headers.all("host");
  if (hosts.size() != 1 || !is_host(hosts[0])) {
    return failure(bad_request("There must be one Host header, with a host."));
  }
  auto name = host_name(hosts[0]);
  bool is_ours = rules.hosts.empty() || std::any_of(rules.hosts.begin(), rules.hosts.end(), [&](auto& own) {
                   return equal_ignoring_case(own, name);
                 });
  if (!is_ours)
    return failure(Problem{421, "other_host", "This server does not answer for that host", "", {}});
  return std::string(hosts[0]);
}

std::optional<Problem> parse_framing(int minor_version, Head& head) {
  auto encodings = head.request.headers.all("transfer-encoding");
  auto lengths = head.request.headers.all("content-length");
  if (!encodings.empty()) {
    if (minor_version == 0) return bad_request("HTTP/1.0 has no Transfer-Encoding.");      // RFC 9112 6.1
    if (!lengths.empty()) return bad_request("Transfer-Encoding beside Content-Length.");  // RFC 9112 6.3
    // Nothing but the one word. RFC 9112 6.1 would take "gzip, chunked", and 501 for what is not understood.
    if (encodings.size() != 1 || !equal_ignoring_case(encodings[0], "chunked")) {
      return bad_request("The only transfer encoding is chunked.");
    }
    head.framing = BodyFraming::chunked;
    return std::nullopt;
  }
  if (lengths.empty()) return std::nullopt;
  if (lengths.size() != 1) return bad_request("Two Content-Length headers.");
  auto text = lengths[0];
  // Digits only: no sign, no list ("5, 5"), and few enough not to overflow.
  if (text.empty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return bad_request("Content-Length is not a length.");
  }
  std::from_chars(text.data(), text.data() + text.size(), head.length);
  if (head.length > 0) head.framing = BodyFraming::length;
  return std::nullopt;
}

std::optional<Problem> parse_expectation(int minor_version, Head& head) {
  for (auto value : head.request.headers.all("expect")) {
    if (!equal_ignoring_case(value, "100-continue")) {
      return Problem{417, "expectation_failed", "The only expectation known is 100-continue", "", {}};
    }
    // RFC 9110 10.1.1: HTTP/1.0 does not know interim answers.
    if (minor_version == 1) head.expectation = Expectation::hundred_continue;
  }
  return std::nullopt;
}

Persistence persistence_of(int minor_version, const Headers& headers) {
  if (minor_version == 0) return Persistence::close;
  for (auto line : headers.all("connection")) {
    for (auto option : split(line, ',')) {
      if (equal_ignoring_case(option, "close")) return Persistence::close;
    }
  }
  return Persistence::keep_alive;
}

}  // namespace

Result<std::optional<std::size_t>, Problem> find_head_end(std::string_view bytes, std::size_t scanned,
                                                          const HeadRules& rules) {
  // RFC 9112 2.2 lets a server take a lone LF for a line end, and RFC 9110 5.5 a lone CR or NUL for a space.
  // Neither is taken here, and nobody waits for the end of a head that is already wrong.
  for (std::size_t i = scanned; i < bytes.size(); ++i) {
    char c = bytes[i];
    bool after_cr = i > 0 && bytes[i - 1] == '\r';
    if ((c == '\n') != after_cr) return failure(bad_request("A line does not end with CR and LF."));
    if (c == '\0') return failure(bad_request("There is a NUL in the head."));
    if (i >= rules.max_bytes) return failure(head_too_large());
    bool is_end = c == '\n' && i >= 3 && bytes[i - 2] == '\n';
    if (is_end) return i + 1;
    if (c == '\n' && i == 1) return failure(bad_request("The request line is empty."));
  }
  return std::nullopt;
}

Result<Head, Problem> parse_head(std::string_view bytes, const HeadRules& rules) {
  auto line_end = bytes.find("\r\n");
  if (line_end == std::string_view::npos || !bytes.ends_with("\r\n\r\n")) {
    return failure(bad_request("The head has no end."));
  }
  auto line = parse_request_line(bytes.substr(0, line_end));
  if (!line) return failure(line.error());
  auto fields = bytes.substr(line_end + 2);
  fields.remove_suffix(2);
  auto headers = parse_fields(fields, rules.max_fields);
  if (!headers) return failure(headers.error());
  auto host = parse_host(*headers, rules);
  if (!host) return failure(host.error());
  auto target = parse_target(line->target, line->method, *host);
  if (!target) return failure(target.error());

  Head head;
  head.request.method = line->method;
  head.request.target = std::string(line->target);
  head.request.path = std::move(target->path);
  head.request.query = std::move(target->query);
  head.request.headers = std::move(*headers);
  head.persistence = persistence_of(line->minor_version, head.request.headers);
  if (auto problem = parse_framing(line->minor_version, head)) return failure(std::move(*problem));
  if (auto problem = parse_expectation(line->minor_version, head)) return failure(std::move(*problem));
  return head;
}

}  // namespace moteplass::http
