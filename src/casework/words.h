// The word of every choice in a message, a record or an event, as stored and sent; and the choice of a word.
// The words are part of the permanent JSON shape of events: add, never rename.
#pragma once

#include <optional>
#include <string_view>

#include "casework/event.h"

namespace moteplass::casework {

std::string_view word(ConditionKind kind);
std::string_view word(SummonsKind kind);
std::string_view word(OutreachChannel channel);
std::string_view word(Attendance attendance);
std::string_view word(CancelReason reason);
std::string_view word(DutyOutcome outcome);
std::string_view word(AssessmentOutcome outcome);
std::string_view word(GuardianHandling handling);
std::string_view word(LetterKind kind);

std::optional<ConditionKind> condition_kind_from(std::string_view text);
std::optional<SummonsKind> summons_kind_from(std::string_view text);
std::optional<OutreachChannel> outreach_channel_from(std::string_view text);
std::optional<Attendance> attendance_from(std::string_view text);
std::optional<CancelReason> cancel_reason_from(std::string_view text);
std::optional<DutyOutcome> duty_outcome_from(std::string_view text);
std::optional<AssessmentOutcome> assessment_outcome_from(std::string_view text);
std::optional<GuardianHandling> guardian_handling_from(std::string_view text);
std::optional<LetterKind> letter_kind_from(std::string_view text);

}  // namespace moteplass::casework
