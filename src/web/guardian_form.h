// The plan for a minor's guardians: its form, how it reads on the case page, and who a summons reaches.
#pragma once

#include <optional>

#include "app/case_desk.h"
#include "casework/guardian_plan.h"
#include "web/form_reader.h"
#include "web/form_view.h"
#include "web/words.h"

namespace moteplass::web {

// Nothing if anything is wrong; the reader then has the faults. Fields that what was chosen has no use for
// stay unread: the page hides them, and what a hidden field holds nobody meant.
std::optional<casework::GuardianPlan> guardian_plan_from_form(FormReader& reader);
http::Parameters form_of(const casework::GuardianPlan& plan);
json::object guardian_form_view(Words words, const app::CaseView& view, FormView& form);

// {label, value} lines; empty where there is no plan.
json::array guardian_plan_lines(Words words, const casework::Case& c);
// "Foresatte kontaktes ikke. Kontakt kan sette barnet i fare."
std::string in_words(Words words, const casework::GuardianPlan& plan);

// Who gets what of the summons that is about to be sent: {who, what} each. Only for minors, else empty.
json::array who_gets_what(Words words, const app::CaseView& view, Date today);
// Where a guardian is called and nobody has planned how: the summons waits for the plan.
bool waits_for_plan(const app::CaseView& view, Date today);

}  // namespace moteplass::web
