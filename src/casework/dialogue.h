// What passes between the unit and those who decided, beside the feedback: a question about what the decision
// means, and a complaint on its way. Closed lists and days; no room for what was said in a meeting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "casework/entry_fields.h"

namespace moteplass::casework {

// Unclear conditions go to the prosecution (Helsedirektoratet, domain.md 1b); the unit does not interpret
// them.
enum class Unclear { attendance_count, tests, period, finality, residence, basis };
std::string_view word(Unclear about);

enum class SenderSaid { as_it_stands, clarified, withdrawn };
std::string_view word(SenderSaid said);

struct SenderAsked {
  static constexpr std::string_view step = "ask_sender", event = "sender_asked";
  Unclear about = Unclear::attendance_count;
  Date on;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("about", self.about, OneOf<Unclear>{Unclear::basis});
    visit("on", self.on, Day{});
  }
};

struct SenderAnswered {
  static constexpr std::string_view step = "record_answer", event = "sender_answered";
  Date on;
  SenderSaid said = SenderSaid::clarified;
  std::optional<std::int64_t> meetings_required;  // where the answer says how many
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("said", self.said, OneOf<SenderSaid>{SenderSaid::withdrawn});
    visit("meetings_required", self.meetings_required, Whole{1, 12});
  }
};

// Under an order of the police a complaint (fvl. §§ 28 and 29); under a condition the person may have the
// matter tried by a court (strprl. §§ 69 and 71), and a court may change what it has set (strl. § 39). Which
// of them is open the policy says.
enum class Remedy { complaint, court, change_of_conditions };
std::string_view word(Remedy remedy);

enum class RemedyOutcome { stands, changed, set_aside, withdrawn_by_person };
std::string_view word(RemedyOutcome outcome);

struct RemedySought {
  static constexpr std::string_view step = "receive_complaint", event = "remedy_sought";
  Date on;
  Remedy remedy = Remedy::complaint;
  bool suspends = false;  // it has been decided that the duty waits (fvl. § 42, or the court)
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("remedy", self.remedy, OneOf<Remedy>{Remedy::change_of_conditions});
    visit("suspends", self.suspends, YesNo{});
  }
};

struct RemedyForwarded {
  static constexpr std::string_view step = "forward_complaint", event = "remedy_forwarded";
  Date on;
  std::string to;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("to", self.to, Line{200});
  }
};

struct RemedyDecided {
  static constexpr std::string_view step = "record_decision", event = "remedy_decided";
  Date on;
  RemedyOutcome outcome = RemedyOutcome::stands;
  std::optional<std::int64_t> meetings_required;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("outcome", self.outcome, OneOf<RemedyOutcome>{RemedyOutcome::withdrawn_by_person});
    visit("meetings_required", self.meetings_required, Whole{1, 12});
  }
};

// The latest question and the latest complaint of a case.
struct Dialogue {
  std::optional<SenderAsked> question;  // open
  std::optional<SenderAnswered> answer;
  std::optional<RemedySought> remedy;  // open
  std::optional<RemedyForwarded> forwarded;
  std::optional<RemedyDecided> decided;

  bool suspended() const { return remedy && remedy->suspends; }
};

}  // namespace moteplass::casework
