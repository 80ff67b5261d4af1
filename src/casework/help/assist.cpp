#include "casework/help/assist.h"

#include <array>
#include <set>

#include <fmt/format.h>

namespace moteplass::casework {
namespace {

using Weights = std::array<std::int64_t, 5>;
constexpr Weights used_weights{0, 2, 3, 4, 6};
constexpr Weights desire_weights{0, 3, 4, 5, 6};
constexpr Weights problem_weights{0, 4, 5, 6, 7};
constexpr Weights failed_weights{0, 5, 6, 7, 8};

std::int64_t points(const Weights& weights, std::optional<AssistFrequency> answer) {
  return answer ? weights.at(static_cast<std::size_t>(*answer)) : 0;
}

std::int64_t points(AssistRecency answer) {
  switch (answer) {
    case AssistRecency::never:
      return 0;
    case AssistRecency::past_three_months:
      return 6;
    case AssistRecency::earlier:
      return 3;
  }
  return 0;
}

}  // namespace

std::optional<std::string> fault_in(const AssistForm& form) {
  std::set<AssistSubstance> seen;
  for (std::size_t i = 0; i < form.uses.size(); ++i) {
    const AssistUse& use = form.uses[i];
    bool recent = use.used != AssistFrequency::never;
    bool failed_asked = recent && use.substance != AssistSubstance::tobacco;
    const char* member = nullptr;
    if (use.failed.has_value() != failed_asked) member = "failed";
    if (use.problems.has_value() != recent) member = "problems";
    if (use.desire.has_value() != recent) member = "desire";
    if (!seen.insert(use.substance).second) member = "substance";
    if (member != nullptr) return fmt::format("uses[{}].{}", i, member);
  }
  return std::nullopt;
}

AssistBand assist_band(AssistSubstance substance, std::int64_t points) {
  std::int64_t moderate_from = substance == AssistSubstance::alcohol ? 11 : 4;
  if (points >= 27) return AssistBand::high;
  return points >= moderate_from ? AssistBand::moderate : AssistBand::lower;
}

std::vector<AssistScore> scores_of(const AssistForm& form) {
  std::vector<AssistScore> scores;
  scores.reserve(form.uses.size());
  for (const AssistUse& use : form.uses) {
    std::int64_t sum = points(used_weights, use.used) + points(desire_weights, use.desire) +
                       points(problem_weights, use.problems) + points(use.concern) + points(use.cut_down);
    if (use.substance != AssistSubstance::tobacco) sum += points(failed_weights, use.failed);
    scores.push_back({use.substance, sum, assist_band(use.substance, sum)});
  }
  return scores;
}

}  // namespace moteplass::casework
