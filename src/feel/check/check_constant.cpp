// Expressions that name no fact: what they yield is known when the text is read.
#include <algorithm>

#include "feel/builtins/builtins.h"
#include "feel/check/check_state.h"
#include "feel/check/check_types.h"

namespace moteplass::feel {
namespace {

constexpr int deepest_constant = 50;

class IsConstant {
 public:
  IsConstant(const TypeScope& scope, int depth) : scope_(scope), depth_(depth) {}

  bool operator()(const Literal&) const { return true; }
  bool operator()(const Negation& negation) const { return all({negation.operand}); }
  bool operator()(const ListOf& list) const { return all(list.items); }
  bool operator()(const RangeOf& range) const {
    return (!range.low || all({range.low})) && (!range.high || all({range.high}));
  }
  bool operator()(const Call& called) const {
    const auto* name = std::get_if<Name>(&called.function->form);
    if (name == nullptr || !find_builtin(name->name)) return false;
    TypeScope::Found found = scope_.find(name->name);
    bool clock = name->name == "now" || name->name == "today";
    return !clock && found.known == nullptr && found.certain && all(called.arguments);
  }
  // What is left names something, or is not worth working out.
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  bool all(const std::vector<Tree>& trees) const {
    return depth_ < deepest_constant && std::all_of(trees.begin(), trees.end(), [&](const Tree& tree) {
             return std::visit(IsConstant(scope_, depth_ + 1), tree->form);
           });
  }

  const TypeScope& scope_;
  int depth_;
};

Type kind_alone(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
      return Type(Type::Kind::null);
    case Kind::boolean:
      return Type(Type::Kind::boolean);
    case Kind::number:
      return Type(Type::Kind::number);
    case Kind::string:
      return Type(Type::Kind::string);
    case Kind::date:
      return Type(Type::Kind::date);
    case Kind::time:
      return Type(Type::Kind::time);
    case Kind::date_time:
      return Type(Type::Kind::date_time);
    case Kind::days_duration:
      return Type(Type::Kind::days_duration);
    case Kind::months_duration:
      return Type(Type::Kind::months_duration);
    case Kind::range:
      return Type(Type::Kind::range);
    case Kind::list:
      return Type(Type::Kind::list);
    case Kind::context:
      return Type(Type::Kind::context);
    case Kind::function:
      return Type(Type::Kind::function);
    case Kind::unknown:
      break;
  }
  return {};
}

}  // namespace

std::optional<Constant> constant_of(const Expression& expression, const TypeScope& scope) {
  if (!std::visit(IsConstant(scope, 0), expression.form)) return std::nullopt;
  Evaluation evaluation;
  Constant constant{evaluate(expression, Scope{}, evaluation), ""};
  if (evaluation.exhausted()) return std::nullopt;
  auto problems = evaluation.take_problems();
  if (!problems.empty()) constant.fault = problems.front().message;
  return constant;
}

Type type_of_value(const Value& value) {
  if (const List* list = value.list()) {
    Type element(Type::Kind::null);
    for (const Value& item : *list) element = joined(element, type_of_value(item));
    return Type::list_of(std::move(element));
  }
  if (const Range* range = value.range())
    return Type::range_of(joined(type_of_value(range->low), type_of_value(range->high)));
  if (const Context* context = value.context()) {
    std::vector<Type::Field> fields;
    for (const auto& [name, part] : context->entries()) fields.emplace_back(name, type_of_value(part));
    return Type::context_of(std::move(fields));
  }
  return kind_alone(value);
}

}  // namespace moteplass::feel
