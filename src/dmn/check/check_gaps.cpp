// What no rule covers, and rules that match together where they may not.
#include <algorithm>

#include "dmn/check/check_region.h"
#include "dmn/check/check_table.h"

namespace moteplass::dmn {
namespace {

constexpr std::size_t most_boxes = 2'000;
constexpr std::size_t most_gaps = 50;
constexpr std::size_t most_overlaps = 100;

std::string rules_text(std::size_t a, std::size_t b) {
  return "rules " + std::to_string(std::min(a, b) + 1) + " and " + std::to_string(std::max(a, b) + 1);
}

}  // namespace

void TableCheck::find_gaps() {
  // A value that no rule takes up is said once, not again in every combination.
  Box within = whole_box(axes_);
  std::vector<std::pair<Box, bool>> gaps;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    RowSet nobody(axes_[axis].places());
    RowSet others(axes_[axis].places());
    bool listed = (site_.column_types[axis].allowed() || table_.inputs[axis].allowed) &&
                  axes_[axis].partition && axes_[axis].partition->kind() == feel::Type::Kind::string;
    for (std::size_t place = 0; place < axes_[axis].places(); ++place) {
      bool taken = !axes_[axis].possible[place].empty();
      (taken ? others : nobody).add(place);
      if (!taken && listed)
        listed = axes_[axis].partition->parts()[axes_[axis].parts[place]].kind == Part::Kind::value;
    }
    if (nobody.empty() || others.empty()) continue;
    Box box = within;
    box[axis] = std::move(nobody);
    gaps.emplace_back(std::move(box), listed);
    within[axis] = std::move(others);
  }
  // What is left out on other axes is a gap of its own, and need not be kept out here.
  for (auto& [box, listed] : gaps)
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
      if (box[axis] == within[axis]) box[axis] = RowSet(axes_[axis].places(), true);

  Labelling covered(axes_, Matching::possible, within, RowSet(order_.size(), true), uncovered, steps_);
  std::vector<Box> boxes = covered.boxes(1, most_boxes);
  if (boxes.size() == most_boxes) complete_ = false;
  merge_boxes(boxes);
  for (Box& box : boxes) {
    for (std::size_t axis = 0; axis < axes_.size(); ++axis)
      if (box[axis] == within[axis]) box[axis] = RowSet(axes_[axis].places(), true);
    gaps.emplace_back(std::move(box), false);
  }
  if (gaps.empty()) return;

  if (!default_ && takes_one_rule()) {
    for (std::size_t i = 0; i < gaps.size() && i < most_gaps; ++i) report_gap(gaps[i].first, gaps[i].second);
    if (gaps.size() > most_gaps)
      note_limit(std::to_string(gaps.size() - most_gaps) + " more regions that no rule covers are not shown");
    return;
  }
  std::string regions = gaps.size() == 1 ? "one region" : std::to_string(gaps.size()) + " regions";
  std::string rest = default_ ? "the default output" : "nothing";
  switch (table_.aggregation) {
    case Aggregation::none:
      if (!default_) rest = "the empty list";
      break;
    case Aggregation::count:
      if (!default_) rest = "0";
      break;
    case Aggregation::sum:
    case Aggregation::min:
    case Aggregation::max:
      if (!default_) rest = "null";
      break;
  }
  bool is_null = rest == "null";
  Finding& finding = add(Finding::Kind::default_covers,
                         is_null ? Finding::Severity::warning : Finding::Severity::information, {},
                         "no rule applies in " + regions + ", where the answer is " + rest +
                             (gaps.size() == 1 ? "" : "; the first of them is shown"));
  place_at(finding, gaps.front().first);
}

void TableCheck::report_gap(const Box& box, bool unmentioned) {
  Finding& finding =
      add(unmentioned ? Finding::Kind::value_unmentioned : Finding::Kind::gap, Finding::Severity::error, {},
          unmentioned ? "no rule takes up what the column may hold" : "no rule covers this");
  place_at(finding, box);
  doubt_shared_facts(finding, box);
}

void TableCheck::find_overlaps() {
  switch (table_.hit_policy) {
    case HitPolicy::unique:
    case HitPolicy::any:
    case HitPolicy::priority:
      break;
    case HitPolicy::first:
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::collect:
      return;
  }
  std::size_t found = 0;
  for (std::size_t row = 0; row < order_.size(); ++row) {
    for (std::size_t other = row + 1; other < order_.size(); ++other) {
      if (table_.hit_policy != HitPolicy::unique && compare(outputs_[row], outputs_[other]) == Sameness::same)
        continue;
      if (table_.hit_policy == HitPolicy::priority && ranks_[row] && ranks_[other] &&
          ranks_[row] != ranks_[other])
        continue;
      auto common = common_box(boxes_[row], boxes_[other]);
      if (!common) continue;
      if (table_.hit_policy == HitPolicy::priority) common = undecided_part(row, *common);
      if (!common) continue;
      if (++found <= most_overlaps) report_overlap(row, other, *common);
    }
  }
  if (found > most_overlaps)
    note_limit(std::to_string(found - most_overlaps) + " more pairs of rules that overlap are not shown");
}

// The part of the box where no rule of higher priority steps in.
std::optional<Box> TableCheck::undecided_part(std::size_t row, const Box& common) {
  if (!ranked_) return common;
  RowSet better(order_.size());
  for (std::size_t i = 0; i < row; ++i)
    if (ranks_[i] != ranks_[row]) better.add(i);
  Labelling decided(axes_, Matching::certain, common, better, uncovered, steps_);
  std::vector<Box> boxes = decided.boxes(1, 1);
  return boxes.empty() ? std::nullopt : std::optional(std::move(boxes.front()));
}

void TableCheck::report_overlap(std::size_t row, std::size_t other, const Box& common) {
  bool certain = true;
  for (const Axis& axis : axes_)
    if (!axis.partition)
      certain = certain && axis.certain.front().contains(row) && axis.certain.front().contains(other);
  Sameness sameness = compare(outputs_[row], outputs_[other]);
  std::string apply = certain ? " both apply" : " may both apply";
  std::string message = rules_text(rule_of(row), rule_of(other)) + apply;
  if (table_.hit_policy == HitPolicy::unique) {
    message += ", where only one rule may";
    if (sameness == Sameness::same) message += "; their outputs are the same";
  } else {
    certain = certain && sameness == Sameness::different;
    message +=
        sameness == Sameness::different ? ", and their outputs differ" : ", and their outputs may differ";
    if (table_.hit_policy == HitPolicy::priority) message += " while neither goes before the other";
  }
  Finding& finding =
      add(Finding::Kind::overlap, certain ? Finding::Severity::error : Finding::Severity::warning,
          {row, other}, std::move(message));
  finding.certain = certain;
  place_at(finding, common);
  doubt_shared_facts(finding, common);
}

}  // namespace moteplass::dmn
