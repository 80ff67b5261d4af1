#include "http/etag.h"

#include "base/hash.h"
#include "http/syntax.h"

namespace moteplass::http {

std::string etag_of(std::string_view bytes) {
  return '"' + to_hex(sha256(bytes)).substr(0, 32) + '"';
}

// If-None-Match compares weakly (RFC 9110 13.1.2).
bool has_version(const Request& request, std::string_view etag) {
  for (auto line : request.headers.all("if-none-match")) {
    for (auto known : split(line, ',')) {
      if (known.starts_with("W/")) known.remove_prefix(2);
      if (known == etag || known == "*") return true;
    }
  }
  return false;
}

}  // namespace moteplass::http
