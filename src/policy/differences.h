// Where two policy models answer differently, question by question, followed through whole models down to the
// facts (dmn/check/diff_facts.h). As data.
//
// Pure, and takes from a tenth of a second to several: keep it by the hashes of both models.
#pragma once

#include <string>
#include <vector>

#include "policy/answers.h"
#include "policy/cell.h"
#include "policy/policy.h"

namespace moteplass::policy {

// A fact that bears on the answer, the part of it that is meant, and the value it has in the example.
struct FactPart {
  std::string fact;  // as the file names it: "Påtreff.stoffer[1].mengde"
  std::string path;  // as a case names it: "encounter.substances[0].amount"; as `fact` where it is none
  ReadCell part;
  std::string example;     // as the file writes it; of a list, empty
  std::vector<int> items;  // of a list: how many entries it has; else empty
};
struct DifferentRegion {
  std::vector<FactPart> facts;  // none: whatever the facts are
};

struct DifferentMember {
  std::string member;  // as the file names it: "besluttes av"
  std::string label;   // as the first model labels its column
  ReadCell a, b;       // what each answers
};
// Regions where both models answer the same pair of answers.
struct DifferenceGroup {
  std::vector<DifferentMember> members;  // those that differ, in the order of the file
  std::vector<DifferentRegion> regions;
};

struct QuestionDifference {
  Question question = Question::reaction;
  std::vector<DifferenceGroup> groups;   // those that differ in the first member first
  std::size_t regions = 0;               // in all groups
  std::size_t same = 0;                  // regions where they answer the same
  std::size_t open = 0;                  // regions the engine could not follow
  std::vector<std::string> waiting_for;  // the facts that these wait for, as a case names them
  std::size_t longest_list = 0;          // lists of facts were looked at up to this length
  bool complete = true;                  // false: so many regions that some were not looked at
};
std::vector<QuestionDifference> differences(const PolicyModel& a, const PolicyModel& b);

}  // namespace moteplass::policy
