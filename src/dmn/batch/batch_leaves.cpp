#include "dmn/batch/batch_leaves.h"

#include <algorithm>

#include "feel/compile.h"
#include "feel/machine.h"

namespace moteplass::dmn {

using feel::Tree;
using feel::Value;

// Each yields the form with its parts rewritten.
struct BatchLeaves::Forms {
  BatchLeaves& in;

  template <class Form>
  static std::optional<Tree> made(const Tree& from, Form form) {
    return std::make_shared<const feel::Expression>(
        feel::Expression{from->at, std::move(form), from->mentions_input});
  }
  // Rewrites the parts in place; false if one cannot be.
  template <class... Parts>
  bool parts(Parts&... trees) {
    auto one = [&](Tree& tree) {
      auto rewritten = in.rewrite(tree);
      if (rewritten) tree = *rewritten;
      return rewritten.has_value();
    };
    return (one(trees) && ...);
  }
  bool part_list(std::vector<Tree>& trees) {
    auto rewritten = in.all(trees);
    if (rewritten) trees = *std::move(rewritten);
    return rewritten.has_value();
  }

  bool operator()(feel::Literal&) { return true; }
  bool operator()(feel::Name&) { return true; }
  bool operator()(feel::Negation& form) { return parts(form.operand); }
  bool operator()(feel::Calculation& form) { return parts(form.left, form.right); }
  bool operator()(feel::Compare& form) { return parts(form.left, form.right); }
  bool operator()(feel::Conjunction& form) { return parts(form.left, form.right); }
  bool operator()(feel::Disjunction& form) { return parts(form.left, form.right); }
  bool operator()(feel::Between& form) { return parts(form.operand, form.low, form.high); }
  bool operator()(feel::Membership& form) { return parts(form.operand, form.tests); }
  bool operator()(feel::InstanceOf& form) { return parts(form.operand); }
  bool operator()(feel::Conditional& form) {
    return parts(form.condition, form.consequence, form.alternative);
  }
  bool operator()(feel::Loop& form) { return iterators(form.iterators) && within({"partial"}, form.body); }
  bool operator()(feel::Quantified& form) { return iterators(form.iterators) && parts(form.body); }
  bool operator()(feel::Path& form) { return parts(form.source); }
  // Any name in the condition may be a member of the items, so nothing from outside may be renamed in it.
  bool operator()(feel::Filter& form) {
    if (!parts(form.source)) return false;
    auto taken = in.columns_.size();
    return within({"item"}, form.condition) && in.columns_.size() == taken;
  }
  bool operator()(feel::Call& form) { return parts(form.function) && part_list(form.arguments); }
  bool operator()(feel::RangeOf& form) { return parts(form.low, form.high); }
  bool operator()(feel::ListOf& form) { return part_list(form.items); }
  bool operator()(feel::ContextOf& form) {
    std::size_t outside = in.bound_.size();
    for (auto& [name, value] : form.entries) {
      if (!parts(value)) return false;
      if (form.see == feel::EntriesSee::earlier_entries) in.bound_.push_back(name);
    }
    bool fine = parts(form.result);
    in.bound_.resize(outside);
    return fine;
  }
  bool operator()(feel::FunctionOf& form) {
    std::vector<std::string> names;
    for (const auto& parameter : form.parameters) names.push_back(parameter.name);
    return within(names, form.body);
  }
  bool operator()(feel::Test& form) { return parts(form.operand); }
  bool operator()(feel::UnaryTests& form) { return part_list(form.tests); }
  bool operator()(feel::Typed& form) { return parts(form.value); }
  bool operator()(feel::Extension& form) {
    const auto* table = dynamic_cast<const DecisionTable*>(form.form.get());
    if (table == nullptr) return false;
    auto copy = std::make_shared<DecisionTable>(*table);
    for (InputClause& clause : copy->inputs)
      if (!parts(clause.expression)) return false;
    in.bound_.emplace_back("?");
    bool fine = true;
    for (InputClause& clause : copy->inputs) fine = fine && parts(clause.allowed);
    for (TableRule& rule : copy->rules) fine = fine && part_list(rule.tests);
    for (OutputClause& clause : copy->outputs) fine = fine && parts(clause.allowed);
    in.bound_.pop_back();
    for (OutputClause& clause : copy->outputs)
      fine = fine && parts(clause.default_output) && part_list(clause.by_priority);
    for (TableRule& rule : copy->rules) fine = fine && part_list(rule.outputs);
    form.form = std::move(copy);
    return fine;
  }

 private:
  bool within(const std::vector<std::string>& names, Tree& body) {
    std::size_t outside = in.bound_.size();
    in.bound_.insert(in.bound_.end(), names.begin(), names.end());
    bool fine = parts(body);
    in.bound_.resize(outside);
    return fine;
  }
  // Their names stay bound until the whole form is done.
  bool iterators(std::vector<feel::Iterator>& all) {
    for (feel::Iterator& iterator : all) {
      if (!parts(iterator.domain, iterator.until)) return false;
      in.bound_.push_back(iterator.name);
    }
    return true;
  }
};

bool BatchLeaves::is_bound(const std::string& name) const {
  return std::find(bound_.begin(), bound_.end(), name) != bound_.end();
}

std::optional<std::vector<Tree>> BatchLeaves::all(const std::vector<Tree>& trees) {
  std::vector<Tree> made;
  for (const Tree& tree : trees) {
    auto rewritten = rewrite(tree);
    if (!rewritten) return std::nullopt;
    made.push_back(*std::move(rewritten));
  }
  return made;
}

std::optional<Tree> BatchLeaves::taken(const BatchShape& shape, const Tree& tree) {
  auto stands = lowering_.domain_of(shape);
  if (domain_) domain_ = lowering_.nodes().deeper(*domain_, stands);
  if (wanted_ == Wanted::domain) return tree;
  if (shape.kind == BatchShape::Kind::function) {
    if (!lowering_.is_pure(*shape.function)) return std::nullopt;
    auto place = std::find(functions_.begin(), functions_.end(), shape.function);
    auto name = function_name(static_cast<std::size_t>(place - functions_.begin()));
    if (place == functions_.end()) functions_.push_back(shape.function);
    return feel::make_tree(tree->at, feel::Name{std::move(name)});
  }
  if (shape.kind != BatchShape::Kind::column) return std::nullopt;
  const BatchNode& column = lowering_.nodes().node(shape.column);
  if (column.held != Held::code || column.values.empty()) return std::nullopt;
  auto place = std::find(columns_.begin(), columns_.end(), shape.column);
  std::string name = "@" + std::to_string(place - columns_.begin());
  if (place == columns_.end()) columns_.push_back(shape.column);
  return feel::make_tree(tree->at, feel::Name{std::move(name)});
}

// A name, or members of what a name means.
std::optional<Tree> BatchLeaves::leaf(const Tree& tree) {
  std::vector<const feel::Path*> members;
  const feel::Expression* root = tree.get();
  while (const auto* path = std::get_if<feel::Path>(&root->form)) {
    members.push_back(path);
    root = path->source.get();
  }
  const auto* name = std::get_if<feel::Name>(&root->form);
  bool found = false;
  BatchLowering::Maybe shape;
  if (name && !is_bound(name->name)) shape = lowering_.resolve(name->name, scope_, tree->at, found);
  if (found && !shape) return std::nullopt;
  if (found && (members.empty() || shape->kind != BatchShape::Kind::column)) {
    for (auto path = members.rbegin(); path != members.rend() && wanted_ == Wanted::rewritten; ++path) {
      shape = lowering_.member(*shape, (*path)->member, tree->at);
      if (!shape) return std::nullopt;
    }
    return taken(*shape, tree);
  }
  if (members.empty()) return tree;
  auto source = rewrite(members.front()->source);
  if (!source) return std::nullopt;
  return Forms::made(tree, feel::Path{*source, members.front()->member});
}

std::optional<Tree> BatchLeaves::rewrite(const Tree& tree) {
  if (!tree) return tree;
  if (std::holds_alternative<feel::Name>(tree->form) || std::holds_alternative<feel::Path>(tree->form))
    return leaf(tree);
  auto form = tree->form;
  std::size_t outside = bound_.size();
  bool fine = std::visit(Forms{*this}, form);
  bound_.resize(outside);
  if (!fine) return std::nullopt;
  return Forms::made(tree, std::move(form));
}

std::optional<DomainId> BatchLowering::domain_of(const Tree& tree, const BatchScope& scope) {
  auto before = beyond_;
  BatchLeaves leaves(*this, scope, BatchLeaves::Wanted::domain);
  bool fine = leaves.rewrite(tree).has_value();
  beyond_ = before;
  return fine ? leaves.domain() : std::nullopt;
}

DomainId BatchLowering::domain_of(const BatchShape& shape) const {
  switch (shape.kind) {
    case BatchShape::Kind::column:
      return node(shape.column).domain;
    case BatchShape::Kind::facts:
      return shape.place.domain;
    case BatchShape::Kind::list:
      return nodes_.program().domains[shape.over].parent;
    case BatchShape::Kind::function:
    case BatchShape::Kind::import:
    case BatchShape::Kind::beyond:
      break;
  }
  return case_domain;
}

// A function that looks at nothing but its arguments.
bool BatchLowering::is_pure(const Element& knowledge, int depth) {
  if (depth > 50) return false;
  return std::all_of(
      knowledge.requirements.begin(), knowledge.requirements.end(), [&](const Requirement& required) {
        return required.element->kind == Element::Kind::knowledge && is_pure(*required.element, depth + 1);
      });
}

BatchLowering::Maybe BatchLowering::tabulated(const Tree& tree, const BatchScope& scope, std::size_t most) {
  auto before = beyond_;
  BatchLeaves leaves(*this, scope, BatchLeaves::Wanted::rewritten);
  auto rewritten = leaves.rewrite(tree);
  beyond_ = before;
  if (!rewritten) return std::nullopt;
  std::size_t combinations = 1;
  for (ColumnId column : leaves.columns())
    if ((combinations *= node(column).codes) > most) return std::nullopt;
  std::vector<feel::Variable> variables;
  std::vector<Value> functions;
  for (std::size_t i = 0; i < leaves.columns().size(); ++i)
    variables.push_back({"@" + std::to_string(i), {}});
  for (const Element* element : leaves.functions()) {
    auto number = program_.find(*element);
    if (!number) return std::nullopt;
    variables.push_back({BatchLeaves::function_name(functions.size()), {}});
    functions.push_back(program_.elements()[*number].function);
  }
  auto code = feel::compile(*rewritten, variables);
  auto made = nodes_.of_values(leaves.columns(), [&](std::span<const Value> values) -> std::optional<Value> {
    run_.start(Value());
    feel::Frame frame(*code, code->slots, run_);
    std::uint32_t slot = 0;
    for (const Value& value : values) frame.slot(slot++) = value;
    for (const Value& function : functions) frame.slot(slot++) = function;
    Value value = frame.evaluate(code->root);
    // What runs into the limits of evaluation, or makes functions, is not the same in other surroundings.
    if (run_.exhausted() || value.function()) return std::nullopt;
    return value;
  });
  if (!made) return std::nullopt;
  return shape(*made);
}

// A form of which the operands "@0", "@1", ... are columns of codes.
BatchLowering::Maybe BatchLowering::codes_of(const Tree& form, const std::vector<ColumnId>& operands,
                                             feel::Position at) {
  BatchScope scope;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (node(operands[i]).held != Held::code || (node(operands[i]).values.empty()))
      return beyond(at, "an operation that amounts, dates and free texts have no columns for");
    scope.names.emplace_back("@" + std::to_string(i), shape(operands[i]));
  }
  auto made = tabulated(form, scope, std::size_t{1} << 40);
  if (!made) return beyond(at, "the expression depends on facts in too many ways");
  return made;
}

}  // namespace moteplass::dmn
