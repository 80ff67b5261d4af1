#include "feel/parse/lexer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace moteplass::feel {
namespace {

bool is_digit(std::string_view text, std::size_t position) {
  return position < text.size() && text[position] >= '0' && text[position] <= '9';
}

bool starts_with(std::string_view text, std::size_t position, std::string_view start) {
  return text.substr(std::min(position, text.size())).starts_with(start);
}

std::size_t skip_digits(std::string_view text, std::size_t position) {
  while (is_digit(text, position)) ++position;
  return position;
}

Token number_at(std::string_view text, std::size_t begin) {
  std::size_t end = skip_digits(text, begin);
  if (end < text.size() && text[end] == '.' && is_digit(text, end + 1)) end = skip_digits(text, end + 1);
  if (end < text.size() && (text[end] == 'e' || text[end] == 'E')) {
    std::size_t exponent = end + 1;
    if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
    if (is_digit(text, exponent)) end = skip_digits(text, exponent);
  }
  return {TokenKind::number, begin, end, std::string(text.substr(begin, end - begin))};
}

std::optional<char32_t> hexadecimal(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return std::nullopt;
  char32_t value = 0;
  for (char c : text.substr(position, count)) {
    value *= 16;
    if (c >= '0' && c <= '9') {
      value += static_cast<char32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      value += static_cast<char32_t>(c - 'a' + 10);
    } else if (c >= 'A' && c <= 'F') {
      value += static_cast<char32_t>(c - 'A' + 10);
    } else {
      return std::nullopt;
    }
  }
  return value;
}

// What follows a backslash at `position`; moves behind it. Escapes FEEL does not know stay as written.
void take_escape(std::string_view text, std::size_t& position, std::string& into) {
  char c = text[position];
  if (c == 'u' || c == 'U') {
    std::size_t count = c == 'u' ? 4 : 6;
    if (auto value = hexadecimal(text, position + 1, count)) {
      position += 1 + count;
      if (*value >= 0xD800 && *value < 0xDC00 && starts_with(text, position, "\\u")) {
        auto low = hexadecimal(text, position + 2, 4);
        if (low && *low >= 0xDC00 && *low < 0xE000) {
          value = 0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00);
          position += 6;
        }
      }
      bool scalar = *value <= 0x10FFFF && (*value < 0xD800 || *value > 0xDFFF);
      append_utf8(into, scalar ? *value : 0xFFFD);
      return;
    }
  }
  static constexpr std::pair<char, char> plain[] = {{'n', '\n'}, {'r', '\r'},  {'t', '\t'},
                                                    {'"', '"'},  {'\'', '\''}, {'\\', '\\'}};
  for (auto [written, meant] : plain) {
    if (written != c) continue;
    into += meant;
    ++position;
    return;
  }
  into += '\\';
}

Token string_at(std::string_view text, std::size_t begin, std::size_t quote, TokenKind kind) {
  std::string value;
  std::size_t position = quote + 1;
  while (position < text.size() && text[position] != '"') {
    if (text[position] == '\\' && position + 1 < text.size()) {
      ++position;
      take_escape(text, position, value);
    } else {
      value += text[position++];
    }
  }
  if (position >= text.size())
    return {TokenKind::invalid, begin, text.size(), "a text without its closing quote"};
  return {kind, begin, position + 1, std::move(value)};
}

struct Span {
  char32_t first, last;
};
template <std::size_t count>
bool within(char32_t c, const Span (&spans)[count]) {
  return std::any_of(std::begin(spans), std::end(spans),
                     [c](Span span) { return c >= span.first && c <= span.last; });
}

}  // namespace

CodePoint code_point_at(std::string_view text, std::size_t position) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  unsigned char lead = byte(position);
  std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 0;
  if (length == 0 || position + length > text.size()) return {0xFFFD, 1};
  if (length == 1) return {lead, 1};
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(position + i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    value = (value << 6) | (byte(position + i) & 0x3FU);
  }
  return {value, length};
}

void append_utf8(std::string& text, char32_t c) {
  auto add = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    add(c);
  } else if (c < 0x800) {
    add(0xC0 | (c >> 6));
    add(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    add(0xE0 | (c >> 12));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  } else {
    add(0xF0 | (c >> 18));
    add(0x80 | ((c >> 12) & 0x3F));
    add(0x80 | ((c >> 6) & 0x3F));
    add(0x80 | (c & 0x3F));
  }
}

bool is_name_start(char32_t c) {
  static constexpr Span spans[] = {{'?', '?'},       {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
                                   {0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                                   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                                   {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
  return within(c, spans) && !is_space(c);
}

bool is_name_part(char32_t c) {
  static constexpr Span spans[] = {{'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};
  return is_name_start(c) || within(c, spans);
}

bool is_space(char32_t c) {
  static constexpr Span spans[] = {{0x09, 0x0D},     {0x20, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},
                                   {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200B}, {0x2028, 0x2029},
                                   {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  return within(c, spans);
}

std::size_t skip_space(std::string_view text, std::size_t position) {
  while (position < text.size()) {
    if (starts_with(text, position, "//")) {
      position = std::min(text.find_first_of("\n\r", position), text.size());
    } else if (starts_with(text, position, "/*")) {
      std::size_t close = text.find("*/", position + 2);
      position = close == std::string_view::npos ? text.size() : close + 2;
    } else {
      CodePoint next = code_point_at(text, position);
      if (!is_space(next.value)) break;
      position += next.length;
    }
  }
  return position;
}

Token token_at(std::string_view text, std::size_t position) {
  std::size_t begin = skip_space(text, position);
  if (begin >= text.size()) return {TokenKind::end, text.size(), text.size(), ""};
  char c = text[begin];
  if (is_digit(text, begin) || (c == '.' && is_digit(text, begin + 1))) return number_at(text, begin);
  if (c == '"') return string_at(text, begin, begin, TokenKind::string);
  if (c == '@' && skip_space(text, begin + 1) < text.size() && text[skip_space(text, begin + 1)] == '"')
    return string_at(text, begin, skip_space(text, begin + 1), TokenKind::moment);
  CodePoint first = code_point_at(text, begin);
  if (is_name_start(first.value)) {
    std::size_t end = begin;
    while (end < text.size()) {
      CodePoint next = code_point_at(text, end);
      if (!is_name_part(next.value)) break;
      end += next.length;
      if (next.value == '?' && end == begin + 1) break;  // `?` is a name of its own
    }
    return {TokenKind::word, begin, end, std::string(text.substr(begin, end - begin))};
  }
  for (std::string_view symbol : {"**", "..", "<=", ">=", "!=", "->"})
    if (starts_with(text, begin, symbol))
      return {TokenKind::symbol, begin, begin + symbol.size(), std::string(symbol)};
  std::string symbol(text.substr(begin, first.length));
  if (std::string_view("()[]{}<>=+-*/.,:?'@!").find(c) == std::string_view::npos && c >= 0)
    return {TokenKind::invalid, begin, begin + 1, "'" + symbol + "' has no meaning here"};
  return {TokenKind::symbol, begin, begin + first.length, std::move(symbol)};
}

}  // namespace moteplass::feel
