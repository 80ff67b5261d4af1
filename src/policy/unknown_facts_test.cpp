// What must hold of every policy, whatever the facts: to know less never makes another answer of it, only
// "undecided"; to know more never changes an answer that was decided.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "policy/policy.h"
#include "policy/policy_files_test.h"

namespace moteplass::policy {
namespace {

const std::vector<PolicyModel>& models() {
  static const auto all = [] {
    std::vector<PolicyModel> read;
    for (const auto& folder : policy_folders()) {
      auto model = read_policy(folder);
      if (model) read.push_back(std::move(*model));
    }
    return read;
  }();
  return all;
}

template <class Value>
rc::Gen<Value> one_of_first(int count) {
  return rc::gen::map(rc::gen::inRange(0, count), [](int i) { return static_cast<Value>(i); });
}

rc::Gen<Decimal> amounts() {
  return rc::gen::map(
      rc::gen::element<std::string>("0", "0.5", "1", "3", "4.9", "5", "5.1", "15", "25", "50", "2000"),
      [](const std::string& text) { return *Decimal::parse(text); });
}

rc::Gen<SubstanceFound> findings() {
  return rc::gen::apply(
      [](Substance substance, Decimal amount, Unit unit, Form form) {
        return SubstanceFound{substance, amount, unit, form};
      },
      one_of_first<Substance>(19), amounts(), one_of_first<Unit>(7), one_of_first<Form>(6));
}

// Facts with nothing unknown.
rc::Gen<Facts> whole_facts() {
  return rc::gen::apply(
      [](std::vector<Act> acts, std::vector<SubstanceFound> found, bool sale, int age, Addiction addiction,
         int orders, std::uint32_t yes) {
        Facts facts;
        if (acts.size() > 3) acts.resize(3);
        if (found.size() > 3) found.resize(3);
        facts.encounter.date = *parse_date("2026-03-14");
        facts.encounter.municipality = (yes & 1) != 0 ? "0301" : "4601";
        facts.encounter.near_school = (yes & 2) != 0;
        facts.encounter.affects_children = (yes & 4) != 0;
        facts.encounter.overdose = (yes & 8) != 0;
        facts.encounter.acts = std::move(acts);
        facts.encounter.substances = std::move(found);
        facts.encounter.intent_to_sell = sale;
        facts.encounter.other_offences = (yes & 16) != 0;
        facts.person = {age, "0301", addiction, (yes & 32) != 0};
        facts.history = {orders, orders, (yes & 64) != 0 ? orders : 0};
        return facts;
      },
      rc::gen::container<std::vector<Act>>(one_of_first<Act>(4)),
      rc::gen::container<std::vector<SubstanceFound>>(findings()),
      rc::gen::weightedElement<bool>({{3, false}, {1, true}}),
      rc::gen::element(0, 11, 12, 14, 15, 16, 17, 18, 40), one_of_first<Addiction>(3), rc::gen::inRange(0, 3),
      rc::gen::arbitrary<std::uint32_t>());
}

// Each fact is forgotten where its bit of `keep` is not set.
Facts forgetting(Facts facts, std::uint32_t keep) {
  auto next = [&] {
    bool kept = (keep & 1u) != 0;
    keep >>= 1;
    return kept;
  };
  auto& e = facts.encounter;
  if (!next()) e.acts.reset();
  if (!next()) e.intent_to_sell.reset();
  if (!next()) e.near_school.reset();
  if (!next()) e.other_offences.reset();
  if (!next()) e.municipality.reset();
  if (!next()) facts.person.age.reset();
  if (!next()) facts.person.addiction.reset();
  if (!next()) facts.person.residence.reset();
  if (!next()) facts.history.orders.reset();
  if (!next()) facts.history.no_shows.reset();
  if (!next()) e.affects_children.reset();
  if (!next()) e.overdose.reset();
  if (!next()) facts.person.accepts_help.reset();
  if (!next()) facts.history.breaches.reset();
  if (e.substances) {
    for (auto& found : *e.substances) {
      if (!next()) found.substance.reset();
      if (!next()) found.amount.reset();
      if (!next()) found.unit.reset();
      if (!next()) found.form.reset();
    }
  }
  if (!next()) e.substances.reset();
  return facts;
}

// Of one model a round, each in its turn.
void holds_for_every_question(const Facts& less, const Facts& more) {
  RC_ASSERT(!models().empty());
  static std::size_t round = 0;
  const auto& model = models()[round++ % models().size()];
  for (int i = 0; i <= static_cast<int>(Question::deadlines); ++i) {
    auto question = static_cast<Question>(i);
    auto before = model.answer(question, less);
    if (before.status == Status::undecided) {
      RC_ASSERT(!before.needs.empty());
      continue;
    }
    auto after = model.answer(question, more);
    RC_LOG() << to_text(to_json(less)) << "\n" << to_text(to_json(before)) << "\n";
    RC_LOG() << to_text(to_json(more)) << "\n" << to_text(to_json(after)) << "\n";
    RC_ASSERT(after.status == before.status);
    RC_ASSERT(to_text(after.answer) == to_text(before.answer));
  }
}

RC_GTEST_PROP(UnknownFacts, ForgettingOneFactNeverMakesAnotherAnswer, ()) {
  auto facts = *whole_facts();
  auto bit = *rc::gen::inRange(0, 26);
  holds_for_every_question(forgetting(facts, ~(std::uint32_t{1} << bit)), facts);
}

RC_GTEST_PROP(UnknownFacts, ForgettingManyFactsNeverMakesAnotherAnswer, ()) {
  auto facts = *whole_facts();
  auto keep = *rc::gen::arbitrary<std::uint32_t>();
  holds_for_every_question(forgetting(facts, keep), facts);
}

RC_GTEST_PROP(UnknownFacts, LearningFactsOneByOneKeepsADecidedAnswer, ()) {
  auto facts = *whole_facts();
  auto keep = *rc::gen::arbitrary<std::uint32_t>();
  auto more = *rc::gen::arbitrary<std::uint32_t>();
  holds_for_every_question(forgetting(facts, keep & more), forgetting(facts, more));
}

}  // namespace
}  // namespace moteplass::policy
