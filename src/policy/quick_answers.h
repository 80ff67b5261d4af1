// The answers of one model to a great many cases, without the reasons: a case whose facts are all known needs
// no reasoning over unknowns. Equal to PolicyModel::answer but for `because`.
//
// For one thread; the model outlives it. An answer holds until the same question is asked again.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "policy/policy.h"

namespace moteplass::policy {

class QuickAnswers {
 public:
  explicit QuickAnswers(const PolicyModel& model);

  // The case that is asked about from now on.
  void look_at(const Facts& facts);
  // What the model answers; `because` is empty. Where a fact is unknown, or in a unit the model cannot
  // compare, this is as slow as PolicyModel::answer.
  const Answer& answer(Question question);

 private:
  struct Asked {
    std::optional<dmn::Evaluator> evaluator;
    // What the decision has yielded so far, and what it means; a table yields few different values.
    std::vector<std::pair<feel::Value, std::unique_ptr<Answer>>> seen;
    Answer slow;
  };
  const Answer& answer_slowly(Question question);

  const PolicyModel& model_;
  std::array<Asked, 7> asked_;  // by Question
  Facts facts_;
  feel::Value inputs_;
  bool all_known_ = false;
};

}  // namespace moteplass::policy
