// BatchProgram: a decision lowered to operations on columns (batch.h): what batch_lower.cpp makes and
// batch_run.cpp runs. A node is one column. It stands in a domain: the cases, or the items of a list within
// an outer domain.
//
// Most columns are codes: numbers of the finitely many values that an expression can have. Whatever depends
// on codes alone was evaluated for every combination of them when the program was made, by the ordinary
// evaluator, and is a look-up. What has no such list (amounts, days, free texts) is held as it is until
// something is decided by it.
//
// Immutable once made, shared by any number of threads.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dmn/table/partition.h"
#include "feel/syntax.h"
#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::dmn {

using ColumnId = std::uint32_t;
using DomainId = std::uint32_t;
using Code16 = std::uint16_t;
inline constexpr std::uint32_t no_id = ~std::uint32_t{0};
inline constexpr DomainId case_domain = 0;
// More values than this are not numbered.
inline constexpr std::size_t most_codes = 0xFFFE;
inline constexpr Code16 no_code = 0xFFFF;

enum class Held : std::uint8_t { code, number, text, day };

// How to get from a row of a domain to the row that something else stands in.
struct Hop {
  enum class To : std::uint8_t {
    parent,
    item
  };  // item: of the list's own domain, which holds each item once
  DomainId domain;
  To to;
  friend bool operator==(const Hop&, const Hop&) = default;
};

// The items of a list, for each row of the parent domain. It is the list's own domain if the parent is where
// the list stands; otherwise every row of the parent runs through the items anew (a loop within a loop).
struct BatchDomain {
  DomainId parent = no_id;
  std::uint32_t list = no_id;  // fact
  std::vector<Hop> hops;       // from the parent to where the list stands; none: the list's own domain
  DomainId own = no_id;        // the list's own domain
};

// A column that the caller hands in.
struct BatchFact {
  enum class Kind : std::uint8_t { truth, listed_text, text, number, day, presence, list };
  Kind kind = Kind::truth;
  std::string path;
  DomainId domain = case_domain;
  std::vector<std::uint32_t> within;         // facts: presence of the contexts around it, in the same row
  std::vector<feel::Value> listed;           // of listed_text: the values by code, null first
  std::shared_ptr<const Partition> allowed;  // what a value may be; none: anything
};

enum class Step : std::uint8_t {
  fact,       // `fact`
  constant,   // `values`, of one code
  lookup,     // `operands` -> `table`
  tuple,      // `operands` counted up, the first slowest: only made when a program is finished
  to_number,  // a: code -> `numbers` at `scale`
  to_day,
  part,       // a -> the parts of `partition`, as `part_codes` numbers them
  compare,    // a, b: numbers, days or texts; `small`: Comparison -> null, false, true
  calculate,  // a, b: numbers; `small`: Arithmetic
  select,     // a: code, not 0 where it is so; b, c
  view,       // a, of where `hop` leads
  seen,   // a: code in an inner domain -> the set of codes among the items, as bits; past the sets: null list
  state,  // of list `fact`: null, empty, with items
  sum,    // a: number in an inner domain; of this and the next, b: the list's state
  // Within a loop over one list, a sum over another in the same case, of c where `table` of operands[0]
  // (outside) and operands[1] (of the item) is `small`, else 0. Made of the others when a program is
  // finished.
  sum_where,
  min,
  max,
  count,  // of list `fact`
};

struct BatchNode {
  Step step = Step::constant;
  Held held = Held::code;
  std::uint8_t small = 0;
  DomainId domain = case_domain;
  ColumnId a = no_id, b = no_id, c = no_id;
  std::uint32_t fact = no_id;
  Hop hop{no_id, Hop::To::parent};
  DomainId over = no_id;  // of seen, sum, min, max: the domain run through
  std::vector<ColumnId> operands;
  std::vector<Code16> table;
  std::vector<std::int64_t> numbers;  // null_number for null
  int scale = 0;
  std::shared_ptr<const Partition> partition;
  std::vector<Code16> part_codes;
  std::vector<feel::Value> values;  // of codes: what each stands for
  std::size_t codes = 0;            // how many there are; `seen` has no values
  friend bool operator==(const BatchNode&, const BatchNode&) = default;
};

struct BatchProgram {
  std::vector<BatchNode> nodes;  // operands come before what uses them
  std::vector<BatchDomain> domains{BatchDomain{}};
  std::vector<BatchFact> facts;
  std::vector<std::uint32_t> checks;  // facts that are held against `allowed` and nothing more
  std::vector<ColumnId> order;        // what is to be run
  ColumnId answer = no_id;
};

}  // namespace moteplass::dmn
