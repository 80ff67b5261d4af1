#include "dmn/check/check_sites.h"

#include <algorithm>
#include <map>
#include <optional>

#include "dmn/table/partition_cells.h"
#include "feel/check/check.h"

namespace moteplass::dmn {
namespace {

using feel::Type;
using feel::TypeScope;
using feel::Value;

// No more values than this are told apart one by one.
constexpr std::size_t most_values = 200;

// Every value an expression can come to, where it only chooses between constants.
bool add_possible_values(const feel::Tree& tree, std::vector<Value>& values) {
  if (!tree || values.size() > most_values) return false;
  if (const auto* choice = std::get_if<feel::Conditional>(&tree->form))
    return add_possible_values(choice->consequence, values) &&
           add_possible_values(choice->alternative, values);
  auto constant = constant_value(tree);
  if (constant) values.push_back(std::move(*constant));
  return constant.has_value();
}

const Type* simple_type_of(const Value& value) {
  return feel::find_simple_type(feel::name_of(value.kind()));
}

// The type that holds just these values; Any if they are of several kinds, or null alone.
Type type_of_values(const std::vector<Value>& values) {
  const Type* type = nullptr;
  feel::UnaryTests tests{feel::UnaryTests::Form::positive, {}};
  std::vector<Value> distinct;
  for (const Value& value : values) {
    if (std::find(distinct.begin(), distinct.end(), value) != distinct.end()) continue;
    distinct.push_back(value);
    tests.tests.push_back(
        std::make_shared<const feel::Expression>(feel::Expression{{}, feel::Literal{value}, false}));
    if (value.is_null()) continue;
    const Type* own = simple_type_of(value);
    bool listable = own && own->kind() != Type::Kind::list && own->kind() != Type::Kind::context;
    if (!listable || (type && type->kind() != own->kind())) return {};
    type = own;
  }
  if (type == nullptr) return {};
  std::string text;
  for (const Value& value : distinct) text += (text.empty() ? "" : ", ") + to_string(value);
  return type->allowing(
      std::make_shared<const feel::Expression>(feel::Expression{{}, std::move(tests), false}), text);
}

// The declared type, made narrower by what the values are known to be.
Type narrowed(const Type& declared, const Type& known) {
  if (declared.is_any()) return known;
  if (known.kind() != declared.kind()) return declared;
  if (known.kind() == Type::Kind::context && !declared.fields().empty()) return declared;
  return known.allowed() || !declared.allowed() ? known : declared;
}

// The paths an expression names, each as far as it is followed. Called functions are no facts; names that the
// expression itself introduces are among them, which does no harm.
class FactsIn {
 public:
  explicit FactsIn(const feel::Tree& tree) { walk(tree); }
  std::vector<std::string> take() { return std::move(facts_); }

 private:
  void walk(const feel::Tree& tree) {
    if (!tree) return;
    if (auto path = path_of(tree)) {
      if (std::find(facts_.begin(), facts_.end(), *path) == facts_.end()) facts_.push_back(*path);
    } else {
      std::visit([&](const auto& form) { parts_of(form); }, tree->form);
    }
  }

  static std::optional<std::string> path_of(const feel::Tree& tree) {
    if (const auto* name = std::get_if<feel::Name>(&tree->form)) return name->name;
    const auto* path = std::get_if<feel::Path>(&tree->form);
    auto source = path ? path_of(path->source) : std::nullopt;
    return source ? std::optional(*source + "." + path->member) : std::nullopt;
  }

  void walk_all(const std::vector<feel::Tree>& trees) {
    for (const feel::Tree& tree : trees) walk(tree);
  }
  void walk_all(const std::vector<feel::Iterator>& iterators) {
    for (const feel::Iterator& iterator : iterators) walk(iterator.domain), walk(iterator.until);
  }

  // What has no parts.
  template <class Form>
  void parts_of(const Form&) {}
  template <class Form>
  requires requires(Form form) { form.left, form.right; }
  void parts_of(const Form& form) { walk(form.left), walk(form.right); }
  void parts_of(const feel::Negation& form) { walk(form.operand); }
  void parts_of(const feel::Between& form) { walk(form.operand), walk(form.low), walk(form.high); }
  void parts_of(const feel::Membership& form) { walk(form.operand), walk(form.tests); }
  void parts_of(const feel::InstanceOf& form) { walk(form.operand); }
  void parts_of(const feel::Conditional& form) {
    walk(form.condition), walk(form.consequence), walk(form.alternative);
  }
  void parts_of(const feel::Loop& form) { walk_all(form.iterators), walk(form.body); }
  void parts_of(const feel::Quantified& form) { walk_all(form.iterators), walk(form.body); }
  void parts_of(const feel::Path& form) { walk(form.source); }
  void parts_of(const feel::Filter& form) { walk(form.source), walk(form.condition); }
  void parts_of(const feel::Call& form) {
    if (!path_of(form.function)) walk(form.function);
    walk_all(form.arguments);
  }
  void parts_of(const feel::Typed& form) { walk(form.value); }
  void parts_of(const feel::ListOf& form) { walk_all(form.items); }
  void parts_of(const feel::ContextOf& form) {
    for (const auto& [name, value] : form.entries) walk(value);
    walk(form.result);
  }

  std::vector<std::string> facts_;
};

class Sites {
 public:
  explicit Sites(const Definitions& definitions) : definitions_(definitions) {}

  std::vector<TableSite> all() {
    for (const auto& element : definitions_.elements) {
      if (!element->logic) continue;
      TypeScope scope;
      add_requirements(*element, scope);
      decision_ = element->name;
      visit(element->logic, scope, "");
    }
    return std::move(sites_);
  }

 private:
  void add_requirements(const Element& element, TypeScope& scope) {
    std::map<std::string, std::vector<Type::Field>> imported;
    for (const Requirement& requirement : element.requirements) {
      if (requirement.element == nullptr) continue;
      TypeScope::Known known{requirement.element->name, type_of(*requirement.element), std::nullopt};
      if (requirement.import_name.empty()) {
        scope.add(std::move(known));
      } else {
        imported[requirement.import_name].emplace_back(known.name, known.type);
      }
    }
    for (auto& [name, fields] : imported) scope.add(name, Type::context_of(std::move(fields)));
  }

  // What a name that stands for the element holds.
  const Type& type_of(const Element& element) {
    if (auto known = types_.find(&element); known != types_.end()) return known->second;
    Type type = element.type;
    types_.emplace(&element, type);  // no element requires itself, but imported models are not ours to trust
    switch (element.kind) {
      case Element::Kind::input:
      case Element::Kind::service:
        break;
      case Element::Kind::decision:
      case Element::Kind::knowledge: {
        if (!element.logic) break;
        TypeScope scope;
        add_requirements(element, scope);
        type = narrowed(element.type, value_type(element.logic, scope));
        break;
      }
    }
    return types_[&element] = type;
  }

  Type value_type(const feel::Tree& tree, const TypeScope& scope) {
    if (!tree) return {};
    if (const auto* typed = std::get_if<feel::Typed>(&tree->form))
      return narrowed(typed->type, value_type(typed->value, scope));
    if (const DecisionTable* table = table_of(tree)) return answer_type(*table);
    if (const auto* function = std::get_if<feel::FunctionOf>(&tree->form)) {
      TypeScope inner(scope);
      std::vector<Type> parameters;
      for (const feel::FormalParameter& parameter : function->parameters) {
        inner.add(parameter.name, parameter.type);
        parameters.push_back(parameter.type);
      }
      return Type::function_of(std::move(parameters),
                               narrowed(function->result, value_type(function->body, inner)));
    }
    std::vector<Value> values;
    Type known;
    if (add_possible_values(tree, values)) known = type_of_values(values);
    return known.is_any() ? feel::type_of(*tree, scope) : known;
  }

  // What a table that takes one rule can answer.
  static Type answer_type(const DecisionTable& table) {
    switch (table.hit_policy) {
      case HitPolicy::unique:
      case HitPolicy::any:
      case HitPolicy::priority:
      case HitPolicy::first:
        break;
      case HitPolicy::rule_order:
      case HitPolicy::output_order:
      case HitPolicy::collect:
        return {};
    }
    if (table.outputs.size() == 1) return output_type(table, 0);
    std::vector<Type::Field> fields;
    for (std::size_t column = 0; column < table.outputs.size(); ++column)
      fields.emplace_back(table.outputs[column].name, output_type(table, column));
    return Type::context_of(std::move(fields));
  }

  static Type output_type(const DecisionTable& table, std::size_t column) {
    const OutputClause& clause = table.outputs[column];
    std::vector<Value> values;
    bool listed = !clause.default_output || add_possible_values(clause.default_output, values);
    for (const TableRule& rule : table.rules)
      listed = listed && column < rule.outputs.size() && add_possible_values(rule.outputs[column], values);
    Type type = clause.type;
    if (clause.allowed && !type.allowed()) type = type.allowing(clause.allowed, "");
    return listed ? narrowed(type, type_of_values(values)) : type;
  }

  void visit(const feel::Tree& tree, const TypeScope& scope, const std::string& place) {
    if (!tree) return;
    if (const DecisionTable* table = table_of(tree)) {
      add_site(*table, tree->at, scope, place);
    } else {
      std::visit([&](const auto& form) { visit_form(form, scope, place); }, tree->form);
    }
  }

  void add_site(const DecisionTable& table, feel::Position at, const TypeScope& scope,
                const std::string& place) {
    TableSite site{decision_, place, at, &table, {}, {}};
    for (const InputClause& clause : table.inputs) {
      Type known = clause.expression ? feel::type_of(*clause.expression, scope) : Type();
      // A list of its own says more than what the value is known to be.
      site.column_types.push_back(clause.type.allowed() ? clause.type : narrowed(clause.type, known));
      site.column_facts.push_back(FactsIn(clause.expression).take());
    }
    sites_.push_back(std::move(site));
  }

  // Boxes that may hold a table (10.2); what is written as text holds none.
  template <class Form>
  void visit_form(const Form&, const TypeScope&, const std::string&) {}
  void visit_form(const feel::Typed& typed, const TypeScope& scope, const std::string& place) {
    visit(typed.value, scope, place);
  }
  void visit_form(const feel::ContextOf& context, const TypeScope& scope, const std::string& place) {
    TypeScope inner(scope);
    for (const auto& [name, value] : context.entries) {
      visit(value, inner, place.empty() ? name : place + "." + name);
      inner.add(name, value_type(value, inner));
    }
    visit(context.result, inner, place);
  }
  void visit_form(const feel::FunctionOf& function, const TypeScope& scope, const std::string& place) {
    TypeScope inner(scope);
    for (const feel::FormalParameter& parameter : function.parameters)
      inner.add(parameter.name, parameter.type);
    visit(function.body, inner, place);
  }
  void visit_form(const feel::Call& call, const TypeScope& scope, const std::string& place) {
    visit(call.function, scope, place);
    for (const feel::Tree& argument : call.arguments) visit(argument, scope, place);
  }
  void visit_form(const feel::ListOf& list, const TypeScope& scope, const std::string& place) {
    for (const feel::Tree& item : list.items) visit(item, scope, place);
  }
  void visit_form(const feel::Conditional& conditional, const TypeScope& scope, const std::string& place) {
    visit(conditional.condition, scope, place);
    visit(conditional.consequence, scope, place);
    visit(conditional.alternative, scope, place);
  }
  void visit_form(const feel::Filter& filter, const TypeScope& scope, const std::string& place) {
    visit(filter.source, scope, place);
    TypeScope inner(scope);
    inner.open();
    visit(filter.condition, inner, place);
  }
  void visit_form(const feel::Loop& loop, const TypeScope& scope, const std::string& place) {
    visit_rounds(loop.iterators, loop.body, scope, place);
  }
  void visit_form(const feel::Quantified& quantified, const TypeScope& scope, const std::string& place) {
    visit_rounds(quantified.iterators, quantified.body, scope, place);
  }
  void visit_rounds(const std::vector<feel::Iterator>& iterators, const feel::Tree& body,
                    const TypeScope& scope, const std::string& place) {
    TypeScope inner(scope);
    for (const feel::Iterator& iterator : iterators) {
      visit(iterator.domain, inner, place);
      Type domain = value_type(iterator.domain, inner);
      bool listed = domain.kind() == Type::Kind::list && !iterator.until;
      inner.add(iterator.name, listed ? domain.element() : Type());
    }
    visit(body, inner, place);
  }

  const Definitions& definitions_;
  std::string decision_;
  std::map<const Element*, Type> types_;
  std::vector<TableSite> sites_;
};

}  // namespace

std::vector<TableSite> tables_of(const Definitions& definitions) {
  return Sites(definitions).all();
}

}  // namespace moteplass::dmn
