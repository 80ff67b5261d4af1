// Within this room: what the case page and the pages of its steps share.
#pragma once

#include "web/office.h"

namespace moteplass::web {

enum class CaseNotice { done, conflict };

http::Response show_case(const Office& office, const Visit& visit, const app::CaseView& view,
                         std::string notice, CaseNotice kind, int status);
// "Someone else has changed the case", above the case as it is now.
http::Response show_conflict(const Office& office, const Visit& visit, const std::string& case_id);

}  // namespace moteplass::web
