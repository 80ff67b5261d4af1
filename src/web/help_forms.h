// The forms of the help record's steps. A step is called by its command ("give_consent", …), as in the API
// and the store; each is drawn as a list of fields and read into one command.
#pragma once

#include <optional>

#include "app/help_desk.h"
#include "web/form_reader.h"
#include "web/form_view.h"

namespace moteplass::web {

struct HelpStep {
  std::string word;  // type_of(HelpCommand)
  std::string item;  // the consent, need, referral or agreement that it is about; empty: none
};
// Whether there is such a step, and what it is about is in the record.
bool is_help_step(const HelpStep& step, const app::HelpView& view);

// The mapping is a table of its own: `mapping_rows`.
json::array help_fields(const HelpStep& step, const app::HelpView& view, const app::HelpSettings& settings,
                        Words words, FormView& form);
json::array mapping_rows(Words words, FormView& form);
json::object injected_field(Words words, FormView& form);

// What a form shows before anything is typed.
http::Parameters help_form_start(const HelpStep& step, const http::Parameters& query, Date today);

// Nothing if anything is wrong; the reader then has the faults, or the form is malformed.
std::optional<casework::HelpCommand> help_command(const HelpStep& step, const app::HelpSettings& settings,
                                                  FormReader& reader);
// What was answered so far, for the points beside the form; nothing where a line is half filled in.
std::optional<casework::AssistForm> assist_of(FormReader& reader);

}  // namespace moteplass::web
