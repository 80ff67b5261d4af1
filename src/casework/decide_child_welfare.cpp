// The unit's own duty to report to child welfare. No stage of the case stands in its way.
#include "casework/decide.h"

namespace moteplass::casework {

Decision decide_on(const AssessChildWelfare& command, const Situation&) {
  if (auto field = what_does_not_fit(command.assessment); !field.empty()) {
    return refuse(RefusalCode::bad_value, "assessment." + std::string(field));
  }
  return std::vector<Event>{ChildWelfareAssessed{command.assessment}};
}

// Also without an assessment before it: whoever rang the emergency line at night records it in the morning.
Decision decide_on(const ReportToChildWelfare& command, const Situation& situation) {
  if (command.report.service.empty()) return refuse(RefusalCode::bad_value, "service");
  if (command.report.sent_on > local_date(situation.context.now)) {
    return refuse(RefusalCode::bad_value, "sent_on");
  }
  return std::vector<Event>{ChildWelfareReported{command.report}};
}

Decision decide_on(const ConfirmChildWelfare& command, const Situation& situation) {
  const auto* sent = situation.c.child_welfare.unconfirmed();
  if (sent == nullptr) return refuse(RefusalCode::not_at_this_stage);
  Date on = command.confirmation.received_on;
  if (on < sent->report.sent_on || on > local_date(situation.context.now)) {
    return refuse(RefusalCode::bad_value, "received_on");
  }
  return std::vector<Event>{ChildWelfareConfirmed{command.confirmation}};
}

Decision decide_on(const RemindChildWelfare& command, const Situation& situation) {
  const auto* sent = situation.c.child_welfare.unconfirmed();
  if (sent == nullptr) return refuse(RefusalCode::not_at_this_stage);
  if (command.on < sent->report.sent_on || command.on > local_date(situation.context.now)) {
    return refuse(RefusalCode::bad_value, "on");
  }
  return std::vector<Event>{ChildWelfareReminded{command.on}};
}

}  // namespace moteplass::casework
