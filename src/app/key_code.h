// The code of a key, as it is printed, read out and typed: "K7MP-4RTX-9WQH". Twelve of thirty-one letters and
// digits, none of which is easily taken for another (no 0, O, 1, I, L): some 59 bits.
//
// What the store keeps is the code hashed many times over, so that whoever gets hold of the file cannot try
// codes against it in any useful time.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/ports.h"

namespace moteplass::app {

std::string fresh_code(Entropy& entropy);

// As typed: small letters, spaces and hyphens do not matter. Nothing for what can be no code.
std::optional<std::string> code_from(std::string_view typed);

Digest hash_of_code(std::string_view code);
// Of one key; another key hashes the same date to something else.
Digest hash_of_birth_date(std::string_view key_id, Date birth_date);

}  // namespace moteplass::app
