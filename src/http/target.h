// The strict reading of a request target (RFC 9112 3.2): origin-form, absolute-form of our own host, and "*".
// Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "http/problem.h"

namespace moteplass::http {

struct Target {
  std::string path;
  Parameters query;
};

// `host` is the Host header, which an absolute target must repeat.
Result<Target, Problem> parse_target(std::string_view target, Method method, std::string_view host);

// "unit.example", "unit.example:8080", "[::1]:80" (RFC 3986 3.2.2, without user information).
bool is_host(std::string_view text);
// "unit.example" of "Unit.example:8080".
std::string host_name(std::string_view host);

Problem bad_request(std::string detail);

}  // namespace moteplass::http
