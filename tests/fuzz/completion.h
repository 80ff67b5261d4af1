// Completions: what unknown facts may turn out to be, in samples, and what an answer given before they were
// known allows for. The touchstone of every answer over unknown facts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::fuzz {

// Choices that look random and are the same for the same seed.
class Choice {
 public:
  explicit Choice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t count);  // count > 0

 private:
  std::uint64_t state_;
};

// Values to draw from beside the built-in ones, such as the literals of a model: they hit its boundaries.
struct Pool {
  std::vector<feel::Value> numbers, texts;
};

// A known value of the type and not null; nullopt where none was found in a few tries.
std::optional<feel::Value> some_value(const feel::Type& type, const Pool& pool, Choice& choice);
// The given fact with everything filled in that dmn::evaluate_with_unknowns takes as unknown.
std::optional<feel::Value> completed(const feel::Value* given, const feel::Type& type, const Pool& pool,
                                     Choice& choice);

// Whether an answer over unknown facts leaves room for this known value.
bool admits(const feel::Value& answer, const feel::Value& known);

}  // namespace moteplass::fuzz
