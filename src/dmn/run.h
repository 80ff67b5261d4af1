// Run: one evaluation of a model over facts, and what it learns on the way: values of decisions, rules that
// fired, problems. For one thread, thrown away afterwards.
//
// Standard evaluation and evaluation over unknown facts are the same run; they differ in how facts are taken
// (facts.h), and in that only the second ever meets a value that is unknown.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "dmn/definitions.h"
#include "feel/evaluate.h"

namespace moteplass::dmn {

enum class Facts { standard, may_be_unknown };

class Run final : public feel::Evaluation {
 public:
  Run(const Definitions& definitions, const feel::Value& facts, Facts mode);

  feel::Value decide(const Element& decision);
  // A business knowledge model or decision service with arguments by name.
  feel::Value invoke(const Element& invocable, const feel::Context& arguments);

  feel::Value evaluate_boxed(const Boxed& boxed, const feel::Scope& scope);
  feel::Value evaluate_tree(const feel::Tree& tree, const feel::Scope& scope);
  // The same for arguments from outside: absent ones are null, those of the wrong type a problem.
  feel::Value call_by_name(const Element& invocable, const feel::Value& arguments);
  // The inputs as completed so far, by name; and to be taken as they are in another run.
  feel::Context inputs_taken() const;
  void take_inputs(const feel::Context& inputs);
  // Of a decision service (10.4.3): its decisions over these inputs alone.
  feel::Value serve(const Element& service, const feel::Context& arguments);

  Facts mode() const { return mode_; }
  void fired(FiredRule rule);
  const std::string& current_decision() const { return decision_; }
  // Moves what FEEL found wrong into the diagnostics, as of this decision and rule.
  void collect_problems(int rule = 0);
  void report(Severity severity, std::string message, feel::Position at = {}, int rule = 0);
  // Problems that arise while it lives are dropped: of cases that are only supposed.
  class Supposition {
   public:
    explicit Supposition(Run& run) : run_(run) { run_.collect_problems(), ++run_.suppositions_; }
    ~Supposition() { run_.collect_problems(), --run_.suppositions_; }
    Supposition(const Supposition&) = delete;
    Supposition& operator=(const Supposition&) = delete;

   private:
    Run& run_;
  };

  Outcome outcome(feel::Value value);

 private:
  // The inputs a decision is evaluated over: the model's own, or those a service was called with.
  struct Setting {
    const feel::Context* facts;
    std::map<const Element*, feel::Value> known;
  };

  feel::Value value_of(const Element& element);
  feel::Value input_value(const Element& input);
  feel::Value function_of(const Element& invocable);
  feel::Context requirements_of(const Element& element);

  feel::Value operator()(const BoxedLiteral& literal, const feel::Scope& scope);
  feel::Value operator()(const DecisionTable& table, const feel::Scope& scope);
  feel::Value operator()(const BoxedInvocation& invocation, const feel::Scope& scope);
  feel::Value operator()(const BoxedContext& context, const feel::Scope& scope);
  feel::Value operator()(const BoxedList& list, const feel::Scope& scope);
  feel::Value operator()(const BoxedRelation& relation, const feel::Scope& scope);
  feel::Value operator()(const BoxedFunction& function, const feel::Scope& scope);
  feel::Value operator()(const BoxedConditional& conditional, const feel::Scope& scope);
  feel::Value operator()(const BoxedFilter& filter, const feel::Scope& scope);
  feel::Value operator()(const BoxedIterator& iterator, const feel::Scope& scope);

  const Definitions& definitions_;
  feel::Context facts_;
  Facts mode_;
  Setting root_;
  Setting* setting_ = &root_;
  std::string decision_;
  std::string file_;
  int suppositions_ = 0;
  std::vector<FiredRule> fired_;
  std::vector<Diagnostic> problems_;
  std::map<std::string, feel::Value, std::less<>> decided_;
};

}  // namespace moteplass::dmn
