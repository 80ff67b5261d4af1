// ColumnLine: a Partition laid out over the whole numbers of a column at its scale (or over days), so that
// the part of a value is found without branches. Immutable once made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "dmn/batch/column_facts.h"
#include "dmn/table/partition.h"

namespace moteplass::dmn {

class ColumnLine {
 public:
  ColumnLine() = default;
  // `codes`: what each part of the partition is called.
  ColumnLine(const Partition& partition, int scale, std::span<const std::uint16_t> codes);

  // False where a boundary is beyond 64 bits at this scale; then it must not be asked.
  bool is_valid() const { return valid_; }
  int scale() const { return scale_; }
  std::uint16_t code_of_null() const { return null_code_; }

  void codes_of(const std::int64_t* values, std::size_t count, std::uint16_t* codes) const;
  // Least and greatest of the values whose code is `code`; false if there are others between.
  bool bounds_of(std::uint16_t code, std::int64_t& least, std::int64_t& greatest) const;

 private:
  std::uint16_t code_of(std::int64_t value) const {
    auto place = std::upper_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin();
    return codes_[static_cast<std::size_t>(place)];
  }

  // Code i is that of values from bounds i - 1 to before bounds i.
  std::vector<std::int64_t> bounds_;
  std::vector<std::uint16_t> codes_;
  std::vector<std::uint16_t>
      direct_;  // codes from just below the first bound to the last, where they are near
  std::uint16_t null_code_ = 0;
  int scale_ = -1;
  bool valid_ = false;
};

}  // namespace moteplass::dmn
