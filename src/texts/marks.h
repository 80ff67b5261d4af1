// Marks around words that are in another language than the page they stand on, and what a page makes of them.
//
// A text borrowed from another language travels through view models and templates as a plain string. The
// marks travel inside it: Unicode noncharacters, which no text of people has a use for and no page ever
// sends. `lang_attributes` turns them into lang attributes in the finished HTML and drops any that are left,
// so one that somebody typed is gone as well.
#pragma once

#include <string>
#include <string_view>

#include "texts/language.h"

namespace moteplass::texts {

std::string marked(Language language, std::string_view text);
bool has_marks(std::string_view text);
std::string without_marks(std::string_view text);

// `<h1>⟦nb⟧Hei⟦⟧</h1>` becomes `<h1 lang="nb">Hei</h1>`; beside other text the words get a span. In
// attributes, and in a part of <title>, <option> or <textarea>, where no element can stand, the marks are
// only dropped.
std::string lang_attributes(std::string page);

}  // namespace moteplass::texts
