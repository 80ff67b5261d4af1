// What a case's meeting needs of the unit's plan: from the policy's Innkalling, the message, and what the
// caseworker wishes. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/schedule_plan.h"
#include "casework/kernel.h"
#include "schedule/slots.h"

namespace moteplass::app {

enum class InterpreterWish { remote, in_person, none };
std::string_view word(InterpreterWish wish);
std::optional<InterpreterWish> interpreter_wish_from(std::string_view word);

struct TimeWish {
  std::optional<Date> from = {};  // none: the first day that the notice allows
  schedule::Hours between = {std::chrono::minutes(0), std::chrono::hours(24)};
  std::string site = {};                                  // empty: any
  std::int64_t minutes = 0;                               // 0: the unit's usual length
  InterpreterWish interpreter = InterpreterWish::remote;  // where the person needs one
  std::vector<schedule::Competence> without = {};         // not waited for
  std::int64_t count = 0;                                 // 0: as many as the unit usually offers
};

struct MeetingNeed {
  schedule::Need need;
  // What the policy asks for that is no competence of a plan: "kompetanse om traumer".
  std::vector<std::string> not_planned;
};

// A competence as the policies name it; `wished` where it is asked for only "ved behov".
struct AskedCompetence {
  schedule::Competence competence;
  bool wished = false;
};
std::optional<AskedCompetence> competence_asked(std::string_view text);

// Whether someone who understands this language best (ISO 639-1) is met with an interpreter: not for
// Norwegian, in any of its codes.
bool needs_interpreter(const std::optional<std::string>& language);

// What the policy wants at the meeting and is not there, as the policy says it: neither so named in the team,
// nor, where there is a plan, a competence of anyone in it. A reminder, no more.
std::vector<std::string> missing_team(const casework::Meeting& meeting, const policy::SummonsAnswer& terms,
                                      const SchedulePlan* plan);

// Looks eight weeks ahead.
MeetingNeed need_of(const casework::Case& c, const casework::Answers& answers, const SchedulePlan& plan,
                    const TimeWish& wish, Instant now);

// The meeting as the case keeps it and the letter names it: the place with its room, and the names of the
// team and the interpreter.
casework::Meeting meeting_of(const SchedulePlan& plan, const schedule::Slot& slot);

}  // namespace moteplass::app
