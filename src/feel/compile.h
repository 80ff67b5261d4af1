// The compiler: syntax trees into Code. Every name is looked up here, once: a variable becomes a slot, a
// built-in function itself, and what nothing is called a node that says so when it is reached (10.3.1.4).
//
// Compiling never fails; a constant that is wrong is wrong when it is evaluated. Pure.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "feel/code.h"

namespace moteplass::feel {

// What is in scope around the expression; its value is put into the slot of the same number.
struct Variable {
  std::string name;
  Type type;
};

class Compiler;

// A form of expression that another room defines.
class ExtensionForm {
 public:
  ExtensionForm() = default;
  virtual ~ExtensionForm() = default;
  ExtensionForm(const ExtensionForm&) = default;
  ExtensionForm& operator=(const ExtensionForm&) = default;
  virtual std::shared_ptr<const CompiledExtension> compile(Compiler& compiler) const = 0;
};

std::shared_ptr<const Code> compile(const Tree& tree, const std::vector<Variable>& scope = {});
// Unary tests alone: the value tested is put into slot 0.
std::shared_ptr<const Code> compile_tests(const Tree& tests);

// A function's one signature, and its type, from its parameters.
std::vector<Signature> signature_of(const std::vector<FormalParameter>& parameters);
Type type_of(const std::vector<FormalParameter>& parameters, const Type& result);

class Compiler {
 public:
  explicit Compiler(const std::vector<Variable>& scope);

  NodeId compile(const Tree& tree);  // no_node for no tree
  // Tests of the value in the slot.
  NodeId compile_tests(const Tree& tests, std::uint32_t input_slot);
  std::uint32_t new_slot();
  const Code& code() const { return *code_; }
  std::shared_ptr<Code> finish(NodeId root);

 private:
  friend class FormCompiler;
  struct Binding {
    enum class Kind { local, members_of };  // members_of: any name may be a member of the item in the slot
    Kind kind;
    std::string name;
    std::uint32_t slot;
    Type type;
  };
  // A function being compiled: its frame, and the scope its body begins with.
  struct Function {
    std::vector<Binding> bindings;
    std::uint32_t slots = 0;
    std::vector<FunctionCode::Capture> captures;
    std::map<std::string, std::uint32_t, std::less<>> captured;  // name -> slot
  };
  // Names added while it lives are forgotten afterwards.
  class Inner {
   public:
    explicit Inner(Compiler& compiler)
        : compiler_(compiler), size_(compiler.functions_.back().bindings.size()) {}
    ~Inner() { compiler_.functions_.back().bindings.resize(size_, Binding{}); }
    Inner(const Inner&) = delete;
    Inner& operator=(const Inner&) = delete;

   private:
    Compiler& compiler_;
    std::size_t size_;
  };

  std::uint32_t bind(std::string name, Type type = {});
  void bind_to(std::string name, std::uint32_t slot, Type type = {});
  void bind_members(std::uint32_t item);
  // What a name means among the first `bindings` of a function, and around it.
  NodeId resolve(const std::string& name, Position at, std::size_t function, std::size_t bindings);
  // What is known of the type of a name or a path; nullptr if nothing is.
  const Type* static_type(const Tree& tree) const;

  NodeId add(Node node);
  std::uint32_t add_many(const std::vector<std::uint32_t>& numbers);
  std::uint32_t name_of(const std::string& name);
  std::uint32_t type_of(const Type& type);
  NodeId constant(Value value, Position at);
  NodeId folded(NodeId range);

  std::shared_ptr<Code> code_;
  std::map<std::string, std::uint32_t, std::less<>> names_;  // where in Code::names
  std::vector<Function> functions_;
};

}  // namespace moteplass::feel
