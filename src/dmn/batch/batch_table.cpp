// Decision tables (8.2, 8.3) over columns. The inputs become columns of codes, through partitions where they
// are amounts, dates or free texts; which rules match, and what they yield, is then worked out for every
// combination.
#include <algorithm>

#include "dmn/batch/batch_lower.h"

namespace moteplass::dmn {

using feel::Position;
using feel::Tree;
using feel::Value;

namespace {

// Combinations of a table too large to be evaluated for each: its rows are intersected instead.
constexpr std::size_t most_intersected = std::size_t{1} << 20;

std::vector<Tree> cells_of(const DecisionTable& table, std::size_t column) {
  std::vector<Tree> cells;
  for (const TableRule& rule : table.rules)
    cells.push_back(column < rule.tests.size() ? rule.tests[column] : nullptr);
  return cells;
}

}  // namespace

BatchLowering::Maybe BatchLowering::table(const DecisionTable& table, const BatchScope& scope, Position at) {
  std::vector<ColumnId> inputs;
  std::vector<ColumnId> coded;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < table.inputs.size(); ++i) {
    auto input = lower(table.inputs[i].expression, scope);
    if (!input) return std::nullopt;
    if (input->kind != BatchShape::Kind::column) return beyond(at, "a table asks for a list or record");
    inputs.push_back(input->column);
    coded.push_back(input->column);
    if (node(input->column).held != Held::code) {
      auto parted = table_input(table, i, input->column, at);
      if (!parted) return std::nullopt;
      coded.back() = parted->column;
    }
    combinations *= std::min(node(coded.back()).codes, BatchNodes::most_fused + 1);
    if (combinations > BatchNodes::most_fused) combinations = BatchNodes::most_fused + 1;
  }
  if (combinations > BatchNodes::most_fused) return large_table(table, inputs, at);

  auto asked = std::make_shared<DecisionTable>(table);
  BatchScope inner{&scope, nullptr, {}};
  for (std::size_t i = 0; i < coded.size(); ++i) {
    std::string name = "@in" + std::to_string(i);
    asked->inputs[i].expression = feel::make_tree(at, feel::Name{name});
    inner.names.emplace_back(name, shape(coded[i]));
  }
  auto made = tabulated(feel::make_tree(at, feel::Extension{asked}), inner, std::size_t{1} << 40);
  if (!made) return beyond(at, "the cells or outputs of the table depend on facts in too many ways");
  return made;
}

std::optional<BatchLowering::TableInput> BatchLowering::table_input(const DecisionTable& table,
                                                                    std::size_t column, ColumnId value,
                                                                    Position at) {
  const InputClause& clause = table.inputs[column];
  auto partition = Partition::of(cells_of(table, column), clause.type, clause.allowed);
  if (!partition) return beyond(partition.error().at, partition.error().reason);
  if (!partition->allowed_is_exact())
    return beyond(at, "the values allowed are not compared with constants alone");
  const auto& parts = partition->parts();
  // What is of another kind or not allowed counts as null (8.3.3).
  auto rows_of = [&](std::size_t part) {
    return part < parts.size() && parts[part].allowed ? parts[part].rows : parts.front().rows;
  };
  TableInput made;
  if (node(value).held != Held::code) {
    auto parted = part(value, *partition, Parts::told_apart_by_rows, at);
    if (!parted) return std::nullopt;
    made.column = *parted;
    made.rows.resize(node(*parted).codes);
    const auto& codes = node(*parted).part_codes;
    for (std::size_t i = 0; i < codes.size(); ++i) made.rows[codes[i]] = rows_of(i);
    return made;
  }
  std::vector<RowSet> rows;
  for (const Value& each : node(value).values) {
    rows.push_back(rows_of(partition->part_of(each)));
    if (std::find(made.rows.begin(), made.rows.end(), rows.back()) == made.rows.end())
      made.rows.push_back(rows.back());
  }
  // Reading one more column is only worth it where it leaves much less to tell apart.
  if (made.rows.empty() || made.rows.size() * 2 > rows.size()) {
    if (rows.empty()) return beyond(at, "a table asks for what has no values");
    return TableInput{value, std::move(rows)};
  }
  auto narrowed = nodes_.of_codes({value}, [&](std::span<const Code16> code) -> std::optional<Value> {
    return std::find(made.rows.begin(), made.rows.end(), rows[code[0]]) - made.rows.begin();
  });
  if (!narrowed) return beyond(at, "the table depends on facts in too many ways");
  made.column = *narrowed;
  std::vector<RowSet> in_order;
  for (const Value& number : node(*narrowed).values)
    in_order.push_back(made.rows[static_cast<std::size_t>(*number.number()->to_int64())]);
  made.rows = std::move(in_order);
  return made;
}

// What the rule alone yields (or, without one, what the table yields if none applies).
std::optional<Value> BatchLowering::answer_of_rule(const DecisionTable& table, const TableRule* rule,
                                                   Position at) {
  auto alone = std::make_shared<DecisionTable>(table);
  alone->inputs.clear();
  alone->rules.clear();
  if (rule) {
    alone->rules.push_back(*rule);
    alone->rules.front().tests.clear();
  }
  auto answer = tabulated(feel::make_tree(at, feel::Extension{alone}), BatchScope{}, 1);
  if (!answer || node(answer->column).step != Step::constant) return std::nullopt;
  return node(answer->column).values[0];
}

// Each rule alone is evaluated for its answer, and the rows that match are intersected by what the cells
// accept.
BatchLowering::Maybe BatchLowering::large_table(const DecisionTable& table,
                                                const std::vector<ColumnId>& inputs, Position at) {
  if (!takes_one_rule(table.hit_policy)) return beyond(at, "a large table that collects or ranks its rules");
  BatchNode made;
  made.step = Step::lookup;
  std::vector<std::vector<RowSet>> rows;
  std::size_t combinations = 1;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    auto input = table_input(table, i, inputs[i], at);
    if (!input) return std::nullopt;
    combinations *= input->rows.size();
    if (combinations > most_intersected) return beyond(at, "a table of more than a million combinations");
    auto domain = nodes_.deeper(made.domain, node(input->column).domain);
    if (!domain) return beyond(at, "two loops that are not one within the other meet");
    made.domain = *domain;
    made.operands.push_back(input->column);
    rows.push_back(std::move(input->rows));
  }
  // Code 0: what none yields; 1: more than one matched; then the rules' answers.
  auto none = answer_of_rule(table, nullptr, at);
  if (!none) return beyond(at, "the default of the table is no constant");
  made.values = {*none};
  auto code_of = [&](const Value& value) {
    auto same = std::find(made.values.begin(), made.values.end(), value);
    if (same == made.values.end()) same = made.values.insert(same, value);
    return static_cast<Code16>(same - made.values.begin());
  };
  Code16 conflict = code_of(Value());
  std::vector<Code16> codes;
  for (const TableRule& rule : table.rules) {
    auto answer = answer_of_rule(table, &rule, rule.at);
    if (!answer) return beyond(rule.at, "an output of a large table is no constant");
    codes.push_back(code_of(*answer));
    if (made.values.size() > most_codes) return beyond(at, "too many answers");
  }
  auto answer = [&](const RowSet& matching) {
    std::size_t first = matching.next(0);
    if (first == matching.rows()) return Code16{0};
    if (table.hit_policy != HitPolicy::first)
      for (std::size_t row = matching.next(first + 1); row < matching.rows(); row = matching.next(row + 1))
        if (table.hit_policy == HitPolicy::unique || codes[row] != codes[first]) return conflict;
    return codes[first];
  };
  std::function<void(std::size_t, const RowSet&)> intersect = [&](std::size_t input, const RowSet& left) {
    if (input == rows.size()) {
      made.table.push_back(answer(left));
      return;
    }
    for (const RowSet& accepted : rows[input]) {
      RowSet both = left;
      both &= accepted;
      intersect(input + 1, both);
    }
  };
  made.table.reserve(combinations);
  intersect(0, RowSet(table.rules.size(), true));
  made.codes = made.values.size();
  return shape(nodes_.add(std::move(made)));
}

}  // namespace moteplass::dmn
