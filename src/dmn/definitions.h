// A decision model as read: what `read_xml` makes and `Run` evaluates. Mirrors the metamodel of DMN 1.5
// (chapters 6, 7, 8 and 10.2), with all FEEL parsed and all references resolved.
//
// Immutable once read, owned by Model, readable by any thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dmn/dmn.h"
#include "feel/syntax.h"
#include "feel/type.h"

namespace moteplass::dmn {

struct Boxed;
using BoxedPtr = std::shared_ptr<const Boxed>;

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
enum class Aggregation { none, sum, count, min, max };

// 8.3.1: an input column. `text` is the expression as written.
struct InputClause {
  std::string text;
  feel::Tree expression;
  feel::Type type;
  feel::Tree allowed;  // unary tests, or none
};

struct OutputClause {
  std::string name;
  feel::Type type;
  feel::Tree allowed;                   // unary tests, or none
  std::vector<feel::Tree> by_priority;  // the allowed values as listed, the first weighs most
  feel::Tree default_output;            // or none
};

struct TableRule {
  feel::Position at;
  std::string id;
  std::vector<feel::Tree> tests;
  std::vector<feel::Tree> outputs;
  std::vector<std::string> annotations;
};

struct DecisionTable {
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<std::string> annotation_names;
  std::vector<TableRule> rules;
};

struct BoxedLiteral {
  feel::Tree tree;
};
struct BoxedInvocation {
  BoxedPtr function;
  std::vector<std::pair<std::string, BoxedPtr>> arguments;
};
// An entry without a name is the result (10.2.1.4).
struct BoxedContext {
  struct Entry {
    std::string name;
    feel::Type type;
    BoxedPtr value;
  };
  std::vector<Entry> entries;
};
struct BoxedList {
  std::vector<BoxedPtr> items;
};
struct BoxedRelation {
  std::vector<std::string> columns;
  std::vector<std::vector<BoxedPtr>> rows;
};
struct BoxedFunction {
  std::vector<feel::FormalParameter> parameters;
  BoxedPtr body;  // none for an external function
};
struct BoxedConditional {
  BoxedPtr condition, consequence, alternative;
};
struct BoxedFilter {
  BoxedPtr source, condition;
};
struct BoxedIterator {
  enum class Kind { loop, some, every };
  Kind kind;
  std::string variable;
  BoxedPtr domain, body;
};

struct Boxed {
  feel::Position at;
  feel::Type type;
  std::variant<BoxedLiteral, DecisionTable, BoxedInvocation, BoxedContext, BoxedList, BoxedRelation,
               BoxedFunction, BoxedConditional, BoxedFilter, BoxedIterator>
      form;
};

// What a decision, a function or a service builds on, and the import it came by ("" for this model).
struct Element;
struct Requirement {
  const Element* element = nullptr;
  std::string import_name;
};

struct Definitions;

// 6.3: an input, a decision, a business knowledge model or a decision service.
struct Element {
  enum class Kind { input, decision, knowledge, service };
  Kind kind = Kind::input;
  std::string id;
  std::string name;
  feel::Position at;
  std::string type_text;
  feel::Type type;
  std::vector<Requirement> requirements;  // of a service: none
  BoxedPtr logic;                         // of a decision; of knowledge, a BoxedFunction
  // Of a service (6.3.9).
  std::vector<Requirement> outputs, input_decisions, input_data;
  const Definitions* home = nullptr;
};

struct Import {
  std::string name;
  std::string name_space;
  std::shared_ptr<const Definitions> definitions;
};

struct Definitions : std::enable_shared_from_this<Definitions> {
  std::string file;
  std::string name;
  std::string name_space;
  std::vector<Import> imports;
  std::vector<std::pair<std::string, feel::Type>> types;  // by name
  std::vector<std::unique_ptr<Element>> elements;
  std::vector<Diagnostic> warnings;

  const Element* find(Element::Kind kind, std::string_view name) const;
  const Element* find_id(std::string_view id) const;
};

}  // namespace moteplass::dmn
