// BatchRun: one evaluation of a Batch over columns, in blocks of cases that stay in the cache. What it
// allocates is the workspace's, kept for the next. For one thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dmn/batch/batch.h"
#include "dmn/batch/batch_program.h"
#include "dmn/batch/column_line.h"
#include "dmn/run.h"

namespace moteplass::dmn {

// How much of a domain is laid out: how many rows, where those of each row around begin, and which row around
// each belongs to.
enum class DomainNeed : std::uint8_t { none, range, begins, parents };

struct Batch::Compiled {
  Model model;
  std::string decision;
  std::vector<std::pair<std::string, feel::Type>> roots;  // inputs and given decisions, by name
  BatchProgram program;
  std::vector<DomainNeed> domains;
  std::size_t most_items = 0;  // longer lists are left to the ordinary evaluator and its limits
};

struct Batch::Workspace::Held {
  // A column at work: what it holds for the rows of the block.
  struct Values {
    std::vector<Code16> codes;
    std::vector<std::int64_t> numbers;
    std::vector<std::int32_t> texts;
    const Code16* code = nullptr;
    const std::int64_t* number = nullptr;
    const std::int32_t* text = nullptr;
    int scale = 0;
    std::vector<std::int64_t> scaled;  // of to_number, at the run's scale
  };
  // The rows of a domain in the block.
  struct Rows {
    std::size_t first = 0;  // among all items of the column
    std::size_t count = 0;
    std::vector<std::uint32_t> begins;  // for each row of the parent and one more
    std::vector<std::uint32_t> parent, item;
  };
  // A fact, where the caller holds it, and what was worked out of its type.
  struct Bound {
    const Column* column = nullptr;
    ColumnLine allowed;  // of numbers and days: 1 where allowed
    std::int64_t least = 0, greatest = 0;
    bool one_interval = false;
    std::vector<Code16> words;  // by word and one before and behind: code, or 1 where allowed
  };
  std::shared_ptr<const Compiled> compiled;
  std::shared_ptr<const Dictionary> dictionary;
  std::size_t words_known = 0;
  std::vector<Values> values;
  std::vector<Rows> rows;
  std::vector<Bound> facts;
  std::vector<ColumnLine> lines;                // of nodes that are parts of amounts or days
  std::vector<std::vector<Code16>> text_parts;  // of nodes that are parts of texts
  std::vector<ColumnId> order;                  // of the program, without what these columns do not ask for
  std::vector<bool> needed;
  std::vector<std::uint32_t> indices;
  std::vector<std::uint8_t> flags;
  std::vector<std::uint32_t> answer_codes;
  std::vector<std::int64_t> answer_numbers;
  std::vector<feel::Value> distinct;
  std::optional<Run> run;
};

// Items of a list that are read or written at once, needed or not; most lists have no more.
inline constexpr std::size_t at_once = 4;

class BatchRun {
 public:
  BatchRun(const Batch::Compiled& compiled, Batch::Workspace::Held& held, const Columns& columns)
      : compiled_(compiled), program_(compiled.program), held_(held), columns_(columns) {}

  Result<Batch::Answers, BadColumn> evaluate(std::size_t first, std::size_t count);

 private:
  using Values = Batch::Workspace::Held::Values;
  using Rows = Batch::Workspace::Held::Rows;
  using Bound = Batch::Workspace::Held::Bound;
  enum class Went { well, into_trouble };

  // batch_bind.cpp: what is worked out once for a call
  std::optional<BadColumn> bind();
  void learn_words();
  void scale_numbers();
  void draw_lines();
  void leave_out();

  // batch_run.cpp
  Went run_block(std::size_t first, std::size_t count);
  void run_in_pieces(std::size_t first, std::size_t count);
  void evaluate_case(std::size_t row);
  Went lay_out(std::size_t first, std::size_t count);
  Went lay_out_own(DomainId domain);
  Went lay_out_loop(DomainId domain);
  std::uint32_t follow(std::uint32_t row, const std::vector<Hop>& hops) const;
  Went check(std::uint32_t fact);
  Went load(const BatchNode& node, Values& values);
  void blank_absent(const BatchFact& fact, Values& values, Held held);
  Went run(const BatchNode& node, ColumnId id);
  bool may_be_null(std::uint32_t list) const;

  // batch_steps.cpp
  void lookup(const BatchNode& node, Values& values, std::size_t count);
  void tuple(const BatchNode& node, Values& values, std::size_t count);
  Went part(const BatchNode& node, ColumnId id, Values& values, std::size_t count);
  Went compare(const BatchNode& node, Values& values, std::size_t count);
  Went calculate(const BatchNode& node, Values& values, std::size_t count);
  Went select(const BatchNode& node, Values& values, std::size_t count);
  void view(const BatchNode& node, Values& values, std::size_t count);
  void seen(const BatchNode& node, Values& values);
  Went sum(const BatchNode& node, Values& values);
  Went sum_where(const BatchNode& node, Values& values);
  void extreme(const BatchNode& node, Values& values);
  void count(const BatchNode& node, Values& values);

  const BatchFact& fact(std::uint32_t id) const { return program_.facts[id]; }
  Rows& rows(DomainId domain) { return held_.rows[domain]; }
  const Rows& rows(DomainId domain) const { return held_.rows[domain]; }
  Values& values(ColumnId id) { return held_.values[id]; }
  // Room for so many, and a little more for writes that run over.
  static Code16* room(std::vector<Code16>& codes, std::size_t count);
  static std::int64_t* room(std::vector<std::int64_t>& numbers, std::size_t count);

  const Batch::Compiled& compiled_;
  const BatchProgram& program_;
  Batch::Workspace::Held& held_;
  const Columns& columns_;
  std::size_t first_ = 0;  // case of the answers' first place
  std::size_t one_at_a_time_ = 0;
  std::optional<BadColumn> bad_;
  bool never_ = false;  // a boundary or scale that 64 bits do not hold: every case alone
};

}  // namespace moteplass::dmn
