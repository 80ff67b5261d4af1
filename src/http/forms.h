// URL encoding and application/x-www-form-urlencoded, strictly: a broken percent escape, invalid UTF-8 or a
// control byte (other than tab and line ends, which text areas send) refuses the whole form. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"
#include "http/parameters.h"
#include "http/problem.h"

namespace moteplass::http {

struct FormLimits {
  std::size_t bytes = 256 * 1024;
  std::size_t fields = 500;
};

enum class FormFault { too_large, too_many_fields, bad_escape, bad_utf8, control_byte };
std::string_view word(FormFault fault);

// "a=1&b=%C3%A6+x"; the same for query strings.
Result<Parameters, FormFault> parse_form(std::string_view text, FormLimits limits = {});

// The form in a request body: 415 for another media type, 413 or 400 for a form that is refused.
Result<Parameters, Problem> read_form(const Request& request, FormLimits limits = {});

// Escapes everything but the unreserved characters (RFC 3986 2.3), so the result fits in a path segment as
// well as in a query.
std::string url_encode(std::string_view text);
// Nothing if an escape is broken; "+" stays "+".
std::optional<std::string> percent_decode(std::string_view text);

// "a=1&b=%C3%A6"
std::string to_query(const Parameters& parameters);
// "/cases" and {page: 2} give "/cases?page=2".
std::string with_query(std::string_view path, const Parameters& parameters);

}  // namespace moteplass::http
