// A stretch of time: from its start up to, but not with, its end.
#pragma once

#include "base/time.h"

namespace moteplass::schedule {

struct Interval {
  Instant from;
  Instant to;
  friend bool operator==(const Interval&, const Interval&) = default;
};

constexpr bool overlap(const Interval& a, const Interval& b) {
  return a.from < b.to && b.from < a.to;
}

constexpr bool contains(const Interval& outer, const Interval& inner) {
  return outer.from <= inner.from && inner.to <= outer.to;
}

}  // namespace moteplass::schedule
