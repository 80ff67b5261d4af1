#include "dmn/run.h"

#include "dmn/decision_table.h"
#include "dmn/facts.h"
#include "feel/builtins.h"
#include "feel/closure.h"
#include "feel/unknown.h"

namespace moteplass::dmn {
namespace {

// A business knowledge model or a decision service as a FEEL function (10.4.2, 10.4.3).
class Invocable final : public feel::Function {
 public:
  Invocable(const Element& element, std::shared_ptr<const Definitions> home)
      : element_(element), home_(std::move(home)) {
    if (element.kind == Element::Kind::service) {
      for (const auto& input : element.input_data) add(*input.element);
      for (const auto& input : element.input_decisions) add(*input.element);
    } else if (element.logic) {
      parameters_ = std::get<BoxedFunction>(element.logic->form).parameters;
    }
    signatures_ = feel::signature_of(parameters_);
  }

  const std::vector<feel::Signature>& signatures() const override { return signatures_; }

  feel::Value call(std::span<const feel::Value> arguments, feel::Evaluation& evaluation) const override {
    auto* run = dynamic_cast<Run*>(&evaluation);
    if (run == nullptr) return evaluation.problem(element_.name + " can only be called within its model");
    auto names = feel::bound(parameters_, arguments, evaluation);
    if (!names) return {};
    return run->invoke(element_, *names);
  }

  feel::Type type() const override {
    std::vector<feel::Type> types;
    for (const auto& parameter : parameters_) types.push_back(parameter.type);
    return feel::Type::function_of(std::move(types), element_.type);
  }

 private:
  void add(const Element& input) { parameters_.push_back({input.name, input.type}); }

  const Element& element_;
  std::shared_ptr<const Definitions> home_;
  std::vector<feel::FormalParameter> parameters_;
  std::vector<feel::Signature> signatures_;
};

// A boxed function definition with what it captured.
class BoxedClosure final : public feel::Function {
 public:
  BoxedClosure(const BoxedFunction& function, feel::Type result, feel::Context captured,
               std::shared_ptr<const Definitions> home)
      : function_(function),
        result_(std::move(result)),
        captured_(std::move(captured)),
        home_(std::move(home)),
        signatures_(feel::signature_of(function.parameters)) {}

  const std::vector<feel::Signature>& signatures() const override { return signatures_; }

  feel::Value call(std::span<const feel::Value> arguments, feel::Evaluation& evaluation) const override {
    auto* run = dynamic_cast<Run*>(&evaluation);
    if (run == nullptr || !function_.body) return evaluation.problem("external functions are not called");
    auto names = feel::bound(function_.parameters, arguments, evaluation);
    if (!names) return {};
    feel::Scope outer{nullptr, &captured_};
    return run->evaluate_boxed(*function_.body, feel::Scope{&outer, &*names});
  }

  feel::Type type() const override {
    std::vector<feel::Type> types;
    for (const auto& parameter : function_.parameters) types.push_back(parameter.type);
    return feel::Type::function_of(std::move(types), result_);
  }

 private:
  const BoxedFunction& function_;
  feel::Type result_;
  feel::Context captured_;
  std::shared_ptr<const Definitions> home_;
  std::vector<feel::Signature> signatures_;
};

}  // namespace

Run::Run(const Definitions& definitions, const feel::Value& facts, Facts mode)
    : definitions_(definitions), mode_(mode), file_(definitions.file) {
  if (facts.context() != nullptr) {
    facts_ = *facts.context();
  } else if (!facts.is_null() && !facts.is_unknown()) {
    report(Severity::error, "facts are a context with an entry per input");
  }
  root_.facts = &facts_;
}

void Run::report(Severity severity, std::string message, feel::Position at, int rule) {
  if (suppositions_ > 0 || problems_.size() >= most_problems) return;
  Diagnostic diagnostic{severity, file_, at.line, at.column, decision_, rule, std::move(message)};
  for (const Diagnostic& known : problems_)
    if (known == diagnostic) return;
  problems_.push_back(std::move(diagnostic));
}

void Run::collect_problems(int rule) {
  for (feel::Problem& problem : take_problems())
    report(Severity::warning, std::move(problem.message), problem.at, rule);
}

void Run::fired(FiredRule rule) {
  if (suppositions_ == 0 && fired_.size() < 10'000) fired_.push_back(std::move(rule));
}

feel::Value Run::input_value(const Element& input) {
  const feel::Value* given = setting_->facts->find(input.name);
  if (mode_ == Facts::may_be_unknown) return complete_fact(given, input.type, input.name, *this);
  if (given == nullptr) return {};
  feel::Coerced coerced = feel::coerce(*given, input.type, *this);
  if (!coerced.fits)
    report(Severity::error, "the input " + input.name + " is not of type " + to_string(input.type));
  return coerced.value;
}

feel::Value Run::function_of(const Element& invocable) {
  return std::shared_ptr<const feel::Function>(
      std::make_shared<const Invocable>(invocable, invocable.home->shared_from_this()));
}

feel::Value Run::value_of(const Element& element) {
  if (element.kind == Element::Kind::knowledge || element.kind == Element::Kind::service)
    return function_of(element);
  auto known = setting_->known.find(&element);
  if (known != setting_->known.end()) return known->second;
  if (element.kind == Element::Kind::input) {
    feel::Value value = input_value(element);
    setting_->known.emplace(&element, value);
    return value;
  }
  return decide(element);
}

feel::Context Run::requirements_of(const Element& element) {
  feel::Context names;
  for (const Requirement& requirement : element.requirements) {
    feel::Value value = value_of(*requirement.element);
    if (requirement.import_name.empty()) {
      names.set(requirement.element->name, std::move(value));
      continue;
    }
    const feel::Value* others = names.find(requirement.import_name);
    feel::Context imported = others != nullptr && others->context() ? *others->context() : feel::Context();
    imported.set(requirement.element->name, std::move(value));
    names.set(requirement.import_name, std::move(imported));
  }
  return names;
}

feel::Value Run::decide(const Element& decision) {
  auto known = setting_->known.find(&decision);
  if (known != setting_->known.end()) return known->second;
  feel::Value value;
  std::string outer_decision = std::exchange(decision_, decision.name);
  std::string outer_file = std::exchange(file_, decision.home->file);
  if (const feel::Value* given = setting_->facts->find(decision.name);
      given && decision.home == &definitions_) {
    value = mode_ == Facts::may_be_unknown ? complete_fact(given, decision.type, decision.name, *this)
                                           : feel::coerce(*given, decision.type, *this).value;
  } else {
    feel::Context names = requirements_of(decision);
    collect_problems();
    if (!decision.logic) {
      report(Severity::error, "the decision has no logic");
    } else {
      feel::Value result = evaluate_boxed(*decision.logic, feel::Scope{nullptr, &names});
      feel::Coerced coerced = feel::coerce(result, decision.type, *this);
      if (!coerced.fits)
        report(Severity::error, "the result is not of type " + to_string(decision.type), decision.at);
      value = coerced.value;
    }
  }
  collect_problems();
  decision_ = std::move(outer_decision);
  file_ = std::move(outer_file);
  setting_->known.insert_or_assign(&decision, value);
  if (setting_ == &root_) decided_.insert_or_assign(decision.name, value);
  return value;
}

feel::Value Run::invoke(const Element& invocable, const feel::Context& arguments) {
  Level level(*this);
  if (level.too_deep()) return problem("the evaluation is nested too deeply");
  std::string outer_decision = std::exchange(decision_, invocable.name);
  std::string outer_file = std::exchange(file_, invocable.home->file);
  feel::Value value;
  if (invocable.kind == Element::Kind::service) {
    value = serve(invocable, arguments);
  } else if (invocable.logic && std::get<BoxedFunction>(invocable.logic->form).body) {
    feel::Context required = requirements_of(invocable);
    feel::Scope outer{nullptr, &required};
    value =
        evaluate_boxed(*std::get<BoxedFunction>(invocable.logic->form).body, feel::Scope{&outer, &arguments});
    feel::Coerced coerced = feel::coerce(value, invocable.type, *this);
    if (!coerced.fits && invocable.type.kind() != feel::Type::Kind::function) {
      report(Severity::error, "the result is not of type " + to_string(invocable.type), invocable.at);
      value = {};
    } else if (coerced.fits) {
      value = coerced.value;
    }
  } else {
    report(Severity::error, "the function has no logic that can be evaluated", invocable.at);
  }
  collect_problems();
  decision_ = std::move(outer_decision);
  file_ = std::move(outer_file);
  return value;
}

feel::Value Run::serve(const Element& service, const feel::Context& arguments) {
  feel::Context inputs;
  Setting inner{&inputs, {}};
  for (const Requirement& input : service.input_decisions) {
    const feel::Value* given = arguments.find(input.element->name);
    inner.known.emplace(input.element, given ? *given : feel::Value());
  }
  for (const Requirement& input : service.input_data) {
    const feel::Value* given = arguments.find(input.element->name);
    inner.known.emplace(input.element, given ? *given : feel::Value());
  }
  Setting* outer = std::exchange(setting_, &inner);
  feel::Context results;
  for (const Requirement& output : service.outputs)
    results.set(output.element->name, decide(*output.element));
  setting_ = outer;
  feel::Value value = results;
  if (results.entries().size() == 1) value = results.entries().front().second;
  feel::Coerced coerced = feel::coerce(value, service.type, *this);
  if (!coerced.fits && service.type.kind() != feel::Type::Kind::function) return {};
  return coerced.fits ? coerced.value : value;
}

feel::Value Run::call_by_name(const Element& invocable, const feel::Value& arguments) {
  feel::Value function = function_of(invocable);
  feel::List ordered;
  for (const std::string& parameter : function.function()->signatures().front().parameters) {
    const feel::Value* given = arguments.context() ? arguments.context()->find(parameter) : nullptr;
    ordered.push_back(given ? *given : feel::Value());
  }
  feel::Value value = feel::call(function, ordered, *this);
  decided_.insert_or_assign(invocable.name, value);
  return value;
}

feel::Context Run::inputs_taken() const {
  feel::Context inputs;
  for (const auto& [element, value] : root_.known)
    if (element->kind == Element::Kind::input && element->home == &definitions_)
      inputs.set(element->name, value);
  return inputs;
}

void Run::take_inputs(const feel::Context& inputs) {
  for (const auto& [name, value] : inputs.entries())
    if (const Element* input = definitions_.find(Element::Kind::input, name))
      root_.known.insert_or_assign(input, value);
}

Outcome Run::outcome(feel::Value value) {
  collect_problems();
  Outcome made;
  bool failed = exhausted();
  for (const Diagnostic& known : problems_)
    failed = failed || (known.severity == Severity::error && value.is_null());
  made.status = failed ? Status::failed : feel::contains_unknown(value) ? Status::undecided : Status::decided;
  made.needs = feel::needs_of(value);
  made.value = std::move(value);
  made.because = std::move(fired_);
  made.problems = std::move(problems_);
  made.decisions = std::move(decided_);
  return made;
}

feel::Value Run::evaluate_tree(const feel::Tree& tree, const feel::Scope& scope) {
  return tree ? feel::evaluate(*tree, scope, *this) : feel::Value();
}

feel::Value Run::evaluate_boxed(const Boxed& boxed, const feel::Scope& scope) {
  Level level(*this);
  if (level.too_deep()) return problem("the evaluation is nested too deeply");
  if (!spend()) return {};
  feel::Value value = std::visit([&](const auto& form) { return (*this)(form, scope); }, boxed.form);
  if (boxed.type.is_any() || std::holds_alternative<DecisionTable>(boxed.form) ||
      std::holds_alternative<BoxedFunction>(boxed.form))
    return value;
  // A singleton list becomes its item where a value is assigned, yet not where a call yields it (TCK 0082).
  feel::Coerced coerced = std::holds_alternative<BoxedInvocation>(boxed.form)
                              ? feel::Coerced{value, feel::conforms(value, boxed.type, *this)}
                              : feel::coerce(value, boxed.type, *this);
  if (coerced.fits) return coerced.value;
  report(Severity::error, "the value is not of type " + to_string(boxed.type), boxed.at);
  return {};
}

feel::Value Run::operator()(const BoxedLiteral& literal, const feel::Scope& scope) {
  return evaluate_tree(literal.tree, scope);
}

feel::Value Run::operator()(const DecisionTable& table, const feel::Scope& scope) {
  return TableEvaluation(table, scope, *this).result();
}

feel::Value Run::operator()(const BoxedInvocation& invocation, const feel::Scope& scope) {
  feel::Value function = evaluate_boxed(*invocation.function, scope);
  std::vector<std::string> names;
  feel::List arguments;
  for (const auto& [name, value] : invocation.arguments) {
    names.push_back(name);
    arguments.push_back(value ? evaluate_boxed(*value, scope) : feel::Value());
  }
  return feel::call_named(function, names, arguments, *this);
}

feel::Value Run::operator()(const BoxedContext& context, const feel::Scope& scope) {
  feel::Context entries;
  feel::Scope inner{&scope, &entries};
  for (const auto& entry : context.entries) {
    if (!entry.value) continue;
    feel::Coerced coerced = feel::coerce(evaluate_boxed(*entry.value, inner), entry.type, *this);
    if (!coerced.fits)
      report(Severity::error, entry.name + " is not of type " + to_string(entry.type), entry.value->at);
    if (entry.name.empty()) return coerced.value;
    entries.set(entry.name, coerced.value);
  }
  return entries;
}

feel::Value Run::operator()(const BoxedList& list, const feel::Scope& scope) {
  feel::List items;
  for (const BoxedPtr& item : list.items) items.push_back(evaluate_boxed(*item, scope));
  return items;
}

feel::Value Run::operator()(const BoxedRelation& relation, const feel::Scope& scope) {
  feel::List rows;
  for (const auto& row : relation.rows) {
    feel::Context made;
    for (std::size_t i = 0; i < row.size() && i < relation.columns.size(); ++i)
      made.set(relation.columns[i], evaluate_boxed(*row[i], scope));
    rows.push_back(std::move(made));
  }
  return rows;
}

feel::Value Run::operator()(const BoxedFunction& function, const feel::Scope& scope) {
  return std::shared_ptr<const feel::Function>(std::make_shared<const BoxedClosure>(
      function, feel::Type(), scope.flattened(), definitions_.shared_from_this()));
}

feel::Value Run::operator()(const BoxedConditional& conditional, const feel::Scope& scope) {
  feel::Value condition = evaluate_boxed(*conditional.condition, scope);
  if (condition.is_true()) return evaluate_boxed(*conditional.consequence, scope);
  if (!condition.is_unknown()) return evaluate_boxed(*conditional.alternative, scope);
  return feel::join(
      {evaluate_boxed(*conditional.consequence, scope), evaluate_boxed(*conditional.alternative, scope)},
      feel::needs_of(condition));
}

feel::Value Run::operator()(const BoxedFilter& filter, const feel::Scope& scope) {
  feel::Value source = evaluate_boxed(*filter.source, scope);
  if (source.is_unknown()) return feel::Unknown{feel::needs_of(source), {}};
  if (source.is_null()) return {};
  feel::List items = source.list() ? *source.list() : feel::List{source};
  bool odd = false;
  feel::Value kept = feel::filtered(
      items,
      [&](const feel::Value& item) {
        feel::Context own{{"item", item}};
        feel::Scope with_item{&scope, &own};
        feel::Value keeps = evaluate_boxed(*filter.condition, feel::Scope{&with_item, item.context()});
        odd = odd || (!keeps.boolean() && !keeps.is_unknown());
        return keeps;
      },
      *this);
  // 10.2.2.2: what to match must say true or false.
  return odd ? problem("the condition of the filter is neither true nor false") : kept;
}

feel::Value Run::operator()(const BoxedIterator& iterator, const feel::Scope& scope) {
  feel::Value given = evaluate_boxed(*iterator.domain, scope);
  feel::Value domain = given.is_unknown() ? given : feel::iteration_domain(given, *this);
  if (domain.is_unknown()) return feel::Unknown{feel::needs_of(domain), {}};
  if (domain.list() == nullptr) return {};
  feel::List results;
  for (const feel::Value& value : *domain.list()) {
    if (!spend()) return {};
    feel::Context own{{iterator.variable, value}};
    if (iterator.kind == BoxedIterator::Kind::loop) own.set("partial", results);
    results.push_back(evaluate_boxed(*iterator.body, feel::Scope{&scope, &own}));
  }
  if (iterator.kind == BoxedIterator::Kind::loop) return results;
  auto fold = feel::find_builtin(iterator.kind == BoxedIterator::Kind::some ? "any" : "all");
  return feel::call(feel::Value(fold), std::vector<feel::Value>{results}, *this);
}

}  // namespace moteplass::dmn
