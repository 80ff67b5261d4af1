#include "feel/letters.h"

#include <algorithm>

#include "feel/lexer.h"

namespace moteplass::feel {
namespace {

// Capitals from `first` to `last`; the small letter is `distance` further on. In alternating spans capital
// and small letter take turns.
struct Capitals {
  char32_t first, last;
  int distance;
};
constexpr Capitals shifted[] = {
    {'A', 'Z', 32},         {0xC0, 0xD6, 32},     {0xD8, 0xDE, 32},     {0x178, 0x178, -121},
    {0x386, 0x386, 38},     {0x388, 0x38A, 37},   {0x38C, 0x38C, 64},   {0x38E, 0x38F, 63},
    {0x391, 0x3A1, 32},     {0x3A3, 0x3AB, 32},   {0x400, 0x40F, 80},   {0x410, 0x42F, 32},
    {0x531, 0x556, 48},     {0x2160, 0x216F, 16}, {0x24B6, 0x24CF, 26}, {0xFF21, 0xFF3A, 32},
    {0x10400, 0x10427, 40},
};
struct Alternating {
  char32_t first, last;
};
constexpr Alternating alternating[] = {
    {0x100, 0x12F}, {0x132, 0x137}, {0x139, 0x148}, {0x14A, 0x177},   {0x179, 0x17E},
    {0x1CD, 0x1DC}, {0x1DE, 0x1EF}, {0x1F8, 0x21F}, {0x222, 0x233},   {0x460, 0x481},
    {0x48A, 0x4BF}, {0x4C1, 0x4CE}, {0x4D0, 0x52F}, {0x1E00, 0x1E95}, {0x1EA0, 0x1EFF},
};

}  // namespace

std::u32string code_points_of(std::string_view text) {
  std::u32string result;
  for (std::size_t i = 0; i < text.size();) {
    CodePoint next = code_point_at(text, i);
    result += next.value;
    i += next.length;
  }
  return result;
}

std::string text_of(std::u32string_view code_points) {
  std::string result;
  for (char32_t c : code_points) append_utf8(result, c);
  return result;
}

char32_t lower_case(char32_t c) {
  if (c == 0x212A) return 'k';   // the sign for kelvin
  if (c == 0x212B) return 0xE5;  // the sign for ångström
  for (auto [first, last, distance] : shifted)
    if (c >= first && c <= last) return static_cast<char32_t>(static_cast<int>(c) + distance);
  for (auto [first, last] : alternating)
    if (c >= first && c <= last && (c - first) % 2 == 0) return c + 1;
  return c;
}

char32_t upper_case(char32_t c) {
  if (c == 0xB5) return 0x39C;
  if (c == 0x3C2) return 0x3A3;
  for (auto [first, last, distance] : shifted) {
    auto capital = static_cast<char32_t>(static_cast<int>(c) - distance);
    if (capital >= first && capital <= last) return capital;
  }
  for (auto [first, last] : alternating)
    if (c >= first && c <= last && (c - first) % 2 == 1) return c - 1;
  return c;
}

}  // namespace moteplass::feel
