// Texts by code point, and what Unicode 15.0 says of letters: general categories, blocks, upper and lower
// case. Without any locale. The tables are in letters_table.inc, made by tools/letters_table.py.
//
// Pure and safe from any thread; a stray byte in a text counts as U+FFFD.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace moteplass::feel {

std::u32string code_points_of(std::string_view text);
std::string text_of(std::u32string_view code_points);

// One letter for one letter, as patterns compare without regard to case.
char32_t upper_case(char32_t c);
char32_t lower_case(char32_t c);
// Of a whole text: "ß" becomes "SS", and a capital sigma at the end of a word "ς".
std::u32string upper_case(std::u32string_view text);
std::u32string lower_case(std::u32string_view text);

// The general category, two letters such as "Lu"; "Cn" where nothing is assigned.
std::string_view category_of(char32_t c);
// Whether there are general categories so called: "Lu", or "L" for all that begin so.
bool is_category(std::string_view name);
// The first and last code point of the block, its name written without spaces: "BasicLatin".
std::optional<std::pair<char32_t, char32_t>> find_block(std::string_view name);

}  // namespace moteplass::feel
