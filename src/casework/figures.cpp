#include "casework/figures.h"

#include <algorithm>

#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

FiguresOutcome outcome_of(const Case& c) {
  if (c.voluntary) return FiguresOutcome::voluntary;
  if (c.whereabouts.transfer) return FiguresOutcome::transferred;
  if (c.attendance.cancelled) return FiguresOutcome::cancelled;
  if (c.assessment && c.assessment->outcome == AssessmentOutcome::not_for_unit) {
    return FiguresOutcome::not_for_unit;
  }
  if (c.attendance.duty_met()) return FiguresOutcome::attended;
  if (c.stage == Stage::reported || c.stage == Stage::closed) return FiguresOutcome::not_attended;
  return FiguresOutcome::under_way;
}

std::optional<Date> day_of(std::optional<Instant> at) {
  if (!at) return std::nullopt;
  return local_date(*at);
}

}  // namespace

std::string_view word(FiguresOutcome outcome) {
  switch (outcome) {
    case FiguresOutcome::under_way:
      return "under_way";
    case FiguresOutcome::attended:
      return "attended";
    case FiguresOutcome::not_attended:
      return "not_attended";
    case FiguresOutcome::cancelled:
      return "cancelled";
    case FiguresOutcome::not_for_unit:
      return "not_for_unit";
    case FiguresOutcome::transferred:
      return "transferred";
    case FiguresOutcome::voluntary:
      return "voluntary";
  }
  return "";
}

std::string_view word(AgeBand band) {
  switch (band) {
    case AgeBand::under_15:
      return "0-14";
    case AgeBand::from_15:
      return "15-17";
    case AgeBand::from_18:
      return "18-22";
    case AgeBand::from_23:
      return "23-29";
    case AgeBand::from_30:
      return "30-39";
    case AgeBand::from_40:
      return "40-49";
    case AgeBand::from_50:
      return "50-";
    case AgeBand::unknown:
      return "unknown";
  }
  return "";
}

AgeBand age_band(std::optional<std::int64_t> age) {
  if (!age) return AgeBand::unknown;
  if (*age < 15) return AgeBand::under_15;
  if (*age < 18) return AgeBand::from_15;
  if (*age < 23) return AgeBand::from_18;
  if (*age < 30) return AgeBand::from_23;
  if (*age < 40) return AgeBand::from_30;
  if (*age < 50) return AgeBand::from_40;
  return AgeBand::from_50;
}

std::string_view word(Stretch stretch) {
  switch (stretch) {
    case Stretch::offence_to_decision:
      return "offence_to_decision";
    case Stretch::decision_to_final:
      return "decision_to_final";
    case Stretch::decision_to_receipt:
      return "decision_to_receipt";
    case Stretch::final_to_receipt:
      return "final_to_receipt";
    case Stretch::receipt_to_opening:
      return "receipt_to_opening";
    case Stretch::opening_to_assessment:
      return "opening_to_assessment";
    case Stretch::assessment_to_summons:
      return "assessment_to_summons";
    case Stretch::summons_to_meeting:
      return "summons_to_meeting";
    case Stretch::receipt_to_meeting:
      return "receipt_to_meeting";
    case Stretch::offence_to_meeting:
      return "offence_to_meeting";
    case Stretch::meeting_to_report:
      return "meeting_to_report";
    case Stretch::receipt_to_closing:
      return "receipt_to_closing";
  }
  return "";
}

std::optional<CaseFigures> figures_of(const Case& c) {
  if (!c.message) return std::nullopt;
  auto received = local_date(c.received_at);
  CaseFigures figures{static_cast<int>(received.year()),
                      static_cast<unsigned>(received.month()),
                      outcome_of(c),
                      age_band(c.facts.person.age),
                      0,
                      {}};
  figures.no_shows =
      std::count_if(c.attendance.meetings.begin(), c.attendance.meetings.end(),
                    [](const HeldMeeting& held) { return held.attendance == Attendance::not_attended; });
  auto clock = stage_clock(c);
  auto offence = c.facts.encounter.date;
  auto met = day_of(clock.met);
  auto time = [&](Stretch stretch, std::optional<Date> from, std::optional<Date> to) {
    if (from && to) figures.days[stretch] = days_between(*from, *to);
  };
  time(Stretch::offence_to_decision, offence, clock.decided_on);
  time(Stretch::decision_to_final, clock.decided_on, clock.final_on);
  time(Stretch::decision_to_receipt, clock.decided_on, received);
  time(Stretch::final_to_receipt, clock.final_on, received);
  time(Stretch::receipt_to_opening, received, day_of(clock.opened));
  time(Stretch::opening_to_assessment, day_of(clock.opened), day_of(clock.assessed));
  time(Stretch::assessment_to_summons, day_of(clock.assessed), day_of(clock.summoned));
  time(Stretch::summons_to_meeting, day_of(clock.summoned), met);
  time(Stretch::receipt_to_meeting, received, met);
  time(Stretch::offence_to_meeting, offence, met);
  time(Stretch::meeting_to_report, met, day_of(clock.reported));
  time(Stretch::receipt_to_closing, received, day_of(clock.closed));
  return figures;
}

}  // namespace moteplass::casework
