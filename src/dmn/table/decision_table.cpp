#include <algorithm>

#include "dmn/table/table_code.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::dmn {

TableRun::TableRun(const CompiledTable& table, feel::Frame& frame)
    : code_(table),
      table_(table.table()),
      frame_(frame),
      run_(static_cast<Run&>(frame.evaluation())),
      outputs_(table_.rules.size()) {}

feel::Value TableRun::result() {
  run_.collect_problems();
  evaluate_inputs();
  feel::Value value = any_unknown() ? open_result() : known_result();
  run_.collect_problems();
  return value;
}

// A value outside the input's type or allowed values decides nothing: it is reported, and is null under
// standard semantics, unknown otherwise, so that it never falls through to the default.
feel::Value TableRun::input_value(std::size_t index) {
  const InputClause& clause = table_.inputs[index];
  const CompiledTable::Column& column = code_.columns()[index];
  feel::Value value = frame_.evaluate(column.expression);
  if (value.is_unknown()) return value;
  feel::Coerced coerced = feel::coerce(value, clause.type, run_);
  bool allowed = column.allowed == feel::no_node || value.is_null() ||
                 !frame_.passes(column.allowed, coerced.value).is_false();
  run_.collect_problems();
  if (coerced.fits && allowed) return std::move(coerced.value);
  run_.report(
      Severity::error,
      "the input " + clause.text +
          (coerced.fits ? " has a value that is not allowed" : " is not of type " + to_string(clause.type)),
      clause.expression ? clause.expression->at : feel::Position());
  if (run_.mode() == Facts::standard) return {};
  return feel::Unknown{{clause.text}, {}};
}

void TableRun::evaluate_inputs() {
  for (std::size_t i = 0; i < table_.inputs.size(); ++i) {
    feel::Value value = input_value(i);
    run_.spend(feel::steps_through(value));
    frame_.slot(code_.columns()[i].slot) = std::move(value);
    run_.collect_problems();
  }
}

bool TableRun::any_unknown() const {
  for (std::size_t i = 0; i < table_.inputs.size(); ++i)
    if (feel::contains_unknown(input(i))) return true;
  return false;
}

feel::Value TableRun::known_result() {
  std::vector<std::size_t> matching;
  std::vector<std::string> needs;
  for (std::size_t i = 0; i < table_.rules.size(); ++i) {
    bool all = true;
    for (std::size_t column = 0; column < table_.inputs.size() && all; ++column) {
      Match hit = match(feel::Value(input(column)), i, column, needs);
      // The inputs are known, but a cell may look at other facts that are not.
      if (hit == Match::open) return open_result();
      all = hit == Match::yes;
    }
    run_.collect_problems(static_cast<int>(i) + 1);
    if (all) matching.push_back(i);
    if (all && table_.hit_policy == HitPolicy::first) break;
  }
  feel::Value value = answer(matching);
  explain(matching);
  return value;
}

feel::Value TableRun::answer(std::span<const std::size_t> matching) {
  if (matching.empty()) return default_output();
  if (table_.hit_policy == HitPolicy::priority || table_.hit_policy == HitPolicy::output_order) {
    // Which goes first cannot be told while one of them is not known.
    feel::List values;
    for (std::size_t rule : matching) values.push_back(output(rule));
    if (matching.size() > 1 && feel::contains_unknown(values))
      return feel::Unknown{feel::needs_of(values), {}};
  }
  switch (table_.hit_policy) {
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::priority:
    case HitPolicy::first:
      return single(matching);
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      return collected(matching);
  }
  return {};
}

feel::Value TableRun::single(std::span<const std::size_t> matching) {
  const TableRule& first = table_.rules[matching.front()];
  if (table_.hit_policy == HitPolicy::unique && matching.size() > 1) {
    run_.report(Severity::error,
                "rules " + std::to_string(matching[0] + 1) + " and " + std::to_string(matching[1] + 1) +
                    " both match in a table where one rule may",
                first.at, static_cast<int>(matching[0]) + 1);
    return {};
  }
  if (table_.hit_policy == HitPolicy::priority) return output(by_priority(matching).front());
  if (table_.hit_policy == HitPolicy::any) {
    for (std::size_t rule : matching.subspan(1)) {
      if (output(rule) == output(matching.front())) continue;
      if (feel::contains_unknown(output(rule)) || feel::contains_unknown(output(matching.front())))
        return feel::Unknown{feel::needs_of(feel::List{output(rule), output(matching.front())}), {}};
      run_.report(Severity::error,
                  "rules " + std::to_string(matching[0] + 1) + " and " + std::to_string(rule + 1) +
                      " both match and differ",
                  first.at, static_cast<int>(matching[0]) + 1);
      return {};
    }
  }
  return output(matching.front());
}

feel::Value TableRun::collected(std::span<const std::size_t> matching) {
  std::vector<std::size_t> order(matching.begin(), matching.end());
  if (table_.hit_policy == HitPolicy::output_order) order = by_priority(matching);
  feel::List values;
  for (std::size_t rule : order) values.push_back(output(rule));
  return table_.aggregation == Aggregation::none ? feel::Value(values) : aggregated(values);
}

feel::Value TableRun::aggregated(const feel::List& values) {
  if (table_.aggregation == Aggregation::count) {
    // 8.2.10: the number of distinct outputs.
    feel::List distinct;
    for (const feel::Value& value : values)
      if (std::find(distinct.begin(), distinct.end(), value) == distinct.end()) distinct.push_back(value);
    if (feel::contains_unknown(values)) return feel::Unknown{feel::needs_of(values), {}};
    return distinct.size();
  }
  feel::Value total = values.front();
  for (std::size_t i = 1; i < values.size(); ++i) {
    switch (table_.aggregation) {
      case Aggregation::sum:
        total = feel::calculate(feel::Arithmetic::add, total, values[i], run_);
        break;
      case Aggregation::min:
      case Aggregation::max: {
        auto better =
            table_.aggregation == Aggregation::min ? feel::Comparison::less : feel::Comparison::greater;
        feel::Value replaces = feel::compare(better, values[i], total, run_);
        if (replaces.is_unknown()) total = feel::Unknown{feel::needs_of(values), {}};
        if (replaces.is_true()) total = values[i];
        break;
      }
      case Aggregation::count:
      case Aggregation::none:
        break;
    }
  }
  return total;
}

// 8.2.11: where no rule matches, the default of each output, or null.
feel::Value TableRun::default_output() {
  bool any = std::any_of(table_.outputs.begin(), table_.outputs.end(),
                         [](const OutputClause& clause) { return clause.default_output != nullptr; });
  bool multiple = table_.hit_policy == HitPolicy::rule_order ||
                  table_.hit_policy == HitPolicy::output_order || table_.hit_policy == HitPolicy::collect;
  if (!any) {
    if (multiple && table_.aggregation == Aggregation::none) return feel::List{};
    return table_.aggregation == Aggregation::count ? feel::Value(0) : feel::Value();
  }
  auto value_of = [&](const OutputClause& clause) {
    auto column = static_cast<std::size_t>(&clause - table_.outputs.data());
    return feel::coerce(frame_.evaluate(code_.output_column(column).default_output), clause.type, run_).value;
  };
  feel::Value value;
  if (table_.outputs.size() == 1) {
    value = value_of(table_.outputs.front());
  } else {
    feel::Context made;
    for (const OutputClause& clause : table_.outputs) made.set(clause.name, value_of(clause));
    value = made;
  }
  bool listed = multiple && table_.aggregation == Aggregation::none && !value.list();
  return listed ? feel::Value(feel::List{value}) : value;
}

const feel::Value& TableRun::output(std::size_t index) {
  if (outputs_[index]) return *outputs_[index];
  if (const auto& constant = code_.constant_answer(index)) {
    outputs_[index] = *constant;
    return *outputs_[index];
  }
  const TableRule& rule = table_.rules[index];
  auto value_of = [&](std::size_t column) {
    feel::Value value = frame_.evaluate(code_.output(index, column));
    const OutputClause& clause = table_.outputs[column];
    feel::Coerced coerced = feel::coerce(value, clause.type, run_);
    bool allowed = true;
    if (clause.allowed && !value.is_null()) {
      feel::Value passes = frame_.passes(code_.output_column(column).allowed, coerced.value);
      allowed = !passes.is_false();
      if (passes.is_unknown()) coerced.certain = false;
    }
    if (!coerced.fits || !allowed)
      run_.report(Severity::error, "the output is not of the type or not among the values the table allows",
                  rule.at, static_cast<int>(index) + 1);
    return coerced.fits && allowed ? feel::value_or_null(value, std::move(coerced)) : feel::Value();
  };
  feel::Value value;
  if (rule.outputs.size() == 1) {
    value = value_of(0);
  } else {
    feel::Context made;
    for (std::size_t column = 0; column < rule.outputs.size() && column < table_.outputs.size(); ++column)
      made.set(table_.outputs[column].name, value_of(column));
    value = made;
  }
  run_.collect_problems(static_cast<int>(index) + 1);
  outputs_[index] = std::move(value);
  return *outputs_[index];
}

// 8.2.10: by where each output stands in its list of values, the first column weighing most.
std::vector<std::size_t> TableRun::by_priority(std::span<const std::size_t> matching) {
  auto rank = [&](std::size_t rule, std::size_t column) {
    const feel::Value* value = &output(rule);
    if (value->context() != nullptr && table_.outputs.size() > 1)
      value = value->context()->find(table_.outputs[column].name);
    const auto& listed = code_.output_column(column).by_priority;
    for (std::size_t i = 0; i < listed.size() && value != nullptr; ++i)
      if (frame_.evaluate(listed[i]) == *value) return i;
    return listed.size();
  };
  std::vector<std::pair<std::vector<std::size_t>, std::size_t>> ranked;
  for (std::size_t rule : matching) {
    std::vector<std::size_t> ranks;
    for (std::size_t column = 0; column < table_.outputs.size(); ++column)
      ranks.push_back(rank(rule, column));
    ranked.emplace_back(std::move(ranks), rule);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::size_t> order;
  for (const auto& [ranks, rule] : ranked) order.push_back(rule);
  return order;
}

FiredRule TableRun::explanation() const {
  FiredRule fired;
  fired.decision = run_.current_decision();
  for (std::size_t i = 0; i < table_.inputs.size(); ++i)
    fired.facts.emplace_back(table_.inputs[i].text, input(i));
  return fired;
}

void TableRun::explain(std::span<const std::size_t> matching) {
  if (run_.telling() == Telling::answer_only) return;
  if (matching.empty()) explain_default();
  for (std::size_t rule : matching) explain_rule(rule, true);
}

void TableRun::explain_rule(std::size_t index, bool certain) {
  const TableRule& rule = table_.rules[index];
  FiredRule fired = explanation();
  fired.rule = static_cast<int>(index) + 1;
  fired.id = rule.id;
  fired.certain = certain;
  for (std::size_t i = 0; i < rule.annotations.size() && i < table_.annotation_names.size(); ++i)
    fired.annotations.emplace(table_.annotation_names[i], rule.annotations[i]);
  run_.fired(std::move(fired));
}

void TableRun::explain_default() {
  run_.fired(explanation());
}

}  // namespace moteplass::dmn
