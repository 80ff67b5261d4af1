// What a case page says of the reminder of the meeting that is booked.
#pragma once

#include "app/case_desk.h"
#include "web/words.h"

namespace moteplass::web {

// "Påminnelse på telefon sendes …", that it was sent, or why there is none. Empty where the unit reminds
// nobody, where no meeting has been summoned to, and where the time for it had passed.
std::string reminder_text(Words words, const app::UnitSettings& unit, const app::CaseView& view, Instant now);

}  // namespace moteplass::web
