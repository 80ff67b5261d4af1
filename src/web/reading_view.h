// A policy model as people read it: its tables cell by cell, and what the analysis of them finds, in words.
#pragma once

#include "policy/differences.h"
#include "policy/reading.h"
#include "policy/sources.h"
#include "web/words.h"

namespace moteplass::web {

// For pages/part/decision.mustache: {own, shared, findings}.
json::object reading_view(Words words, const policy::Reading& reading, const policy::Sources& sources);

// For pages/policy_diff.mustache, a question each.
json::array differences_view(Words words, const std::vector<policy::QuestionDifference>& differences);

// "under 15", "heroin, kokain", "ja": a cell without its quotes, as a part of a column or fact.
std::string cell_in_words(Words words, const policy::ReadCell& cell);

}  // namespace moteplass::web
