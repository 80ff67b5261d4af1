// Evaluation of FEEL (DMN 1.5, 10.3.2). An error is the value null and a Problem; nothing is thrown.
//
// An Evaluation is one run, for one thread: it counts steps and depth so that no expression runs for ever,
// and gathers problems. When its limits are spent, everything left is null and `exhausted` is true. It may be
// started anew for the next run, which then allocates nothing that this one had.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "feel/function.h"
#include "feel/interval.h"
#include "feel/syntax.h"

namespace moteplass::feel {

class Evaluation {
 public:
  static constexpr std::int64_t most_steps = 2'000'000;
  static constexpr int deepest = 1'000;
  static constexpr std::size_t longest_text = 1'000'000;
  static constexpr std::uint32_t heaviest = 1'000'000;  // Value::weight
  static constexpr std::size_t most_problems = 100;
  static constexpr std::size_t most_cuts = 1'000;

  Evaluation() = default;
  virtual ~Evaluation() = default;  // a decision model's run is one too
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // Counts work done; false once there has been too much.
  bool spend(std::int64_t steps = 1) {
    if (steps_left_ < 0) return false;
    steps_left_ -= steps;
    return steps_left_ >= 0 || spent();
  }
  bool exhausted() const { return steps_left_ < 0; }

  // Always null, so that `return evaluation.problem("...")` reads well. A fault is a problem that leaves no
  // answer to trust.
  Value problem(std::string message);
  Value fault(std::string message);
  std::vector<Problem> take_problems() { return std::exchange(problems_, {}); }
  bool has_problems() const { return !problems_.empty(); }
  void move_to(Position at) { at_ = at; }
  Position at() const { return at_; }

  // A boundary that an unknown fact was held against and that lies among the values it may have (interval.h).
  void met(const std::string& fact, Cut cut);
  const std::vector<std::pair<std::string, Cut>>& cuts() const { return cuts_; }

  // For another run: full limits, no problems, no boundaries.
  void start_anew();

  // Slots of a frame, all null, given back in the opposite order.
  Value* take_slots(std::uint32_t count) {
    if (slots_taken_ + count > most_slots_at_hand || !slots_) return other_slots(count);
    Value* taken = slots_.get() + slots_taken_;
    slots_taken_ += count;
    return taken;
  }
  void give_back_slots(Value* slots, std::uint32_t count) {
    if (slots < slots_.get() || slots >= slots_.get() + most_slots_at_hand) {
      delete[] slots;
      return;
    }
    for (std::uint32_t i = 0; i < count; ++i)
      if (!slots[i].is_null()) slots[i] = Value();
    slots_taken_ -= count;
  }

  // What now() and today() yield (10.3.4.8). No clock is read here: without a moment handed in they are null.
  void set_now(DateTime now) { now_ = std::move(now); }
  const std::optional<DateTime>& now() const { return now_; }

  // One level of nested evaluation, while it lives.
  class Level {
   public:
    explicit Level(Evaluation& evaluation) : evaluation_(evaluation) { ++evaluation_.depth_; }
    ~Level() { --evaluation_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    bool too_deep() const { return evaluation_.depth_ > deepest; }

   private:
    Evaluation& evaluation_;
  };

 private:
  bool spent();
  Value* other_slots(std::uint32_t count);

  std::int64_t steps_left_ = most_steps;
  int depth_ = 0;
  Position at_;
  std::optional<DateTime> now_;
  std::vector<Problem> problems_;
  std::vector<std::pair<std::string, Cut>> cuts_;
  static constexpr std::uint32_t most_slots_at_hand = 512;
  std::unique_ptr<Value[]> slots_;
  std::uint32_t slots_taken_ = 0;
};

// What it costs, beside the step itself, to walk through a value or to make it: nothing where it is small.
inline std::int64_t steps_through(const Value& value) {
  constexpr std::uint32_t weight_of_one_step = 16;
  return value.weight() / weight_of_one_step;
}
// What it costs to look for an entry by its name: nothing where there are few.
inline std::int64_t steps_through(const Context& context) {
  constexpr std::size_t entries_of_one_step = 32;
  return static_cast<std::int64_t>(context.entries().size() / entries_of_one_step);
}

// What names mean: a chain of borrowed contexts, innermost first.
struct Scope {
  const Scope* outer = nullptr;
  const Context* names = nullptr;
  const Value* find(std::string_view name) const;
  Context flattened() const;
};

// Compiles the expression and runs it once; what is to run often is compiled first (compile.h).
Value evaluate(const Expression& expression, const Scope& scope, Evaluation& evaluation);

// Whether a value passes unary tests (10.3.2.8 and rule 15): true, false, null or unknown.
Value passes(const Value& input, const Expression& tests, const Scope& scope, Evaluation& evaluation);
// The same with tests that `compile_tests` made.
struct Code;
Value passes(const Value& input, const Code& tests, Evaluation& evaluation);

Value call_function(const Function& function, std::span<const Value> arguments, Evaluation& evaluation);
// A call by position, as `f(a, b)` does it.
Value call(const Value& function, std::span<const Value> arguments, Evaluation& evaluation);
// By name: the arguments put in the order of the first signature that takes these names.
Value call_named(const Value& function, const std::vector<std::string>& names,
                 std::span<const Value> arguments, Evaluation& evaluation);

// `list[condition]` where the condition is given as a function of the item (10.3.2.5).
Value filtered(const List& list, const std::function<Value(const Value&)>& keeps, Evaluation& evaluation);
// The values an iterator runs through; null with a problem if it cannot.
Value iteration_domain(const Value& domain, Evaluation& evaluation);
// The member of a value (Table 54 and 10.3.2.5): context entries, parts of dates and durations, of each item
// of a list.
Value member_of(const Value& source, std::string_view member, Evaluation& evaluation);

}  // namespace moteplass::feel
