#include "dmn/check/check_table.h"

#include <algorithm>
#include <numeric>

#include "dmn/check/check_region.h"

namespace moteplass::dmn {

TableCheck::TableCheck(const TableSite& site, Analysis& analysis)
    : site_(site), table_(*site.table), analysis_(analysis), dead_(table_.rules.size()) {}

namespace {

std::string hit_policy_text(const DecisionTable& table) {
  switch (table.hit_policy) {
    case HitPolicy::unique:
      return "UNIQUE";
    case HitPolicy::any:
      return "ANY";
    case HitPolicy::priority:
      return "PRIORITY";
    case HitPolicy::first:
      return "FIRST";
    case HitPolicy::rule_order:
      return "RULE ORDER";
    case HitPolicy::output_order:
      return "OUTPUT ORDER";
    case HitPolicy::collect:
      break;
  }
  switch (table.aggregation) {
    case Aggregation::none:
      break;
    case Aggregation::sum:
      return "COLLECT SUM";
    case Aggregation::count:
      return "COLLECT COUNT";
    case Aggregation::min:
      return "COLLECT MIN";
    case Aggregation::max:
      return "COLLECT MAX";
  }
  return "COLLECT";
}

}  // namespace

void TableCheck::run() {
  CheckedTable checked;
  checked.decision = site_.decision;
  checked.table = site_.place;
  checked.hit_policy = hit_policy_text(table_);
  checked.rules = table_.rules.size();
  checked.position = site_.at;
  analysis_.tables.push_back(std::move(checked));
  order_rows();
  make_axes();
  // Each question has its own steps: a table that is too large for one may do for the next.
  std::string missing;
  auto look_for = [&](void (TableCheck::*find)(), std::string_view what) {
    steps_ = Steps();
    (this->*find)();
    if (steps_.exhausted()) missing += (missing.empty() ? "" : ", ") + std::string(what);
  };
  look_for(&TableCheck::find_gaps, "gaps");
  look_for(&TableCheck::find_overlaps, "overlaps");
  look_for(&TableCheck::find_unreachable, "rules that never decide");
  look_for(&TableCheck::find_redundant, "rules that change no answer");
  find_values_not_allowed();
  if (!missing.empty()) note_limit("the table is too large to be looked through; not all found: " + missing);
  analysis_.tables.back().complete = complete_;
}

bool TableCheck::takes_one_rule() const {
  switch (table_.hit_policy) {
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::priority:
    case HitPolicy::first:
      return true;
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      break;
  }
  return false;
}

TableCheck::Sameness TableCheck::compare(const Outputs& a, const Outputs& b) {
  Sameness sameness = Sameness::same;
  for (std::size_t column = 0; column < a.size() && column < b.size(); ++column) {
    if (!a[column] || !b[column]) {
      sameness = Sameness::unknown;
    } else if (!(*a[column] == *b[column])) {
      return Sameness::different;
    }
  }
  return sameness;
}

void TableCheck::order_rows() {
  order_.resize(table_.rules.size());
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::vector<Outputs> by_rule;
  for (const TableRule& rule : table_.rules) by_rule.push_back(constant_outputs(table_, rule.outputs));
  if (table_.hit_policy == HitPolicy::priority) {
    std::vector<std::optional<std::vector<std::size_t>>> ranks;
    for (const Outputs& outputs : by_rule) {
      ranks.push_back(rank_of(table_, outputs));
      ranked_ = ranked_ && ranks.back();
    }
    if (ranked_)
      std::stable_sort(order_.begin(), order_.end(),
                       [&](std::size_t a, std::size_t b) { return *ranks[a] < *ranks[b]; });
    for (std::size_t rule : order_) ranks_.push_back(ranks[rule]);
  }
  for (std::size_t rule : order_) outputs_.push_back(by_rule[rule]);
  default_ = default_outputs(table_);
}

Axis TableCheck::make_axis(std::size_t column, const std::vector<feel::Tree>& cells) {
  const InputClause& clause = table_.inputs[column];
  auto partition = Partition::of(cells, site_.column_types[column], clause.allowed);
  if (!partition) {
    beyond_ = true;
    const BeyondPartition& why = partition.error();
    analysis_.tables.back().beyond.push_back(clause.text);
    Finding& finding = add(Finding::Kind::beyond, Finding::Severity::information, {why.row},
                           "the column " + clause.text + " is not looked into: " + why.reason +
                               "; gaps that hang on it are not seen, and overlaps are only possible");
    finding.position = why.at;
    return axis_beyond(clause.text, cells);
  }
  Constants constants;
  for (const feel::Tree& cell : cells) (void)read_cell(cell, constants);
  std::vector<std::size_t> parts;
  const auto& all = partition->parts();
  for (std::size_t part = 0; part < all.size(); ++part)
    if (all[part].allowed || (part == 0 && constants.names_null)) parts.push_back(part);
  if (!partition->allowed_is_exact())
    add(Finding::Kind::beyond, Finding::Severity::information, {},
        "which values the column " + clause.text +
            " may hold is more than a comparison with constants; what is found may lie outside of them");
  return axis_of(clause.text, std::move(*partition), std::move(parts));
}

void TableCheck::make_axes() {
  for (std::size_t column = 0; column < table_.inputs.size(); ++column) {
    std::vector<feel::Tree> cells;
    for (std::size_t rule : order_) {
      const auto& tests = table_.rules[rule].tests;
      cells.push_back(column < tests.size() ? tests[column] : nullptr);
    }
    axes_.push_back(make_axis(column, cells));
  }
  for (std::size_t row = 0; row < order_.size(); ++row) {
    boxes_.push_back(box_of_row(axes_, row));
    bool never = std::any_of(boxes_[row].begin(), boxes_[row].end(),
                             [](const RowSet& places) { return places.empty(); });
    if (never) dead_.add(row);
  }
}

Finding& TableCheck::add(Finding::Kind kind, Finding::Severity severity, std::vector<std::size_t> rows,
                         std::string message) {
  Finding finding;
  finding.kind = kind;
  finding.severity = severity;
  finding.decision = site_.decision;
  finding.table = site_.place;
  for (std::size_t row : rows) finding.rules.push_back(static_cast<int>(rule_of(row)) + 1);
  std::sort(finding.rules.begin(), finding.rules.end());
  finding.message = std::move(message);
  finding.position = rows.empty() ? site_.at : table_.rules[rule_of(rows.front())].at;
  analysis_.findings.push_back(std::move(finding));
  return analysis_.findings.back();
}

void TableCheck::place_at(Finding& finding, const Box& box) {
  finding.region = region_of(axes_, box);
  finding.example = example_of(axes_, box);
}

// "Person" and "Person.alder" are the same fact as far as independence goes.
void TableCheck::doubt_shared_facts(Finding& finding, const Box& box) {
  auto within = [](const std::string& path, const std::string& other) {
    return path.starts_with(other) && (path.size() == other.size() || path[other.size()] == '.');
  };
  for (std::size_t a = 0; a < axes_.size(); ++a) {
    for (std::size_t b = a + 1; b < axes_.size(); ++b) {
      if (tests_of(axes_[a], box[a]).empty() || tests_of(axes_[b], box[b]).empty()) continue;
      for (const std::string& fact : site_.column_facts[a]) {
        for (const std::string& other : site_.column_facts[b]) {
          if (!within(fact, other) && !within(other, fact)) continue;
          finding.certain = false;
          if (finding.severity == Finding::Severity::error) finding.severity = Finding::Severity::warning;
          finding.message += ", unless it cannot occur: the columns " + axes_[a].name + " and " +
                             axes_[b].name + " both look at " + (fact.size() < other.size() ? fact : other);
          return;
        }
      }
    }
  }
}

void TableCheck::note_limit(std::string message) {
  complete_ = false;
  add(Finding::Kind::limit, Finding::Severity::warning, {}, std::move(message));
}

Analysis check(const Model& model) {
  Analysis analysis;
  analysis.file = model.definitions().file;
  for (const TableSite& site : tables_of(model.definitions())) TableCheck(site, analysis).run();
  analysis.warnings = model.warnings();
  return analysis;
}

std::size_t Analysis::count(Finding::Severity severity) const {
  auto found = std::count_if(findings.begin(), findings.end(),
                             [&](const Finding& finding) { return finding.severity == severity; });
  return static_cast<std::size_t>(found) + (severity == Finding::Severity::warning ? warnings.size() : 0);
}

}  // namespace moteplass::dmn
