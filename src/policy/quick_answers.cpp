#include "policy/quick_answers.h"

#include "feel/unknown.h"
#include "policy/binding.h"

namespace moteplass::policy {
namespace {

// A file may make texts of the facts, so what is remembered has a bound.
constexpr std::size_t most_seen = 64;

}  // namespace

QuickAnswers::QuickAnswers(const PolicyModel& model) : model_(model) {
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    asked_[i].evaluator = dmn::Evaluator::of(model.model(), norwegian(static_cast<Question>(i)));
  }
}

void QuickAnswers::look_at(const Facts& facts) {
  facts_ = facts;
  inputs_ = model_.inputs_from(facts);
  all_known_ = !feel::contains_unknown(inputs_);
}

const Answer& QuickAnswers::answer_slowly(Question question) {
  auto& slow = asked_[static_cast<std::size_t>(question)].slow;
  slow = model_.answer(question, facts_);
  slow.because.clear();
  return slow;
}

const Answer& QuickAnswers::answer(Question question) {
  auto& asked = asked_[static_cast<std::size_t>(question)];
  if (!all_known_ || !asked.evaluator) return answer_slowly(question);
  const auto& value = (*asked.evaluator)(inputs_);
  for (const auto& [seen, answer] : asked.seen)
    if (seen == value) return *answer;
  // Null is "no rule applies" as well as "an expression failed": the slow way tells them apart.
  auto bound = value.is_null() ? BoundAnswer{{}, false, "null"} : to_answer(question, value);
  if (!bound.fault.empty()) return answer_slowly(question);
  auto answer = std::make_unique<Answer>();
  answer->policy = model_.summary().ref;
  answer->question = question;
  answer->status = bound.stated ? Status::decided : Status::not_stated;
  if (bound.stated) answer->answer = std::move(bound.members);
  if (asked.seen.size() == most_seen) {
    asked.slow = std::move(*answer);
    return asked.slow;
  }
  asked.seen.emplace_back(value, std::move(answer));
  return *asked.seen.back().second;
}

}  // namespace moteplass::policy
