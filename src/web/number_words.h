// Numbers as people read them: "10 000" in Norwegian, "10,000" in English.
#pragma once

#include "web/words.h"

namespace moteplass::web {

std::string number_in_words(Words words, std::int64_t number);
// Of a thousand: "32 %", "0,5 %"; "0.5%" in English.
std::string per_mille_in_words(Words words, std::int64_t per_mille);
// To one decimal. `whole` is not 0.
std::string share_in_words(Words words, std::int64_t part, std::int64_t whole);
// A number with decimals, with the language's own mark.
std::string decimal_in_words(Words words, std::string plain);

}  // namespace moteplass::web
