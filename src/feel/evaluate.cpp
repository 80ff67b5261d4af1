#include "feel/evaluate.h"

#include <algorithm>
#include <optional>

#include "feel/builtins.h"
#include "feel/closure.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::feel {

bool Evaluation::spend(std::int64_t steps) {
  if (steps_left_ < 0) return false;
  steps_left_ -= steps;
  if (steps_left_ >= 0) return true;
  problems_.push_back({at_, "the evaluation takes too many steps"});
  return false;
}

Value Evaluation::problem(std::string message) {
  if (problems_.size() < most_problems) problems_.push_back({at_, std::move(message)});
  return {};
}

const Value* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer) {
    if (scope->names == nullptr) continue;
    if (const Value* value = scope->names->find(name)) return value;
  }
  return nullptr;
}

Context Scope::flattened() const {
  Context all = outer == nullptr ? Context() : outer->flattened();
  if (names != nullptr)
    for (const auto& [name, value] : names->entries()) all.set(name, value);
  return all;
}

namespace {

class Evaluator {
 public:
  Evaluator(const Expression& expression, const Scope& scope, Evaluation& evaluation)
      : at_(expression.at), scope_(scope), evaluation_(evaluation) {}

  Value operator()(const Literal& literal) const { return literal.value; }

  Value operator()(const Name& name) const {
    if (const Value* value = scope_.find(name.name)) return *value;
    if (auto function = find_builtin(name.name)) return Value(std::move(function));
    return problem("nothing is called '" + name.name + "' here");
  }

  Value operator()(const Negation& negation) const {
    Value operand = of(negation.operand);
    return negate(operand, here());
  }

  Value operator()(const Calculation& calculation) const {
    Value left = of(calculation.left);
    Value right = of(calculation.right);
    return calculate(calculation.operation, left, right, here());
  }

  Value operator()(const Compare& comparing) const {
    Value left = of(comparing.left);
    Value right = of(comparing.right);
    return compare(comparing.comparison, left, right, here());
  }

  Value operator()(const Conjunction& both) const {
    Value left = truth_of(of(both.left));
    if (left.is_false()) return false;
    return conjunction(left, truth_of(of(both.right)));
  }

  Value operator()(const Disjunction& either) const {
    Value left = truth_of(of(either.left));
    if (left.is_true()) return true;
    return disjunction(left, truth_of(of(either.right)));
  }

  Value operator()(const Between& between) const {
    Value operand = of(between.operand);
    Value low = of(between.low);
    Value high = of(between.high);
    return conjunction(compare(Comparison::at_least, operand, low, here()),
                       compare(Comparison::at_most, operand, high, here()));
  }

  Value operator()(const Membership& membership) const {
    return passes(of(membership.operand), *membership.tests, scope_, evaluation_);
  }

  Value operator()(const InstanceOf& instance) const {
    Value operand = of(instance.operand);
    if (contains_unknown(operand)) return Unknown{needs_of(operand), {true, false}};
    return is_instance(operand, instance.type, here());
  }

  Value operator()(const Conditional& conditional) const {
    Value condition = of(conditional.condition);
    if (condition.is_true()) return of(conditional.consequence);
    if (!condition.is_unknown()) return of(conditional.alternative);
    return join({of(conditional.consequence), of(conditional.alternative)}, needs_of(condition));
  }

  Value operator()(const Loop& loop) const {
    List results;
    Context names;
    if (Value failed; !run(loop.iterators, names, failed, [&](const Scope& inner) {
          if (loop.mentions_partial) names.set("partial", results);
          results.push_back(evaluate(*loop.body, inner, evaluation_));
          return true;
        }))
      return failed;
    return results;
  }

  Value operator()(const Quantified& quantified) const {
    bool every = quantified.quantifier == Quantifier::every;
    Value result = every;
    Context names;
    if (Value failed; !run(quantified.iterators, names, failed, [&](const Scope& inner) {
          Value truth = truth_of(evaluate(*quantified.body, inner, evaluation_));
          result = every ? conjunction(result, truth) : disjunction(result, truth);
          return every ? !result.is_false() : !result.is_true();
        }))
      return failed;
    return result;
  }

  Value operator()(const Path& path) const {
    Value source = of(path.source);
    return member_of(source, path.member, here());
  }

  Value operator()(const Filter& filter) const;

  Value operator()(const Call& called) const {
    Value function = of(called.function);
    List arguments;
    for (const Tree& argument : called.arguments) arguments.push_back(of(argument));
    if (called.names.empty()) return call(function, arguments, here());
    return call_named(function, called.names, arguments, here());
  }

  Value operator()(const RangeOf& range) const {
    Range made{range.low_end, range.low ? of(range.low) : Value(), range.high ? of(range.high) : Value(),
               range.high_end};
    bool low_fits = !range.low || !made.low.is_null();
    bool high_fits = !range.high || !made.high.is_null();
    if (!low_fits || !high_fits) return problem("a range needs its ends");
    return made_range(std::move(made), here());
  }

  Value operator()(const ListOf& list) const {
    List items;
    for (const Tree& item : list.items) items.push_back(of(item));
    return items;
  }

  Value operator()(const ContextOf& context) const {
    Context entries;
    Scope inner{&scope_, &entries};
    for (const auto& [name, tree] : context.entries) {
      Value value = evaluate(*tree, inner, evaluation_);
      entries.set(name, std::move(value));
    }
    return entries;
  }

  Value operator()(const FunctionOf& function) const {
    return std::shared_ptr<const Function>(std::make_shared<const Closure>(
        function.parameters, function.result, function.body, scope_.flattened()));
  }

  // Only ever met inside UnaryTests, which `passes` takes apart.
  Value operator()(const Test&) const { return problem("a test needs a value to test"); }
  Value operator()(const UnaryTests&) const { return problem("a test needs a value to test"); }

 private:
  Value of(const Tree& tree) const { return evaluate(*tree, scope_, evaluation_); }
  Evaluation& here() const {
    evaluation_.move_to(at_);
    return evaluation_;
  }
  Value problem(std::string message) const { return here().problem(std::move(message)); }

  // Calls `body` for every combination of the iterators' values, the last moving fastest, until it says no.
  // False, with the value of the whole, if a domain is not to be run through.
  template <class Body>
  bool run(const std::vector<Iterator>& iterators, Context& names, Value& failed, Body body) const {
    bool going = true;
    return run_from(iterators, 0, names, failed, going, body);
  }
  template <class Body>
  bool run_from(const std::vector<Iterator>& iterators, std::size_t index, Context& names, Value& failed,
                bool& going, Body& body) const {
    Scope inner{&scope_, &names};
    if (index == iterators.size()) {
      going = evaluation_.spend() && body(inner);
      return true;
    }
    const Iterator& iterator = iterators[index];
    Value domain = evaluate(*iterator.domain, inner, evaluation_);
    if (iterator.until) {
      Value until = evaluate(*iterator.until, inner, evaluation_);
      domain = domain.is_unknown() || until.is_unknown()
                   ? Value(Unknown{union_of(needs_of(domain), needs_of(until)), {}})
                   : counted(domain, until, here());
    } else if (!domain.is_unknown()) {
      domain = iteration_domain(domain, here());
    }
    if (domain.list() == nullptr) {
      // How many rounds there are depends on the unknown; what the rounds would need is not looked into.
      failed = domain.is_unknown() ? Value(Unknown{needs_of(domain), {}}) : Value();
      return false;
    }
    for (const Value& value : *domain.list()) {
      names.set(iterator.name, value);
      if (!run_from(iterators, index + 1, names, failed, going, body)) return false;
      if (!going) break;
    }
    return true;
  }

  Position at_;
  const Scope& scope_;
  Evaluation& evaluation_;
};

// 10.3.2.5: by position, or the items for which the condition is true.
Value Evaluator::operator()(const Filter& filter) const {
  Value source = of(filter.source);
  if (source.is_unknown()) return Unknown{needs_of(source), {}};
  List items;
  if (source.list() != nullptr) {
    items = *source.list();
  } else if (!source.is_null()) {
    items.push_back(source);  // a single value counts as a list of one
  }
  // The condition is a position if it yields a number, which may depend on the item only by mistake; it is
  // evaluated once outside all items if it is a plain number.
  if (const auto* literal = std::get_if<Literal>(&filter.condition->form); literal && literal->value.number())
    return item_at(items, *literal->value.number(), here());
  if (const auto* minus = std::get_if<Negation>(&filter.condition->form)) {
    Value position = of(filter.condition);
    if (minus && position.number()) return item_at(items, *position.number(), here());
  }
  if (source.is_null()) return {};
  std::optional<Value> position;
  Value kept = filtered(
      items,
      [&](const Value& item) -> Value {
        if (position) return false;
        Context own;
        own.set("item", item);
        Scope with_item{&scope_, &own};
        Scope with_members{&with_item, item.context()};
        Value keeps = evaluate(*filter.condition, with_members, evaluation_);
        if (keeps.number()) position = keeps;
        return keeps;
      },
      here());
  if (position) return item_at(items, *position->number(), here());
  if (items.empty()) {
    // Nothing to evaluate the condition on: it may still be a position, and there is none.
    Value index = std::holds_alternative<Name>(filter.condition->form) &&
                          scope_.find(std::get<Name>(filter.condition->form).name)
                      ? of(filter.condition)
                      : Value();
    if (index.number()) return {};
  }
  return kept;
}

enum class Source { literal, expression };

// What a test without `?` says: its value is the input's, or holds it, or is itself the verdict.
Value verdict(const Value& input, const Value& value, Source source, Evaluation& evaluation) {
  if (input.is_unknown() || value.is_unknown()) {
    const Value both[] = {input, value};
    return truth_of(lift(
        both, [&](std::span<const Value> known) { return verdict(known[0], known[1], source, evaluation); }));
  }
  if (value.boolean() != nullptr && input.boolean() == nullptr && !input.is_null())
    return source == Source::literal ? Value(false) : value;
  if (const Range* range = value.range()) {
    if (input.range() != nullptr) return equal(input, value, evaluation);
    return is_in(input, *range, evaluation);
  }
  const List* list = value.list();
  if (list == nullptr) return equal(input, value, evaluation);
  // 10.3.2.8 and rule 49.c: in a list, one of its ranges, or the list itself.
  Value found = input.list() != nullptr ? equal(input, value, evaluation) : Value(false);
  if (found.is_null()) found = false;
  for (const Value& item : *list) {
    if (found.is_true()) break;
    Value hit = item.range() != nullptr && input.range() == nullptr ? is_in(input, *item.range(), evaluation)
                                                                    : equal(input, item, evaluation);
    found = disjunction(found, hit.is_null() ? Value(false) : hit);
  }
  return found;
}

// One test on a value: true, false, null or unknown.
Value passes_one(const Value& input, const Tree& test, const Scope& scope, Evaluation& evaluation) {
  if (const auto* comparing = std::get_if<Test>(&test->form)) {
    Value operand = evaluate(*comparing->operand, scope, evaluation);
    evaluation.move_to(test->at);
    return compare(comparing->comparison, input, operand, evaluation);
  }
  Value value = evaluate(*test, scope, evaluation);
  evaluation.move_to(test->at);
  if (test->mentions_input) return truth_of(value);
  // A range without its ends is no range, and nobody can say what is in it.
  if (value.is_null() && std::holds_alternative<RangeOf>(test->form)) return {};
  bool literal = std::holds_alternative<Literal>(test->form);
  return verdict(input, value, literal ? Source::literal : Source::expression, evaluation);
}

}  // namespace

Value evaluate(const Expression& expression, const Scope& scope, Evaluation& evaluation) {
  Evaluation::Level level(evaluation);
  evaluation.move_to(expression.at);
  if (level.too_deep()) return evaluation.problem("the evaluation is nested too deeply");
  if (!evaluation.spend()) return {};
  return std::visit(Evaluator(expression, scope, evaluation), expression.form);
}

Value passes(const Value& input, const Expression& expression, const Scope& scope, Evaluation& evaluation) {
  const auto* tests = std::get_if<UnaryTests>(&expression.form);
  if (tests == nullptr) return evaluation.problem("this is no test");
  if (tests->form == UnaryTests::Form::any) return true;
  Context own;
  own.set("?", input);
  Scope with_input{&scope, &own};
  Value result = false;
  for (const Tree& test : tests->tests) {
    result = disjunction(result, passes_one(input, test, with_input, evaluation));
    if (result.is_true()) break;
  }
  return tests->form == UnaryTests::Form::negative ? complement(result) : result;
}

Value filtered(const List& list, const std::function<Value(const Value&)>& keeps, Evaluation& evaluation) {
  // Where it is unknown whether an item stays, both lists are possible; more than a few such items, or a
  // list that would hold an unknown, and nothing is said about the result.
  std::vector<List> possible(1);
  std::vector<std::string> needs;
  bool anything = false;
  for (const Value& item : list) {
    if (!evaluation.spend()) return {};
    Value keep = keeps(item);
    if (keep.is_unknown()) {
      needs = union_of(needs, needs_of(keep));
      // The condition may also turn out to be a position, which is another matter altogether.
      const auto& ways = keep.as_unknown()->possible;
      bool truth = !ways.empty() && std::all_of(ways.begin(), ways.end(), [](const Value& way) {
        return way.is_null() || way.boolean() != nullptr;
      });
      anything = anything || !truth;
      if (anything || possible.size() * 2 > most_possible) {
        anything = true;
        continue;
      }
      std::size_t count = possible.size();
      for (std::size_t i = 0; i < count; ++i) {
        possible.push_back(possible[i]);
        possible.back().push_back(item);
      }
    } else if (keep.is_true()) {
      for (List& way : possible) way.push_back(item);
    }
  }
  if (needs.empty() && !anything) return possible.front();
  if (anything) return Unknown{needs_of(join({Unknown{needs, {}}, list}, {})), {}};
  std::vector<Value> ways(possible.begin(), possible.end());
  return join(ways, needs);
}

Value call(const Value& function, std::span<const Value> arguments, Evaluation& evaluation) {
  if (function.is_unknown()) {
    std::vector<std::string> needs = needs_of(function);
    for (const Value& argument : arguments) needs = union_of(needs, needs_of(argument));
    return Unknown{needs, {}};
  }
  auto callee = function.shared_function();
  if (callee == nullptr) {
    if (function.is_null()) return {};
    return evaluation.problem(std::string(name_of(function.kind())) + " cannot be called");
  }
  for (const Signature& signature : callee->signatures()) {
    bool fits = arguments.size() >= signature.required &&
                (signature.variadic || arguments.size() <= signature.parameters.size());
    if (fits) return callee->call(arguments, evaluation);
  }
  return evaluation.problem("the function does not take " + std::to_string(arguments.size()) + " arguments");
}

Value call_named(const Value& function, const std::vector<std::string>& names,
                 std::span<const Value> arguments, Evaluation& evaluation) {
  auto callee = function.shared_function();
  if (callee == nullptr) return call(function, arguments, evaluation);
  for (const Signature& signature : callee->signatures()) {
    List ordered(signature.parameters.size());
    std::size_t last = 0;
    bool fits = true;
    for (std::size_t i = 0; i < names.size() && fits; ++i) {
      auto place = std::find(signature.parameters.begin(), signature.parameters.end(), names[i]);
      fits = place != signature.parameters.end() && std::count(names.begin(), names.end(), names[i]) == 1;
      if (!fits) break;
      auto index = static_cast<std::size_t>(place - signature.parameters.begin());
      ordered[index] = arguments[i];
      last = std::max(last, index + 1);
    }
    for (std::size_t i = 0; i < signature.required && fits; ++i)
      fits = std::find(names.begin(), names.end(), signature.parameters[i]) != names.end();
    ordered.resize(last);
    if (!fits || !feel::fits(signature, ordered, evaluation)) continue;
    return call(function, ordered, evaluation);
  }
  return evaluation.problem("the function has no such parameters");
}

}  // namespace moteplass::feel
