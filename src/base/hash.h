// SHA-256 and hexadecimal notation.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace moteplass {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Digest& digest);
// Lower- or upper-case digits in pairs; nullopt for anything else.
std::optional<std::string> from_hex(std::string_view text);

// The bytes of a digest, for hashing or storing.
std::string_view bytes_of(const Digest& digest);

// Takes the same time wherever the two differ; for tokens and signatures.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace moteplass
