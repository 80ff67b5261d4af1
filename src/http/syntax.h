// The small words of HTTP's grammar (RFC 9110 5.6), shared by the files of this room. Pure, ASCII only, no
// locale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace moteplass::http {

// RFC 9110 5.6.2; what a method, a header name or a cookie name is made of.
bool is_token(std::string_view text);
// Tab, visible ASCII, space and bytes above 127 (RFC 9110 5.5): no CR, LF, NUL or other control byte.
bool is_field_value(std::string_view text);
// Visible ASCII only.
bool is_visible(std::string_view text);
bool is_digit(char c);
bool is_letter_or_digit(char c);

char lower(char c);
std::string lower(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);
// Without the spaces and tabs at both ends.
std::string_view trim(std::string_view text);
// The parts between separators, trimmed; empty ones stay.
std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace moteplass::http
