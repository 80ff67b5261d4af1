// What is counted of a case: figures, and nothing that says whose they are. No name, number, id, address or
// date.
//
// Only what the case knows. Sex is what the sender has stated, and is never read out of an identity number.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

#include "casework/case.h"

namespace moteplass::casework {

// Each case has one: what came of the duty, as it stands now.
enum class FiguresOutcome {
  under_way,
  attended,
  not_attended,
  cancelled,
  not_for_unit,
  transferred,  // another unit has it, and counts the rest
  voluntary     // there was no duty
};
std::string_view word(FiguresOutcome outcome);

// Bounds with a meaning in the rules: 15 is the age of criminal responsibility, 18 of majority, and the Oslo
// trial was for those under 23 (domain.md section 3). The age is that of the encounter, as in Case::facts.
enum class AgeBand { under_15, from_15, from_18, from_23, from_30, from_40, from_50, unknown };
std::string_view word(AgeBand band);  // "0-14", "15-17", …, "50-", "unknown"
AgeBand age_band(std::optional<std::int64_t> age);

// The stretches of a case's way that are timed, in whole local calendar days. The first ones lie before the
// unit has heard of the case; a final date may even come after its receipt, which is a negative number of
// days.
enum class Stretch {
  offence_to_decision,
  decision_to_final,
  decision_to_receipt,
  final_to_receipt,
  receipt_to_opening,
  opening_to_assessment,
  assessment_to_summons,
  summons_to_meeting,
  receipt_to_meeting,
  offence_to_meeting,
  meeting_to_report,
  receipt_to_closing
};
std::string_view word(Stretch stretch);

struct CaseFigures {
  int year;        // of receipt, local
  unsigned month;  // 1 to 12
  FiguresOutcome outcome;
  AgeBand age;
  std::int64_t no_shows;                 // meetings that the person did not come to
  std::map<Stretch, std::int64_t> days;  // those whose both ends are known
};

// Nothing for a case that has received no message.
std::optional<CaseFigures> figures_of(const Case& c);

}  // namespace moteplass::casework
