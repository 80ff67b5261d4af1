// The form in which names and numbers are searched: letters without their case, everything else as it is.
// Made by us and stored beside the text, so that a search finds the same rows on every database, whatever
// collations it has. Covers the letters of Norwegian, the Sami languages, the rest of Latin, Greek and
// Cyrillic. Pure; bytes that are not UTF-8 pass unchanged.
#pragma once

#include <string>
#include <string_view>

namespace moteplass::store {

std::string search_form(std::string_view text);

}  // namespace moteplass::store
