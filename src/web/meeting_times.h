// The times that the unit's plan offers for a case's meeting, on top of its booking page.
#pragma once

#include "web/office.h"

namespace moteplass::web {

// For pages/part/meeting_times.mustache; false for a unit without a plan, which books as it types. What the
// caseworker looks for stands in the page's query.
json::value meeting_times_view(const Office& office, const Visit& visit, const app::CaseView& view);

}  // namespace moteplass::web
