#include "dmn/known/views.h"

#include "feel/unknown.h"

namespace moteplass::dmn {

Outcome seen(Outcome outcome, const View& view) {
  if (!view || outcome.status == Status::failed) return outcome;
  if (const feel::Unknown* unknown = outcome.value.as_unknown()) {
    if (unknown->possible.empty()) return outcome;
    std::vector<feel::Value> ways;
    for (const feel::Value& way : unknown->possible) ways.push_back(view(way));
    outcome.value = feel::join(ways, outcome.needs);
  } else {
    outcome.value = view(outcome.value);
  }
  outcome.needs = feel::needs_of(outcome.value);
  outcome.status = feel::contains_unknown(outcome.value) ? Status::undecided : Status::decided;
  return outcome;
}

}  // namespace moteplass::dmn
