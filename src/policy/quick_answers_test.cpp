#include "policy/quick_answers.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

const std::vector<PolicyModel>& models() {
  static const auto all = [] {
    std::vector<PolicyModel> read;
    for (const auto& folder : policy_folders())
      if (auto model = read_policy(folder)) read.push_back(std::move(*model));
    return read;
  }();
  return all;
}

int below(int count) {
  return *rc::gen::inRange(0, count);
}

SubstanceFound any_find() {
  static const std::vector<std::string> amounts{"0", "0.5", "1", "2", "3", "5", "5.1", "15", "26", "2000"};
  return {static_cast<Substance>(below(19)),
          *Decimal::parse(amounts[static_cast<std::size_t>(below(static_cast<int>(amounts.size())))]),
          static_cast<Unit>(below(7)), static_cast<Form>(below(6))};
}

Facts any_facts() {
  Facts facts;
  auto& e = facts.encounter;
  e.date = *parse_date("2026-03-14");
  e.municipality = "0301";
  e.near_school = below(2) == 0;
  e.affects_children = below(2) == 0;
  e.overdose = below(4) == 0;
  e.acts.emplace();
  for (int i = below(3); i > 0; --i) e.acts->push_back(static_cast<Act>(below(4)));
  e.substances.emplace();
  for (int i = below(3); i > 0; --i) e.substances->push_back(any_find());
  e.intent_to_sell = below(4) == 0;
  e.other_offences = below(4) == 0;
  facts.person = {10 + below(20), "0301", static_cast<Addiction>(below(3)), below(2) == 0};
  facts.history = {below(4), below(4), below(3)};
  return facts;
}

void same_answers(const Facts& facts) {
  RC_ASSERT(!models().empty());
  // One for all runs: what it remembers of cases before must not colour the next.
  static std::vector<QuickAnswers> quick(models().begin(), models().end());
  for (std::size_t m = 0; m < models().size(); ++m) {
    quick[m].look_at(facts);
    for (int i = 0; i <= static_cast<int>(Question::deadlines); ++i) {
      auto question = static_cast<Question>(i);
      auto whole = models()[m].answer(question, facts);
      whole.because.clear();
      RC_ASSERT(to_text(to_json(quick[m].answer(question))) == to_text(to_json(whole)));
    }
  }
}

RC_GTEST_PROP(QuickAnswers, AreThoseOfTheModelWhereEverythingIsKnown, ()) {
  same_answers(any_facts());
}

RC_GTEST_PROP(QuickAnswers, AreThoseOfTheModelWhereSomethingIsUnknown, ()) {
  auto facts = any_facts();
  switch (below(5)) {
    case 0:
      facts.person.age.reset();
      break;
    case 1:
      facts.person.addiction.reset();
      break;
    case 2:
      facts.encounter.substances.reset();
      break;
    case 3:
      facts.encounter.intent_to_sell.reset();
      break;
    default:
      facts.history.no_shows.reset();
  }
  same_answers(facts);
}

}  // namespace
}  // namespace moteplass::policy
