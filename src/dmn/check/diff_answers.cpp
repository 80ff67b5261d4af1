#include "dmn/check/diff_answers.h"

#include <algorithm>

#include "feel/evaluate.h"
#include "feel/operators.h"

namespace moteplass::dmn {

TableAnswers::TableAnswers(const DecisionTable& table) : table_(table) {
  for (const TableRule& rule : table.rules) {
    outputs_.push_back(constant_outputs(table, rule.outputs));
    ranks_.push_back(rank_of(table, outputs_.back()));
  }
}

std::optional<feel::Value> TableAnswers::value_of(const Outputs& outputs) const {
  if (outputs.size() == 1) return outputs.front();
  feel::Context made;
  for (std::size_t column = 0; column < outputs.size(); ++column) {
    if (!outputs[column]) return std::nullopt;
    made.set(table_.outputs[column].name, *outputs[column]);
  }
  return feel::Value(made);
}

TableAnswer TableAnswers::of(const std::vector<std::size_t>& matching) const {
  if (matching.empty()) return of_none();
  auto fault = [&](std::string what) {
    TableAnswer answer;
    answer.fault = std::move(what);
    for (std::size_t rule : matching) answer.rules.push_back(static_cast<int>(rule) + 1);
    return answer;
  };
  switch (table_.hit_policy) {
    case HitPolicy::unique:
      return matching.size() == 1 ? of_one(matching.front()) : fault("several rules where one may");
    case HitPolicy::any:
      for (std::size_t rule : matching)
        if (outputs_[rule] != outputs_[matching.front()]) return fault("rules that differ");
      return of_one(matching.front());
    case HitPolicy::first:
      return of_one(matching.front());
    case HitPolicy::priority:
      return of_one(by_priority(matching).front());
    case HitPolicy::output_order:
      return of_several(by_priority(matching));
    case HitPolicy::rule_order:
    case HitPolicy::collect:
      break;
  }
  return of_several(matching);
}

// 8.2.11: where no rule matches, the default of each output, or null.
TableAnswer TableAnswers::of_none() const {
  TableAnswer answer;
  bool several = table_.hit_policy == HitPolicy::rule_order || table_.hit_policy == HitPolicy::output_order ||
                 table_.hit_policy == HitPolicy::collect;
  bool listed = several && table_.aggregation == Aggregation::none;
  if (auto defaults = default_outputs(table_)) {
    auto value = value_of(*defaults);
    answer.known = value.has_value();
    if (value) answer.value = listed && !value->list() ? feel::Value(feel::List{*value}) : *value;
  } else if (listed) {
    answer.value = feel::List{};
  } else if (table_.aggregation == Aggregation::count) {
    answer.value = 0;
  }
  return answer;
}

TableAnswer TableAnswers::of_one(std::size_t rule) const {
  TableAnswer answer;
  answer.rules = {static_cast<int>(rule) + 1};
  auto value = value_of(outputs_[rule]);
  answer.known = value.has_value();
  if (value) answer.value = *value;
  return answer;
}

TableAnswer TableAnswers::of_several(std::vector<std::size_t> rules) const {
  TableAnswer answer;
  feel::List values;
  for (std::size_t rule : rules) {
    answer.rules.push_back(static_cast<int>(rule) + 1);
    auto value = value_of(outputs_[rule]);
    answer.known = answer.known && value;
    if (value) values.push_back(*value);
  }
  if (!answer.known) return answer;
  feel::Evaluation evaluation;
  auto fold = [&](auto join) {
    feel::Value total = values.front();
    for (std::size_t i = 1; i < values.size(); ++i) total = join(total, values[i]);
    return total;
  };
  auto better = [&](feel::Comparison comparison) {
    return fold([&](const feel::Value& best, const feel::Value& next) {
      return feel::compare(comparison, next, best, evaluation).is_true() ? next : best;
    });
  };
  switch (table_.aggregation) {
    case Aggregation::none:
      answer.value = values;
      break;
    case Aggregation::sum:
      answer.value = fold([&](const feel::Value& sum, const feel::Value& next) {
        return feel::calculate(feel::Arithmetic::add, sum, next, evaluation);
      });
      break;
    case Aggregation::count: {
      feel::List distinct;
      for (const feel::Value& value : values)
        if (std::find(distinct.begin(), distinct.end(), value) == distinct.end()) distinct.push_back(value);
      answer.value = distinct.size();
      break;
    }
    case Aggregation::min:
      answer.value = better(feel::Comparison::less);
      break;
    case Aggregation::max:
      answer.value = better(feel::Comparison::greater);
      break;
  }
  return answer;
}

std::vector<std::size_t> TableAnswers::by_priority(std::vector<std::size_t> rules) const {
  std::stable_sort(rules.begin(), rules.end(),
                   [&](std::size_t a, std::size_t b) { return ranks_[a] < ranks_[b]; });
  return rules;
}

}  // namespace moteplass::dmn
