// Reading and writing help records. Used by the help desk only.
#pragma once

#include "app/help_store.h"
#include "app/recording.h"
#include "casework/help/follow_up.h"

namespace moteplass::app {

// Nothing where there is no record; `corrupt` if a payload is not of its type.
Result<std::optional<casework::HelpRecord>, StoreFault> help_record_of(
    const std::vector<StoredEvent>& events);

// Appends to the record as it was read, and puts its follow-ups. For use inside a write job. The record
// after.
Result<std::optional<casework::HelpRecord>, StoreFault> record_help(
    HelpTransaction& transaction, const std::string& case_id, std::optional<casework::HelpRecord> record,
    const std::vector<casework::HelpEvent>& events, Instant now, const Actor& actor,
    const casework::HelpGoals& goals);

json::value to_json(const casework::FollowUp& task);
// From our own store.
Result<casework::FollowUp, StoreFault> follow_up_from(const HelpFollowUp& row);

}  // namespace moteplass::app
