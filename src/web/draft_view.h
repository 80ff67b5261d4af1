// A policy model that is being written, as its pages show it.
#pragma once

#include "app/draft_desk.h"
#include "web/words.h"

namespace moteplass::web {

// For pages/part/draft_check.mustache: what there is to say of a text.
json::object check_view(Words words, const policy::Review& review);
// For pages/draft_cases.mustache: what the change does to the worked cases.
json::object case_run_view(Words words, const app::CaseRun& run);
// One line of the list of drafts.
json::object draft_line(Words words, const app::PolicyDraft& draft, Instant now);

}  // namespace moteplass::web
