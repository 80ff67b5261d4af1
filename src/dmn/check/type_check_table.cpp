// Decision tables (DMN 1.5, 8.3): cells against their columns, outputs against what the table may yield.
#include <algorithm>

#include "dmn/check/type_check.h"
#include "feel/check/check_types.h"

namespace moteplass::dmn {
namespace {

// The type with the values a clause lists, where they are listed one by one: what else stands there may
// depend on facts.
feel::Type with_listed(const feel::Type& type, const feel::Tree& allowed) {
  const auto* tests = allowed ? std::get_if<feel::UnaryTests>(&allowed->form) : nullptr;
  if (tests == nullptr || tests->form != feel::UnaryTests::Form::positive) return type;
  std::string text;
  for (const feel::Tree& test : tests->tests) {
    const auto* literal = std::get_if<feel::Literal>(&test->form);
    if (literal == nullptr) return type;
    text += (text.empty() ? "" : ", ") + to_string(literal->value);
  }
  return type.allowing(allowed, text);
}

bool yields_list(const DecisionTable& table) {
  switch (table.hit_policy) {
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
      return true;
    case HitPolicy::collect:
      return table.aggregation == Aggregation::none;
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::priority:
    case HitPolicy::first:
      break;
  }
  return false;
}

// What one output of the table is to be, for the whole to be of the type that is wanted of it.
feel::Type wanted_of(const OutputClause& clause, const DecisionTable& table, feel::Type wanted) {
  if (!clause.type.is_any()) return clause.type;
  if (table.aggregation == Aggregation::count) return {};
  if (yields_list(table))
    wanted = wanted.kind() == feel::Type::Kind::list ? wanted.element() : feel::Type();
  else if (wanted.kind() == feel::Type::Kind::list)
    return {};  // a single value becomes a list of one
  if (table.outputs.size() == 1) return wanted;
  const feel::Type* field = wanted.field(clause.name);
  return field == nullptr ? feel::Type() : *field;
}

}  // namespace

feel::Type ElementTypes::check(const feel::ExtensionForm& form, const feel::Type& wanted,
                               const feel::TypeScope& scope) {
  const auto* table = dynamic_cast<const DecisionTable*>(&form);
  return table == nullptr ? feel::Type() : check_table(*table, wanted, scope);
}

feel::Type ElementTypes::check_table(const DecisionTable& table, const feel::Type& wanted,
                                     const feel::TypeScope& scope) {
  std::vector<feel::Type> columns;
  for (const InputClause& clause : table.inputs)
    columns.push_back(with_listed(tree(clause.expression, clause.type, scope), clause.allowed));
  columns_.insert_or_assign(&table, columns);
  std::vector<feel::Type> outputs(table.outputs.size(), feel::Type(feel::Type::Kind::null));
  std::vector<feel::Type> entries;
  for (const OutputClause& clause : table.outputs) entries.push_back(wanted_of(clause, table, wanted));
  int outer_rule = rule_;
  for (std::size_t i = 0; i < table.rules.size(); ++i) {
    const TableRule& rule = table.rules[i];
    rule_ = static_cast<int>(i) + 1;
    for (std::size_t j = 0; j < rule.tests.size() && j < columns.size(); ++j)
      tests(rule.tests[j], columns[j], scope);
    for (std::size_t j = 0; j < rule.outputs.size() && j < outputs.size(); ++j) {
      outputs[j] = feel::joined(outputs[j], tree(rule.outputs[j], entries[j], scope));
      allowed(rule.outputs[j], with_listed({}, table.outputs[j].allowed), scope);
    }
  }
  rule_ = outer_rule;
  for (std::size_t j = 0; j < outputs.size(); ++j)
    if (const feel::Tree& otherwise = table.outputs[j].default_output)
      outputs[j] = feel::joined(outputs[j], tree(otherwise, table.outputs[j].type, scope));
  if (table.aggregation == Aggregation::count) return feel::Type(feel::Type::Kind::number);
  if (outputs.empty()) return {};
  feel::Type one = outputs.front();
  if (outputs.size() > 1) {
    std::vector<feel::Type::Field> fields;
    for (std::size_t j = 0; j < outputs.size(); ++j) fields.emplace_back(table.outputs[j].name, outputs[j]);
    one = feel::Type::context_of(std::move(fields));
  }
  // A default may be a list as a whole.
  if (yields_list(table) && one.kind() == feel::Type::Kind::list) return {};
  return yields_list(table) ? feel::Type::list_of(one) : one;
}

}  // namespace moteplass::dmn
