// Closure: a function that FEEL text or a boxed function definition makes (DMN 1.5, 10.3.2.13.2), with what
// its names meant where it was made. Immutable.
#pragma once

#include <vector>

#include "feel/evaluate.h"
#include "feel/function.h"
#include "feel/syntax.h"

namespace moteplass::feel {

class Closure final : public Function {
 public:
  // Without a body, for an external function, every call is null and a problem.
  Closure(std::vector<FormalParameter> parameters, Type result, Tree body, Context captured);

  const std::vector<Signature>& signatures() const override { return signatures_; }
  Value call(std::span<const Value> arguments, Evaluation& evaluation) const override;
  Type type() const override;

 private:
  std::vector<FormalParameter> parameters_;
  Type result_;
  Tree body_;
  Context captured_;
  std::vector<Signature> signatures_;
};

// The arguments under the parameters' names, each made to fit its type; nothing, and a problem, if one does
// not (10.3.2.13.2: then the call is null).
std::optional<Context> bound(const std::vector<FormalParameter>& parameters, std::span<const Value> arguments,
                             Evaluation& evaluation);
std::vector<Signature> signature_of(const std::vector<FormalParameter>& parameters);

}  // namespace moteplass::feel
