// Explore: what a decision comes to over facts of which some are unknown, fact by fact.
//
// One run over unknown facts is cheap and sound, yet blind to one fact standing in two places, and it cannot
// look into a table within a table. Where it leaves the answer open, an unknown fact is taken apart: into its
// listed values, or at the boundaries it was held against (feel/interval.h); and so on until every branch is
// decided or nothing is left to take apart. Several models can be explored over the same facts at once, which
// is how they are compared.
//
// Sound: a decided branch holds for every completion of the facts. Where a branch stays open, an expression
// is beyond cutting (arithmetic with two unknown facts, an unknown list, a time without a zone) or
// `most_runs` were spent; the branch says so. Pure.
#pragma once

#include <string>
#include <vector>

#include "dmn/known/views.h"
#include "dmn/program.h"
#include "feel/interval.h"

namespace moteplass::dmn {

using Cuts = std::vector<std::pair<std::string, feel::Cut>>;  // of the fact at the path

// One of the parts into which a fact was taken: a known value, or an Unknown that is held within an interval.
struct Branch {
  feel::Value restricted;
  std::size_t node = 0;  // in Exploration::nodes
};

struct Exploration {
  struct Node {
    std::string fact;               // empty: a leaf
    std::vector<Branch> branches;   // in the order of the values
    std::vector<Outcome> outcomes;  // of a leaf, one for each subject
  };
  std::vector<Node> nodes;
  std::size_t root = 0;
  Cuts met;              // every boundary a fact was held against
  bool complete = true;  // false where the runs were spent
  int runs = 0;
};

struct Subject {
  const Program* program = nullptr;
  std::size_t decision = 0;
  feel::Value facts;
  feel::Context inputs;  // complete
  Options options;
  View view = {};  // outcomes are of what is seen; none: of the whole answer
};
// The subject with its inputs completed from the facts.
Subject subject_of(const Program& program, std::size_t decision, const feel::Value& facts,
                   const Options& options = {});

struct ExploreLimits {
  int most_runs = 600;
  // An unknown list is taken apart into lists of up to so many items; longer ones stay open. 0: not at all.
  std::size_t longest_list = 0;
};
Exploration explore(std::vector<Subject> subjects, ExploreLimits limits = {});

// The same exploration of what is seen of each answer; all leaves are kept.
Exploration seen(const Exploration& exploration, const View& view);
// The same with branches that lead to the same thing put together, so that only facts that matter are left.
Exploration reduced(const Exploration& exploration);
// The facts of all nodes that are left, and what open leaves wait for; sorted.
std::vector<std::string> facts_that_matter(const Exploration& reduced);

// An unknown fact, known by its path, taken apart at those cuts that lie within it or into its listed values;
// none if it cannot be.
std::vector<feel::Value> parts_of(const feel::Unknown& fact, const Cuts& met);
// Puts the right part to the left one if they are neighbours.
bool join_neighbours(feel::Value& left, const feel::Value& right);

// "< 18", "[15..18)", "\"bruker\"": the part of a fact as a unary test, dates and durations as people write
// them.
std::string to_test(const feel::Value& restricted);
// A value of the part; itself if it is known. Null only where the type has no plain value.
feel::Value example_of(const feel::Value& restricted);
// The value with the fact at the path replaced wherever it is unknown.
feel::Value replaced(const feel::Value& value, const std::string& path, const feel::Value& by);

}  // namespace moteplass::dmn
