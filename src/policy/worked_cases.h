// Worked cases: facts with the answer that is expected of a model (policies/<model>/cases.json), and what a
// model makes of them. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/policy.h"

namespace moteplass::policy {

struct WorkedCase {
  std::string policy;      // the model it belongs to
  std::size_t number = 0;  // from 1, in its file
  std::string name;
  Question question = Question::reaction;
  Facts facts;
  Status status = Status::decided;
  json::object answer;             // members that are expected; others may say anything
  std::vector<std::string> needs;  // where it is undecided
};

// Every case of a cases.json, or what is wrong with the first that cannot be read.
Result<std::vector<WorkedCase>, std::string> worked_cases_from(const std::string& policy,
                                                               std::string_view text);

// Whether the answer is what the case expects.
bool is_as_expected(const WorkedCase& worked, const Answer& answer);
// Whether two answers come to the same for a person: status, members, and what is missing. Rules and sources
// may differ.
bool is_same(const Answer& a, const Answer& b);

}  // namespace moteplass::policy
