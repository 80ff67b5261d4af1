// What stands in the way on the pages behind a key. Where the key itself opens no more (withdrawn, run out,
// the case has changed), the session is over too, and the door says so.
#pragma once

#include "web/office.h"

namespace moteplass::web {

http::Response show_own_problem(const Office& office, const Visit& visit, const app::Problem& problem);

}  // namespace moteplass::web
