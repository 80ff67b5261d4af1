// Grid: a decision table seen as boxes. Each input column is an axis of parts (partition.h), each rule a box
// of parts, and questions about the table ("what does no rule cover?") are answered by walking the axes with
// the rules still in play, never by listing all combinations: places with the same rules are walked once, and
// branches that come to the same are one.
//
// Exact for columns that have a partition. A column that has none is one place where every rule may match
// (`possible`), but only rules that do not look at it surely do (`certain`). For one thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dmn/table/partition.h"

namespace moteplass::dmn {

// Work that may still be done on one table.
struct Steps {
  std::int64_t left = 2'000'000;
  bool exhausted() const { return left < 0; }
};

struct Axis {
  std::string name;                    // what people call the column
  std::optional<Partition> partition;  // none: beyond
  std::vector<std::size_t> parts;      // of the partition, those a value may be in; the places on the axis
  std::vector<RowSet> possible;        // by place, the rows that may match there
  std::vector<RowSet> certain;         // and those that do whatever else is unknown

  std::size_t places() const { return possible.size(); }
};
Axis axis_of(std::string name, Partition partition, std::vector<std::size_t> parts);
Axis axis_beyond(std::string name, const std::vector<feel::Tree>& cells);

// Per axis, a set of places.
using Box = std::vector<RowSet>;
Box whole_box(const std::vector<Axis>& axes);
Box box_of_row(const std::vector<Axis>& axes, std::size_t row);
// Nothing if the boxes have no place in common on some axis.
std::optional<Box> common_box(const Box& a, const Box& b);
// Boxes that differ on one axis alone put together, as long as there are any.
void merge_boxes(std::vector<Box>& boxes);

enum class Matching { possible, certain };

// Labels every point 1 where none of the rows is left, else 0.
std::optional<int> uncovered(const RowSet& left, const RowSet& always);

// Labels every point of a box by the rows that match there.
class Labelling {
 public:
  // The label of all points that these rows are left for; none if that depends on the axes still to come.
  // `always` are the rows that match whatever these hold: behind the last axis, all rows.
  using Decide = std::function<std::optional<int>(const RowSet& left, const RowSet& always)>;

  Labelling(const std::vector<Axis>& axes, Matching matching, Box within, const RowSet& rows, Decide decide,
            Steps& steps);

  // Every label that some point has, in order; of no use where the steps ran out.
  std::vector<int> labels() const;
  // The points with this label as boxes that do not overlap, not more than `most`.
  std::vector<Box> boxes(int label, std::size_t most) const;

 private:
  struct Branch {
    int child;
    RowSet places;
    friend bool operator==(const Branch&, const Branch&) = default;
  };
  struct Node {
    std::size_t axis;
    std::vector<Branch> branches;
  };
  struct Hash {
    std::size_t operator()(const RowSet& rows) const;
  };

  static constexpr int unknown = -1'000'000;
  static int leaf(int label) { return -1 - label; }

  int explore(std::size_t axis, const RowSet& left);
  int node_of(std::size_t axis, std::vector<Branch> branches);
  void add_boxes(int node, int label, std::size_t most, Box& box, std::vector<Box>& boxes) const;
  const std::vector<RowSet>& rows_on(std::size_t axis) const {
    return matching_ == Matching::possible ? axes_[axis].possible : axes_[axis].certain;
  }

  const std::vector<Axis>& axes_;
  Matching matching_;
  Box within_;
  Decide decide_;
  Steps& steps_;
  std::vector<RowSet> always_;
  std::vector<Node> nodes_;
  std::vector<std::unordered_map<RowSet, int, Hash>> known_;  // by axis
  std::map<std::vector<std::uint64_t>, int> made_;            // nodes by what they consist of
  int root_ = unknown;
};

}  // namespace moteplass::dmn
