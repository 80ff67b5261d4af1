// What every fuzz target shares: the input as text, and properties. A property that does not hold says so and
// aborts, which is how the fuzzer learns that it found something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace moteplass::fuzz {

inline std::string_view as_text(const std::uint8_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// `detail` is asked for only where the property is broken.
template <class Detail>
void require(bool holds, std::string_view property, Detail detail) {
  if (holds) return;
  std::string shown = detail();
  std::fprintf(stderr, "BROKEN PROPERTY: %.*s\n%s\n", static_cast<int>(property.size()), property.data(),
               shown.c_str());
  std::abort();
}
inline void require(bool holds, std::string_view property) {
  require(holds, property, [] { return std::string(); });
}

}  // namespace moteplass::fuzz
