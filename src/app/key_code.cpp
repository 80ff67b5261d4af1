#include "app/key_code.h"

namespace moteplass::app {
namespace {

constexpr std::string_view symbols = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
static_assert(symbols.size() == 31);
constexpr std::size_t length = 12;
constexpr std::size_t group = 4;
constexpr int rounds = 20'000;

std::string in_groups(std::string_view letters) {
  std::string code;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0 && i % group == 0) code += '-';
    code += letters[i];
  }
  return code;
}

}  // namespace

std::string fresh_code(Entropy& entropy) {
  // A byte that would make some letters likelier than others is passed over.
  constexpr std::size_t fair = 256 - 256 % symbols.size();
  std::string letters;
  while (letters.size() < length) {
    for (std::uint8_t byte : sha256(entropy.bytes(32))) {
      if (byte < fair && letters.size() < length) letters += symbols[byte % symbols.size()];
    }
  }
  return in_groups(letters);
}

std::optional<std::string> code_from(std::string_view typed) {
  std::string letters;
  for (char c : typed) {
    if (c == ' ' || c == '-' || c == '\t') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (symbols.find(c) == std::string_view::npos || letters.size() == length) return std::nullopt;
    letters += c;
  }
  if (letters.size() != length) return std::nullopt;
  return in_groups(letters);
}

Digest hash_of_code(std::string_view code) {
  Digest digest = sha256("key of a case: " + std::string(code));
  for (int i = 0; i < rounds; ++i) digest = sha256(bytes_of(digest));
  return digest;
}

Digest hash_of_birth_date(std::string_view key_id, Date birth_date) {
  return sha256(std::string(key_id) + ' ' + to_string(birth_date));
}

}  // namespace moteplass::app
