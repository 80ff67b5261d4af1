// Texts by code point, and upper and lower case, without any locale. Case is known for Latin (with all
// Norwegian, Sami and other European letters), Greek, Cyrillic and Armenian; others stay as they are.
#pragma once

#include <string>
#include <string_view>

namespace moteplass::feel {

std::u32string code_points_of(std::string_view text);
std::string text_of(std::u32string_view code_points);

char32_t upper_case(char32_t c);
char32_t lower_case(char32_t c);

}  // namespace moteplass::feel
