// How inputs that hold XML are changed: now and then anywhere, mostly only within one text or attribute, so
// that what comes of it is still XML and the change is one of the model.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes, std::size_t size, std::size_t most);

namespace {

struct Piece {
  std::size_t begin, end;
};

// What stands between > and <, or between quotes, and is no white space.
std::vector<Piece> pieces_of(const std::string& input) {
  std::vector<Piece> pieces;
  std::size_t from = input.find("<");
  while (from != std::string::npos && from < input.size()) {
    char opener = input[from];
    char closer = opener == '"' ? '"' : opener == '>' ? '<' : '\0';
    if (closer != '\0') {
      std::size_t end = input.find(closer, from + 1);
      if (end == std::string::npos) break;
      if (input.find_first_not_of(" \t\r\n", from + 1) < end || opener == '"')
        pieces.push_back({from + 1, end});
      from = opener == '"' ? end + 1 : end;
    } else {
      ++from;
    }
    from = input.find_first_of("\">", from);
  }
  return pieces;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (char c : text) {
    if (c == '<')
      result += "&lt;";
    else if (c == '"')
      result += "&quot;";
    else
      result += c;
  }
  return result;
}

std::string unescaped(std::string text) {
  for (auto [coded, plain] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(coded, at)) != std::string::npos; ++at)
      text.replace(at, std::strlen(coded), plain);
  return text;
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes, std::size_t size, std::size_t most,
                                               unsigned int seed) {
  if (seed % 8 == 0) return LLVMFuzzerMutate(bytes, size, most);
  std::string input(reinterpret_cast<const char*>(bytes), size);
  std::vector<Piece> pieces = pieces_of(input);
  if (pieces.empty()) return LLVMFuzzerMutate(bytes, size, most);
  Piece piece = pieces[(seed / 8) % pieces.size()];
  std::string text = unescaped(input.substr(piece.begin, piece.end - piece.begin));
  if (seed % 8 == 1) {
    // What another place says, here.
    Piece other = pieces[(seed / 64) % pieces.size()];
    text = unescaped(input.substr(other.begin, other.end - other.begin));
  } else {
    std::size_t room = text.size() + 64;
    std::string longer = text;
    longer.resize(room);
    text.assign(longer.data(),
                LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(longer.data()), text.size(), room));
    text = std::string(longer.data(), std::min(text.size(), room));
  }
  input.replace(piece.begin, piece.end - piece.begin, escaped(text));
  if (input.size() > most) return LLVMFuzzerMutate(bytes, size, most);
  std::memcpy(bytes, input.data(), input.size());
  return input.size();
}
