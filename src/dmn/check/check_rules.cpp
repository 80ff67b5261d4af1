// Rules that never decide, rules that change nothing, and values that cannot occur.
#include <algorithm>

#include "dmn/check/check_region.h"
#include "dmn/check/check_table.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {
namespace {

// What decides instead of a rule: labels of the points of its box.
constexpr int decided_before = 0;
constexpr int decided_otherwise = 1;
constexpr int decided_by_default = 2;
constexpr int decided_by_row = 3;  // and the row

constexpr std::size_t most_tried = 24;

std::string list_of_rules(std::vector<std::size_t> rules) {
  std::sort(rules.begin(), rules.end());
  std::string text = rules.size() == 1 ? "rule " : "rules ";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (i > 0) text += i + 1 == rules.size() ? " and " : ", ";
    text += std::to_string(rules[i] + 1);
  }
  return text;
}

std::string list_of_values(const std::vector<feel::Value>& values) {
  std::string text;
  for (const feel::Value& value : values) text += (text.empty() ? "" : ", ") + to_string(value);
  return text;
}

}  // namespace

bool TableCheck::goes_by_precedence() const {
  return table_.hit_policy == HitPolicy::first || (table_.hit_policy == HitPolicy::priority && ranked_);
}

void TableCheck::find_unreachable() {
  for (std::size_t row = dead_.next(0); row < dead_.rows(); row = dead_.next(row + 1)) report_never(row);
  if (!goes_by_precedence()) return;
  RowSet before(order_.size());
  for (std::size_t row = 0; row < order_.size(); ++row) {
    if (dead_.contains(row)) continue;
    if (covered_by(row, before)) {
      report_covered(row, before);
      dead_.add(row);
    } else {
      before.add(row);
    }
  }
}

void TableCheck::report_never(std::size_t row) {
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    if (!boxes_[row][axis].empty()) continue;
    auto excluded = excluded_constants(row, axis);
    std::string why = excluded.empty() ? "nothing that " + axes_[axis].name + " may hold passes its test"
                                       : axes_[axis].name + " never holds " + list_of_values(excluded);
    Finding& finding =
        add(Finding::Kind::unreachable, Finding::Severity::error, {row},
            "rule " + std::to_string(rule_of(row) + 1) + " can never apply: " + std::move(why));
    finding.position = table_.rules[rule_of(row)].tests[axis]->at;
    return;
  }
}

bool TableCheck::covered_by(std::size_t row, const RowSet& others) {
  Labelling covered(axes_, Matching::certain, boxes_[row], others, uncovered, steps_);
  return !steps_.exhausted() && covered.labels() == std::vector<int>{0};
}

void TableCheck::report_covered(std::size_t row, RowSet others) {
  for (std::size_t i = others.next(0); i < others.rows(); i = others.next(i + 1))
    if (!common_box(boxes_[i], boxes_[row])) others.remove(i);
  // Only those it takes, unless there are very many.
  if (others.count() <= most_tried) {
    for (std::size_t i = others.next(0); i < others.rows(); i = others.next(i + 1)) {
      RowSet fewer = others;
      fewer.remove(i);
      if (covered_by(row, fewer)) others = std::move(fewer);
    }
  }
  std::vector<std::size_t> rows{row};
  std::vector<std::size_t> before;
  for (std::size_t i = others.next(0); i < others.rows(); i = others.next(i + 1)) {
    rows.push_back(i);
    before.push_back(rule_of(i));
  }
  std::string goes = before.size() == 1 ? " goes" : " go";
  Finding& finding =
      add(Finding::Kind::unreachable, Finding::Severity::warning, rows,
          "rule " + std::to_string(rule_of(row) + 1) + " never decides: wherever it applies, " +
              list_of_rules(before) + goes + " before it");
  finding.position = table_.rules[rule_of(row)].at;
  place_at(finding, boxes_[row]);
}

// A rule that says null where the table says nothing else is a statement of its own.
bool TableCheck::same_as_default(std::size_t row) const {
  return default_ && compare(outputs_[row], *default_) == Sameness::same;
}

void TableCheck::find_redundant() {
  // Where several rules answer together none is without effect; and a column that is not looked into may
  // make all the difference.
  if (table_.hit_policy == HitPolicy::unique && !default_) return;
  if (!takes_one_rule() || beyond_ || (table_.hit_policy == HitPolicy::priority && !ranked_)) return;
  // It must hold of the rule alone, and of all rules that are said to change nothing or never to decide.
  RowSet all(order_.size(), true);
  RowSet left = all;
  RowSet left_and_dead = all;
  for (std::size_t row = dead_.next(0); row < dead_.rows(); row = dead_.next(row + 1)) left.remove(row);
  for (std::size_t row = order_.size(); row-- > 0;) {
    if (dead_.contains(row)) continue;
    bool changes_nothing = true;
    std::optional<std::vector<int>> instead;
    for (const RowSet* rows : {&left_and_dead, &all, &left}) {
      RowSet others = *rows;
      others.remove(row);
      instead = deciding_instead(row, others);
      changes_nothing = changes_nothing && instead;
      if (!changes_nothing) break;
    }
    if (!changes_nothing) continue;
    report_redundant(row, *instead);
    left.remove(row);
    left_and_dead.remove(row);
  }
}

// Labels of what decides without the row, if the answers are the same everywhere.
std::optional<std::vector<int>> TableCheck::deciding_instead(std::size_t row, const RowSet& others) {
  bool by_precedence = goes_by_precedence();
  Labelling without(
      axes_, Matching::certain, boxes_[row], others,
      [&](const RowSet& left, const RowSet& always) -> std::optional<int> {
        std::size_t first = left.next(0);
        if (first == left.rows()) return same_as_default(row) ? decided_by_default : decided_otherwise;
        if (!always.contains(first)) return std::nullopt;
        if (by_precedence && first < row) return decided_before;
        // Two rules of a table where one may match are a fault of their own.
        if (table_.hit_policy == HitPolicy::unique) return decided_otherwise;
        bool same = compare(outputs_[row], outputs_[first]) == Sameness::same;
        return same ? decided_by_row + static_cast<int>(first) : decided_otherwise;
      },
      steps_);
  auto labels = without.labels();
  bool otherwise = std::find(labels.begin(), labels.end(), decided_otherwise) != labels.end();
  if (otherwise || steps_.exhausted()) return std::nullopt;
  return labels;
}

void TableCheck::report_redundant(std::size_t row, const std::vector<int>& instead) {
  const TableRule& rule = table_.rules[rule_of(row)];
  std::vector<std::size_t> rows{row};
  std::vector<std::size_t> rules;
  bool otherwise_annotated = false;
  bool by_default = false;
  for (int label : instead) {
    by_default = by_default || label == decided_by_default;
    if (label < decided_by_row) continue;
    auto other = static_cast<std::size_t>(label - decided_by_row);
    rows.push_back(other);
    rules.push_back(rule_of(other));
    otherwise_annotated = otherwise_annotated || table_.rules[rule_of(other)].annotations != rule.annotations;
  }
  std::string who = rules.empty() ? "" : list_of_rules(rules);
  if (by_default) who += who.empty() ? "the default output" : " or the default output";
  std::string message = "rule " + std::to_string(rule_of(row) + 1) +
                        " changes no answer: where it decides, " + who + " would come to the same";
  if (otherwise_annotated) message += ", with other annotations";
  bool harmless = by_default || otherwise_annotated;
  Finding& finding =
      add(Finding::Kind::redundant, harmless ? Finding::Severity::information : Finding::Severity::warning,
          rows, std::move(message));
  finding.position = rule.at;
  place_at(finding, boxes_[row]);
}

void TableCheck::find_values_not_allowed() {
  for (std::size_t row = 0; row < order_.size(); ++row) {
    for (std::size_t column = 0; column < axes_.size(); ++column) check_cell(row, column);
    const TableRule& rule = table_.rules[rule_of(row)];
    for (std::size_t column = 0; column < rule.outputs.size() && column < table_.outputs.size(); ++column)
      check_output(rule.outputs[column], column, row);
  }
  for (std::size_t column = 0; column < table_.outputs.size(); ++column)
    check_output(table_.outputs[column].default_output, column, std::nullopt);
}

std::vector<feel::Value> TableCheck::excluded_constants(std::size_t row, std::size_t column) const {
  std::vector<feel::Value> excluded;
  if (!axes_[column].partition || axes_[column].partition->kind() == feel::Type::Kind::any) return excluded;
  const Partition& partition = *axes_[column].partition;
  Constants unused;
  auto cell = read_cell(table_.rules[rule_of(row)].tests[column], unused);
  if (!cell) return excluded;
  auto consider = [&](const feel::Value& value, bool as_itself) {
    if (value.is_null() || value.list() || value.range()) return;
    std::size_t part = partition.part_of(value);
    bool of_kind = part < partition.parts().size();
    if (!of_kind || (as_itself && !partition.parts()[part].allowed)) excluded.push_back(value);
  };
  for (const ConstantTest& test : cell->tests) {
    bool as_itself = test.form != ConstantTest::Form::comparison ||
                     test.comparison == feel::Comparison::equal ||
                     test.comparison == feel::Comparison::not_equal;
    if (test.form == ConstantTest::Form::expression && test.constant.boolean()) continue;
    consider(test.constant, as_itself);
    if (const feel::Range* range = test.constant.range())
      consider(range->low, false), consider(range->high, false);
    if (const feel::List* list = test.constant.list())
      for (const feel::Value& item : *list) consider(item, true);
  }
  return excluded;
}

void TableCheck::check_cell(std::size_t row, std::size_t column) {
  // Said already where it is all that the cell names.
  if (boxes_[row][column].empty()) return;
  auto excluded = excluded_constants(row, column);
  if (excluded.empty()) return;
  Finding& finding = add(Finding::Kind::not_allowed, Finding::Severity::warning, {row},
                         "rule " + std::to_string(rule_of(row) + 1) + " names " + list_of_values(excluded) +
                             ", which " + axes_[column].name + " never holds");
  finding.position = table_.rules[rule_of(row)].tests[column]->at;
}

void TableCheck::check_output(const feel::Tree& output, std::size_t column, std::optional<std::size_t> row) {
  auto value = constant_value(output);
  if (!value || value->is_null()) return;
  const OutputClause& clause = table_.outputs[column];
  feel::Evaluation evaluation;
  feel::Coerced coerced = feel::coerce(*value, clause.type, evaluation);
  bool allowed =
      coerced.fits && (!clause.allowed ||
                       !feel::passes(coerced.value, *clause.allowed, feel::Scope{}, evaluation).is_false());
  if (allowed) return;
  std::string who = row ? "rule " + std::to_string(rule_of(*row) + 1) : "the default output";
  std::string what = clause.name.empty() ? "the output" : "the output " + clause.name;
  Finding& finding = add(Finding::Kind::not_allowed, Finding::Severity::error,
                         row ? std::vector<std::size_t>{*row} : std::vector<std::size_t>{},
                         who + " answers " + to_string(*value) + ", which " + what + " may not be");
  finding.position = output->at;
}

}  // namespace moteplass::dmn
