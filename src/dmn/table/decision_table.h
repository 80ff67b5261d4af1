// Decision tables (DMN 1.5, 8.2 and 8.3) as a form of expression: as read, and as compiled (table_code.h).
//
// Immutable, shared, readable by any thread.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "feel/compile.h"
#include "feel/syntax.h"
#include "feel/type.h"

namespace moteplass::dmn {

enum class HitPolicy { unique, any, priority, first, rule_order, output_order, collect };
// Whether a rule that matches alone gives the answer as it stands: neither ranked nor collected.
bool takes_one_rule(HitPolicy policy);
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

struct DecisionTable final : feel::ExtensionForm, std::enable_shared_from_this<DecisionTable> {
  HitPolicy hit_policy = HitPolicy::unique;
  Aggregation aggregation = Aggregation::none;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<std::string> annotation_names;
  std::vector<TableRule> rules;

  std::shared_ptr<const feel::CompiledExtension> compile(feel::Compiler& compiler) const override;
};

// The table that an expression is, behind any declared type; nullptr if it is another form.
const DecisionTable* table_of(const feel::Tree& tree);

}  // namespace moteplass::dmn
