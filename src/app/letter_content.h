// What a letter says, as data: the facts of the case that belong in this letter and nothing more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports.h"
#include "app/referral_letter.h"
#include "casework/case.h"

namespace moteplass::app {

// Who writes the letter.
struct UnitDetails {
  std::string municipality_number;  // "0301"
  std::string municipality;         // "Eksempelby kommune"
  std::string name;                 // "Rådgivende enhet for russaker"
  std::string street;
  std::string postal_code;
  std::string place;
  std::string phone;
  std::string email;
  std::string opening_hours;
};

struct Addressee {
  std::string name;
  std::string street;  // empty where unknown: the letter is handed over
  std::string postal_code;
  std::string place;
};

// The report to child welfare, in the very words of the assessment.
struct ConcernReport {
  casework::ChildWelfareAssessment assessment;  // has facts
  Instant assessed_at;
  std::string person_name;
  std::optional<Date> birth_date;
};

struct LetterContent {
  std::string id;
  casework::LetterKind kind = casework::LetterKind::order;
  LetterLanguage language = LetterLanguage::nb;
  UnitDetails unit;
  Date dated;
  std::string case_number;  // the unit's
  std::string police_case_number;
  Addressee to;  // the person; for feedback the sender of the message
  bool minor = false;
  policy::PolicyRef policy;  // letters differ by model: templates/<policy>/…
  policy::Reaction reaction = policy::Reaction::duty_to_attend;
  std::string legal_basis;  // as the decision says it
  Date decided_on;
  std::optional<Date> final_on;
  std::int64_t meetings_required = 1;
  std::optional<Date> probation_ends_on;
  bool drug_tests = false;  // a condition of tests stands in the decision
  // Summons only:
  std::optional<casework::SummonsKind> summons_kind;
  std::optional<casework::Meeting> meeting;
  std::optional<policy::SummonsAnswer> terms;
  std::optional<casework::GuardianHandling> guardian;
  std::optional<casework::GuardianPlan> guardian_plan;  // of a minor
  std::optional<policy::NoShowAnswer> no_show;          // what follows absence under the model
  bool to_guardian = false;                             // a summons of their own, beside the young person's
  std::string young_person;                             // name; to a guardian only
  // What police will be told, and how to complain, for order and summons:
  std::optional<policy::FeedbackAnswer> feedback_rule;
  std::optional<policy::DeadlinesAnswer> deadlines;
  // Feedback only: the very thing the police get.
  std::optional<casework::PoliceFeedback> feedback;
  // The report alone: then nothing of the above but unit, date, language, case number and signature.
  std::optional<ConcernReport> concern;
  // A referral alone, likewise.
  std::optional<ReferralLetter> referral;
  std::string signed_by;  // the caseworker's name
};

}  // namespace moteplass::app
