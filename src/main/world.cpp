#include "main/world.h"

#include <cstdlib>
#include <fstream>

#include <openssl/rand.h>

namespace moteplass {

Instant SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Instant FileClock::now() const {
  std::ifstream file(file_);
  std::string text;
  if (file && std::getline(file, text)) {
    if (auto instant = parse_instant(text)) return *instant;
  }
  return system_.now();
}

std::string SystemEntropy::bytes(std::size_t count) {
  std::string bytes(count, '\0');
  // Without randomness no id, salt or token is safe; there is nothing sensible left to do.
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) std::abort();
  return bytes;
}

}  // namespace moteplass
