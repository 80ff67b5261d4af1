#include "schedule/team.h"

#include <bit>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace moteplass::schedule {
namespace {

// Every team there is, compared by the words of the declaration.
std::optional<Team> best_of_all(const std::vector<Candidate>& candidates, CompetenceSet required,
                                CompetenceSet wished, std::size_t most) {
  std::optional<Team> best;
  for (unsigned chosen = 1; chosen < (1U << candidates.size()); ++chosen) {
    Team team;
    bool all_who_must = true;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if ((chosen >> i & 1U) != 0) {
        team.members.push_back(candidates[i].member);
        team.brings |= candidates[i].brings;
      } else if (candidates[i].must_come) {
        all_who_must = false;
      }
    }
    if (!all_who_must || (team.brings & required) != required || team.members.size() > most) continue;
    auto rank = [wished](const Team& t) {
      return std::tuple(-std::popcount(t.brings & wished), t.members.size(), t.members);
    };
    if (!best || rank(team) < rank(*best)) best = team;
  }
  return best;
}

TEST(Team, IsTheBestOfAll) {
  EXPECT_TRUE(rc::check([] {
    auto size = *rc::gen::inRange<std::size_t>(0, 8);
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < size; ++i) {
      auto brings = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0U, 64U)) &
                    *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0U, 64U));
      candidates.push_back({i, brings, *rc::gen::inRange(0, 6) == 0});
    }
    auto required = *rc::gen::inRange(0U, 64U) & *rc::gen::inRange(0U, 64U);
    auto wished = *rc::gen::inRange(0U, 64U);
    auto most = *rc::gen::inRange<std::size_t>(1, 6);
    auto best = best_team(candidates, required, wished, most);
    auto truth = best_of_all(candidates, required, wished, most);
    RC_ASSERT(best.has_value() == truth.has_value());
    if (best) {
      RC_ASSERT(best->members == truth->members);
      RC_ASSERT(best->brings == truth->brings);
    }
  }));
}

}  // namespace
}  // namespace moteplass::schedule
