#include "web/reminder_view.h"

#include <algorithm>

#include "app/reminders.h"

namespace moteplass::web {

std::string reminder_text(Words words, const app::UnitSettings& unit, const app::CaseView& view,
                          Instant now) {
  if (!unit.reminders) return "";
  if (auto why = app::why_no_reminder(view.c, local_date(now))) {
    return *why == app::NoReminder::no_meeting ? "" : words.of("calendar.no_reminder", word(*why));
  }
  auto time = schedule::reminder_time(view.c.booked->start, *unit.reminders);
  if (time > now) return words("calendar.reminder", {{"when", words.moment(time)}});
  auto sent = std::find_if(view.accesses.begin(), view.accesses.end(), [&](const app::Access& access) {
    return access.what == app::reminder_kind && access.at >= time;
  });
  if (sent == view.accesses.end()) return "";
  return words("calendar.reminded", {{"when", words.moment(sent->at)}});
}

}  // namespace moteplass::web
