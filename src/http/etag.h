// What is sent is named by its bytes, so that whoever has it already is told so instead of getting it again.
#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace moteplass::http {

// A strong entity tag (RFC 9110, 8.8.3), quotation marks and all.
std::string etag_of(std::string_view bytes);

// Whether the client says (If-None-Match) that it has this version; it is then answered 304.
bool has_version(const Request& request, std::string_view etag);

}  // namespace moteplass::http
