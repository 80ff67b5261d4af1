// Random small models over the whole language, random facts for them, and completions of those facts: what
// the proofs of known and unknown draw from (unknown_models_test.cpp).
//
// All choices are read from a tape of numbers. RapidCheck shrinks the tape, and a shorter tape with smaller
// numbers makes a smaller model, so what fails is reported as small as it can be found.
#pragma once

#include <rapidcheck.h>

#include <cstdint>
#include <string>
#include <vector>

#include "dmn/dmn.h"
#include "feel/type.h"

namespace moteplass::dmn::example {

class Choices {
 public:
  // Read from the tape; behind its end all are 0, which is the plainest choice everywhere.
  explicit Choices(std::vector<std::uint16_t> tape) : tape_(std::move(tape)) {}
  // Without end, and the same for the same seed.
  explicit Choices(std::uint64_t seed) : seed_(seed), endless_(true) {}

  std::size_t below(std::size_t count);
  bool one_in(std::size_t count) { return below(count) == count - 1; }
  template <class Item>
  const Item& of(const std::vector<Item>& items) {
    return items[below(items.size())];
  }

 private:
  std::vector<std::uint16_t> tape_;
  std::size_t at_ = 0;
  std::uint64_t seed_ = 0;
  bool endless_ = false;
};

// Within a property: a tape that RapidCheck made.
std::vector<std::uint16_t> random_tape();

// `tables`: a decision table over the facts, every cell comparing with constants. `language`: up to three
// decisions that require one another and a function, with tables, boxed expressions and literal ones over all
// of FEEL.
enum class Richness { tables, language };
// XML. The decision to ask for is `Svar`.
std::string random_model(Choices& choices, Richness richness);

// Facts for the inputs of random models, parts of them absent or unknown.
feel::Context random_facts(const Model& model, Choices& choices);
// The same with all facts known.
feel::Context known_facts(const Model& model, Choices& choices);
// The facts with a value of its type for everything that is absent or unknown; values hit the boundaries that
// random models name.
feel::Context completed(const Model& model, const feel::Context& facts, Choices& choices);
feel::Value some_value(const feel::Type& type, Choices& choices);

// Facts by their paths, "Stoffer[1].mengde": what stands there (null if nothing does), and facts with another
// value there, made where it was missing.
feel::Value fact_at(const feel::Value& facts, const std::string& path);
feel::Value with_fact(const feel::Value& facts, const std::string& path, const feel::Value& by);
feel::Type type_at(const Model& model, const std::string& path);
// Whether a value passes tests as reports write them: "[15..18)", "\"a\", \"b\"".
bool in_part(const std::string& tests, const feel::Value& value);

}  // namespace moteplass::dmn::example
