#include "dmn/check/check_grid.h"

#include <algorithm>
#include <set>

namespace moteplass::dmn {

Axis axis_of(std::string name, Partition partition, std::vector<std::size_t> parts) {
  Axis axis{std::move(name), std::move(partition), std::move(parts), {}, {}};
  for (std::size_t part : axis.parts) axis.possible.push_back(axis.partition->parts()[part].rows);
  axis.certain = axis.possible;
  return axis;
}

Axis axis_beyond(std::string name, const std::vector<feel::Tree>& cells) {
  RowSet possible(cells.size());
  RowSet certain(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (!cells[row]) continue;
    possible.add(row);
    const auto* tests = std::get_if<feel::UnaryTests>(&cells[row]->form);
    if (tests && tests->form == feel::UnaryTests::Form::any) certain.add(row);
  }
  return {std::move(name), std::nullopt, {}, {possible}, {certain}};
}

Box whole_box(const std::vector<Axis>& axes) {
  Box box;
  for (const Axis& axis : axes) box.emplace_back(axis.places(), true);
  return box;
}

Box box_of_row(const std::vector<Axis>& axes, std::size_t row) {
  Box box;
  for (const Axis& axis : axes) {
    RowSet& places = box.emplace_back(axis.places());
    for (std::size_t place = 0; place < axis.places(); ++place)
      if (axis.possible[place].contains(row)) places.add(place);
  }
  return box;
}

std::optional<Box> common_box(const Box& a, const Box& b) {
  Box common = a;
  for (std::size_t axis = 0; axis < common.size(); ++axis) {
    common[axis] &= b[axis];
    if (common[axis].empty()) return std::nullopt;
  }
  return common;
}

namespace {

// Puts `b` into `a` if they differ on one axis at most.
bool merge_into(Box& a, const Box& b) {
  std::optional<std::size_t> differing;
  for (std::size_t axis = 0; axis < a.size(); ++axis) {
    if (a[axis] == b[axis]) continue;
    if (differing) return false;
    differing = axis;
  }
  if (differing) a[*differing] |= b[*differing];
  return true;
}

}  // namespace

void merge_boxes(std::vector<Box>& boxes) {
  bool merged = true;
  while (merged) {
    merged = false;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t j = boxes.size(); j-- > i + 1;) {
        if (!merge_into(boxes[i], boxes[j])) continue;
        boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
        merged = true;
      }
    }
  }
}

std::optional<int> uncovered(const RowSet& left, const RowSet& always) {
  if (left.empty()) return 1;
  if (left.intersects(always)) return 0;
  return std::nullopt;
}

std::size_t Labelling::Hash::operator()(const RowSet& rows) const {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (std::uint64_t word : rows.words()) hash = (hash ^ word ^ (word >> 29)) * 0x9e3779b97f4a7c15;
  return hash ^ (hash >> 32);
}

Labelling::Labelling(const std::vector<Axis>& axes, Matching matching, Box within, const RowSet& rows,
                     Decide decide, Steps& steps)
    : axes_(axes),
      matching_(matching),
      within_(std::move(within)),
      decide_(std::move(decide)),
      steps_(steps),
      always_(axes.size() + 1, RowSet(rows.rows(), true)),
      known_(axes.size()) {
  for (std::size_t axis = axes.size(); axis-- > 0;) {
    always_[axis] = always_[axis + 1];
    for (std::size_t place = within_[axis].next(0); place < within_[axis].rows();
         place = within_[axis].next(place + 1))
      always_[axis] &= rows_on(axis)[place];
  }
  root_ = explore(0, rows);
}

int Labelling::explore(std::size_t axis, const RowSet& left) {
  if (auto label = decide_(left, always_[axis])) return leaf(*label);
  if (steps_.exhausted() || axis == axes_.size()) return unknown;
  if (auto found = known_[axis].find(left); found != known_[axis].end()) return found->second;
  std::vector<Branch> branches;
  const RowSet& places = within_[axis];
  for (std::size_t place = places.next(0); place < places.rows(); place = places.next(place + 1)) {
    --steps_.left;
    RowSet remaining = left;
    remaining &= rows_on(axis)[place];
    int child = explore(axis + 1, remaining);
    auto same = std::find_if(branches.begin(), branches.end(),
                             [&](const Branch& branch) { return branch.child == child; });
    if (same == branches.end()) {
      branches.push_back({child, RowSet(places.rows())});
      same = branches.end() - 1;
    }
    same->places.add(place);
  }
  int node = branches.size() == 1 ? branches.front().child : node_of(axis, std::move(branches));
  known_[axis].emplace(left, node);
  return node;
}

int Labelling::node_of(std::size_t axis, std::vector<Branch> branches) {
  std::vector<std::uint64_t> key{axis};
  for (const Branch& branch : branches) {
    key.push_back(static_cast<std::uint64_t>(branch.child));
    key.insert(key.end(), branch.places.words().begin(), branch.places.words().end());
  }
  auto [found, fresh] = made_.emplace(std::move(key), static_cast<int>(nodes_.size()));
  if (fresh) nodes_.push_back({axis, std::move(branches)});
  return found->second;
}

std::vector<int> Labelling::labels() const {
  std::set<int> labels;
  auto add = [&](int node) {
    if (node < 0 && node != unknown) labels.insert(-1 - node);
  };
  add(root_);
  for (const Node& node : nodes_)
    for (const Branch& branch : node.branches) add(branch.child);
  return {labels.begin(), labels.end()};
}

std::vector<Box> Labelling::boxes(int label, std::size_t most) const {
  std::vector<Box> boxes;
  Box box = within_;
  add_boxes(root_, label, most, box, boxes);
  return boxes;
}

void Labelling::add_boxes(int node, int label, std::size_t most, Box& box, std::vector<Box>& boxes) const {
  if (boxes.size() >= most) return;
  if (node == leaf(label)) boxes.push_back(box);
  if (node < 0) return;
  const Node& of = nodes_[static_cast<std::size_t>(node)];
  for (const Branch& branch : of.branches) {
    RowSet whole = box[of.axis];
    box[of.axis] = branch.places;
    add_boxes(branch.child, label, most, box, boxes);
    box[of.axis] = std::move(whole);
  }
}

}  // namespace moteplass::dmn
