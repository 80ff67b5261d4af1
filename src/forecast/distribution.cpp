#include "forecast/distribution.h"

#include <cassert>

#include "policy/quick_answers.h"

namespace moteplass::forecast {
namespace {

using policy::Question;
using policy::Status;

constexpr std::string_view open_text = "ikke angitt";  // as answers.h has it

// A member of an answer as the counts need it.
enum class Said { nothing, open, something };

Said said(const policy::Answer& answer, std::string_view member) {
  if (answer.status != Status::decided) return Said::open;
  const auto* value = answer.answer.if_contains(member);
  if (value == nullptr) return Said::nothing;
  return value->is_string() && value->get_string() == open_text ? Said::open : Said::something;
}

std::int64_t number(const policy::Answer& answer, std::string_view member) {
  return answer.answer.at(member).to_number<std::int64_t>();
}

std::string_view text(const policy::Answer& answer, std::string_view member) {
  return answer.answer.at(member).get_string();
}

Outcome outcome_of(const policy::Answer& answer) {
  if (answer.status == Status::undecided) return Outcome::undecided;
  if (said(answer, "reaction") != Said::something) return Outcome::not_stated;
  auto reaction = policy::reaction_from(text(answer, "reaction"));
  return reaction ? static_cast<Outcome>(*reaction) : Outcome::not_stated;
}

bool calls(Outcome outcome) {
  return outcome < Outcome::not_stated && policy::is_attendance(static_cast<policy::Reaction>(outcome));
}

void count_reaction(Tally& tally, const policy::Answer& answer) {
  auto outcome = outcome_of(answer);
  tally.outcomes.push_back(outcome);
  ++tally.reactions[at(outcome)];
  // Where the reaction itself is open, its fee is told of with it.
  if (outcome >= Outcome::not_stated) return;
  auto fee = said(answer, "fee");
  if (fee == Said::something) ++tally.reaction_fees;
  if (fee == Said::open) ++tally.reaction_fees_open;
  if (!calls(outcome)) return;
  ++tally.called;
  auto meetings = said(answer, "meetings_required");
  if (meetings == Said::something) tally.meetings += number(answer, "meetings_required");
  if (meetings == Said::open) ++tally.meetings_open;
}

void count_summons(Tally& tally, const policy::Answer& answer) {
  auto guardian = said(answer, "guardian");
  if (guardian == Said::open) ++tally.guardians_open;
  if (guardian == Said::something && text(answer, "guardian") == "called") ++tally.guardians;
}

bool has_fee_step(const policy::Answer& answer) {
  if (said(answer, "steps") != Said::something) return false;
  const auto& steps = answer.answer.at("steps").as_array();
  return std::any_of(steps.begin(), steps.end(), [](const auto& step) {
    return step.is_string() && step.get_string() == word(policy::NoShowStep::fee);
  });
}

void count_no_show(Tally& tally, const policy::Answer& answer) {
  auto nok = said(answer, "fee_nok");
  if (nok == Said::something && number(answer, "fee_nok") > 0) {
    ++tally.no_show_fees;
    tally.no_show_nok += number(answer, "fee_nok");
  } else if (has_fee_step(answer)) {
    ++tally.no_show_fees;  // a fee whose amount the source does not state
  } else if (nok == Said::open) {
    ++tally.no_show_fees_open;
  }
}

void count_feedback(Tally& tally, const policy::Answer& answer) {
  auto told = Told::not_stated;
  if (said(answer, "scope") == Said::something) {
    auto scope = text(answer, "scope");
    for (auto one : {Told::nothing, Told::not_attended_only, Told::attended_yes_no})
      if (word(one) == scope) told = one;
  }
  ++tally.told[static_cast<std::size_t>(told)];
  if (said(answer, "tests_reported") == Said::something && answer.answer.at("tests_reported").as_bool())
    ++tally.tests_told;
}

}  // namespace

std::string_view word(Outcome outcome) {
  if (outcome == Outcome::not_stated) return policy::word(Status::not_stated);
  if (outcome == Outcome::undecided) return policy::word(Status::undecided);
  return policy::word(static_cast<policy::Reaction>(outcome));
}

std::string_view word(Told told) {
  if (told == Told::not_stated) return policy::word(Status::not_stated);
  return policy::word(static_cast<policy::FeedbackScope>(told));
}

std::optional<double> Tally::meetings_each() const {
  auto stated = called - meetings_open;
  if (stated <= 0) return std::nullopt;
  return static_cast<double>(meetings) / static_cast<double>(stated);
}

Tally tally(const policy::PolicyModel& model, std::span<const policy::Facts> encounters,
            const Settings& settings) {
  Tally tally;
  tally.model = model.summary();
  tally.outcomes.reserve(encounters.size());
  policy::QuickAnswers answers(model);
  for (const auto& facts : encounters) {
    answers.look_at(facts);
    count_reaction(tally, answers.answer(Question::reaction));
    if (!calls(tally.outcomes.back())) continue;
    count_summons(tally, answers.answer(Question::summons));
    count_feedback(tally, answers.answer(Question::feedback));
    auto missed = facts;
    missed.history.no_shows = settings.no_shows;
    answers.look_at(missed);
    count_no_show(tally, answers.answer(Question::no_show));
  }
  return tally;
}

std::vector<Flow> flows(const Tally& from, const Tally& to) {
  assert(from.outcomes.size() == to.outcomes.size());
  std::array<std::array<std::int64_t, outcome_count>, outcome_count> counts{};
  for (std::size_t i = 0; i < from.outcomes.size(); ++i) ++counts[at(from.outcomes[i])][at(to.outcomes[i])];
  std::vector<Flow> flows;
  for (std::size_t a = 0; a < outcome_count; ++a)
    for (std::size_t b = 0; b < outcome_count; ++b)
      if (counts[a][b] > 0) flows.push_back({static_cast<Outcome>(a), static_cast<Outcome>(b), counts[a][b]});
  return flows;
}

}  // namespace moteplass::forecast
