// The form on which police send a message to the unit. A field's name is its path in the message, so a fault
// that the intake finds leads straight to the field. The intake alone judges the content; here the form only
// becomes the JSON of the message.
#pragma once

#include "app/ports.h"
#include "policy/answers.h"
#include "policy/facts.h"
#include "web/form_view.h"

namespace moteplass::web {

// What is known when the form is opened: from the assessment, or nothing.
struct MessageStart {
  std::optional<policy::Answer> answer;
  std::optional<policy::Facts> facts;
};
http::Parameters form_of(const MessageStart& start, std::string message_id, const app::User& officer,
                         Date today);

// Reads every field. The faults are those of the form itself (no number where one belongs).
json::object message_from_form(FormReader& reader, const app::User& officer);

// Faults of the intake under the names of the form's fields.
Faults to_form_fields(const Faults& faults, const json::object& message);

// {fields} for pages/message.mustache.
json::object message_form_view(Words words, FormView& form);

}  // namespace moteplass::web
