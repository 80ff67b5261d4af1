// Closure: a function that FEEL text or a boxed function definition makes (DMN 1.5, 10.3.2.13.2), with what
// its names meant where it was made. Immutable.
#pragma once

#include "feel/code.h"
#include "feel/evaluate.h"

namespace moteplass::feel {

class Closure final : public Function {
 public:
  // `captured`: the values of the function's captures. Without a body, for an external function, every call
  // is null and a problem.
  Closure(std::shared_ptr<const Code> code, const FunctionCode& function, List captured);

  const std::vector<Signature>& signatures() const override { return function_.signatures; }
  Value call(std::span<const Value> arguments, Evaluation& evaluation) const override;
  Type type() const override;

 private:
  std::shared_ptr<const Code> code_;
  const FunctionCode& function_;
  List captured_;
};

// Says that only FEEL functions are run; the name may be empty.
std::string not_run(std::string_view name, FunctionKind kind);

// Puts the arguments into the first slots, each made to fit its parameter's type. `never`, and a problem, if
// one does not (10.3.2.13.2: then the call is null).
Fit bind_arguments(const std::vector<FormalParameter>& parameters, std::span<const Value> arguments,
                   Value* slots, Evaluation& evaluation);

// What a call with these arguments comes to, which yields the value if they fit.
Value called(Fit arguments_fit, Value value, std::span<const Value> arguments);

}  // namespace moteplass::feel
