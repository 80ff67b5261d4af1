// The lexer of FEEL: the next token at a place in the text, on demand, since where a name ends is for the
// parser to say. Texts are UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace moteplass::feel {

enum class TokenKind { end, number, string, moment, word, symbol, invalid };

struct Token {
  TokenKind kind = TokenKind::end;
  std::size_t begin = 0;
  std::size_t end = 0;
  // word and symbol: as written; number: its digits; string and moment (@"..."): with escapes resolved;
  // invalid: what is wrong.
  std::string text;
};

// Skips white space and comments; an unclosed comment runs to the end.
std::size_t skip_space(std::string_view text, std::size_t position);
Token token_at(std::string_view text, std::size_t position);

// The code point at a position, and how many bytes it takes (1 for a stray byte).
struct CodePoint {
  char32_t value;
  std::size_t length;
};
CodePoint code_point_at(std::string_view text, std::size_t position);
void append_utf8(std::string& text, char32_t code_point);

bool is_name_start(char32_t c);  // rule 28
bool is_name_part(char32_t c);   // rule 29
bool is_space(char32_t c);       // rule 61 and 62

}  // namespace moteplass::feel
