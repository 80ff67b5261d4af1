// The Evaluator against `evaluate`: the same answers over random models and facts, one after the other, and
// nothing allocated for a table whose answers are constants.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "dmn/example_test.h"
#include "dmn/known/random_models_test.h"

namespace {

// Of this thread alone, and only while somebody counts.
thread_local bool counts = false;
thread_local int allocations = 0;

void* allocated(std::size_t size) {
  if (counts) ++allocations;
  void* place = std::malloc(size == 0 ? 1 : size);
  if (place == nullptr) std::abort();
  return place;
}

}  // namespace

void* operator new(std::size_t size) {
  return allocated(size);
}
void* operator new[](std::size_t size) {
  return allocated(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocated(size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return allocated(size);
}
void operator delete(void* place, const std::nothrow_t&) noexcept {
  std::free(place);
}
void operator delete[](void* place, const std::nothrow_t&) noexcept {
  std::free(place);
}
void operator delete(void* place) noexcept {
  std::free(place);
}
void operator delete[](void* place) noexcept {
  std::free(place);
}
void operator delete(void* place, std::size_t) noexcept {
  std::free(place);
}
void operator delete[](void* place, std::size_t) noexcept {
  std::free(place);
}

namespace moteplass::dmn {
namespace {

using example::Choices;
using example::Richness;
using feel::Context;
using feel::Value;

TEST(Evaluator, AnswersAsEvaluateDoesCallAfterCall) {
  int answers = 0;
  EXPECT_TRUE(rc::check("one evaluator over many facts", [&] {
    Choices choices(example::random_tape());
    Model model =
        *Model::read(example::random_model(choices, Richness::language), "random.dmn", {}, Reading::lenient);
    auto evaluator = Evaluator::of(model, "Svar");
    RC_ASSERT(evaluator.has_value());
    Choices more(std::uint64_t{3});
    for (int i = 0; i < 8; ++i) {
      Context facts = example::known_facts(model, more);
      // Under standard semantics an absent fact is null.
      if (more.one_in(3)) facts.set("Tall", Value());
      const Value& value = (*evaluator)(facts);
      if (!value.is_null()) ++answers;
      RC_ASSERT(value == evaluate(model, "Svar", facts).value);
    }
  }));
  EXPECT_GT(answers, 0);
}

TEST(Evaluator, ThereIsNoneForADecisionThatIsNone) {
  Model model = *Model::read(example::definitions(example::input("Alder", "number")), "none.dmn");
  EXPECT_FALSE(Evaluator::of(model, "Alder"));
}

TEST(Evaluator, ATableOfConstantsAllocatesNothing) {
  Model model = *Model::read(
      example::definitions(
          example::item("tRolle", "string", "\"bruker\", \"selger\"") + example::input("Rolle", "tRolle") +
          example::input("Alder", "number") +
          example::decision("Svar", example::requires_input("Rolle") + example::requires_input("Alder"),
                            example::table("UNIQUE", {"Rolle", "Alder"},
                                           {{{"\"bruker\"", "< 18"}, {"\"ung\""}, ""},
                                            {{"\"bruker\"", ">= 18"}, {"\"voksen\""}, ""},
                                            {{"\"selger\"", "-"}, {"\"sak\""}, ""}}))),
      "table.dmn");
  auto evaluator = Evaluator::of(model, "Svar");
  ASSERT_TRUE(evaluator);
  std::vector<Value> facts;
  for (int age : {3, 17, 18, 99})
    for (const char* role : {"bruker", "selger"}) facts.push_back(Context{{"Rolle", role}, {"Alder", age}});
  for (const Value& each : facts) (*evaluator)(each);
  allocations = 0;
  counts = true;
  for (const Value& each : facts) (*evaluator)(each);
  counts = false;
  EXPECT_EQ(allocations, 0);
  counts = true;
  Value made = std::string(100, 'x');
  counts = false;
  EXPECT_GT(allocations, 0) << "nothing was counted";
}

}  // namespace
}  // namespace moteplass::dmn
