#include "dmn/table/table_code.h"

#include <map>

#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

// Up to so many combinations of parts are laid out in an array.
constexpr std::size_t most_combinations = 4096;

}  // namespace

bool takes_one_rule(HitPolicy policy) {
  switch (policy) {
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::first:
      return true;
    case HitPolicy::priority:
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      break;
  }
  return false;
}

std::shared_ptr<const feel::CompiledExtension> DecisionTable::compile(feel::Compiler& compiler) const {
  return std::make_shared<const CompiledTable>(shared_from_this(), compiler);
}

const DecisionTable* table_of(const feel::Tree& tree) {
  if (!tree) return nullptr;
  if (const auto* typed = std::get_if<feel::Typed>(&tree->form)) return table_of(typed->value);
  const auto* extension = std::get_if<feel::Extension>(&tree->form);
  return extension == nullptr ? nullptr : dynamic_cast<const DecisionTable*>(extension->form.get());
}

CompiledTable::CompiledTable(std::shared_ptr<const DecisionTable> table, feel::Compiler& compiler)
    : table_(std::move(table)) {
  indexed_ = true;
  for (std::size_t i = 0; i < table_->inputs.size(); ++i) {
    const InputClause& clause = table_->inputs[i];
    Column column;
    column.expression = compiler.compile(clause.expression);
    column.slot = compiler.new_slot();
    column.allowed = compiler.compile_tests(clause.allowed, column.slot);
    std::vector<feel::Tree> cells;
    for (const TableRule& rule : table_->rules)
      cells.push_back(i < rule.tests.size() ? rule.tests[i] : nullptr);
    if (auto partition = Partition::of(cells, clause.type, clause.allowed)) column.partition = *partition;
    indexed_ = indexed_ && column.partition.has_value();
    columns_.push_back(std::move(column));
  }
  for (const TableRule& rule : table_->rules) {
    for (std::size_t i = 0; i < columns_.size(); ++i)
      cells_.push_back(i < rule.tests.size() ? compiler.compile_tests(rule.tests[i], columns_[i].slot)
                                             : feel::no_node);
    for (std::size_t i = 0; i < table_->outputs.size(); ++i)
      outputs_.push_back(i < rule.outputs.size() ? compiler.compile(rule.outputs[i]) : feel::no_node);
  }
  for (const OutputClause& clause : table_->outputs) {
    OutputColumn column;
    column.slot = compiler.new_slot();
    column.allowed = compiler.compile_tests(clause.allowed, column.slot);
    for (const feel::Tree& value : clause.by_priority) column.by_priority.push_back(compiler.compile(value));
    column.default_output = compiler.compile(clause.default_output);
    output_columns_.push_back(std::move(column));
  }
  find_constant_answers(compiler.code());
  if (indexed_) index_combinations();
}

// An output that is a literal, of its type and allowed, is the same every time.
void CompiledTable::find_constant_answers(const feel::Code& code) {
  feel::Evaluation evaluation;
  for (std::size_t rule = 0; rule < table_->rules.size(); ++rule) {
    answers_.emplace_back();
    feel::Context made;
    feel::Value single;
    bool constant = !table_->outputs.empty();
    for (std::size_t i = 0; i < table_->outputs.size() && constant; ++i) {
      const OutputClause& clause = table_->outputs[i];
      feel::NodeId id = output(rule, i);
      constant = id != feel::no_node && code.nodes[id].op == feel::Op::constant;
      if (!constant) break;
      const feel::Value& value = code.constants[code.nodes[id].a];
      feel::Coerced coerced = feel::coerce(value, clause.type, evaluation);
      constant = coerced.fits && (!clause.allowed || value.is_null() ||
                                  !feel::passes(coerced.value, *clause.allowed, {}, evaluation).is_false());
      single = coerced.value;
      made.set(clause.name, coerced.value);
    }
    if (constant) answers_.back() = table_->outputs.size() == 1 ? single : feel::Value(made);
  }
}

void CompiledTable::index_combinations() {
  std::size_t count = 1;
  for (Column& column : columns_) {
    column.stride = count;
    count *= column.partition->parts().size();
    if (count > most_combinations) return;
  }
  std::map<std::vector<std::size_t>, std::uint16_t> known;
  for (std::size_t combination = 0; combination < count; ++combination) {
    RowSet rows(table_->rules.size(), true);
    for (const Column& column : columns_)
      rows &= column.partition->parts()[combination / column.stride % column.partition->parts().size()].rows;
    Outcome outcome;
    for (std::size_t row = rows.next(0); row < rows.rows(); row = rows.next(row + 1)) {
      outcome.matching.push_back(row);
      if (table_->hit_policy == HitPolicy::first) break;
    }
    auto [place, added] = known.emplace(outcome.matching, static_cast<std::uint16_t>(outcomes_.size()));
    combinations_.push_back(place->second);
    if (!added) continue;
    if (outcome.matching.size() == 1 && takes_one_rule(table_->hit_policy))
      outcome.answer = answers_[outcome.matching.front()];
    outcomes_.push_back(std::move(outcome));
  }
}

// Where among the combinations the inputs are; nothing if one is unknown, not allowed or of another kind.
std::optional<std::uint32_t> CompiledTable::combination(feel::Frame& frame, bool keep_inputs) const {
  std::size_t at = 0;
  for (const Column& column : columns_) {
    feel::Value scratch;
    const feel::Value& value = frame.peek(column.expression, scratch);
    std::size_t part = column.partition->part_of(value);
    if (part == column.partition->parts().size() || !column.partition->parts()[part].allowed)
      return std::nullopt;
    at += column.stride * part;
    if (keep_inputs) frame.slot(column.slot) = value;
  }
  return static_cast<std::uint32_t>(at);
}

// The same for many combinations: the rows that match, by intersection. False where `combination` says
// nothing.
bool CompiledTable::matching_rows(feel::Frame& frame, bool keep_inputs,
                                  std::vector<std::size_t>& matching) const {
  constexpr std::size_t most_columns = 32;
  const std::uint64_t* words[most_columns];
  if (columns_.size() > most_columns) return false;
  std::size_t count = 0;
  for (const Column& column : columns_) {
    feel::Value scratch;
    const feel::Value& value = frame.peek(column.expression, scratch);
    std::size_t part = column.partition->part_of(value);
    if (part == column.partition->parts().size() || !column.partition->parts()[part].allowed) return false;
    words[count++] = column.partition->parts()[part].rows.words().data();
    if (keep_inputs) frame.slot(column.slot) = value;
  }
  std::size_t length = (table_->rules.size() + 63) / 64;
  for (std::size_t word = 0; word < length; ++word) {
    std::uint64_t bits = ~std::uint64_t{0};
    for (std::size_t i = 0; i < count && bits != 0; ++i) bits &= words[i][word];
    for (; bits != 0; bits &= bits - 1) {
      std::size_t row = word * 64 + static_cast<std::size_t>(__builtin_ctzll(bits));
      if (row >= table_->rules.size()) break;
      matching.push_back(row);
      if (table_->hit_policy == HitPolicy::first) return true;
    }
  }
  return true;
}

// A table runs within a Run only: it is part of a model.
feel::Value CompiledTable::evaluate(feel::Frame& frame) const {
  auto& run = static_cast<Run&>(frame.evaluation());
  if (!indexed_ || table_->rules.empty()) return TableRun(*this, frame).result();
  bool telling = run.telling() == Telling::reasons_too;
  if (!combinations_.empty()) {
    auto at = combination(frame, telling);
    if (!at) return TableRun(*this, frame).result();
    const Outcome& outcome = outcomes_[combinations_[*at]];
    if (outcome.answer) {
      if (telling) TableRun(*this, frame).explain(outcome.matching);
      return *outcome.answer;
    }
    if (!telling) combination(frame, true);
    TableRun table(*this, frame);
    feel::Value value = table.answer(outcome.matching);
    table.explain(outcome.matching);
    return value;
  }
  std::vector<std::size_t> matching;
  if (!matching_rows(frame, telling, matching)) return TableRun(*this, frame).result();
  if (matching.size() == 1 && takes_one_rule(table_->hit_policy) && answers_[matching.front()]) {
    if (telling) TableRun(*this, frame).explain(matching);
    return *answers_[matching.front()];
  }
  if (!telling) matching_rows(frame, true, matching = {});
  TableRun table(*this, frame);
  feel::Value value = table.answer(matching);
  table.explain(matching);
  return value;
}

}  // namespace moteplass::dmn
