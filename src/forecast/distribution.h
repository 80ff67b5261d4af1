// What a model would do with many encounters, counted; and the flows from reaction to reaction between two.
//
// Plain values. The same settings and the same model (by hash) always give the same counts, so whoever asks
// may keep them. 10 000 encounters take one model some tenths of a second on one core.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "forecast/encounters.h"
#include "policy/policy.h"

namespace moteplass::forecast {

// What a model says of an encounter: one of its reactions, in their order, or why there is none.
enum class Outcome : std::uint8_t {
  duty_to_attend,
  help_offer,
  commission_hearing,
  condition_to_attend,
  without_penalty,
  simplified_fine,
  criminal_case,
  investigation,
  no_reaction,
  not_stated,  // the source is silent
  undecided,   // a find the model cannot measure, such as pieces against grams
};
inline constexpr std::size_t outcome_count = 11;
std::string_view word(Outcome outcome);
constexpr std::size_t at(Outcome outcome) {
  return static_cast<std::size_t>(outcome);
}

// What the police are told of someone who is called to the unit.
enum class Told : std::uint8_t { nothing, not_attended_only, attended_yes_no, not_stated };
inline constexpr std::size_t told_count = 4;
std::string_view word(Told told);

// "Called" are those whose reaction sends them to the unit (policy::is_attendance). The rest of the questions
// are asked of them alone. `_open`: how many the model leaves it open for, not stated or not decided.
struct Tally {
  policy::PolicySummary model;
  std::vector<Outcome> outcomes;  // by encounter
  std::array<std::int64_t, outcome_count> reactions{};
  std::int64_t reaction_fees = 0;  // encounters whose reaction carries a fee or fine
  std::int64_t reaction_fees_open = 0;
  std::int64_t called = 0;
  std::int64_t meetings = 0;  // required, all together
  std::int64_t meetings_open = 0;
  std::int64_t guardians = 0;  // notices to a guardian, who is called as well
  std::int64_t guardians_open = 0;
  std::int64_t no_show_fees = 0;  // of those called, who may be charged if they do not come
  std::int64_t no_show_fees_open = 0;
  std::int64_t no_show_nok = 0;  // all together, in kroner, if nobody came; those with a stated amount
  std::array<std::int64_t, told_count> told{};
  std::int64_t tests_told = 0;  // of those called, whose test results the unit reports

  // Meetings for each person the model states a number for; nothing where there is none.
  std::optional<double> meetings_each() const;
};
Tally tally(const policy::PolicyModel& model, std::span<const policy::Facts> encounters,
            const Settings& settings);

struct Flow {
  Outcome from;
  Outcome to;
  std::int64_t count = 0;  // never 0
  friend bool operator==(const Flow&, const Flow&) = default;
};
// In the order of `from`, then `to`. Both have counted the same encounters.
std::vector<Flow> flows(const Tally& from, const Tally& to);

}  // namespace moteplass::forecast
