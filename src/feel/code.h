// Code: expressions compiled into one flat array of nodes, names resolved to numbered slots of a frame,
// constants and the functions to call at hand (compile.h makes it, machine.h runs it).
//
// Immutable and shared by any number of threads; a run's state is in its Frame and Evaluation.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "feel/function.h"
#include "feel/syntax.h"
#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::feel {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = ~NodeId{0};

// One for each construct of syntax.h; what a, b, c and `small` mean stands beside it. "many" is a run of
// `count` numbers in Code::many, from the index given.
enum class Op : std::uint8_t {
  constant,     // a: constant
  slot,         // a: slot
  nowhere,      // a: name that nothing has
  item_member,  // a: name; b: slot of the item; c: what it means if the item has no such member
  negation,     // a
  calculation,  // small: Arithmetic; a, b
  comparison,   // small: Comparison; a, b
  conjunction,  // a, b
  disjunction,  // a, b
  between,      // a: operand; b, c: ends
  membership,   // a: operand; b: tests
  instance_of,  // a; b: type
  conditional,  // a: condition; b, c
  loop,  // a: many: slot, domain, until for each iterator; count; b: body; c: slot of `partial` or none
  some,  // a, count, b as in loop; small: QuantifiedIn
  every,
  path,          // a; b: name; c: where among the entries the type of a says it is
  filter,        // a: source; b: condition; c: slot of the item; small: FilterBy
  call,          // a: function; b: many: arguments; count
  call_named,    // likewise; c: many: names, as many
  call_builtin,  // a: function (Code::callees); b: many: arguments; count
  range,         // a, b: ends or none; small: 1 low end closed, 2 high end closed
  list,          // a: many; count
  context,       // a: many: name, slot or none, value; count entries; b: result or none
  function,      // a: function (Code::functions)
  test,          // small: Comparison; a; met only inside tests
  tests,         // a: many; count; small: UnaryTests::Form; b: slot of the value tested, `?`
  typed,         // a; b: type; c: name for the error; small: Typed::As
  extension,     // a: extension
};

struct Node {
  Op op = Op::constant;
  std::uint8_t small = 0;
  bool mentions_input = false;  // of a test: has `?` inside
  bool is_literal = false;
  std::uint32_t count = 0;
  std::uint32_t a = 0, b = 0, c = 0;
  Position at;
};

class Frame;

// What an ExtensionForm becomes when it is compiled.
class CompiledExtension {
 public:
  CompiledExtension() = default;
  virtual ~CompiledExtension() = default;
  CompiledExtension(const CompiledExtension&) = delete;
  CompiledExtension& operator=(const CompiledExtension&) = delete;
  virtual Value evaluate(Frame& frame) const = 0;
};

// A function definition's code: its frame holds its parameters, then its locals and what it captured.
struct FunctionCode {
  struct Capture {
    NodeId node;  // evaluated in the frame where the function is made
    std::uint32_t slot;
  };
  std::vector<Capture> captures;
  std::vector<FormalParameter> parameters;
  std::vector<Signature> signatures;
  Type result;
  FunctionKind kind = FunctionKind::feel;
  std::string name;       // where it has one
  NodeId body = no_node;  // none: an external function
  std::uint32_t slots = 0;
};

struct Code : std::enable_shared_from_this<Code> {
  std::vector<Node> nodes;
  std::vector<std::uint32_t> many;
  std::vector<Value> constants;
  std::vector<std::string> names;
  std::vector<Type> types;
  std::vector<std::shared_ptr<const Function>> callees;
  std::vector<FunctionCode> functions;
  std::vector<std::shared_ptr<const CompiledExtension>> extensions;
  NodeId root = no_node;
  std::uint32_t slots = 0;  // of the outermost frame: what was in scope comes first
};

}  // namespace moteplass::feel
