#include "casework/words.h"

namespace moteplass::casework {
namespace {

// The enumerators stand in order from the first to `last`; `word` is the one list of their words.
template <class Choice>
std::optional<Choice> choice_of(std::string_view text, Choice last) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (word(static_cast<Choice>(i)) == text) return static_cast<Choice>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view word(ConditionKind kind) {
  switch (kind) {
    case ConditionKind::attendance:
      return "attendance";
    case ConditionKind::drug_test:
      return "drug_test";
  }
  return "";
}

std::string_view word(Protection protection) {
  switch (protection) {
    case Protection::none:
      return "none";
    case Protection::code_7:
      return "code_7";
    case Protection::code_6:
      return "code_6";
  }
  return "";
}

std::string_view word(Sex sex) {
  switch (sex) {
    case Sex::female:
      return "female";
    case Sex::male:
      return "male";
  }
  return "";
}

std::string_view word(SummonsKind kind) {
  switch (kind) {
    case SummonsKind::first:
      return "first";
    case SummonsKind::again:
      return "again";
    case SummonsKind::rebooked:
      return "rebooked";
  }
  return "";
}

std::string_view word(CameBy by) {
  switch (by) {
    case CameBy::self:
      return "self";
    case CameBy::parent:
      return "parent";
    case CameBy::school:
      return "school";
    case CameBy::other:
      return "other";
  }
  return "";
}

std::string_view word(OutreachChannel channel) {
  switch (channel) {
    case OutreachChannel::phone:
      return "phone";
    case OutreachChannel::visit:
      return "visit";
    case OutreachChannel::text_message:
      return "text_message";
    case OutreachChannel::through_others:
      return "through_others";
  }
  return "";
}

std::string_view word(Attendance attendance) {
  switch (attendance) {
    case Attendance::attended:
      return "attended";
    case Attendance::not_attended:
      return "not_attended";
  }
  return "";
}

std::string_view word(CancelReason reason) {
  switch (reason) {
    case CancelReason::unnecessary:
      return "unnecessary";
    case CancelReason::basis_withdrawn:
      return "basis_withdrawn";
    case CancelReason::moved_to_another_unit:
      return "moved_to_another_unit";
    case CancelReason::deceased:
      return "deceased";
  }
  return "";
}

std::string_view word(DutyOutcome outcome) {
  switch (outcome) {
    case DutyOutcome::met:
      return "met";
    case DutyOutcome::not_met:
      return "not_met";
    case DutyOutcome::cancelled:
      return "cancelled";
  }
  return "";
}

std::string_view word(AssessmentOutcome outcome) {
  switch (outcome) {
    case AssessmentOutcome::duty_stands:
      return "duty_stands";
    case AssessmentOutcome::not_for_unit:
      return "not_for_unit";
  }
  return "";
}

std::string_view word(LetterKind kind) {
  switch (kind) {
    case LetterKind::order:
      return "order";
    case LetterKind::summons:
      return "summons";
    case LetterKind::feedback:
      return "feedback";
  }
  return "";
}

std::optional<ConditionKind> condition_kind_from(std::string_view text) {
  return choice_of(text, ConditionKind::drug_test);
}

std::optional<Protection> protection_from(std::string_view text) {
  return choice_of(text, Protection::code_6);
}

std::optional<Sex> sex_from(std::string_view text) {
  return choice_of(text, Sex::male);
}

std::optional<SummonsKind> summons_kind_from(std::string_view text) {
  return choice_of(text, SummonsKind::rebooked);
}

std::optional<OutreachChannel> outreach_channel_from(std::string_view text) {
  return choice_of(text, OutreachChannel::through_others);
}

std::optional<Attendance> attendance_from(std::string_view text) {
  return choice_of(text, Attendance::not_attended);
}

std::optional<CancelReason> cancel_reason_from(std::string_view text) {
  return choice_of(text, CancelReason::deceased);
}

std::optional<DutyOutcome> duty_outcome_from(std::string_view text) {
  return choice_of(text, DutyOutcome::cancelled);
}

std::optional<AssessmentOutcome> assessment_outcome_from(std::string_view text) {
  return choice_of(text, AssessmentOutcome::not_for_unit);
}

std::optional<GuardianHandling> guardian_handling_from(std::string_view text) {
  return choice_of(text, GuardianHandling::not_contacted);
}

std::optional<GuardianReason> guardian_reason_from(std::string_view text) {
  return choice_of(text, GuardianReason::other);
}

std::optional<ChildHeard> child_heard_from(std::string_view text) {
  return choice_of(text, ChildHeard::not_yet);
}

std::optional<ContactWish> contact_wish_from(std::string_view text) {
  return choice_of(text, ContactWish::no_wish);
}

std::optional<ChildWelfareGround> child_welfare_ground_from(std::string_view text) {
  return choice_of(text, ChildWelfareGround::trafficking);
}

std::optional<ChildConcerned> child_concerned_from(std::string_view text) {
  return choice_of(text, ChildConcerned::child_in_care);
}

std::optional<ChildWelfareConclusion> child_welfare_conclusion_from(std::string_view text) {
  return choice_of(text, ChildWelfareConclusion::no_ground_now);
}

std::optional<Unclear> unclear_from(std::string_view text) {
  return choice_of(text, Unclear::basis);
}
std::optional<CameBy> came_by_from(std::string_view text) {
  return choice_of(text, CameBy::other);
}
std::optional<LetterKind> letter_kind_from(std::string_view text) {
  return choice_of(text, LetterKind::feedback);
}

}  // namespace moteplass::casework
