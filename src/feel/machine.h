// The machine: runs Code (DMN 1.5, 10.3.2). One Frame is one call of one function: its slots, borrowed from
// the Evaluation. For one thread.
//
// An error is the value null and a Problem; nothing is thrown. Values may be unknown (unknown.h): where a
// condition is unknown both ways are taken and joined.
#pragma once

#include "feel/code.h"
#include "feel/evaluate.h"

namespace moteplass::feel {

class Frame {
 public:
  Frame(const Code& code, std::uint32_t slots, Evaluation& evaluation);
  ~Frame();
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  // Null for no node.
  Value evaluate(NodeId node);
  // The same without a copy where the value is at hand already; `scratch` holds it otherwise and must outlive
  // what is returned.
  const Value& peek(NodeId node, Value& scratch);
  // Whether the value passes the tests (10.3.2.8 and rule 15): true, false, null or unknown.
  Value passes(NodeId tests, const Value& input);

  Value& slot(std::uint32_t index) { return slots_[index]; }
  const Code& code() const { return code_; }
  Evaluation& evaluation() { return evaluation_; }

 private:
  Value run(const Node& node);
  Evaluation& here(const Node& node) {
    evaluation_.move_to(node.at);
    return evaluation_;
  }
  bool afford(const Value& a, const Value& b) {
    return evaluation_.spend(steps_through(a) + steps_through(b));
  }
  Value problem(const Node& node, std::string message) { return here(node).problem(std::move(message)); }

  Value item_member(const Node& node);
  Value unknown_item_member(const Node& node, const Unknown& item);
  Value negation(const Node& node);
  Value calculation(const Node& node);
  Value comparison(const Node& node);
  Value conjunction(const Node& node);
  Value disjunction(const Node& node);
  Value between(const Node& node);
  Value membership(const Node& node);
  Value instance_of(const Node& node);
  Value conditional(const Node& node);
  Value loop(const Node& node);
  Value quantified(const Node& node);
  Value filter(const Node& node);
  Value call(const Node& node);
  Value call_named(const Node& node);
  Value call_builtin(const Node& node);
  Value range(const Node& node);
  Value list(const Node& node);
  Value context(const Node& node);
  Value function(const Node& node);
  Value tests(const Node& node);
  Value passes_one(const Value& input, const Node& test);
  Value typed(const Node& node);
  const Value& path(const Node& node, Value& scratch);

  template <class Body>
  bool for_each(const Node& node, Value& failed, Body body);
  template <class Body>
  bool for_each_from(const Node& node, std::uint32_t index, Value& failed, bool& going, Body& body);

  const Code& code_;
  Evaluation& evaluation_;
  std::uint32_t count_;
  Value* slots_;
};

}  // namespace moteplass::feel
