// Who of those who are free should come.
#pragma once

#include <optional>
#include <vector>

#include "schedule/rota.h"

namespace moteplass::schedule {

using CompetenceSet = unsigned;  // one bit for each Competence

constexpr CompetenceSet competence_bit(Competence competence) {
  return 1U << static_cast<unsigned>(competence);
}
CompetenceSet competence_set(const std::vector<Competence>& competences);

struct Candidate {
  std::size_t member;  // its place in Unit::staff
  CompetenceSet brings;
  bool must_come;
};

struct Team {
  std::vector<std::size_t> members;  // in order
  CompetenceSet brings = 0;
};

// The best of the teams of 1 to `most` that hold everyone who must come and bring all that is required: the
// one that meets most wishes, then the smallest, then the one first in order. Candidates stand in order.
std::optional<Team> best_team(const std::vector<Candidate>& candidates, CompetenceSet required,
                              CompetenceSet wished, std::size_t most);

}  // namespace moteplass::schedule
