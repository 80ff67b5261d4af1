// What those whom a case is about see of it, in plain words. A policy answers in terse bokmål; the texts
// `policy_words.…` say the answers of the models in use plainly, in every language, and what they do not have
// is shown as the policy says it, marked as bokmål: a rule is never left out because nobody has rephrased it.
#pragma once

#include "app/person_desk.h"
#include "web/words.h"

namespace moteplass::web {

// The key in `policy_words` of an answer's words: "møte i den rådgivende enheten" is
// "mote_i_den_radgivende_enheten". At most 60 characters.
std::string policy_word_key(std::string_view text);
std::string plain(Words words, const std::string& policy_text);

json::object meeting_view(Words words, const casework::Meeting& meeting, bool with_team);

// The sections of the page, in the order they are read; each for the holder of the view alone.
json::object own_page_view(Words words, const app::PersonView& view, Instant now);

}  // namespace moteplass::web
