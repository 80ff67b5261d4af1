// BatchLowering: expressions to the columns of a BatchProgram (batch_program.h). What an expression comes to
// is a shape: a column, the record or list of facts at a path, a list made by a loop, a function.
//
// An expression that depends only on codes is not looked into: it is evaluated for every combination of them.
// Everything else is lowered by its form. The first construct that is beyond a batch is kept, with its place.
// For one thread, while a program is made.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dmn/batch/batch.h"
#include "dmn/batch/batch_nodes.h"
#include "dmn/definitions.h"
#include "dmn/run.h"
#include "dmn/table/decision_table.h"

namespace moteplass::dmn {

// Where facts stand: under which path, and how to get to their columns from the domain they are seen in.
struct FactPlace {
  std::string path;
  feel::Type type;
  DomainId domain = case_domain;  // where they are seen
  DomainId own = case_domain;     // where their columns are
  std::vector<Hop> hops;          // from the first to the second
  std::vector<std::uint32_t> within;
};

struct BatchShape {
  // beyond: `partial` within a loop
  enum class Kind { column, facts, list, function, import, beyond };
  Kind kind = Kind::column;
  ColumnId column = no_id;  // of a list: its state
  FactPlace place;          // of facts, a record or a list
  DomainId over = no_id;    // of a list that a loop made
  std::shared_ptr<const BatchShape> element;
  const Element* function = nullptr;  // of an import: the element that requires what it brings
  std::string import_name;
};

struct BatchScope {
  const BatchScope* outer = nullptr;
  const Element* element = nullptr;  // whose requirements are names too
  std::vector<std::pair<std::string, BatchShape>> names;
};

class BatchLowering {
 public:
  BatchLowering(const Program& program, std::vector<std::string> given)
      : program_(program), given_(std::move(given)), run_(program, Facts::standard, Telling::answer_only) {}

  // The column of the decision's answer, or why there is none.
  Result<ColumnId, BeyondBatch> lower_decision(const Element& decision);
  BatchNodes& nodes() { return nodes_; }

 private:
  friend class BatchLeaves;
  using Maybe = std::optional<BatchShape>;

  // What is wrong first is kept; nothing is returned, so that `return beyond(...)` reads well.
  std::nullopt_t beyond(feel::Position at, std::string reason);

  // batch_lower.cpp: names
  Maybe decide(const Element& decision);
  Maybe resolve(const std::string& name, const BatchScope& scope, feel::Position at, bool& found);
  Maybe required(const Element& element, feel::Position at);
  Maybe facts(const std::string& path, const feel::Type& type);
  Maybe facts_at(FactPlace place, feel::Position at);
  Maybe member(const BatchShape& source, const std::string& name, feel::Position at);
  ColumnId through(ColumnId column, const std::vector<Hop>& hops);
  void check_facts(const FactPlace& place, int depth);
  std::uint32_t presence_of(const FactPlace& place);
  std::uint32_t list_fact(const FactPlace& place);
  bool allow(BatchFact& fact, const feel::Type& type, feel::Position at);

  // batch_lower.cpp: forms
  Maybe lower(const feel::Tree& tree, const BatchScope& scope);
  Maybe lower_form(const feel::Tree& tree, const BatchScope& scope);
  Maybe call(const feel::Call& form, const BatchScope& scope, feel::Position at);
  Maybe call_knowledge(const Element& element, const feel::Call& form, const BatchScope& scope,
                       feel::Position at);
  Maybe typed(BatchShape shape, const feel::Type& type, feel::Typed::As as, feel::Position at);

  // batch_loops.cpp
  Maybe loop(const feel::Tree& tree, const BatchScope& scope);
  Maybe quantified(const feel::Tree& tree, const BatchScope& scope);
  Maybe items_of(const BatchShape& list, DomainId within, feel::Position at);
  Maybe items_of_facts(const FactPlace& place, DomainId within, feel::Position at);
  // `item`: what the list that is run through holds.
  Maybe run_through(const std::vector<feel::Iterator>& iterators, const feel::Tree& body,
                    const BatchScope& scope, feel::Position at, BatchShape* item = nullptr);
  Maybe quantify(feel::Quantifier quantifier, feel::QuantifiedIn in, ColumnId truth, const BatchShape& item,
                 const BatchShape& list, feel::Position at);
  Maybe reduced(Step step, const BatchShape& list, feel::Position at);
  Maybe contains(const BatchShape& list, ColumnId value, feel::Position at);
  std::optional<DomainId> domain_of(const feel::Tree& tree, const BatchScope& scope);
  DomainId domain_of(const BatchShape& shape) const;

  // batch_columns.cpp: operations on columns
  Maybe compare(feel::Comparison comparison, const BatchShape& left, const BatchShape& right,
                feel::Position at);
  Maybe calculate(feel::Arithmetic operation, ColumnId left, ColumnId right, feel::Position at);
  Maybe select(ColumnId condition, ColumnId consequence, ColumnId alternative, feel::Position at);
  Maybe membership(ColumnId column, const feel::Tree& tests, const BatchScope& scope, feel::Position at);
  Maybe compare_columns(feel::Comparison comparison, ColumnId left, ColumnId right, feel::Position at);
  enum class Parts { all, told_apart_by_rows };
  std::optional<ColumnId> part(ColumnId column, const Partition& partition, Parts parts, feel::Position at);
  std::optional<ColumnId> as_number(ColumnId column);
  std::optional<ColumnId> as_day(ColumnId column);
  std::optional<ColumnId> made_of(BatchNode node, feel::Position at);
  Maybe codes_of(const feel::Tree& form, const std::vector<ColumnId>& operands, feel::Position at);

  // batch_leaves.cpp: what depends on codes alone
  Maybe tabulated(const feel::Tree& tree, const BatchScope& scope, std::size_t most);
  bool is_pure(const Element& knowledge, int depth = 0);

  // batch_table.cpp
  Maybe table(const DecisionTable& table, const BatchScope& scope, feel::Position at);
  // A column of codes, and for each code the rows whose cells accept it.
  struct TableInput {
    ColumnId column = no_id;
    std::vector<RowSet> rows;
  };
  std::optional<TableInput> table_input(const DecisionTable& table, std::size_t column, ColumnId value,
                                        feel::Position at);
  Maybe large_table(const DecisionTable& table, const std::vector<ColumnId>& inputs, feel::Position at);
  std::optional<feel::Value> answer_of_rule(const DecisionTable& table, const TableRule* rule,
                                            feel::Position at);

  static BatchShape shape(ColumnId column) {
    BatchShape made;
    made.column = column;
    return made;
  }
  static BatchShape function_shape(const Element& knowledge) {
    BatchShape made;
    made.kind = BatchShape::Kind::function;
    made.function = &knowledge;
    return made;
  }
  const BatchNode& node(ColumnId id) const { return nodes_.node(id); }

  const Program& program_;
  std::vector<std::string> given_;
  Run run_;
  BatchNodes nodes_;
  std::map<const Element*, BatchShape> decided_;
  const Element* element_ = nullptr;
  int depth_ = 0;
  std::vector<const Element*> called_;  // functions that are being lowered
  std::map<const Element*, BeyondBatch> failed_;
  std::optional<BeyondBatch> beyond_;
};

}  // namespace moteplass::dmn
