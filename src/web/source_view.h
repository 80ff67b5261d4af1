// The sources that a rule or an answer refers to: the Kilde as it is written, and below it what each citation
// is, with its title, the day whose wording it is of, and where it can be read.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "policy/sources.h"
#include "web/words.h"

namespace moteplass::web {

// policies/kilder/lover.json and dokumenter.json; the error says what is wrong with them.
Result<policy::Sources, std::string> read_sources(const std::string& policies_folder);

// For pages/part/source.mustache: {text, is_interpretation, has_cited, cited: [{label, title, title_language,
// as_of, note, href}]}. Each paragraph once, and each document once, in the order of the text.
json::object source_view(Words words, std::string_view text, const policy::Sources& sources);

}  // namespace moteplass::web
