#include "schedule/team.h"

#include <algorithm>
#include <array>
#include <bit>

namespace moteplass::schedule {
namespace {

constexpr std::size_t all_sets = 1U << 6;  // of the six competences

// The best team for each set of competences: best of any set is one more member on the best of another.
using Teams = std::array<std::optional<Team>, all_sets>;

bool better(const Team& a, const Team& b) {
  if (a.members.size() != b.members.size()) return a.members.size() < b.members.size();
  return a.members < b.members;
}

Team joined_by(Team team, const Candidate& candidate) {
  auto place = std::lower_bound(team.members.begin(), team.members.end(), candidate.member);
  team.members.insert(place, candidate.member);
  team.brings |= candidate.brings;
  return team;
}

void consider(Team team, Teams& teams) {
  auto& known = teams[team.brings];
  if (!known || better(team, *known)) known = std::move(team);
}

}  // namespace

CompetenceSet competence_set(const std::vector<Competence>& competences) {
  CompetenceSet set = 0;
  for (Competence competence : competences) set |= competence_bit(competence);
  return set;
}

std::optional<Team> best_team(const std::vector<Candidate>& candidates, CompetenceSet required,
                              CompetenceSet wished, std::size_t most) {
  Team start;
  for (const Candidate& candidate : candidates) {
    if (candidate.must_come) start = joined_by(std::move(start), candidate);
  }
  Teams teams;
  if (!start.members.empty()) teams[start.brings] = start;
  for (const Candidate& candidate : candidates) {
    if (candidate.must_come) continue;
    for (const Teams before = teams; const auto& team : before) {
      if (team) consider(joined_by(*team, candidate), teams);
    }
    if (start.members.empty()) consider(joined_by({}, candidate), teams);
  }
  const Team* best = nullptr;
  auto wishes = [wished](const Team& team) { return std::popcount(team.brings & wished); };
  for (const auto& team : teams) {
    if (!team || (team->brings & required) != required || team->members.size() > most) continue;
    if (best == nullptr || wishes(*team) > wishes(*best) ||
        (wishes(*team) == wishes(*best) && better(*team, *best))) {
      best = &*team;
    }
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace moteplass::schedule
