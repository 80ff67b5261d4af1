// A case as its page shows it: who and what, what may happen next, deadlines, the policy's answer, letters,
// what police will be told, who has looked.
#pragma once

#include "app/case_desk.h"
#include "web/words.h"

namespace moteplass::web {

// For pages/case.mustache.
json::object case_page_view(Words words, const app::CaseView& view, Instant now);

// Number, name, stage, version and address: what the pages of a case's steps show on top.
json::object case_head_view(Words words, const app::CaseView& view, Instant now);

// {lines} of a protected address that was asked for.
json::object address_view(Words words, const app::ProtectedAddress& found);

// {text, source, overdue, when} of the running deadline; false for none.
json::value deadline_view(Words words, const std::optional<casework::Deadline>& deadline, Instant now);

// Where a step is done: "/cases/1/meeting".
std::string path_of(const std::string& case_id, casework::Step step);
std::string_view path_word(casework::Step step);

// Whether the last summons went another way than to the guardian.
bool leaves_guardian_out(const casework::Case& c);

// Reasons to ask the sender before going on: {text} each; empty where nothing is unclear.
json::array query_hints(Words words, const app::CaseView& view);

// What of a booked meeting is offered as its team.
std::vector<std::string> offered_team(const app::CaseView& view);

}  // namespace moteplass::web
