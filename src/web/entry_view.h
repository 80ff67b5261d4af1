// Entries (casework/entry.h) on the pages: in words, as a form made from what each kind says of its own
// members, and as cards on the case page.
//
// The texts of a kind are `entry_title.take_sample`, `entry_explained.`, `entry_link.` and `entry_event.`;
// those of a member `field.entry_seal` and, for the words of a choice, `entry_profession.nurse`.
#pragma once

#include <optional>
#include <string>

#include "app/case_desk.h"
#include "casework/outlook.h"
#include "web/form_reader.h"
#include "web/form_view.h"
#include "web/words.h"

namespace moteplass::web {

std::string entry_path(const std::string& case_id, std::string_view step);

// What was entered, member by member: "Dato: 3. mars. Segl: A-17."
std::string entry_in_words(Words words, const casework::Entry& entry);

// What a form of this kind shows before anything is typed.
http::Parameters entry_prefill(const casework::Entry& kind, const casework::Case& c, Date today);
json::array entry_fields(Words words, const casework::Entry& kind, FormView& form);
// Nothing if anything is wrong; the reader then has the faults.
std::optional<casework::Entry> entry_of(const casework::Entry& kind, FormReader& reader);

// For part/entry_cards.mustache: a card for each matter that the case has something of, and one for all that
// might still happen.
struct EntryCards {
  json::array cards;
  json::value other;  // false: nothing
};
EntryCards entry_cards(Words words, const app::CaseView& view);

// The step of the entry that such a deadline asks for; empty where it asks for a step of the duty itself.
std::string_view entry_for(casework::DeadlineKind kind);

}  // namespace moteplass::web
