// The rows that lists are read from, worked out from a case's events and stored in the same transaction.
#pragma once

#include <cstdint>
#include <vector>

#include "app/ports.h"
#include "app/problem.h"
#include "casework/outlook.h"

namespace moteplass::app {

// The same for every case about one identity number; empty where the case has none.
std::string person_key_of(const casework::Case& c);
CaseRow case_row_of(const casework::Case& c, const casework::ServiceGoals& goals);
PoliceRow police_row_of(const casework::Case& c);

// Reads stored events back into a case; `corrupt` if a payload is not of its type.
Result<casework::Case, StoreFault> case_of(const std::string& case_id,
                                           const std::vector<StoredEvent>& events);

// Forgets all rows and works them out again from the events. The number of cases.
Result<std::uint64_t, StoreFault> rebuild_rows(Store& store, const casework::ServiceGoals& goals);

}  // namespace moteplass::app
