// Partition: the ways a value can fall that the cells of one column can tell apart.
//
// A cell that compares with constants draws boundaries; between two boundaries every value is as good as any
// other. So a column has finitely many parts: null, each value that a cell names, the gaps between them, and,
// of texts and booleans, all the rest. In a part, each cell says the same of every value. This is what makes
// a table an index (evaluation), lets unknown facts be tried exhaustively (known and unknown) and makes the
// analysis of tables exact (check, diff).
//
// Immutable once made, readable by any thread. A column with a cell that is no comparison with constants has
// no partition; `of` says which cell and why.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "feel/syntax.h"
#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::dmn {

// Rows of a table, from 0, as a set of bits.
class RowSet {
 public:
  RowSet() = default;
  explicit RowSet(std::size_t rows, bool all = false);
  void add(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  void remove(std::size_t row) { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
  bool contains(std::size_t row) const { return ((words_[row / 64] >> (row % 64)) & 1) != 0; }
  bool empty() const;
  std::size_t count() const;
  bool intersects(const RowSet& other) const;
  // The first row at or after this one, or `rows()`.
  std::size_t next(std::size_t row) const;
  std::size_t rows() const { return rows_; }
  RowSet& operator&=(const RowSet& other);
  RowSet& operator|=(const RowSet& other);
  friend bool operator==(const RowSet&, const RowSet&) = default;
  const std::vector<std::uint64_t>& words() const { return words_; }

 private:
  std::size_t rows_ = 0;
  std::vector<std::uint64_t> words_;
};

// Of texts that are only tested for being the same, and of times with a zone where the cells name none (or
// the other way round), no order is needed: they are the rest.
struct Part {
  enum class Kind {
    null,   // the value null
    value,  // one value, in `low`
    gap,    // ordered values strictly between `low` and `high`; null: no end on that side
    rest,   // any value of the column's kind that no other part holds
  };
  Kind kind = Kind::rest;
  feel::Value low, high;
  feel::Value example;  // a value of the part, as plain as there is ("16", not "15.000001")
  RowSet rows;          // whose cell accepts the part
  // By the type of the column and its list of allowed values; null only where the type lists it, or the
  // column if the type has no list. A list that is no comparison with constants is taken to allow everything.
  bool allowed = true;
};

struct BeyondPartition {
  std::size_t row = 0;  // from 0
  feel::Position at;
  std::string reason;  // "compares with Alder, which is no constant"
};

class Partition {
 public:
  // `cells` are unary tests, one a row (none: accepts nothing); `type` is that of the input expression (Any:
  // taken from the constants that the cells name); `allowed` are the unary tests of inputValues, or none.
  // Besides literals a cell may name constant calls (`date("2020-01-01")`) and conditions on `?` that compare
  // it with constants.
  static Result<Partition, BeyondPartition> of(const std::vector<feel::Tree>& cells, const feel::Type& type,
                                               const feel::Tree& allowed);

  // In order: null, then by value from low to high, then the rest.
  const std::vector<Part>& parts() const { return parts_; }
  // The part a known value is in; `parts().size()` for a value of a kind the column does not hold. Does not
  // allocate.
  std::size_t part_of(const feel::Value& value) const;
  // Any only where no cell names a value other than null: then every value that is not null is in the rest.
  feel::Type::Kind kind() const { return kind_; }
  // False where a list of allowed values is no comparison with constants, so that `allowed` says too much.
  bool allowed_is_exact() const { return allowed_is_exact_; }

 private:
  friend class PartitionMaker;

  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

  // Boundaries from low to high with the part of each, and the parts between: gaps[i] lies below boundary i,
  // the last one above them all; `none` where no value fits in.
  struct Line {
    std::vector<feel::Value> boundaries;
    std::vector<Decimal> moments;  // of times and lengths of time in seconds, what they are compared by
    std::vector<std::size_t> values;
    std::vector<std::size_t> gaps;
  };

  template <class Key>
  std::size_t part_on(const Line& line, const Key& key) const;
  std::size_t part_at(const Line& line, Decimal moment) const;
  std::size_t at(std::size_t part) const { return part == none ? parts_.size() : part; }

  std::vector<Part> parts_;
  feel::Type::Kind kind_ = feel::Type::Kind::any;
  bool allowed_is_exact_ = true;
  Line line_;
  Line zoned_;  // times with a zone, which have no order with those without
  // Of texts without order; the keys live in the boundaries of `line_`, which are shared by copies.
  std::unordered_map<std::string_view, std::size_t> texts_;
  bool by_text_ = false;
  std::size_t rest_ = none;
};

// The value as FEEL reads it: dates, times and durations as `@"2026-03-14"`.
std::string literal_text(const feel::Value& value);
// The part as a unary test in FEEL: "< 18", "[15..18)", "\"a\"", "null"; the rest as "not(\"a\", \"b\")".
std::string to_string(const Part& part, const Partition& partition);

}  // namespace moteplass::dmn
