#include "http/forms.h"

#include <algorithm>

#include "base/hash.h"
#include "base/json.h"
#include "http/syntax.h"

namespace moteplass::http {
namespace {

bool is_unreserved(char c) {
  return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

bool has_control_byte(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r' && c != '\n') || byte == 0x7F;
  });
}

Result<std::string, FormFault> decode(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  auto decoded = percent_decode(spaced);
  if (!decoded) return failure(FormFault::bad_escape);
  if (!is_utf8(*decoded)) return failure(FormFault::bad_utf8);
  if (has_control_byte(*decoded)) return failure(FormFault::control_byte);
  return std::move(*decoded);
}

}  // namespace

std::string_view word(FormFault fault) {
  switch (fault) {
    case FormFault::too_large:
      return "too_large";
    case FormFault::too_many_fields:
      return "too_many_fields";
    case FormFault::bad_escape:
      return "bad_escape";
    case FormFault::bad_utf8:
      return "bad_utf8";
    case FormFault::control_byte:
      return "control_byte";
  }
  return "";
}

Result<Parameters, FormFault> parse_form(std::string_view text, FormLimits limits) {
  if (text.size() > limits.bytes) return failure(FormFault::too_large);
  Parameters parameters;
  while (!text.empty()) {
    auto end = std::min(text.find('&'), text.size());
    auto field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (field.empty()) continue;  // WHATWG URL 5.1: "a&&b" has two fields
    if (parameters.size() == limits.fields) return failure(FormFault::too_many_fields);
    auto equals = std::min(field.find('='), field.size());
    auto name = decode(field.substr(0, equals));
    if (!name) return failure(name.error());
    auto value = decode(field.substr(std::min(equals + 1, field.size())));
    if (!value) return failure(value.error());
    parameters.add(std::move(*name), std::move(*value));
  }
  return parameters;
}

Result<Parameters, Problem> read_form(const Request& request, FormLimits limits) {
  if (request.media_type() != "application/x-www-form-urlencoded") {
    return failure(
        Problem{415, "unsupported_media_type", "The body must be application/x-www-form-urlencoded", "", {}});
  }
  auto form = parse_form(request.body, limits);
  if (form) return std::move(*form);
  bool is_size = form.error() == FormFault::too_large || form.error() == FormFault::too_many_fields;
  return failure(Problem{is_size ? 413 : 400,
                         is_size ? "form_too_large" : "malformed_form",
                         is_size ? "The form is too large" : "The form is not encoded as it should be",
                         std::string(word(form.error())),
                         {}});
}

std::string url_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      auto byte = static_cast<unsigned char>(c);
      encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return encoded;
}

std::optional<std::string> percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    auto byte = from_hex(text.substr(i + 1, 2));
    if (!byte) return std::nullopt;
    decoded += *byte;
    i += 2;
  }
  return decoded;
}

std::string to_query(const Parameters& parameters) {
  std::string query;
  for (const auto& [name, value] : parameters) {
    if (!query.empty()) query += '&';
    query += url_encode(name) + '=' + url_encode(value);
  }
  return query;
}

std::string with_query(std::string_view path, const Parameters& parameters) {
  std::string target(path);
  if (!parameters.empty()) target += '?' + to_query(parameters);
  return target;
}

}  // namespace moteplass::http
