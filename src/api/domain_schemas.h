// Schemas of what comes in from outside: the police message, and the facts and answers of a policy. The rooms
// `casework` and `policy` read and write this JSON; here it is described.
#pragma once

#include "api/schema.h"

namespace moteplass::api {

// "Message" and its parts: what domain.md section 5 infers from the rules, and no room for a narrative.
schema::Book message_schemas();

// "Facts", "PolicyRef", "PolicyAnswer", "Question" and their parts.
schema::Book policy_schemas();

}  // namespace moteplass::api
