// The duty to report to child welfare (bvl. § 13-2, hpl. § 33): the unit's own, as a public body and as
// health personnel. It overrides secrecy, needs nobody's consent, and is no part of the duty to attend:
// nothing here is in the attendance record, so no message to the police can hold it.
//
// An assessment can be made at any time, on any case, again and again, and never stands in the way of another
// step. It always leaves a trace, also when there was no ground to report.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "casework/entry_fields.h"

namespace moteplass::casework {

// The letters of bvl. § 13-2 first paragraph, in the law's order.
enum class ChildWelfareGround {
  neglect_or_abuse,
  untreated_illness,
  special_needs,
  own_actions,
  trafficking
};
std::string_view word(ChildWelfareGround ground);

// Whom it is about: the person of the case, or a child that the person has care of or lives with.
enum class ChildConcerned { the_person, child_in_care };
std::string_view word(ChildConcerned child);

enum class ChildWelfareConclusion { report, no_ground_now };
std::string_view word(ChildWelfareConclusion conclusion);

struct ChildWelfareAssessment {
  ChildConcerned child = ChildConcerned::the_person;
  std::vector<ChildWelfareGround> grounds;  // those there is reason to believe hold; none twice
  ChildWelfareConclusion conclusion = ChildWelfareConclusion::no_ground_now;
  std::string reason;                // 2000 characters; why
  std::optional<std::string> facts;  // 4000; what was seen and said, for the report
};
// The first member that does not fit the others; empty: whole. Where a ground holds the law leaves no choice,
// and a report has a ground and facts.
std::string_view what_does_not_fit(const ChildWelfareAssessment& assessment);

Result<ChildWelfareAssessment, std::vector<FieldFault>> child_welfare_assessment_from_json(
    const json::value& value, std::string path);
json::object to_json(const ChildWelfareAssessment& assessment);

struct ChildWelfareReport {
  Date sent_on;
  std::string service;  // 200; the municipality's service or its emergency line
};

// Child welfare confirms receipt within three weeks, and says whether it investigates (bvl. § 13-3).
struct ChildWelfareConfirmation {
  Date received_on;
  std::optional<bool> investigates;
};

// After an investigation child welfare says whether it goes on following up the child and the family (bvl.
// § 13-3 second paragraph). The law counts from the end of the investigation, which the unit is not told.
struct ChildWelfareFollowedUp {
  static constexpr std::string_view step = "hear_after_investigation", event = "child_welfare_followed_up";
  Date on;
  bool follows_up = false;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("follows_up", self.follows_up, YesNo{});
  }
};

constexpr int child_welfare_confirmation_days = 21;
constexpr std::string_view child_welfare_confirmation_source = "bvl. § 13-3 første ledd";

// A report and what came of it.
struct SentChildWelfareReport {
  ChildWelfareReport report;
  std::optional<ChildWelfareConfirmation> confirmation;
  std::optional<Date> reminded_on;  // the last time
  std::optional<ChildWelfareFollowedUp> followed_up;

  Date confirmation_due() const { return add_days(report.sent_on, child_welfare_confirmation_days); }
  // Neither confirmed nor asked after.
  bool is_open() const { return !confirmation && !reminded_on; }
};

// All of a case, in the order it happened.
struct ChildWelfareCourse {
  std::optional<ChildWelfareAssessment> assessment;  // the latest
  std::optional<Instant> assessed_at;
  // The latest assessment says that a report is to be made, and none has been sent since.
  bool report_due = false;
  std::vector<SentChildWelfareReport> reports;

  // The first report that nobody has confirmed; a confirmation is of this one.
  const SentChildWelfareReport* unconfirmed() const;
  // The first one that is investigated, as far as the unit knows.
  const SentChildWelfareReport* investigated() const;
  // The first one that is open.
  const SentChildWelfareReport* awaiting() const;
};

}  // namespace moteplass::casework
