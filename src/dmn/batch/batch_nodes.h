// BatchNodes: a BatchProgram in the making. Equal nodes are one node. Functions of codes are worked out here
// for all combinations, through functions of functions, so that a chain of conditions ends as one look-up.
//
// For one thread, while a program is made.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <unordered_map>

#include "dmn/batch/batch_program.h"

namespace moteplass::dmn {

class BatchNodes {
 public:
  // So many combinations of basic columns are worked out for one look-up, so many at the most where they
  // cannot be told by fewer.
  static constexpr std::size_t most_fused = std::size_t{1} << 14;
  static constexpr std::size_t most_looked_up = std::size_t{1} << 16;

  const BatchProgram& program() const { return program_; }
  const BatchNode& node(ColumnId id) const { return program_.nodes[id]; }
  ColumnId add(BatchNode node);
  ColumnId constant(feel::Value value);

  std::uint32_t fact(BatchFact fact);
  void check(std::uint32_t fact);
  DomainId domain(BatchDomain domain);
  // The one that lies within the other; nothing if neither does.
  std::optional<DomainId> deeper(DomainId a, DomainId b) const;
  ColumnId view(ColumnId column, Hop hop);
  // The column seen from a domain within its own.
  ColumnId lift(ColumnId column, DomainId domain);
  std::vector<Hop> hops(DomainId from, DomainId to_outer) const;

  // A function of codes, or nothing: too many combinations, too many values, columns that do not meet, or a
  // combination for which it says nothing.
  using OfCodes = std::function<std::optional<feel::Value>(std::span<const Code16>)>;
  std::optional<ColumnId> of_codes(const std::vector<ColumnId>& operands, const OfCodes& function);
  // The same of the values that the codes stand for.
  using OfValues = std::function<std::optional<feel::Value>(std::span<const feel::Value>)>;
  std::optional<ColumnId> of_values(const std::vector<ColumnId>& operands, const OfValues& function);

  // A code as a function of basic columns: which, and its code for each combination, the first slowest.
  struct Basis {
    std::vector<ColumnId> leaves;
    std::vector<Code16> table;  // empty: the leaf's own code
  };
  Basis basis_of(ColumnId column);
  // The code of `column` for each code of `of`, if that is all it depends on.
  std::optional<std::vector<Code16>> as_function_of(ColumnId column, ColumnId of);

  // The program for one answer, with only what it needs, ready to run.
  BatchProgram finish(ColumnId answer);

 private:
  ColumnId finished(ColumnId id);
  ColumnId finished_lookup(BatchNode lookup);
  std::optional<BatchNode> as_sum_where(const BatchNode& sum) const;
  void put_in_order(ColumnId id, std::vector<bool>& done);

  BatchProgram program_;
  std::unordered_multimap<std::size_t, ColumnId> known_;
  std::unordered_map<ColumnId, ColumnId> finished_;
};

}  // namespace moteplass::dmn
