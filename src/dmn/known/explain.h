// Explain: what an answer hangs on. For an undecided one, what each fact it waits for would lead to, and two
// completions of the facts that differ; for a decided one, the smallest changes of facts that give another.
//
// Works by exploring (explore.h) and shares its limits: what is found is true; nothing found within the
// limits is no proof that there is nothing. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "dmn/dmn.h"
#include "dmn/known/views.h"

namespace moteplass::dmn {

// Where a part of a fact leads, the other facts being as they are.
struct Lead {
  std::string values;   // the part as a unary test in FEEL: "< 15", "\"bruker\""
  feel::Value example;  // a value of it
  Status status = Status::undecided;
  feel::Value value;               // where decided
  std::vector<std::string> needs;  // where not
};
struct WaitedFor {
  std::string fact;
  std::vector<Lead> leads;  // in the order of the values; empty: the fact cannot be taken apart
};
// Each fact that the answer waits for, in the order of Outcome::needs; empty if it is decided.
std::vector<WaitedFor> what_facts_lead_to(const Model& model, std::string_view decision,
                                          const feel::Value& facts, const Options& options = {},
                                          const View& view = {});

// All facts known, and what they come to by standard semantics.
struct Completion {
  feel::Value facts;
  feel::Value answer;
};
// Two completions with different answers, which prove that the answer is rightly undecided. None if it is
// decided, or where it may be decided in truth and could not be shown to be.
std::optional<std::pair<Completion, Completion>> differing_completions(const Model& model,
                                                                       std::string_view decision,
                                                                       const feel::Value& facts,
                                                                       const Options& options = {});

struct Change {
  std::string fact;
  feel::Value from;
  std::string values;  // any of these would do: "> 15"
  feel::Value to;      // the one nearest to what it is, or a plain one near that
};
struct Flip {
  std::vector<Change> changes;
  feel::Value answer;
};
// The ways to another answer that change as few of the known facts as can be (one, or two together), one way
// for each fact and answer. Items are not added to lists nor taken away. Empty if the answer is not decided.
// With a view, all this is of what is seen of the answer, be the rest of it decided or not.
std::vector<Flip> smallest_changes(const Model& model, std::string_view decision, const feel::Value& facts,
                                   const Options& options = {}, const View& view = {});
// Of an undecided answer: the ways to a decided one that make as few of the unknown facts known as can be.
// `from` is null. Empty if the answer is decided.
std::vector<Flip> smallest_completions(const Model& model, std::string_view decision,
                                       const feel::Value& facts, const Options& options = {},
                                       const View& view = {});
// The facts with the changes made to them.
feel::Value changed(const feel::Value& facts, const std::vector<Change>& changes);

// All of it.
struct Explanation {
  std::string decision;
  Outcome outcome;
  std::vector<WaitedFor> waits_for;
  std::optional<std::pair<Completion, Completion>> differing;
  std::vector<Flip> smallest_changes;
};
Explanation explain(const Model& model, std::string_view decision, const feel::Value& facts,
                    const Options& options = {});

// For people, and for programs.
std::string to_text(const Explanation& explanation);
boost::json::object to_json(const Explanation& explanation);

}  // namespace moteplass::dmn
