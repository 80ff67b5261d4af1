// A response as bytes (RFC 9112 4), apart from its body. Pure; the date is an argument.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "http/head.h"
#include "http/message.h"

namespace moteplass::http {

// Whether a body follows the head at all: not for HEAD, 204 and 304 (RFC 9110 6.4.1).
bool sends_body(const Response& response, Method method);

// Status line and header fields with the defaults, framing and date, up to and including the empty line.
// The response must not be broken.
std::string head_bytes(const Response& response, Persistence persistence, std::string_view request_id,
                       Instant now);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7)
std::string http_date(Instant instant);

}  // namespace moteplass::http
