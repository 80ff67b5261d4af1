#include "dmn/check/diff.h"

#include <algorithm>
#include <optional>

#include "dmn/check/check_grid.h"
#include "dmn/check/check_region.h"
#include "dmn/check/check_sites.h"
#include "dmn/check/diff_answers.h"
#include "dmn/table/partition_cells.h"

namespace moteplass::dmn {
namespace {

constexpr std::size_t most_regions = 200;

// Two tables over one grid: the rows of the one, those of the other, and for each a row that matches where
// all values are allowed.
class TableComparison {
 public:
  TableComparison(const TableSite& before, const TableSite& after)
      : before_(before),
        after_(after),
        rows_before_(before.table->rules.size()),
        rows_after_(after.table->rules.size()) {}

  TableDifference compare() {
    TableDifference difference;
    difference.decision = before_.decision;
    difference.table = before_.place;
    if (auto reason = make_axes()) {
      difference.kind = TableDifference::Kind::not_compared;
      difference.reason = std::move(*reason);
      return difference;
    }
    Steps steps;
    std::size_t rows = rows_before_ + rows_after_ + 2;
    Labelling labelled(
        axes_, Matching::certain, whole_box(axes_), RowSet(rows, true),
        [&](const RowSet& left, const RowSet& always) -> std::optional<int> {
          for (std::size_t row = left.next(0); row < rows; row = left.next(row + 1))
            if (!always.contains(row)) return std::nullopt;
          return label_of(left);
        },
        steps);
    for (int label : labelled.labels()) {
      if (label == 0) continue;
      std::vector<Box> boxes = labelled.boxes(label, most_regions);
      difference.complete = difference.complete && boxes.size() < most_regions;
      merge_boxes(boxes);
      const auto& [first, second] = answers_[static_cast<std::size_t>(label)];
      for (const Box& box : boxes)
        difference.regions.push_back(
            {region_of(axes_, box), example_of(axes_, box), first, second, first.known && second.known});
    }
    difference.complete = difference.complete && !steps.exhausted();
    if (!difference.regions.empty() || !difference.complete)
      difference.kind = TableDifference::Kind::different;
    return difference;
  }

 private:
  // Why there is no common grid, if there is none.
  std::optional<std::string> make_axes() {
    const auto& columns = before_.table->inputs;
    const auto& others = after_.table->inputs;
    for (const InputClause& clause : others)
      if (!column_called(columns, clause.text)) return "only the table after looks at " + clause.text;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      auto other = column_called(others, columns[column].text);
      if (!other) return "only the table before looks at " + columns[column].text;
      if (auto reason = make_axis(column, *other)) return reason;
    }
    return columns.size() == others.size() ? std::nullopt
                                           : std::optional<std::string>("a column stands twice in a table");
  }

  static std::optional<std::size_t> column_called(const std::vector<InputClause>& columns,
                                                  const std::string& text) {
    auto found = std::find_if(columns.begin(), columns.end(),
                              [&](const InputClause& clause) { return clause.text == text; });
    if (found == columns.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
  }

  std::optional<std::string> make_axis(std::size_t column, std::size_t other) {
    const InputClause& clause = before_.table->inputs[column];
    const feel::Type& type = before_.column_types[column];
    const feel::Type& type_after = after_.column_types[other];
    if (!type.is_any() && !type_after.is_any() && type.kind() != type_after.kind())
      return "the column " + clause.text + " is of another type";
    std::vector<feel::Tree> cells;
    for (const TableRule& rule : before_.table->rules) cells.push_back(rule.tests[column]);
    for (const TableRule& rule : after_.table->rules) cells.push_back(rule.tests[other]);
    Constants constants;
    for (const feel::Tree& cell : cells) (void)read_cell(cell, constants);
    const std::size_t rules = cells.size();
    // The lists of allowed values draw boundaries as well.
    const feel::Tree lists[] = {type.allowed(), clause.allowed, type_after.allowed(),
                                after_.table->inputs[other].allowed};
    for (const feel::Tree& list : lists) {
      Constants unused;
      cells.push_back(list && read_cell(list, unused) ? list : nullptr);
    }
    auto partition =
        Partition::of(cells, feel::Type(type.is_any() ? type_after.kind() : type.kind()), nullptr);
    if (!partition) return "the column " + clause.text + " cannot be split: " + partition.error().reason;

    auto allows = [&](const Part& part, std::size_t first) {
      for (std::size_t list = first; list < first + 2; ++list)
        if (cells[list] && !part.rows.contains(list)) return false;
      return true;
    };
    Axis axis{clause.text, std::nullopt, {}, {}, {}};
    for (std::size_t index = 0; index < partition->parts().size(); ++index) {
      const Part& part = partition->parts()[index];
      bool null_is_meant = constants.names_null || cells[rules] || cells[rules + 2];
      bool before_allows = allows(part, rules) && (index > 0 || null_is_meant);
      bool after_allows = allows(part, rules + 2) && (index > 0 || null_is_meant);
      if (!before_allows && !after_allows) continue;
      RowSet matching(rules + 2);
      for (std::size_t row = part.rows.next(0); row < rules; row = part.rows.next(row + 1)) matching.add(row);
      if (before_allows) matching.add(rules);
      if (after_allows) matching.add(rules + 1);
      axis.parts.push_back(index);
      axis.certain.push_back(std::move(matching));
    }
    axis.possible = axis.certain;
    axis.partition = std::move(*partition);
    axes_.push_back(std::move(axis));
    return std::nullopt;
  }

  TableAnswer answer(const RowSet& left, std::size_t first, std::size_t end, std::size_t allowed,
                     const TableAnswers& answers) const {
    TableAnswer refused;
    refused.fault = "a value that is not allowed";
    if (!left.contains(allowed)) return refused;
    std::vector<std::size_t> matching;
    for (std::size_t row = left.next(first); row < end; row = left.next(row + 1))
      matching.push_back(row - first);
    return answers.of(matching);
  }

  // 0 where the answers are the same; else a label for this pair of answers and the rules that gave them.
  int label_of(const RowSet& left) {
    std::size_t rules = rows_before_ + rows_after_;
    std::pair<TableAnswer, TableAnswer> pair{answer(left, 0, rows_before_, rules, answers_before_),
                                             answer(left, rows_before_, rules, rules + 1, answers_after_)};
    const auto& [first, second] = pair;
    if (first.known && second.known && first.value == second.value && first.fault == second.fault) return 0;
    auto same = [](const TableAnswer& a, const TableAnswer& b) {
      return a.value == b.value && a.fault == b.fault && a.known == b.known && a.rules == b.rules;
    };
    for (std::size_t label = 1; label < answers_.size(); ++label)
      if (same(answers_[label].first, first) && same(answers_[label].second, second))
        return static_cast<int>(label);
    answers_.push_back(std::move(pair));
    return static_cast<int>(answers_.size()) - 1;
  }

  const TableSite& before_;
  const TableSite& after_;
  std::size_t rows_before_, rows_after_;
  TableAnswers answers_before_{*before_.table};
  TableAnswers answers_after_{*after_.table};
  std::vector<Axis> axes_;
  std::vector<std::pair<TableAnswer, TableAnswer>> answers_{{}};  // by label
};

bool is_asked_for(const std::string& name, std::string_view decision) {
  return decision.empty() || name == decision;
}

bool has_logic(const Element& element) {
  return element.kind == Element::Kind::decision || element.kind == Element::Kind::knowledge;
}

const Element* find_logic(const Model& model, const Element& like) {
  return model.definitions().find(like.kind, like.name);
}

}  // namespace

ModelDifference diff(const Model& before, const Model& after, std::string_view decision) {
  using Kind = TableDifference::Kind;
  ModelDifference difference{before.definitions().file, after.definitions().file, {}};
  auto add = [&](Kind kind, const std::string& name, const std::string& place, std::string reason) {
    difference.tables.push_back({kind, name, place, std::move(reason), {}, true});
  };
  const auto sites = tables_of(before.definitions());
  const auto others = tables_of(after.definitions());
  auto site_like = [](const std::vector<TableSite>& among, const std::string& name,
                      const std::string& place) {
    return std::find_if(among.begin(), among.end(),
                        [&](const TableSite& site) { return site.decision == name && site.place == place; });
  };
  for (const auto& element : before.definitions().elements) {
    if (!has_logic(*element) || !is_asked_for(element->name, decision)) continue;
    if (!find_logic(after, *element)) {
      add(Kind::only_before, element->name, "", "");
      continue;
    }
    bool has_table = false;
    for (const TableSite& site : sites) {
      if (site.decision != element->name) continue;
      has_table = true;
      auto other = site_like(others, site.decision, site.place);
      if (other == others.end()) {
        add(Kind::not_compared, site.decision, site.place, "it is a table only before");
      } else {
        difference.tables.push_back(TableComparison(site, *other).compare());
      }
    }
    for (const TableSite& site : others)
      if (site.decision == element->name && site_like(sites, site.decision, site.place) == sites.end())
        has_table = true, add(Kind::not_compared, site.decision, site.place, "it is a table only after");
    if (!has_table) add(Kind::not_compared, element->name, "", "its logic is no table");
  }
  for (const auto& element : after.definitions().elements)
    if (has_logic(*element) && is_asked_for(element->name, decision) && !find_logic(before, *element))
      add(Kind::only_after, element->name, "", "");
  return difference;
}

std::size_t ModelDifference::count(TableDifference::Kind kind) const {
  return static_cast<std::size_t>(std::count_if(
      tables.begin(), tables.end(), [&](const TableDifference& table) { return table.kind == kind; }));
}

}  // namespace moteplass::dmn
