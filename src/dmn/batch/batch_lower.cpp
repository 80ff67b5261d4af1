#include "dmn/batch/batch_lower.h"

#include <algorithm>

#include "feel/builtins/builtins.h"

namespace moteplass::dmn {

using feel::Position;
using feel::Tree;
using feel::Type;
using feel::Value;

std::nullopt_t BatchLowering::beyond(Position at, std::string reason) {
  if (!beyond_) beyond_ = BeyondBatch{element_ ? element_->name : "", at, std::move(reason)};
  return std::nullopt;
}

Result<ColumnId, BeyondBatch> BatchLowering::lower_decision(const Element& decision) {
  auto shape = decide(decision);
  element_ = &decision;
  if (shape && shape->kind != BatchShape::Kind::column) {
    shape = beyond(decision.at, "the answer is a list or a record of facts");
  }
  if (shape && node(shape->column).held != Held::code && node(shape->column).held != Held::number)
    shape = beyond(decision.at, "the answer is a date or a text taken from the facts");
  if (!shape) return failure(*beyond_);
  return nodes_.lift(shape->column, case_domain);
}

BatchLowering::Maybe BatchLowering::decide(const Element& decision) {
  auto known = decided_.find(&decision);
  if (known != decided_.end()) return known->second;
  auto failed = failed_.find(&decision);
  if (failed != failed_.end()) {
    if (!beyond_) beyond_ = failed->second;
    return std::nullopt;
  }
  const Element* outer = std::exchange(element_, &decision);
  auto before = std::exchange(beyond_, std::nullopt);
  Maybe made;
  if (std::find(given_.begin(), given_.end(), decision.name) != given_.end()) {
    made = facts(decision.name, decision.type);
  } else if (!decision.logic) {
    made = beyond(decision.at, "the decision has no logic");
  } else {
    BatchScope scope{nullptr, &decision, {}};
    made = lower(decision.logic, scope);
    if (made && !decision.type.is_any())
      made = typed(*made, decision.type, feel::Typed::As::assigned, decision.at);
  }
  element_ = outer;
  if (made) decided_.emplace(&decision, *made);
  if (!made) failed_.emplace(&decision, *beyond_);
  if (before) beyond_ = before;
  return made;
}

BatchLowering::Maybe BatchLowering::resolve(const std::string& name, const BatchScope& scope, Position at,
                                            bool& found) {
  found = true;
  for (const BatchScope* around = &scope; around != nullptr; around = around->outer) {
    for (auto each = around->names.rbegin(); each != around->names.rend(); ++each)
      if (each->first == name) return each->second;
    if (around->element == nullptr) continue;
    for (const Requirement& needed : around->element->requirements) {
      if (needed.import_name == name) {
        BatchShape made;
        made.kind = BatchShape::Kind::import;
        made.function = around->element;
        made.import_name = name;
        return made;
      }
      if (needed.import_name.empty() && needed.element->name == name) return required(*needed.element, at);
    }
  }
  found = false;
  return std::nullopt;
}

BatchLowering::Maybe BatchLowering::required(const Element& element, Position at) {
  switch (element.kind) {
    case Element::Kind::input:
      return facts(element.name, element.type);
    case Element::Kind::decision:
      return decide(element);
    case Element::Kind::knowledge:
      return function_shape(element);
    case Element::Kind::service:
      break;
  }
  return beyond(at, element.name + " is a decision service");
}

BatchLowering::Maybe BatchLowering::facts(const std::string& path, const Type& type) {
  FactPlace place;
  place.path = path;
  place.type = type;
  check_facts(place, 0);
  return facts_at(std::move(place), {});
}

bool BatchLowering::allow(BatchFact& fact, const Type& type, Position at) {
  if (!type.allowed()) return true;
  auto made = Partition::of({}, type, nullptr);
  if (!made || !made->allowed_is_exact()) {
    beyond(at, "the values allowed for " + fact.path + " are not compared with constants alone");
    return false;
  }
  fact.allowed = std::make_shared<const Partition>(*std::move(made));
  if (fact.kind != BatchFact::Kind::text) return true;
  // Texts that are listed one by one have a code each.
  std::vector<Value> listed{Value()};
  for (const Part& part : fact.allowed->parts()) {
    if (!part.allowed || part.kind == Part::Kind::null) continue;
    if (part.kind != Part::Kind::value) return true;
    listed.push_back(part.low);
  }
  fact.kind = BatchFact::Kind::listed_text;
  fact.listed = std::move(listed);
  return true;
}

namespace {

std::optional<BatchFact::Kind> fact_kind(Type::Kind kind) {
  switch (kind) {
    case Type::Kind::boolean:
      return BatchFact::Kind::truth;
    case Type::Kind::number:
      return BatchFact::Kind::number;
    case Type::Kind::string:
      return BatchFact::Kind::text;
    case Type::Kind::date:
      return BatchFact::Kind::day;
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::time:
    case Type::Kind::date_time:
    case Type::Kind::days_duration:
    case Type::Kind::months_duration:
    case Type::Kind::range:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      break;
  }
  return std::nullopt;
}

}  // namespace

// An input with one component that is not allowed is null altogether (10.3.2.9.4), whatever is asked of it.
void BatchLowering::check_facts(const FactPlace& place, int depth) {
  if (depth > 20) return;
  const Type& type = place.type;
  if (type.kind() == Type::Kind::context || type.kind() == Type::Kind::list) {
    if (type.allowed()) beyond({}, "the type of " + place.path + " lists allowed values");
    for (const auto& [name, field] : type.fields()) {
      FactPlace part = place;
      part.path += "." + name;
      part.type = field;
      part.within.push_back(presence_of(place));
      check_facts(part, depth + 1);
    }
    if (type.kind() == Type::Kind::context || type.element().is_any()) return;
    BatchDomain items;
    items.parent = place.own;
    items.list = list_fact(place);
    FactPlace item;
    item.path = place.path + "[]";
    item.type = type.element();
    item.own = nodes_.domain(items);
    check_facts(item, depth + 1);
    return;
  }
  auto kind = fact_kind(type.kind());
  if (!kind || !type.allowed()) return;
  BatchFact fact{*kind, place.path, place.own, place.within, {}, nullptr};
  if (allow(fact, type, {})) nodes_.check(nodes_.fact(std::move(fact)));
}

// Whether the context is there.
std::uint32_t BatchLowering::presence_of(const FactPlace& place) {
  return nodes_.fact({BatchFact::Kind::presence, place.path, place.own, place.within, {}, nullptr});
}

std::uint32_t BatchLowering::list_fact(const FactPlace& place) {
  return nodes_.fact({BatchFact::Kind::list, place.path, place.own, place.within, {}, nullptr});
}

ColumnId BatchLowering::through(ColumnId column, const std::vector<Hop>& hops) {
  for (auto hop = hops.rbegin(); hop != hops.rend(); ++hop) column = nodes_.view(column, *hop);
  return column;
}

BatchLowering::Maybe BatchLowering::facts_at(FactPlace place, Position at) {
  BatchShape made;
  auto kind = fact_kind(place.type.kind());
  if (!kind) {
    if (place.type.kind() != Type::Kind::context && place.type.kind() != Type::Kind::list)
      return beyond(at, place.path + " is of type " + to_string(place.type) + ", which has no column");
    made.kind = BatchShape::Kind::facts;
    made.place = std::move(place);
    return made;
  }
  BatchFact fact{*kind, place.path, place.own, place.within, {}, nullptr};
  if (!allow(fact, place.type, at)) return std::nullopt;
  BatchNode column;
  column.step = Step::fact;
  column.domain = place.own;
  if (fact.kind == BatchFact::Kind::truth) column.values = {Value(), false, true};
  if (fact.kind == BatchFact::Kind::listed_text) column.values = fact.listed;
  column.held = fact.kind == BatchFact::Kind::number ? Held::number
                : fact.kind == BatchFact::Kind::day  ? Held::day
                : fact.kind == BatchFact::Kind::text ? Held::text
                                                     : Held::code;
  column.codes = column.values.size();
  column.fact = nodes_.fact(std::move(fact));
  return shape(through(nodes_.add(std::move(column)), place.hops));
}

BatchLowering::Maybe BatchLowering::member(const BatchShape& source, const std::string& name, Position at) {
  if (source.kind == BatchShape::Kind::import) {
    for (const Requirement& needed : source.function->requirements) {
      if (needed.import_name != source.import_name || needed.element->name != name) continue;
      // The facts and decisions of another model have names of their own, which may be ours as well.
      if (needed.element->kind != Element::Kind::knowledge)
        return beyond(at, source.import_name + "." + name + " is no function");
      return function_shape(*needed.element);
    }
    return beyond(at, "nothing is called '" + name + "' in " + source.import_name);
  }
  if (source.kind == BatchShape::Kind::facts && source.place.type.kind() == Type::Kind::context) {
    FactPlace place = source.place;
    const Type* field = source.place.type.field(name);
    if (field == nullptr) return shape(nodes_.constant(Value()));
    place.type = *field;
    place.within.push_back(presence_of(source.place));
    place.path += "." + name;
    return facts_at(std::move(place), at);
  }
  // The member of each item.
  if (source.kind == BatchShape::Kind::facts || source.kind == BatchShape::Kind::list) {
    auto items = items_of(source, domain_of(source), at);
    if (!items) return std::nullopt;
    auto each = member(*items->element, name, at);
    if (!each) return std::nullopt;
    items->element = std::make_shared<const BatchShape>(*std::move(each));
    return items;
  }
  return beyond(at, "'" + name + "' is taken of what is no context");
}

BatchLowering::Maybe BatchLowering::lower(const Tree& tree, const BatchScope& scope) {
  if (!tree) return shape(nodes_.constant(Value()));
  if (depth_ > 200) return beyond(tree->at, "the expression is nested too deeply");
  ++depth_;
  Maybe made;
  bool simple =
      std::holds_alternative<feel::Name>(tree->form) || std::holds_alternative<feel::Path>(tree->form);
  if (!simple) made = tabulated(tree, scope, 1024);
  if (!made) {
    auto before = beyond_;
    made = lower_form(tree, scope);
    // What has no lowering of its own may still depend on few enough codes.
    if (!made && !simple) {
      auto why = std::exchange(beyond_, before);
      made = tabulated(tree, scope, BatchNodes::most_looked_up);
      if (!made) beyond_ = why;
    }
  }
  --depth_;
  if (!made && !beyond_) beyond(tree->at, "the expression depends on facts in too many ways");
  return made;
}

BatchLowering::Maybe BatchLowering::lower_form(const Tree& tree, const BatchScope& scope) {
  struct Forms {
    BatchLowering& in;
    const Tree& tree;
    const BatchScope& scope;
    Position at = tree->at;

    std::optional<ColumnId> column(const Tree& operand) {
      auto made = in.lower(operand, scope);
      if (!made) return std::nullopt;
      if (made->kind == BatchShape::Kind::column) return made->column;
      in.beyond(operand ? operand->at : at, "a list, record or function where a single value belongs");
      return std::nullopt;
    }
    Maybe on_codes(const std::vector<Tree>& trees,
                   const std::function<feel::Expression(const std::vector<Tree>&)>& rebuild) {
      std::vector<ColumnId> operands;
      std::vector<Tree> names;
      for (const Tree& operand : trees) {
        auto made = column(operand);
        if (!made) return std::nullopt;
        names.push_back(feel::make_tree(at, feel::Name{"@" + std::to_string(operands.size())}));
        operands.push_back(*made);
      }
      return in.codes_of(std::make_shared<const feel::Expression>(rebuild(names)), operands, at);
    }
    Maybe other(std::string_view what) { return in.beyond(at, std::string(what) + " of facts"); }

    Maybe operator()(const feel::Literal& form) { return shape(in.nodes_.constant(form.value)); }
    Maybe operator()(const feel::Name& form) {
      bool found = false;
      auto made = in.resolve(form.name, scope, at, found);
      if (!found) return in.beyond(at, "nothing is called '" + form.name + "' here");
      return made;
    }
    Maybe operator()(const feel::Negation& form) {
      auto operand = column(form.operand);
      if (!operand) return std::nullopt;
      if (in.node(*operand).held == Held::code)
        return in.codes_of(feel::make_tree(at, feel::Negation{feel::make_tree(at, feel::Name{"@0"})}),
                           {*operand}, at);
      return in.calculate(feel::Arithmetic::subtract, in.nodes_.constant(0), *operand, at);
    }
    Maybe operator()(const feel::Calculation& form) {
      auto left = column(form.left);
      auto right = left ? column(form.right) : std::nullopt;
      return right ? in.calculate(form.operation, *left, *right, at) : std::nullopt;
    }
    Maybe operator()(const feel::Compare& form) {
      auto left = in.lower(form.left, scope);
      auto right = left ? in.lower(form.right, scope) : std::nullopt;
      return right ? in.compare(form.comparison, *left, *right, at) : std::nullopt;
    }
    Maybe operator()(const feel::Conjunction& form) {
      return on_codes({form.left, form.right}, [&](const std::vector<Tree>& names) {
        return feel::Expression{at, feel::Conjunction{names[0], names[1]}, false};
      });
    }
    Maybe operator()(const feel::Disjunction& form) {
      return on_codes({form.left, form.right}, [&](const std::vector<Tree>& names) {
        return feel::Expression{at, feel::Disjunction{names[0], names[1]}, false};
      });
    }
    Maybe operator()(const feel::Between& form) {
      auto operand = in.lower(form.operand, scope);
      auto low = operand ? in.lower(form.low, scope) : std::nullopt;
      auto high = low ? in.lower(form.high, scope) : std::nullopt;
      if (!high) return std::nullopt;
      auto above = in.compare(feel::Comparison::at_least, *operand, *low, at);
      auto below = above ? in.compare(feel::Comparison::at_most, *operand, *high, at) : std::nullopt;
      if (!below) return std::nullopt;
      auto name = [&](const char* text) { return feel::make_tree(at, feel::Name{text}); };
      return in.codes_of(feel::make_tree(at, feel::Conjunction{name("@0"), name("@1")}),
                         {above->column, below->column}, at);
    }
    Maybe operator()(const feel::Membership& form) {
      auto operand = column(form.operand);
      return operand ? in.membership(*operand, form.tests, scope, at) : std::nullopt;
    }
    Maybe operator()(const feel::InstanceOf&) { return other("'instance of'"); }
    Maybe operator()(const feel::Conditional& form) {
      auto condition = column(form.condition);
      auto consequence = condition ? column(form.consequence) : std::nullopt;
      auto alternative = consequence ? column(form.alternative) : std::nullopt;
      return alternative ? in.select(*condition, *consequence, *alternative, at) : std::nullopt;
    }
    Maybe operator()(const feel::Loop&) { return in.loop(tree, scope); }
    Maybe operator()(const feel::Quantified&) { return in.quantified(tree, scope); }
    Maybe operator()(const feel::Path& form) {
      auto source = in.lower(form.source, scope);
      return source ? in.member(*source, form.member, at) : std::nullopt;
    }
    Maybe operator()(const feel::Filter&) { return other("a filter"); }
    Maybe operator()(const feel::Call& form) { return in.call(form, scope, at); }
    Maybe operator()(const feel::RangeOf&) { return other("a range"); }
    Maybe operator()(const feel::ListOf&) { return other("a list"); }
    Maybe operator()(const feel::ContextOf& form) {
      if (!form.result || form.see != feel::EntriesSee::earlier_entries) return other("a context");
      BatchScope inner{&scope, nullptr, {}};
      for (const auto& [name, value] : form.entries) {
        auto made = in.lower(value, inner);
        if (!made) return std::nullopt;
        inner.names.emplace_back(name, *std::move(made));
      }
      return in.lower(form.result, inner);
    }
    Maybe operator()(const feel::FunctionOf&) { return other("a function"); }
    Maybe operator()(const feel::Test&) { return other("a test"); }
    Maybe operator()(const feel::UnaryTests&) { return other("tests"); }
    Maybe operator()(const feel::Typed& form) {
      auto made = in.lower(form.value, scope);
      return made ? in.typed(*std::move(made), form.type, form.as, at) : std::nullopt;
    }
    Maybe operator()(const feel::Extension&) {
      const DecisionTable* table = table_of(tree);
      return table ? in.table(*table, scope, at) : other("another form");
    }
  };
  return std::visit(Forms{*this, tree, scope}, tree->form);
}

BatchLowering::Maybe BatchLowering::typed(BatchShape shaped, const Type& type, feel::Typed::As as,
                                          Position at) {
  if (type.is_any()) return shaped;
  if (shaped.kind == BatchShape::Kind::column) {
    const BatchNode& column = node(shaped.column);
    if (column.held == Held::code)
      return codes_of(
          feel::make_tree(at, feel::Typed{feel::make_tree(at, feel::Name{"@0"}), type, as, "the value"}),
          {shaped.column}, at);
    Type::Kind kind = column.held == Held::number ? Type::Kind::number
                      : column.held == Held::day  ? Type::Kind::date
                                                  : Type::Kind::string;
    if (kind == type.kind() && !type.allowed()) return shaped;
    return beyond(at, "facts made to fit the type " + to_string(type));
  }
  if (shaped.kind == BatchShape::Kind::facts && !type.allowed()) {
    // The very type that the facts were read by.
    if (!type.name().empty() && type.name() == shaped.place.type.name()) return shaped;
    bool plain = type.fields().empty() && type.element().is_any();
    if (plain && type.kind() == shaped.place.type.kind()) return shaped;
  }
  if (shaped.kind == BatchShape::Kind::list && type.kind() == Type::Kind::list && !type.allowed()) {
    auto element = typed(*shaped.element, type.element(), feel::Typed::As::yielded, at);
    // One item that does not fit spoils the list, which is not worked out here.
    if (element && element->kind == BatchShape::Kind::column && element->column == shaped.element->column)
      return shaped;
  }
  return beyond(at, "a list or record made to fit the type " + to_string(type));
}

BatchLowering::Maybe BatchLowering::call(const feel::Call& form, const BatchScope& scope, Position at) {
  const auto* name = std::get_if<feel::Name>(&form.function->form);
  if (name == nullptr) {
    bool path = std::holds_alternative<feel::Path>(form.function->form);
    auto function = path ? lower(form.function, scope) : std::nullopt;
    if (path && !function) return std::nullopt;
    if (!function || function->kind != BatchShape::Kind::function)
      return beyond(at, "a call of what is no named function");
    return call_knowledge(*function->function, form, scope, at);
  }
  bool found = false;
  auto function = resolve(name->name, scope, at, found);
  if (found) {
    if (!function) return std::nullopt;
    if (function->kind != BatchShape::Kind::function) return beyond(at, name->name + " is called");
    return call_knowledge(*function->function, form, scope, at);
  }
  if (form.arguments.empty() || !form.names.empty()) return beyond(at, "a call of " + name->name);
  auto first = lower(form.arguments[0], scope);
  if (!first) return std::nullopt;
  bool list = first->kind == BatchShape::Kind::list ||
              (first->kind == BatchShape::Kind::facts && first->place.type.kind() == Type::Kind::list);
  if (list && form.arguments.size() == 1) {
    if (name->name == "sum") return reduced(Step::sum, *first, at);
    if (name->name == "min") return reduced(Step::min, *first, at);
    if (name->name == "max") return reduced(Step::max, *first, at);
    if (name->name == "count") return reduced(Step::count, *first, at);
  }
  if (list && form.arguments.size() == 2 && name->name == "list contains") {
    auto value = lower(form.arguments[1], scope);
    if (!value) return std::nullopt;
    if (value->kind == BatchShape::Kind::column) return contains(*first, value->column, at);
  }
  // Of single values that have codes.
  std::vector<ColumnId> operands;
  feel::Call made{form.function, {}, {}};
  for (const Tree& argument : form.arguments) {
    auto operand = lower(argument, scope);
    if (!operand) return std::nullopt;
    if (operand->kind != BatchShape::Kind::column)
      return beyond(at, name->name + " of a list or record of facts");
    made.arguments.push_back(feel::make_tree(at, feel::Name{"@" + std::to_string(operands.size())}));
    operands.push_back(operand->column);
  }
  return codes_of(feel::make_tree(at, made), operands, at);
}

BatchLowering::Maybe BatchLowering::call_knowledge(const Element& element, const feel::Call& form,
                                                   const BatchScope& scope, Position at) {
  const auto* function = element.logic ? std::get_if<feel::FunctionOf>(&element.logic->form) : nullptr;
  if (function == nullptr || !function->body || function->parameters.size() != form.arguments.size())
    return beyond(at, "this call of " + element.name);
  BatchScope inner{nullptr, &element, {}};
  for (std::size_t i = 0; i < form.arguments.size(); ++i) {
    std::size_t to = i;
    if (!form.names.empty()) {
      for (to = 0; to < function->parameters.size() && function->parameters[to].name != form.names[i];) ++to;
      if (to == function->parameters.size()) return beyond(at, "this call of " + element.name);
    }
    const feel::FormalParameter& parameter = function->parameters[to];
    auto argument = lower(form.arguments[i], scope);
    if (!argument) return std::nullopt;
    auto fitting = typed(*argument, parameter.type, feel::Typed::As::assigned, at);
    if (!fitting) return std::nullopt;
    // Where an argument does not fit, the whole call is null (10.3.2.13.2).
    if (fitting->kind == BatchShape::Kind::column && fitting->column != argument->column)
      return beyond(at, "an argument that may not be of the type of " + parameter.name);
    inner.names.emplace_back(parameter.name, *std::move(fitting));
  }
  if (std::find(called_.begin(), called_.end(), &element) != called_.end())
    return beyond(at, element.name + " calls itself");
  called_.push_back(&element);
  const Element* outer = std::exchange(element_, &element);
  auto made = lower(function->body, inner);
  element_ = outer;
  called_.pop_back();
  if (made && !element.type.is_any()) made = typed(*made, element.type, feel::Typed::As::assigned, at);
  return made;
}

}  // namespace moteplass::dmn
