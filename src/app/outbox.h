// Carries out what the outbox asks for: makes letters and reports back as events; sends reminders. Work that
// fails stays and is tried again later, ever more slowly, at most once an hour.
#pragma once

#include <cstddef>

#include "app/problem.h"
#include "app/setup.h"

namespace moteplass::app {

class Outbox {
 public:
  explicit Outbox(const Setup& setup) : setup_(setup) {}

  // Does the work that is due now, at most `limit` pieces; how many were done. Call it from one thread.
  std::size_t carry_out_due(std::size_t limit = 20) const;

 private:
  const Setup& setup_;
};

}  // namespace moteplass::app
