// What a template may see of a letter: LetterContent as plain data in the words of its language.
//
// Every member is always there, null where it does not apply, so that a tag that names none is a mistake of
// the template. Pure.
#pragma once

#include <string>
#include <string_view>

#include "app/letter_content.h"
#include "base/json.h"
#include "letters/phrases.h"
#include "texts/language.h"

namespace moteplass::letters {

texts::Language language_of(const app::LetterContent& content);

// For order and summons: to the person.
json::object person_letter_data(const app::LetterContent& content, const Phrases& phrases);

// For feedback: built from the sender's own case number and PoliceFeedback, so that a template has nothing
// else to show. `content.feedback` must be there.
json::object feedback_letter_data(const app::LetterContent& content);

// The report to child welfare. `content.concern` must be there.
json::object concern_report_data(const app::LetterContent& content);

// A referral to a service. `content.referral` must be there; `words` are those of templates/referral.
json::object referral_letter_data(const app::LetterContent& content, const Phrases& words);

// A text as it may stand on paper: invisible control and direction marks are taken out, line breaks become
// spaces. A name that turns the line around could hide or forge what stands beside it.
std::string printable(std::string_view text);

}  // namespace moteplass::letters
