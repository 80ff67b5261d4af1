// The unit's duty to report to child welfare on the pages: its guided questions, its card on the case page,
// and the report as it is sent.
#pragma once

#include <optional>

#include "app/case_desk.h"
#include "app/letter_content.h"
#include "casework/kernel.h"
#include "web/form_reader.h"
#include "web/form_view.h"
#include "web/words.h"

namespace moteplass::web {

// Nothing if anything is wrong; the reader then has the faults.
std::optional<casework::Command> child_welfare_command_of(casework::Step step, FormReader& reader);
json::object child_welfare_form_view(Words words, const app::CaseView& view, casework::Step step,
                                     FormView& form);

// {text, reports, report_href, steps}
json::object child_welfare_view(Words words, const app::CaseView& view);

// For pages/concern_report.mustache; the assessment has facts. Without an address: child welfare has its own
// way to it, and a protected one stands in no document.
json::object child_welfare_report_view(Words words, const app::CaseView& view, const app::UnitDetails& unit,
                                       const std::string& reader);

}  // namespace moteplass::web
