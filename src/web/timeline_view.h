// What has happened in a case, in plain words, and how long each stage took.
#pragma once

#include "app/case_desk.h"
#include "web/words.h"

namespace moteplass::web {

// {when, who, what, detail}, newest first.
json::array timeline_view(Words words, const app::CaseView& view);

// The stages in order, each with its day and the days since the one before; stages still ahead say so.
json::array clock_view(Words words, const casework::StageClock& clock);

std::string meeting_in_words(Words words, const casework::Meeting& meeting);

}  // namespace moteplass::web
