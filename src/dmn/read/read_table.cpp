// Decision tables (DMN 1.5, 8.3) from XML.
#include "dmn/read/read_boxed.h"
#include "feel/parse/parser.h"

namespace moteplass::dmn {
namespace {

std::optional<HitPolicy> hit_policy_of(std::string_view text) {
  if (text.empty() || text == "UNIQUE") return HitPolicy::unique;
  if (text == "ANY") return HitPolicy::any;
  if (text == "PRIORITY") return HitPolicy::priority;
  if (text == "FIRST") return HitPolicy::first;
  if (text == "RULE ORDER") return HitPolicy::rule_order;
  if (text == "OUTPUT ORDER") return HitPolicy::output_order;
  if (text == "COLLECT") return HitPolicy::collect;
  return std::nullopt;
}

std::optional<Aggregation> aggregation_of(std::string_view text) {
  if (text.empty()) return Aggregation::none;
  if (text == "SUM") return Aggregation::sum;
  if (text == "COUNT") return Aggregation::count;
  if (text == "MIN") return Aggregation::min;
  if (text == "MAX") return Aggregation::max;
  return std::nullopt;
}

}  // namespace

InputClause BoxedReader::read_input(const pugi::xml_node& node, feel::Names& names) {
  InputClause clause;
  auto expression = child(node, "inputExpression");
  clause.text = feel::normalized_name(child(expression, "text").text().get());
  clause.expression = expression_in(expression, names);
  clause.type = type_of(expression);
  if (auto values = child(node, "inputValues")) clause.allowed = tests_in(values, names);
  return clause;
}

OutputClause BoxedReader::read_output(const pugi::xml_node& node, feel::Names& names) {
  OutputClause clause;
  clause.name = feel::normalized_name(node.attribute("name").value());
  clause.type = type_of(node);
  if (auto values = child(node, "outputValues")) clause.allowed = tests_in(values, names);
  // Where the table lists no values, those of the type give the priorities.
  const feel::Tree& listed = clause.allowed ? clause.allowed : clause.type.allowed();
  if (listed) clause.by_priority = std::get<feel::UnaryTests>(listed->form).tests;
  if (auto otherwise = child(node, "defaultOutputEntry"))
    clause.default_output = expression_in(otherwise, names);
  return clause;
}

TableRule BoxedReader::read_rule(const pugi::xml_node& node, const DecisionTable& table, feel::Names& names) {
  TableRule rule;
  rule.at = lines_.position(node.offset_debug());
  rule.id = node.attribute("id").value();
  auto inputs = children(node, "inputEntry");
  auto outputs = children(node, "outputEntry");
  if (inputs.size() != table.inputs.size()) problem(node, "the rule has not one entry for each input");
  if (outputs.size() != table.outputs.size()) problem(node, "the rule has not one entry for each output");
  for (const auto& entry : inputs) rule.tests.push_back(tests_in(entry, names));
  for (const auto& entry : outputs) {
    std::string text = child(entry, "text").text().get();
    bool left_open = feel::normalized_name(text).empty() || feel::normalized_name(text) == "-";
    rule.outputs.push_back(left_open ? feel::make_tree(text_position(entry), feel::Literal{})
                                     : expression_in(entry, names));
  }
  for (const auto& entry : children(node, "annotationEntry"))
    rule.annotations.emplace_back(child(entry, "text").text().get());
  return rule;
}

feel::Tree BoxedReader::read_table(const pugi::xml_node& node, feel::Names& names) {
  auto made_table = std::make_shared<DecisionTable>();
  DecisionTable& table = *made_table;
  auto hit_policy = hit_policy_of(node.attribute("hitPolicy").value());
  auto aggregation = aggregation_of(node.attribute("aggregation").value());
  if (!hit_policy) problem(node, "there is no such hit policy");
  if (!aggregation) problem(node, "there is no such aggregation");
  table.hit_policy = hit_policy.value_or(HitPolicy::unique);
  table.aggregation = aggregation.value_or(Aggregation::none);
  for (const auto& input : children(node, "input")) table.inputs.push_back(read_input(input, names));
  auto outputs = children(node, "output");
  for (const auto& output : outputs) {
    OutputClause clause = read_output(output, names);
    // The type of the whole is that of its one output (8.3.2), or of the list of them.
    if (outputs.size() == 1 && clause.type.is_any()) {
      clause.type = type_of(node);
      bool listed = table.hit_policy == HitPolicy::rule_order ||
                    table.hit_policy == HitPolicy::output_order ||
                    (table.hit_policy == HitPolicy::collect && table.aggregation == Aggregation::none);
      if (listed && clause.type.kind() == feel::Type::Kind::list) clause.type = clause.type.element();
      if (clause.by_priority.empty() && clause.type.allowed())
        clause.by_priority = std::get<feel::UnaryTests>(clause.type.allowed()->form).tests;
    }
    table.outputs.push_back(std::move(clause));
  }
  if (outputs.empty()) problem(node, "the table has no output");
  for (const auto& annotation : children(node, "annotation"))
    table.annotation_names.emplace_back(annotation.attribute("name").value());
  for (const auto& rule : children(node, "rule")) {
    ++rule_;
    table.rules.push_back(read_rule(rule, table, names));
  }
  rule_ = 0;
  bool aggregates = table.aggregation != Aggregation::none;
  if (aggregates && table.hit_policy != HitPolicy::collect) problem(node, "only Collect aggregates");
  if (aggregates && table.outputs.size() > 1) problem(node, "only a single output can be aggregated");
  // The declared type is that of the output; the table itself sees to it.
  return feel::make_tree(lines_.position(node.offset_debug()), feel::Extension{std::move(made_table)});
}

}  // namespace moteplass::dmn
