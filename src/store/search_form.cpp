#include "store/search_form.h"

#include <cstdint>
#include <optional>

namespace moteplass::store {

namespace {

struct CodePoint {
  char32_t value;
  std::size_t size;
};

// Only one- to three-byte forms: no letter beyond U+FFFF that anyone here is named with has two cases.
std::optional<CodePoint> code_point_at(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) -> char32_t {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0;
  };
  auto follows = [&](std::size_t i) { return (byte(i) & 0xc0) == 0x80; };
  char32_t first = byte(0);
  if (first < 0x80) return CodePoint{first, 1};
  if (first >= 0xc2 && first <= 0xdf && follows(1))
    return CodePoint{((first & 0x1f) << 6) | (byte(1) & 0x3f), 2};
  if ((first & 0xf0) == 0xe0 && follows(1) && follows(2))
    return CodePoint{((first & 0x0f) << 12) | ((byte(1) & 0x3f) << 6) | (byte(2) & 0x3f), 3};
  return std::nullopt;
}

char32_t small_letter(char32_t c) {
  auto within = [c](char32_t from, char32_t to) { return c >= from && c <= to; };
  bool even = c % 2 == 0;
  if (within('A', 'Z')) return c + 32;
  if (c < 0xc0) return c;
  if (within(0xc0, 0xde)) return c == 0xd7 ? c : c + 32;  // À-Þ, not the multiplication sign
  if (c == 0x130) return 'i';
  if (within(0x100, 0x137) || within(0x14a, 0x177)) return even ? c + 1 : c;
  if (within(0x139, 0x148) || within(0x179, 0x17e)) return even ? c : c + 1;  // here capitals are odd
  if (c == 0x178) return 0xff;
  if (c == 0x1b7) return 0x292;  // Ezh, Skolt Sami
  if (within(0x1cd, 0x1dc)) return even ? c : c + 1;
  if (within(0x1de, 0x1ef) || within(0x1f8, 0x21f) || within(0x222, 0x233)) return even ? c + 1 : c;
  if (within(0x391, 0x3a9)) return c + 32;
  if (within(0x400, 0x40f)) return c + 80;
  if (within(0x410, 0x42f)) return c + 32;
  if (within(0x1e00, 0x1e95) || within(0x1ea0, 0x1eff)) return even ? c + 1 : c;
  return c;
}

void put(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xc0 | (c >> 6));
    text += static_cast<char>(0x80 | (c & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (c & 0x3f));
  }
}

}  // namespace

std::string search_form(std::string_view text) {
  std::string form;
  form.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    auto c = code_point_at(text, at);
    if (!c) {
      form += text[at++];
      continue;
    }
    char32_t small = small_letter(c->value);
    if (small == c->value) {
      form += text.substr(at, c->size);
    } else {
      put(form, small);
    }
    at += c->size;
  }
  return form;
}

}  // namespace moteplass::store
