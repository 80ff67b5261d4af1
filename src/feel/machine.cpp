#include "feel/machine.h"

#include <algorithm>
#include <array>
#include <optional>

#include "feel/builtins/builtins.h"
#include "feel/closure.h"
#include "feel/compile.h"
#include "feel/operators.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

// Arguments of a call, on the stack where they are few.
class ArgumentValues {
 public:
  explicit ArgumentValues(std::size_t count) : count_(count) {
    if (count > few_.size()) many_.resize(count);
  }
  Value& operator[](std::size_t index) { return many_.empty() ? few_[index] : many_[index]; }
  std::span<const Value> all() const { return {many_.empty() ? few_.data() : many_.data(), count_}; }

 private:
  std::size_t count_;
  std::array<Value, 3> few_;
  std::vector<Value> many_;
};

}  // namespace

Frame::Frame(const Code& code, std::uint32_t slots, Evaluation& evaluation)
    : code_(code), evaluation_(evaluation), count_(slots), slots_(evaluation.take_slots(slots)) {}

Frame::~Frame() {
  evaluation_.give_back_slots(slots_, count_);
}

Value Frame::evaluate(NodeId id) {
  if (id == no_node) return {};
  const Node& node = code_.nodes[id];
  if (node.op == Op::constant) return code_.constants[node.a];
  if (node.op == Op::slot) return slots_[node.a];
  Evaluation::Level level(evaluation_);
  evaluation_.move_to(node.at);
  if (level.too_deep()) return evaluation_.problem("the evaluation is nested too deeply");
  if (!evaluation_.spend()) return {};
  Value value = run(node);
  // What was being worked out when the steps ran out is only part of it.
  if (evaluation_.exhausted()) return {};
  if (value.weight() > Evaluation::heaviest) return problem(node, "the value is too large");
  return value;
}

const Value& Frame::peek(NodeId id, Value& scratch) {
  if (id != no_node) {
    const Node& node = code_.nodes[id];
    if (node.op == Op::constant) return code_.constants[node.a];
    if (node.op == Op::slot) return slots_[node.a];
    if (node.op == Op::path) return path(node, scratch);
  }
  scratch = evaluate(id);
  return scratch;
}

Value Frame::run(const Node& node) {
  switch (node.op) {
    case Op::constant:
      return code_.constants[node.a];
    case Op::slot:
      return slots_[node.a];
    case Op::nowhere:
      return problem(node, "nothing is called '" + code_.names[node.a] + "' here");
    case Op::item_member:
      return item_member(node);
    case Op::negation:
      return negation(node);
    case Op::calculation:
      return calculation(node);
    case Op::comparison:
      return comparison(node);
    case Op::conjunction:
      return conjunction(node);
    case Op::disjunction:
      return disjunction(node);
    case Op::between:
      return between(node);
    case Op::membership:
      return membership(node);
    case Op::instance_of:
      return instance_of(node);
    case Op::conditional:
      return conditional(node);
    case Op::loop:
      return loop(node);
    case Op::some:
    case Op::every:
      return quantified(node);
    case Op::path: {
      Value scratch;
      return path(node, scratch);
    }
    case Op::filter:
      return filter(node);
    case Op::call:
      return call(node);
    case Op::call_named:
      return call_named(node);
    case Op::call_builtin:
      return call_builtin(node);
    case Op::range:
      return range(node);
    case Op::list:
      return list(node);
    case Op::context:
      return context(node);
    case Op::function:
      return function(node);
    case Op::test:
      return problem(node, "a test needs a value to test");
    case Op::tests:
      return tests(node);
    case Op::typed:
      return typed(node);
    case Op::extension:
      return code_.extensions[node.a]->evaluate(*this);
  }
  return {};
}

Value Frame::item_member(const Node& node) {
  const Value& given = slots_[node.b];
  if (const Context* item = given.context())
    if (evaluation_.spend(steps_through(*item)))
      if (const Value* member = item->find(code_.names[node.a])) return *member;
  const Unknown* unknown = given.as_unknown();
  bool may_be_context =
      unknown && !unknown->interval &&
      (!unknown->type || unknown->type->is_any() || unknown->type->kind() == Type::Kind::context);
  return may_be_context ? unknown_item_member(node, *unknown) : evaluate(node.c);
}

// The name means a member only if the item turns out to have one.
Value Frame::unknown_item_member(const Node& node, const Unknown& item) {
  std::vector<Value> ways;
  bool always_member = !item.possible.empty();
  for (const Value& way : item.possible) {
    const Value* member = way.context() ? way.context()->find(code_.names[node.a]) : nullptr;
    always_member = always_member && member != nullptr;
    if (member != nullptr) ways.push_back(*member);
  }
  if (item.possible.empty()) ways.push_back(Unknown{item.needs, {}});
  std::vector<std::string> needs = item.needs;
  if (!always_member) ways.push_back(evaluate(node.c));
  return join(ways, needs);
}

const Value& Frame::path(const Node& node, Value& scratch) {
  const Value& source = peek(node.a, scratch);
  const std::string& member = code_.names[node.b];
  if (const Context* context = source.context()) {
    const auto& entries = context->entries();
    if (node.c < entries.size() && entries[node.c].first == member) return entries[node.c].second;
    if (evaluation_.spend(steps_through(*context)))
      if (const Value* found = context->find(member)) return *found;
  }
  scratch = member_of(source, member, here(node));
  return scratch;
}

Value Frame::negation(const Node& node) {
  Value scratch;
  return negate(peek(node.a, scratch), here(node));
}

Value Frame::calculation(const Node& node) {
  Value scratch_left, scratch_right;
  const Value& left = peek(node.a, scratch_left);
  const Value& right = peek(node.b, scratch_right);
  return calculate(static_cast<Arithmetic>(node.small), left, right, here(node));
}

Value Frame::comparison(const Node& node) {
  Value scratch_left, scratch_right;
  const Value& left = peek(node.a, scratch_left);
  const Value& right = peek(node.b, scratch_right);
  auto comparison = static_cast<Comparison>(node.small);
  if (!afford(left, right)) return {};
  if (left.string() && right.string() && comparison <= Comparison::not_equal)
    return (*left.string() == *right.string()) == (comparison == Comparison::equal);
  return compare(comparison, left, right, here(node));
}

Value Frame::conjunction(const Node& node) {
  Value left = truth_of(evaluate(node.a));
  if (left.is_false()) return false;
  return feel::conjunction(left, truth_of(evaluate(node.b)));
}

Value Frame::disjunction(const Node& node) {
  Value left = truth_of(evaluate(node.a));
  if (left.is_true()) return true;
  return feel::disjunction(left, truth_of(evaluate(node.b)));
}

Value Frame::between(const Node& node) {
  Value operand = evaluate(node.a);
  Value low = evaluate(node.b);
  Value high = evaluate(node.c);
  return feel::conjunction(compare(Comparison::at_least, operand, low, here(node)),
                           compare(Comparison::at_most, operand, high, here(node)));
}

Value Frame::membership(const Node& node) {
  return passes(node.b, evaluate(node.a));
}

Value Frame::instance_of(const Node& node) {
  Value operand = evaluate(node.a);
  if (!evaluation_.spend(steps_through(operand))) return {};
  if (contains_unknown(operand)) return Unknown{needs_of(operand), {true, false}};
  return is_instance(operand, code_.types[node.b], here(node));
}

Value Frame::conditional(const Node& node) {
  Value condition = evaluate(node.a);
  if (condition.is_true()) return evaluate(node.b);
  if (!condition.is_unknown()) return evaluate(node.c);
  Value consequence = evaluate(node.b);
  Value alternative = evaluate(node.c);
  if (!afford(consequence, alternative)) return {};
  return join({std::move(consequence), std::move(alternative)}, needs_of(condition));
}

// Calls `body` for every combination of the iterators' values, the last moving fastest, until it says no.
// False, with the value of the whole, if a domain is not to be run through.
template <class Body>
bool Frame::for_each(const Node& node, Value& failed, Body body) {
  bool going = true;
  return for_each_from(node, 0, failed, going, body);
}

template <class Body>
bool Frame::for_each_from(const Node& node, std::uint32_t index, Value& failed, bool& going, Body& body) {
  if (index == node.count) {
    going = evaluation_.spend() && body();
    return true;
  }
  const std::uint32_t* iterator = &code_.many[node.a + 3 * index];
  Value domain = evaluate(iterator[1]);
  if (iterator[2] != no_node) {
    Value until = evaluate(iterator[2]);
    domain = domain.is_unknown() || until.is_unknown()
                 ? Value(Unknown{union_of(needs_of(domain), needs_of(until)), {}})
                 : counted(domain, until, here(node));
  } else if (!domain.is_unknown() && domain.list() == nullptr) {
    domain = iteration_domain(domain, here(node));
  }
  if (domain.list() == nullptr) {
    // How many rounds there are depends on the unknown; what the rounds would need is not looked into.
    failed = domain.is_unknown() ? Value(Unknown{needs_of(domain), {}}) : Value();
    return false;
  }
  for (const Value& value : *domain.list()) {
    slots_[iterator[0]] = value;
    if (!for_each_from(node, index + 1, failed, going, body)) return false;
    if (!going) break;
  }
  return true;
}

Value Frame::loop(const Node& node) {
  List results;
  Value failed;
  std::uint64_t weight = 1;
  if (node.c != no_node) slots_[node.c] = Value();
  if (!for_each(node, failed, [&] {
        if (node.c != no_node) {
          Value so_far = results;
          if (!evaluation_.spend(steps_through(so_far))) return false;
          slots_[node.c] = std::move(so_far);
        }
        results.push_back(evaluate(node.b));
        weight += results.back().weight();
        return weight <= Evaluation::heaviest;
      }))
    return failed;
  if (weight > Evaluation::heaviest) return problem(node, "the value is too large");
  return results;
}

Value Frame::quantified(const Node& node) {
  bool every = node.op == Op::every;
  bool boxed = static_cast<QuantifiedIn>(node.small) == QuantifiedIn::box;
  bool odd = false;
  Value result = every;
  Value failed;
  if (!for_each(node, failed, [&] {
        Value value = evaluate(node.b);
        odd = odd || (!value.boolean() && !value.is_unknown());
        Value truth = truth_of(value);
        result = every ? feel::conjunction(result, truth) : feel::disjunction(result, truth);
        return boxed || (every ? !result.is_false() : !result.is_true());
      }))
    return failed;
  return boxed && odd ? Value() : result;
}

// 10.3.2.5: by position, or the items for which the condition is true.
Value Frame::filter(const Node& node) {
  bool may_be_position = static_cast<FilterBy>(node.small) == FilterBy::truth_or_position;
  Value source = evaluate(node.a);
  if (source.is_unknown()) return Unknown{needs_of(source), {}};
  List single;
  if (source.list() == nullptr && !source.is_null()) single.push_back(source);
  const List& items = source.list() ? *source.list() : single;  // a single value counts as a list of one
  const Node& condition = code_.nodes[node.b];
  // A number outside all items is a position; it is evaluated once.
  if (may_be_position && (condition.op == Op::constant || condition.op == Op::negation)) {
    Value position = evaluate(node.b);
    if (position.number()) return item_at(items, *position.number(), here(node));
  }
  if (source.is_null()) return {};
  std::optional<Value> position;
  bool odd = false;
  Value kept = filtered(
      items,
      [&](const Value& item) -> Value {
        if (position) return false;
        slots_[node.c] = item;
        Value keeps = evaluate(node.b);
        if (keeps.number()) position = keeps;
        odd = odd || (!keeps.boolean() && !keeps.is_unknown());
        return keeps;
      },
      here(node));
  // 10.2.2.2: what a boxed filter matches by must say true or false.
  if (!may_be_position)
    return odd ? problem(node, "the condition of the filter is neither true nor false") : kept;
  if (position) return item_at(items, *position->number(), here(node));
  if (items.empty()) {
    // Nothing to evaluate the condition on: it may still be a position, and there is none.
    NodeId plain = condition.op == Op::item_member ? condition.c : node.b;
    while (plain != no_node && code_.nodes[plain].op == Op::item_member) plain = code_.nodes[plain].c;
    if (plain != no_node && code_.nodes[plain].op == Op::slot && evaluate(plain).number()) return {};
  }
  return kept;
}

Value Frame::call(const Node& node) {
  Value scratch;
  const Value& function = peek(node.a, scratch);
  ArgumentValues arguments(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) arguments[i] = evaluate(code_.many[node.b + i]);
  return feel::call(function, arguments.all(), here(node));
}

Value Frame::call_named(const Node& node) {
  Value function = evaluate(node.a);
  ArgumentValues arguments(node.count);
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    names.push_back(code_.names[code_.many[node.c + i]]);
    arguments[i] = evaluate(code_.many[node.b + i]);
  }
  return feel::call_named(function, names, arguments.all(), here(node));
}

Value Frame::call_builtin(const Node& node) {
  ArgumentValues arguments(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) arguments[i] = evaluate(code_.many[node.b + i]);
  return call_function(*code_.callees[node.a], arguments.all(), here(node));
}

Value Frame::range(const Node& node) {
  Range made{(node.small & 1) != 0 ? Range::End::closed : Range::End::open, evaluate(node.a),
             evaluate(node.b), (node.small & 2) != 0 ? Range::End::closed : Range::End::open};
  bool low_fits = node.a == no_node || !made.low.is_null();
  bool high_fits = node.b == no_node || !made.high.is_null();
  if (!low_fits || !high_fits) return problem(node, "a range needs its ends");
  return made_range(std::move(made), here(node));
}

Value Frame::list(const Node& node) {
  List items;
  items.reserve(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) items.push_back(evaluate(code_.many[node.a + i]));
  return items;
}

Value Frame::context(const Node& node) {
  Context entries;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const std::uint32_t* entry = &code_.many[node.a + 3 * i];
    Value value = evaluate(entry[2]);
    if (entry[1] != no_node) slots_[entry[1]] = value;
    if (node.b != no_node) continue;
    const std::string& name = code_.names[entry[0]];
    constexpr std::size_t letters_of_one_step = 256;
    auto letters = static_cast<std::int64_t>(name.size() / letters_of_one_step);
    if (!evaluation_.spend(steps_through(entries) + letters)) return {};
    entries.set(name, std::move(value));
  }
  if (node.b != no_node) return evaluate(node.b);
  return entries;
}

Value Frame::function(const Node& node) {
  const FunctionCode& made = code_.functions[node.a];
  List captured;
  for (const auto& capture : made.captures) captured.push_back(evaluate(capture.node));
  return std::shared_ptr<const Function>(
      std::make_shared<const Closure>(code_.shared_from_this(), made, std::move(captured)));
}

namespace {

// A call's result is not made to fit.
Coerced yielded(const Value& value, const Type& type, Evaluation& evaluation) {
  Fit fit = fit_of(value, type, evaluation);
  return {value, fit != Fit::never, fit == Fit::always};
}

}  // namespace

Value Frame::typed(const Node& node) {
  Value value = evaluate(node.a);
  const Type& type = code_.types[node.b];
  here(node);
  Coerced coerced = static_cast<Typed::As>(node.small) == Typed::As::yielded
                        ? yielded(value, type, evaluation_)
                        : coerce(value, type, evaluation_);
  if (coerced.fits) return value_or_null(value, std::move(coerced));
  return here(node).fault(code_.names[node.c] + " is not of type " + to_string(type));
}

namespace {

enum class Source { literal, expression };

// What a test without `?` says: its value is the input's, or holds it, or is itself the verdict.
Value verdict(const Value& input, const Value& value, Source source, Evaluation& evaluation) {
  const Unknown* unknown = input.as_unknown();
  bool lifts = unknown && (!unknown->interval || value.boolean() || contains_unknown(value));
  if (value.is_unknown() || lifts) {
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

}  // namespace

// One test on a value: true, false, null or unknown.
Value Frame::passes_one(const Value& input, const Node& test) {
  NodeId id = static_cast<NodeId>(&test - code_.nodes.data());
  Value scratch;
  if (test.op == Op::test) {
    const Value& operand = peek(test.a, scratch);
    return compare(static_cast<Comparison>(test.small), input, operand, here(test));
  }
  const Value& value = peek(id, scratch);
  here(test);
  if (!evaluation_.spend(steps_through(value))) return {};
  if (test.mentions_input) return truth_of(value);
  // A range without its ends is no range, and nobody can say what is in it.
  if (value.is_null() && test.op == Op::range) return {};
  return verdict(input, value, test.is_literal ? Source::literal : Source::expression, evaluation_);
}

Value Frame::tests(const Node& node) {
  auto form = static_cast<UnaryTests::Form>(node.small);
  if (form == UnaryTests::Form::any) return true;
  Value input = slots_[node.b];
  Value result = false;
  for (std::uint32_t i = 0; i < node.count && !result.is_true(); ++i)
    result = feel::disjunction(result, passes_one(input, code_.nodes[code_.many[node.a + i]]));
  return form == UnaryTests::Form::negative ? complement(result) : result;
}

namespace {

// A text against a list of words: the most common of all tests, and no frame is needed for it.
std::optional<bool> word_passes(const Code& code, const Node& tests, const Value& input) {
  auto form = static_cast<UnaryTests::Form>(tests.small);
  if (form == UnaryTests::Form::any) return true;
  const std::string* word = input.string();
  if (word == nullptr || !tests.is_literal) return std::nullopt;
  bool listed = false;
  for (std::uint32_t i = 0; i < tests.count && !listed; ++i)
    listed = *code.constants[code.nodes[code.many[tests.a + i]].a].string() == *word;
  return listed == (form == UnaryTests::Form::positive);
}

}  // namespace

Value Frame::passes(NodeId tests_node, const Value& input) {
  const Node& node = code_.nodes[tests_node];
  if (auto known = word_passes(code_, node, input)) return *known;
  slots_[node.b] = input;
  return evaluate(tests_node);
}

Value evaluate(const Expression& expression, const Scope& scope, Evaluation& evaluation) {
  Context names = scope.flattened();
  std::vector<Variable> variables;
  for (const auto& [name, value] : names.entries()) variables.push_back({name, {}});
  auto code = compile(std::make_shared<const Expression>(expression), variables);
  Frame frame(*code, code->slots, evaluation);
  for (std::uint32_t i = 0; i < variables.size(); ++i) frame.slot(i) = names.entries()[i].second;
  return frame.evaluate(code->root);
}

Value passes(const Value& input, const Expression& tests, const Scope& scope, Evaluation& evaluation) {
  if (!std::holds_alternative<UnaryTests>(tests.form)) return evaluation.problem("this is no test");
  Context names = scope.flattened();
  std::vector<Variable> variables;
  for (const auto& [name, value] : names.entries()) variables.push_back({name, {}});
  Compiler compiler(variables);
  std::uint32_t slot = compiler.new_slot();
  NodeId root = compiler.compile_tests(std::make_shared<const Expression>(tests), slot);
  auto code = compiler.finish(root);
  Frame frame(*code, code->slots, evaluation);
  for (std::uint32_t i = 0; i < variables.size(); ++i) frame.slot(i) = names.entries()[i].second;
  return frame.passes(root, input);
}

Value passes(const Value& input, const Code& tests, Evaluation& evaluation) {
  if (auto known = word_passes(tests, tests.nodes[tests.root], input)) return *known;
  Frame frame(tests, tests.slots, evaluation);
  return frame.passes(tests.root, input);
}

}  // namespace moteplass::feel
