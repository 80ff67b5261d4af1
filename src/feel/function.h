// Function: what FEEL can call (DMN 1.5, 10.3.2.13): built-in functions, function definitions with what they
// captured, and the invocables of a decision model. Immutable; a call's state is in the Evaluation.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::feel {

class Evaluation;

struct Signature {
  std::vector<std::string> parameters;
  std::size_t required;   // the first so many must be given
  bool variadic = false;  // the last may be repeated
  // Of the parameters of a built-in function (10.3.4), as far as one type says it: the rest are Any.
  std::vector<Type> types = {};
};
// Whether the arguments are of the signature's types once they are converted (10.3.2.9.4).
bool fits(const Signature& signature, std::span<const Value> arguments, Evaluation& evaluation);

class Function {
 public:
  Function() = default;
  virtual ~Function() = default;
  Function(const Function&) = delete;
  Function& operator=(const Function&) = delete;

  // A built-in function may be called in several ways.
  virtual const std::vector<Signature>& signatures() const = 0;
  // As many arguments as one of the signatures takes; null where it is given any others.
  virtual Value call(std::span<const Value> arguments, Evaluation& evaluation) const = 0;
  virtual Type type() const { return Type(Type::Kind::function); }
};

}  // namespace moteplass::feel
