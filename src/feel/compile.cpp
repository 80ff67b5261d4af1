#include "feel/compile.h"

#include <algorithm>

#include "feel/builtins/builtins.h"
#include "feel/machine.h"

namespace moteplass::feel {

// Compiles one form; the node it yields is evaluated by the function of the same noun in machine.cpp.
class FormCompiler {
 public:
  FormCompiler(Compiler& compiler, const Expression& expression)
      : compiler_(compiler), at_(expression.at), mentions_input_(expression.mentions_input) {}

  NodeId operator()(const Literal& literal) {
    Node node = made(Op::constant);
    node.a = add_constant(literal.value);
    node.is_literal = true;
    return compiler_.add(node);
  }
  NodeId operator()(const Name& name) {
    auto innermost = compiler_.functions_.size() - 1;
    NodeId resolved =
        compiler_.resolve(name.name, at_, innermost, compiler_.functions_.back().bindings.size());
    compiler_.code_->nodes[resolved].mentions_input = mentions_input_;
    return resolved;
  }
  NodeId operator()(const Negation& negation) { return unary(Op::negation, negation.operand); }
  NodeId operator()(const Calculation& calculation) {
    return binary(Op::calculation, calculation.left, calculation.right,
                  static_cast<std::uint8_t>(calculation.operation));
  }
  NodeId operator()(const Compare& comparing) {
    return binary(Op::comparison, comparing.left, comparing.right,
                  static_cast<std::uint8_t>(comparing.comparison));
  }
  NodeId operator()(const Conjunction& both) { return binary(Op::conjunction, both.left, both.right); }
  NodeId operator()(const Disjunction& either) { return binary(Op::disjunction, either.left, either.right); }
  NodeId operator()(const Between& between) {
    return ternary(Op::between, between.operand, between.low, between.high);
  }
  NodeId operator()(const Conditional& conditional) {
    return ternary(Op::conditional, conditional.condition, conditional.consequence, conditional.alternative);
  }
  NodeId operator()(const Membership& membership) {
    Node node = made(Op::membership);
    node.a = compiler_.compile(membership.operand);
    node.b = compiler_.compile_tests(membership.tests, compiler_.new_slot());
    return compiler_.add(node);
  }
  NodeId operator()(const InstanceOf& instance) {
    Node node = made(Op::instance_of);
    node.a = compiler_.compile(instance.operand);
    node.b = compiler_.type_of(instance.type);
    return compiler_.add(node);
  }
  NodeId operator()(const Loop& loop) {
    Compiler::Inner inner(compiler_);
    Node node = made(Op::loop);
    iterators(loop.iterators, node);
    node.c = compiler_.bind("partial");
    node.b = compiler_.compile(loop.body);
    // The results so far are kept only for a body that asks for them.
    if (!mentions_slot_since(loop_begin_, node.c)) node.c = no_node;
    return compiler_.add(node);
  }
  NodeId operator()(const Quantified& quantified) {
    Compiler::Inner inner(compiler_);
    Node node = made(quantified.quantifier == Quantifier::some ? Op::some : Op::every,
                     static_cast<std::uint8_t>(quantified.in));
    iterators(quantified.iterators, node);
    node.b = compiler_.compile(quantified.body);
    return compiler_.add(node);
  }
  NodeId operator()(const Path& path) {
    Node node = made(Op::path);
    node.a = compiler_.compile(path.source);
    node.b = compiler_.name_of(path.member);
    if (const Type* type = compiler_.static_type(path.source)) {
      const auto& fields = type->fields();
      for (std::size_t i = 0; i < fields.size(); ++i)
        if (fields[i].first == path.member) node.c = static_cast<std::uint32_t>(i);
    }
    return compiler_.add(node);
  }
  NodeId operator()(const Filter& filter) {
    Node node = made(Op::filter, static_cast<std::uint8_t>(filter.by));
    node.a = compiler_.compile(filter.source);
    Compiler::Inner inner(compiler_);
    node.c = compiler_.bind("item");
    compiler_.bind_members(node.c);
    node.b = compiler_.compile(filter.condition);
    return compiler_.add(node);
  }
  NodeId operator()(const Call& called) {
    NodeId function = compiler_.compile(called.function);
    Node node = made(called.names.empty() ? Op::call : Op::call_named);
    node.a = function;
    const Node& callee = compiler_.code_->nodes[function];
    if (callee.op == Op::constant && called.names.empty()) {
      if (auto builtin = compiler_.code_->constants[callee.a].shared_function()) {
        node.op = Op::call_builtin;
        node.a = static_cast<std::uint32_t>(compiler_.code_->callees.size());
        compiler_.code_->callees.push_back(std::move(builtin));
      }
    }
    many(node.b, node.count, called.arguments);
    if (!called.names.empty()) {
      std::vector<std::uint32_t> names;
      for (const std::string& name : called.names) names.push_back(compiler_.name_of(name));
      node.c = compiler_.add_many(names);
    }
    return compiler_.add(node);
  }
  NodeId operator()(const RangeOf& range) {
    int closed =
        (range.low_end == Range::End::closed ? 1 : 0) + (range.high_end == Range::End::closed ? 2 : 0);
    NodeId made_range = binary(Op::range, range.low, range.high, static_cast<std::uint8_t>(closed));
    return compiler_.folded(made_range);
  }
  NodeId operator()(const ListOf& list) {
    Node node = made(Op::list);
    many(node.a, node.count, list.items);
    return compiler_.add(node);
  }
  NodeId operator()(const ContextOf& context) {
    Compiler::Inner inner(compiler_);
    Node node = made(Op::context);
    std::vector<std::uint32_t> entries;
    for (const auto& [name, tree] : context.entries) {
      NodeId value = compiler_.compile(tree);
      call_it(value, name);
      bool seen = context.see == EntriesSee::earlier_entries;
      entries.insert(entries.end(), {compiler_.name_of(name), seen ? compiler_.bind(name) : no_node, value});
    }
    node.count = static_cast<std::uint32_t>(context.entries.size());
    node.a = compiler_.add_many(entries);
    node.b = compiler_.compile(context.result);
    return compiler_.add(node);
  }
  NodeId operator()(const FunctionOf& function);
  NodeId operator()(const Test& test) {
    return unary(Op::test, test.operand, static_cast<std::uint8_t>(test.comparison));
  }
  // Only inside a membership or a cell, which give them a slot for what is tested.
  NodeId operator()(const UnaryTests&) { return compiler_.constant(Value(), at_); }
  NodeId operator()(const Typed& typed) {
    Node node = made(Op::typed, static_cast<std::uint8_t>(typed.as));
    node.a = compiler_.compile(typed.value);
    if (typed.type.is_any()) return node.a;
    node.b = compiler_.type_of(typed.type);
    node.c = compiler_.name_of(typed.what);
    return compiler_.add(node);
  }
  NodeId operator()(const Extension& extension) {
    Node node = made(Op::extension);
    auto compiled = extension.form->compile(compiler_);
    node.a = static_cast<std::uint32_t>(compiler_.code_->extensions.size());
    compiler_.code_->extensions.push_back(std::move(compiled));
    return compiler_.add(node);
  }

 private:
  Node made(Op op, std::uint8_t small = 0) const {
    Node node;
    node.op = op;
    node.small = small;
    node.mentions_input = mentions_input_;
    node.at = at_;
    return node;
  }
  std::uint32_t add_constant(const Value& value) {
    compiler_.code_->constants.push_back(value);
    return static_cast<std::uint32_t>(compiler_.code_->constants.size() - 1);
  }
  NodeId unary(Op op, const Tree& a, std::uint8_t small = 0) {
    return ternary(op, a, nullptr, nullptr, small);
  }
  NodeId binary(Op op, const Tree& a, const Tree& b, std::uint8_t small = 0) {
    return ternary(op, a, b, nullptr, small);
  }
  NodeId ternary(Op op, const Tree& a, const Tree& b, const Tree& c, std::uint8_t small = 0) {
    Node node = made(op, small);
    node.a = compiler_.compile(a);
    node.b = compiler_.compile(b);
    node.c = compiler_.compile(c);
    return compiler_.add(node);
  }
  void many(std::uint32_t& from, std::uint32_t& count, const std::vector<Tree>& trees) {
    std::vector<std::uint32_t> nodes;
    for (const Tree& tree : trees) nodes.push_back(compiler_.compile(tree));
    from = compiler_.add_many(nodes);
    count = static_cast<std::uint32_t>(nodes.size());
  }
  void iterators(const std::vector<Iterator>& all, Node& node) {
    std::vector<std::uint32_t> numbers;
    for (const Iterator& iterator : all) {
      NodeId domain = compiler_.compile(iterator.domain);
      NodeId until = compiler_.compile(iterator.until);
      const Type* type = iterator.until ? nullptr : compiler_.static_type(iterator.domain);
      Type item = type && type->kind() == Type::Kind::list ? type->element() : Type();
      numbers.insert(numbers.end(), {compiler_.bind(iterator.name, std::move(item)), domain, until});
    }
    node.count = static_cast<std::uint32_t>(all.size());
    node.a = compiler_.add_many(numbers);
    loop_begin_ = compiler_.code_->nodes.size();
  }
  // A function that is a context's entry is called by the entry's name.
  void call_it(NodeId value, const std::string& name) {
    if (value == no_node) return;
    Node node = compiler_.code_->nodes[value];
    if (node.op == Op::typed) node = compiler_.code_->nodes[node.a];
    if (node.op == Op::function) compiler_.code_->functions[node.a].name = name;
  }
  bool mentions_slot_since(std::size_t begin, std::uint32_t slot) const {
    for (std::size_t i = begin; i < compiler_.code_->nodes.size(); ++i)
      if (compiler_.code_->nodes[i].op == Op::slot && compiler_.code_->nodes[i].a == slot) return true;
    return false;
  }

  Compiler& compiler_;
  Position at_;
  bool mentions_input_;
  std::size_t loop_begin_ = 0;
};

NodeId FormCompiler::operator()(const FunctionOf& function) {
  FunctionCode code;
  code.parameters = function.parameters;
  code.signatures = signature_of(function.parameters);
  code.result = function.result;
  code.kind = function.kind;
  if (function.body) {
    compiler_.functions_.emplace_back();
    for (const FormalParameter& parameter : function.parameters)
      compiler_.bind(parameter.name, parameter.type);
    code.body = compiler_.compile(function.body);
    code.captures = std::move(compiler_.functions_.back().captures);
    code.slots = compiler_.functions_.back().slots;
    compiler_.functions_.pop_back();
  }
  Node node = made(Op::function);
  node.a = static_cast<std::uint32_t>(compiler_.code_->functions.size());
  compiler_.code_->functions.push_back(std::move(code));
  return compiler_.add(node);
}

Compiler::Compiler(const std::vector<Variable>& scope) : code_(std::make_shared<Code>()), functions_(1) {
  for (const Variable& variable : scope) bind(variable.name, variable.type);
}

std::shared_ptr<Code> Compiler::finish(NodeId root) {
  code_->root = root;
  code_->slots = functions_.front().slots;
  return std::move(code_);
}

NodeId Compiler::compile(const Tree& tree) {
  if (!tree) return no_node;
  return std::visit(FormCompiler(*this, *tree), tree->form);
}

NodeId Compiler::compile_tests(const Tree& tests, std::uint32_t input_slot) {
  if (!tests) return no_node;
  Inner inner(*this);
  bind_to("?", input_slot);
  Node node;
  node.op = Op::tests;
  node.at = tests->at;
  node.b = input_slot;
  std::vector<std::uint32_t> each;
  const auto* all = std::get_if<UnaryTests>(&tests->form);
  node.small = static_cast<std::uint8_t>(all ? all->form : UnaryTests::Form::positive);
  if (all == nullptr) {
    each.push_back(compile(tests));
  } else {
    for (const Tree& test : all->tests) each.push_back(compile(test));
  }
  node.count = static_cast<std::uint32_t>(each.size());
  node.a = add_many(each);
  // A list of words is the most common of all tests.
  node.is_literal = std::all_of(each.begin(), each.end(), [&](NodeId id) {
    const Node& test = code_->nodes[id];
    return test.is_literal && code_->constants[test.a].string() != nullptr;
  });
  return add(node);
}

std::uint32_t Compiler::new_slot() {
  return functions_.back().slots++;
}

std::uint32_t Compiler::bind(std::string name, Type type) {
  std::uint32_t slot = new_slot();
  bind_to(std::move(name), slot, std::move(type));
  return slot;
}

void Compiler::bind_to(std::string name, std::uint32_t slot, Type type) {
  functions_.back().bindings.push_back({Binding::Kind::local, std::move(name), slot, std::move(type)});
}

void Compiler::bind_members(std::uint32_t item) {
  functions_.back().bindings.push_back({Binding::Kind::members_of, "", item, {}});
}

NodeId Compiler::resolve(const std::string& name, Position at, std::size_t function, std::size_t bindings) {
  Function& here = functions_[function];
  Node node;
  node.at = at;
  for (std::size_t i = bindings; i-- > 0;) {
    const Binding& binding = here.bindings[i];
    if (binding.kind == Binding::Kind::members_of) {
      node.op = Op::item_member;
      node.a = name_of(name);
      node.b = binding.slot;
      node.c = resolve(name, at, function, i);
      return add(node);
    }
    if (binding.name != name) continue;
    node.op = Op::slot;
    node.a = binding.slot;
    return add(node);
  }
  if (function > 0) {
    node.op = Op::slot;
    if (auto known = here.captured.find(name); known != here.captured.end()) {
      node.a = known->second;
      return add(node);
    }
    NodeId outside = resolve(name, at, function - 1, functions_[function - 1].bindings.size());
    Op op = code_->nodes[outside].op;
    if (op == Op::constant || op == Op::nowhere) return outside;
    Function& inside = functions_[function];
    node.a = inside.slots++;
    inside.captures.push_back({outside, node.a});
    inside.captured.emplace(name, node.a);
    return add(node);
  }
  if (auto builtin = find_builtin(name)) return constant(Value(std::move(builtin)), at);
  node.op = Op::nowhere;
  node.a = name_of(name);
  return add(node);
}

const Type* Compiler::static_type(const Tree& tree) const {
  if (const auto* name = std::get_if<Name>(&tree->form)) {
    const auto& bindings = functions_.back().bindings;
    for (std::size_t i = bindings.size(); i-- > 0;) {
      if (bindings[i].kind == Binding::Kind::members_of) return nullptr;
      if (bindings[i].name == name->name) return &bindings[i].type;
    }
    return nullptr;
  }
  const auto* path = std::get_if<Path>(&tree->form);
  if (path == nullptr) return nullptr;
  const Type* source = static_type(path->source);
  return source == nullptr ? nullptr : source->field(path->member);
}

NodeId Compiler::add(Node node) {
  code_->nodes.push_back(node);
  return static_cast<NodeId>(code_->nodes.size() - 1);
}

std::uint32_t Compiler::add_many(const std::vector<std::uint32_t>& numbers) {
  auto from = static_cast<std::uint32_t>(code_->many.size());
  code_->many.insert(code_->many.end(), numbers.begin(), numbers.end());
  return from;
}

std::uint32_t Compiler::name_of(const std::string& name) {
  auto [place, added] = names_.emplace(name, static_cast<std::uint32_t>(code_->names.size()));
  if (added) code_->names.push_back(name);
  return place->second;
}

std::uint32_t Compiler::type_of(const Type& type) {
  code_->types.push_back(type);
  return static_cast<std::uint32_t>(code_->types.size() - 1);
}

NodeId Compiler::constant(Value value, Position at) {
  Node node;
  node.at = at;
  node.a = static_cast<std::uint32_t>(code_->constants.size());
  code_->constants.push_back(std::move(value));
  return add(node);
}

// A range between constants is a constant itself; one that is none stays, and says so when it is evaluated.
NodeId Compiler::folded(NodeId range) {
  const Node node = code_->nodes[range];
  auto is_constant = [&](NodeId id) { return id == no_node || code_->nodes[id].op == Op::constant; };
  if (!is_constant(node.a) || !is_constant(node.b)) return range;
  Evaluation evaluation;
  Value value = Frame(*code_, 0, evaluation).evaluate(range);
  if (value.is_null()) return range;
  NodeId constant_node = constant(std::move(value), node.at);
  code_->nodes[constant_node].mentions_input = node.mentions_input;
  return constant_node;
}

std::shared_ptr<const Code> compile(const Tree& tree, const std::vector<Variable>& scope) {
  Compiler compiler(scope);
  NodeId root = compiler.compile(tree);
  return compiler.finish(root);
}

std::shared_ptr<const Code> compile_tests(const Tree& tests) {
  Compiler compiler({});
  std::uint32_t input = compiler.new_slot();
  NodeId root = compiler.compile_tests(tests, input);
  return compiler.finish(root);
}

}  // namespace moteplass::feel
