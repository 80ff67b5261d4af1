// What the help record's pages show.
#pragma once

#include "app/help_desk.h"
#include "web/words.h"

namespace moteplass::web {

std::string help_path(const std::string& case_id);

json::object help_page_view(Words words, const app::HelpView& view, const app::HelpSettings& settings,
                            Instant now);
// "WHO ASSIST 3.1: cannabis 14 points, moderate risk", line by line; none where nothing was used.
json::array scores_view(Words words, const std::vector<casework::AssistScore>& scores);
// What a withdrawal stops and what has left; false where there is no such consent.
json::value effect_view(Words words, const casework::HelpRecord& record, std::string_view consent);
json::object task_view(Words words, const app::HelpTask& task, Date today);
// One line about what is to be done, "Ask NAV whether help has started".
std::string task_text(Words words, const casework::FollowUp& task);
std::string data_text(Words words, const std::vector<casework::SharedData>& data);

}  // namespace moteplass::web
