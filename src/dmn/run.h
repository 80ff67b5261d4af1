// Run: one evaluation of a model over facts, and what it learns on the way: values of decisions, rules that
// fired, problems. For one thread; it may be started anew over other facts.
//
// Standard evaluation and evaluation over unknown facts are the same run; they differ in how facts are taken
// (facts.h), and in that only the second ever meets a value that is unknown.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "dmn/program.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {

enum class Facts { standard, may_be_unknown };
enum class Telling { answer_only, reasons_too };

class Run final : public feel::Evaluation {
 public:
  Run(const Program& program, Facts mode, Telling telling);

  // The facts must outlive the evaluation of them.
  void start(const feel::Value& facts);
  // Over inputs that are complete already (`inputs_taken` of another run, or changed from there).
  void start_with_inputs(const feel::Value& facts, const feel::Context& inputs);

  const feel::Value& decide(std::size_t element);
  feel::Value invoke(std::size_t element, std::span<const feel::Value> arguments);
  // The same for arguments from outside: absent ones are null, those of the wrong type a problem.
  feel::Value call_by_name(std::size_t element, const feel::Value& arguments);
  // The inputs as completed so far, by name.
  feel::Context inputs_taken() const;

  const Program& program() const { return program_; }
  Facts mode() const { return mode_; }
  Telling telling() const { return telling_; }
  const std::string& current_decision() const;
  void fired(FiredRule rule);
  // Moves what FEEL found wrong into the diagnostics, as of this decision and rule.
  void collect_problems(int rule = 0) {
    if (has_problems()) collect(rule);
  }
  void report(Severity severity, std::string message, feel::Position at = {}, int rule = 0);
  // Problems and rules that arise while it lives are dropped: of cases that are only supposed. The first
  // error among them is kept until it is told, or another supposition begins.
  class Supposition {
   public:
    explicit Supposition(Run& run) : run_(run) {
      run_.collect_problems();
      if (run_.suppositions_++ == 0) run_.supposed_error_.reset();
    }
    ~Supposition() { run_.collect_problems(), --run_.suppositions_; }
    Supposition(const Supposition&) = delete;
    Supposition& operator=(const Supposition&) = delete;

   private:
    Run& run_;
  };

  // All that was supposed came to this: then an error that was supposed is one.
  void tell_supposed_error();

  Outcome outcome(feel::Value value);

 private:
  // What elements came to: of the model itself, or of a service that was called (10.4.3).
  struct Setting {
    const feel::Context* facts = nullptr;
    std::vector<std::optional<feel::Value>> known;
  };

  // What a function came to on plain arguments: called with the same again it comes to the same, and its
  // rules are told of once.
  struct KnownCall {
    std::array<feel::Value, 3> arguments;
    std::size_t count = 0;
    feel::Value result;
  };
  const feel::Value* known_call(std::size_t element, std::span<const feel::Value> arguments) const;
  void remember_call(std::size_t element, std::span<const feel::Value> arguments, const feel::Value& result);
  feel::Value call_knowledge(const CompiledElement& knowledge, std::span<const feel::Value> arguments);

  const feel::Value& value_of(std::size_t element);
  feel::Value input_value(const Element& input);
  feel::Value decision_value(const CompiledElement& decision);
  feel::Value serve(const CompiledElement& service, std::span<const feel::Value> arguments);
  void fill_requirements(const CompiledElement& element, feel::Value* slots);
  void collect(int rule);

  const Program& program_;
  Facts mode_;
  Telling telling_;
  Setting root_;
  Setting* setting_ = &root_;
  const Element* current_ = nullptr;
  int suppositions_ = 0;
  std::optional<Diagnostic> supposed_error_;
  std::vector<FiredRule> fired_;
  std::vector<Diagnostic> problems_;
  std::vector<std::vector<KnownCall>> known_calls_;  // by element
};

}  // namespace moteplass::dmn
