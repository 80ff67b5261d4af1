// Batch: a decision compiled for whole columns of facts. For tens of millions of cases, where evaluating one
// at a time (dmn.h) is too slow; the answers are the same, case by case, but without reasons.
//
//   auto batch = Batch::compile(*model, "Reaksjon");
//   Batch::Workspace workspace;
//   auto answers = batch->evaluate(columns, workspace);      // Columns: column_facts.h
//   answers->distinct[answers->codes[i]];                    // of case i
//
// A Batch is immutable and shared by any number of threads; each has a workspace of its own, which keeps what
// it has allocated, so that further calls of the same size allocate nothing. Where a block of cases holds
// something that the columns cannot do (a sum beyond 64 bits, a value outside its type), its cases are
// evaluated one at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dmn/batch/column_facts.h"
#include "dmn/dmn.h"
#include "feel/syntax.h"

namespace moteplass::dmn {

struct BeyondBatch {
  std::string element;  // the decision or function where it stands
  feel::Position at;
  std::string reason;
};

class Batch {
 public:
  class Workspace;

  // `given` are decisions whose answers are handed in as facts, as dmn::evaluate takes an entry named like a
  // decision. Beyond: decision services, decisions of imports, dates and times that are calculated with,
  // texts that are built from facts, answers that are lists of facts, and what else it names.
  static Result<Batch, BeyondBatch> compile(const Model& model, std::string_view decision,
                                            std::vector<std::string> given = {});

  // An answer is distinct[codes[i]] unless `numbers` is set: then it is numbers[i] of 10^-scale (null_number
  // for null), but where codes[i] is not 0, distinct[codes[i]]. Good until the workspace is used again.
  struct Answers {
    std::span<const std::uint32_t> codes;
    std::span<const feel::Value> distinct;
    std::span<const std::int64_t> numbers;
    int scale = 0;
    std::size_t one_at_a_time = 0;  // cases that were evaluated so

    feel::Value at(std::size_t row) const;
  };
  // The values that dmn::evaluate gives under standard semantics for the cases from `first`, `count` of them,
  // a component without a column being null.
  Result<Answers, BadColumn> evaluate(const Columns& facts, Workspace& workspace, std::size_t first = 0,
                                      std::size_t count = static_cast<std::size_t>(-1)) const;

  const Model& model() const;
  const std::string& decision() const;

 private:
  friend class BatchRun;
  struct Compiled;
  explicit Batch(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

class Batch::Workspace {
 public:
  Workspace();
  ~Workspace();
  Workspace(Workspace&&) noexcept;
  Workspace& operator=(Workspace&&) noexcept;

 private:
  friend class Batch;
  friend class BatchRun;
  struct Held;
  std::unique_ptr<Held> held_;
};

}  // namespace moteplass::dmn
