// Views: what is looked at of an answer. Where the answer as a whole waits for facts, what is seen of it may
// be the same whatever they turn out to be: one member of a context. Pure.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "dmn/dmn.h"

namespace moteplass::dmn {

// From an answer to what is seen of it. The answer may be known in parts only (a context with unknown
// entries), and what is seen may then be unknown too; it is never unknown as a whole. Pure; an empty view
// sees all.
using View = std::function<feel::Value(const feel::Value& answer)>;

// The outcome with what is seen of its value, and its status and needs by that. Reasons are of the whole.
Outcome seen(Outcome outcome, const View& view);

// `whole` is as from evaluate_with_unknowns. Each view's outcome has neither reasons nor problems; what may
// come of an undecided one is its value, an Unknown with the possible ways where they can be told.
struct Views {
  Outcome whole;
  std::vector<Outcome> views;
};
Views evaluate_views(const Model& model, std::string_view decision, std::span<const View> views,
                     const feel::Value& facts, const Options& options = {});

}  // namespace moteplass::dmn
