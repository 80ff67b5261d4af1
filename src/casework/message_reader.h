// Within this room: the message as our own store keeps it. Its shape is checked, its bounds are not: they
// held on the day it was received.
#pragma once

#include "casework/message.h"

namespace moteplass::casework {

Result<Message, std::vector<FieldFault>> stored_message_from_json(const json::value& value, std::string path);

}  // namespace moteplass::casework
