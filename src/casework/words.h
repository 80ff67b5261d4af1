// The choice that a word stands for, in a message, a record or an event; the word of a choice stands beside
// it
// (`word` in message.h, attendance_record.h, event.h). The words are part of the permanent JSON shape of
// events: add, never rename.
#pragma once

#include <optional>
#include <string_view>

#include "casework/event.h"

namespace moteplass::casework {

std::optional<ConditionKind> condition_kind_from(std::string_view text);
std::optional<Protection> protection_from(std::string_view text);
std::optional<Sex> sex_from(std::string_view text);
std::optional<SummonsKind> summons_kind_from(std::string_view text);
std::optional<OutreachChannel> outreach_channel_from(std::string_view text);
std::optional<Attendance> attendance_from(std::string_view text);
std::optional<CancelReason> cancel_reason_from(std::string_view text);
std::optional<DutyOutcome> duty_outcome_from(std::string_view text);
std::optional<AssessmentOutcome> assessment_outcome_from(std::string_view text);
std::optional<GuardianHandling> guardian_handling_from(std::string_view text);
std::optional<GuardianReason> guardian_reason_from(std::string_view text);
std::optional<ChildHeard> child_heard_from(std::string_view text);
std::optional<ContactWish> contact_wish_from(std::string_view text);
std::optional<ChildWelfareGround> child_welfare_ground_from(std::string_view text);
std::optional<ChildConcerned> child_concerned_from(std::string_view text);
std::optional<ChildWelfareConclusion> child_welfare_conclusion_from(std::string_view text);
std::optional<Unclear> unclear_from(std::string_view text);
std::optional<CameBy> came_by_from(std::string_view text);
std::optional<LetterKind> letter_kind_from(std::string_view text);

}  // namespace moteplass::casework
