// Making a Partition: what the cells compare with gives the boundaries, these the parts, and each cell is
// then drawn along the parts once.
#include <algorithm>
#include <optional>
#include <set>

#include "dmn/table/partition.h"
#include "dmn/table/partition_cells.h"
#include "feel/between.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {
namespace {

using feel::Comparison;
using feel::Value;

// 10.3.2.8: only `yes` accepts; `unsure` (null) and `no` differ under not(...).
enum class Truth : std::uint8_t { no, unsure, yes };

Truth truth_of(const Value& value) {
  return value.is_true() ? Truth::yes : value.is_false() ? Truth::no : Truth::unsure;
}

std::optional<feel::Type::Kind> type_kind_of(feel::Kind kind) {
  switch (kind) {
    case feel::Kind::boolean:
      return feel::Type::Kind::boolean;
    case feel::Kind::number:
      return feel::Type::Kind::number;
    case feel::Kind::string:
      return feel::Type::Kind::string;
    case feel::Kind::date:
      return feel::Type::Kind::date;
    case feel::Kind::time:
      return feel::Type::Kind::time;
    case feel::Kind::date_time:
      return feel::Type::Kind::date_time;
    case feel::Kind::days_duration:
      return feel::Type::Kind::days_duration;
    case feel::Kind::months_duration:
      return feel::Type::Kind::months_duration;
    case feel::Kind::null:
    case feel::Kind::range:
    case feel::Kind::list:
    case feel::Kind::context:
    case feel::Kind::function:
    case feel::Kind::unknown:
      break;
  }
  return std::nullopt;
}

bool is_zoned(const Value& value) {
  if (value.time()) return !value.time()->zone.is_local();
  return value.date_time() && !value.date_time()->time.zone.is_local();
}

// What times and lengths in seconds are compared by.
Decimal moment_of(const Value& value) {
  if (value.time()) return feel::utc_seconds({feel::CalendarDate(), *value.time()});
  if (value.date_time()) return utc_seconds(*value.date_time());
  return value.days_duration()->seconds;
}

bool comes_before(const Value& a, const Value& b) {
  if (a.number()) return *a.number() < *b.number();
  if (a.string()) return *a.string() < *b.string();
  if (a.date()) return *a.date() < *b.date();
  if (a.months_duration()) return *a.months_duration() < *b.months_duration();
  return moment_of(a) < moment_of(b);
}

// Something of a kind where nothing is compared with.
Value plain_example(feel::Type::Kind kind) {
  switch (kind) {
    case feel::Type::Kind::string:
      return "other";
    case feel::Type::Kind::date:
      return feel::CalendarDate{2026, 1, 1};
    case feel::Type::Kind::time:
      return feel::TimeOfDay{12, 0, 0, 0, {}};
    case feel::Type::Kind::date_time:
      return feel::DateTime{{2026, 1, 1}, {12, 0, 0, 0, {}}};
    case feel::Type::Kind::days_duration:
      return feel::DaysDuration{Decimal(86'400)};
    case feel::Type::Kind::months_duration:
      return feel::MonthsDuration{1};
    case feel::Type::Kind::boolean:
      return true;
    case feel::Type::Kind::list:
      return feel::List{};
    case feel::Type::Kind::context:
      return feel::Context{};
    case feel::Type::Kind::any:
    case feel::Type::Kind::number:
    case feel::Type::Kind::null:
    case feel::Type::Kind::range:
    case feel::Type::Kind::function:
      break;
  }
  return 1;
}

}  // namespace

class PartitionMaker {
 public:
  Result<Partition, BeyondPartition> make(const std::vector<feel::Tree>& trees, const feel::Type& type,
                                          const feel::Tree& allowed) {
    std::vector<Cell> cells;
    for (std::size_t row = 0; row < trees.size(); ++row) {
      auto cell = read_cell(trees[row], constants_);
      if (!cell) return failure(BeyondPartition{row, cell.error().at, cell.error().reason});
      cells.push_back(std::move(*cell));
    }
    std::optional<Cell> of_type = read_list(type.allowed());
    std::optional<Cell> of_column = read_list(allowed);
    if (auto problem = choose_kind(type)) return failure(BeyondPartition{0, place_of(trees), *problem});
    make_parts();
    for (Part& part : made_.parts_) part.rows = RowSet(cells.size());
    for (std::size_t row = 0; row < cells.size(); ++row) {
      draw(cells[row]);
      for (std::size_t part = 0; part < made_.parts_.size(); ++part)
        if (truths_[part] == Truth::yes) made_.parts_[part].rows.add(row);
    }
    // Null is allowed where the type lists it, or the column if the type has no list.
    made_.parts_.front().allowed = false;
    if (of_type || of_column)
      made_.parts_.front().allowed = tried(of_type ? *of_type : *of_column, Value()) == Truth::yes;
    // A type must say yes to a value (7.3.3), a column may not say no to it (8.3.3).
    if (of_type) mark_allowed(*of_type, Truth::yes);
    if (of_column) mark_allowed(*of_column, Truth::unsure);
    return std::move(made_);
  }

 private:
  static feel::Position place_of(const std::vector<feel::Tree>& trees) {
    for (const feel::Tree& tree : trees)
      if (tree) return tree->at;
    return {};
  }

  // A list that is no comparison with constants draws no boundaries and is left out.
  std::optional<Cell> read_list(const feel::Tree& list) {
    if (!list) return std::nullopt;
    Constants before = constants_;
    auto cell = read_cell(list, constants_);
    if (cell) return std::move(*cell);
    constants_ = std::move(before);
    made_.allowed_is_exact_ = false;
    return std::nullopt;
  }

  // The kind of the column, or why it has no parts.
  std::optional<std::string> choose_kind(const feel::Type& type) {
    made_.kind_ = type.kind();
    switch (type.kind()) {
      case feel::Type::Kind::boolean:
      case feel::Type::Kind::number:
      case feel::Type::Kind::string:
      case feel::Type::Kind::date:
      case feel::Type::Kind::time:
      case feel::Type::Kind::date_time:
      case feel::Type::Kind::days_duration:
      case feel::Type::Kind::months_duration:
        return std::nullopt;
      case feel::Type::Kind::any:
      case feel::Type::Kind::null:
      case feel::Type::Kind::range:
      case feel::Type::Kind::list:
      case feel::Type::Kind::context:
      case feel::Type::Kind::function:
        break;
    }
    if (!type.is_any()) {
      // Where no cell asks for anything, or only for null, all lists are as good as each other.
      made_.kind_ = feel::Type::Kind::any;
      if (constants_.scalars.empty() && !constants_.structured) return std::nullopt;
      return "the column holds values of type " + to_string(type) + ", which have no order";
    }
    std::set<feel::Type::Kind> kinds;
    for (const Value& value : constants_.scalars)
      if (auto kind = type_kind_of(value.kind())) kinds.insert(*kind);
    if (kinds.size() > 1) return "the cells of the column name values of different types";
    if (kinds.empty() && constants_.structured) return "the column compares with lists, ranges or contexts";
    if (!kinds.empty()) made_.kind_ = *kinds.begin();
    return std::nullopt;
  }

  void make_parts() {
    add_part({Part::Kind::null, {}, {}, {}, {}, true});
    if (made_.kind_ == feel::Type::Kind::boolean) {
      for (bool truth : {false, true}) add_part({Part::Kind::value, truth, {}, truth, {}, true});
      return;
    }
    std::vector<Value> boundaries;
    for (const Value& value : constants_.scalars)
      if (type_kind_of(value.kind()) == made_.kind_) boundaries.push_back(value);
    std::stable_sort(boundaries.begin(), boundaries.end(), comes_before);
    auto zoned = std::stable_partition(boundaries.begin(), boundaries.end(),
                                       [](const Value& value) { return !is_zoned(value); });
    bool by_text = made_.kind_ == feel::Type::Kind::string && !constants_.ordered;
    made_.by_text_ = by_text;
    make_line(made_.line_, {boundaries.begin(), zoned}, by_text);
    make_line(made_.zoned_, {zoned, boundaries.end()}, false);
    bool timed = made_.kind_ == feel::Type::Kind::time || made_.kind_ == feel::Type::Kind::date_time;
    bool all_on_lines = !made_.line_.boundaries.empty() && (!timed || !made_.zoned_.boundaries.empty());
    if (by_text || !all_on_lines) add_rest();
  }

  std::size_t add_part(Part part) {
    made_.parts_.push_back(std::move(part));
    return made_.parts_.size() - 1;
  }

  void make_line(Partition::Line& line, std::vector<Value> boundaries, bool without_gaps) {
    auto same = [](const Value& a, const Value& b) { return !comes_before(a, b) && !comes_before(b, a); };
    boundaries.erase(std::unique(boundaries.begin(), boundaries.end(), same), boundaries.end());
    line.boundaries = std::move(boundaries);
    auto gap = [&](const Value& low, const Value& high) {
      auto example = without_gaps ? std::nullopt : feel::between(low, high);
      if (!example) return Partition::none;
      return add_part({Part::Kind::gap, low, high, std::move(*example), {}, true});
    };
    const Value no_end;
    for (std::size_t i = 0; i < line.boundaries.size(); ++i) {
      const Value& value = line.boundaries[i];
      line.gaps.push_back(gap(i == 0 ? no_end : line.boundaries[i - 1], value));
      line.values.push_back(add_part({Part::Kind::value, value, {}, value, {}, true}));
      if (without_gaps) made_.texts_.emplace(*value.string(), line.values.back());
      if (value.time() || value.date_time() || value.days_duration())
        line.moments.push_back(moment_of(value));
    }
    if (!line.boundaries.empty()) line.gaps.push_back(gap(line.boundaries.back(), no_end));
  }

  void add_rest() {
    Value example = plain_example(made_.kind_);
    if (made_.kind_ == feel::Type::Kind::string) {
      std::string text = *example.string();
      while (made_.texts_.contains(text)) text += '-';
      example = text;
    }
    // Times with a zone where the others are spoken for.
    bool zoned = !made_.line_.boundaries.empty();
    if (zoned && example.time()) example = feel::TimeOfDay{12, 0, 0, 0, {0, ""}};
    if (zoned && example.date_time()) example = feel::DateTime{{2026, 1, 1}, {12, 0, 0, 0, {0, ""}}};
    made_.rest_ = add_part({Part::Kind::rest, {}, {}, std::move(example), {}, true});
  }

  // What the cell says of each part, into truths_.
  void draw(const Cell& cell) {
    truths_.assign(made_.parts_.size(), Truth::no);
    switch (cell.form) {
      case Cell::Form::nothing:
        return;
      case Cell::Form::any:
        std::fill(truths_.begin(), truths_.end(), Truth::yes);
        return;
      case Cell::Form::positive:
      case Cell::Form::negative:
        break;
    }
    truths_[0] = tried(cell, Value());
    if (!can_be_drawn(cell)) {
      for (std::size_t part = 1; part < truths_.size(); ++part)
        truths_[part] = tried(cell, made_.parts_[part].example);
      return;
    }
    for (const ConstantTest& test : cell.tests) draw(test);
    if (cell.form == Cell::Form::positive) return;
    for (std::size_t part = 1; part < truths_.size(); ++part) {
      if (truths_[part] == Truth::unsure) continue;
      truths_[part] = truths_[part] == Truth::yes ? Truth::no : Truth::yes;
    }
  }

  Truth tried(const Cell& cell, const Value& value) const {
    feel::Evaluation evaluation;
    return truth_of(feel::passes(value, *cell.tree, feel::Scope{}, evaluation));
  }

  // Along one line of parts; what is rarer is found by trying the example of each part.
  bool can_be_drawn(const Cell& cell) const {
    if (cell.has_condition) return false;
    switch (made_.kind_) {
      case feel::Type::Kind::number:
      case feel::Type::Kind::string:
      case feel::Type::Kind::date:
      case feel::Type::Kind::days_duration:
      case feel::Type::Kind::months_duration:
        break;
      case feel::Type::Kind::any:
      case feel::Type::Kind::null:
      case feel::Type::Kind::boolean:
      case feel::Type::Kind::time:
      case feel::Type::Kind::date_time:
      case feel::Type::Kind::range:
      case feel::Type::Kind::list:
      case feel::Type::Kind::context:
      case feel::Type::Kind::function:
        return false;
    }
    auto is_own = [&](const Value& end) { return end.is_null() || is_of_column(end); };
    return std::all_of(cell.tests.begin(), cell.tests.end(), [&](const ConstantTest& test) {
      const feel::Range* range = test.constant.range();
      return range == nullptr || (is_own(range->low) && is_own(range->high));
    });
  }

  bool is_of_column(const Value& value) const { return type_kind_of(value.kind()) == made_.kind_; }

  void raise(std::size_t first, std::size_t end, Truth truth) {
    for (std::size_t part = first; part < end; ++part) truths_[part] = std::max(truths_[part], truth);
  }
  void raise_all(Truth truth) { raise(1, truths_.size(), truth); }

  void draw(const ConstantTest& test) {
    const Value& constant = test.constant;
    switch (test.form) {
      case ConstantTest::Form::comparison:
        draw_comparison(test.comparison, constant);
        return;
      case ConstantTest::Form::range:
        if (constant.is_null()) return raise_all(Truth::unsure);
        break;
      case ConstantTest::Form::literal:
      case ConstantTest::Form::expression:
        break;
    }
    if (constant.boolean()) {
      if (test.form != ConstantTest::Form::literal && constant.is_true()) raise_all(Truth::yes);
      return;
    }
    if (const feel::Range* range = constant.range()) return draw_range(*range);
    if (const feel::List* list = constant.list()) {
      for (const Value& item : *list) {
        const feel::Range* range = item.range();
        auto is_own = [&](const Value& end) { return end.is_null() || is_of_column(end); };
        if (range && is_own(range->low) && is_own(range->high)) draw_range(*range);
        if (is_of_column(item)) draw_comparison(Comparison::equal, item);
      }
      return;
    }
    draw_comparison(Comparison::equal, constant);
  }

  void draw_comparison(Comparison comparison, const Value& constant) {
    bool sameness = comparison == Comparison::equal || comparison == Comparison::not_equal;
    if (constant.is_null() && sameness)
      return raise_all(comparison == Comparison::not_equal ? Truth::yes : Truth::no);
    if (!is_of_column(constant)) return raise_all(Truth::unsure);
    std::size_t own = made_.part_of(constant);
    switch (comparison) {
      case Comparison::equal:
        return raise(own, own + 1, Truth::yes);
      case Comparison::not_equal:
        raise(1, own, Truth::yes);
        return raise(own + 1, truths_.size(), Truth::yes);
      case Comparison::less:
        return raise(1, own, Truth::yes);
      case Comparison::at_most:
        return raise(1, own + 1, Truth::yes);
      case Comparison::greater:
        return raise(own + 1, truths_.size(), Truth::yes);
      case Comparison::at_least:
        return raise(own, truths_.size(), Truth::yes);
    }
  }

  void draw_range(const feel::Range& range) {
    std::size_t first = 1;
    std::size_t end = truths_.size();
    if (!range.low.is_null())
      first = made_.part_of(range.low) + (range.low_end == feel::Range::End::open ? 1 : 0);
    if (!range.high.is_null())
      end = made_.part_of(range.high) + (range.high_end == feel::Range::End::open ? 0 : 1);
    raise(first, end, Truth::yes);
  }

  void mark_allowed(const Cell& list, Truth least) {
    draw(list);
    for (std::size_t part = 1; part < truths_.size(); ++part)
      made_.parts_[part].allowed = made_.parts_[part].allowed && truths_[part] >= least;
  }

  Constants constants_;
  Partition made_;
  std::vector<Truth> truths_;  // of the cell being drawn, by part
};

Result<Partition, BeyondPartition> Partition::of(const std::vector<feel::Tree>& cells, const feel::Type& type,
                                                 const feel::Tree& allowed) {
  return PartitionMaker().make(cells, type, allowed);
}

}  // namespace moteplass::dmn
