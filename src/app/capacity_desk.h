// What the unit has before it: room for meetings in the coming weeks, open cases by whoever last worked on
// them, and what waits to be sent. No person whom a case is about is in it.
#pragma once

#include <string>
#include <vector>

#include "app/problem.h"
#include "app/setup.h"
#include "schedule/capacity.h"

namespace moteplass::app {

// A case has no caseworker of its own: it counts for the one who last did something in it.
struct Workload {
  std::string name;  // empty: nobody has begun
  std::int64_t open = 0;
  std::int64_t overdue = 0;
  std::int64_t longest_days = 0;  // since the oldest of them was received
  friend bool operator==(const Workload&, const Workload&) = default;
};

// Letters and reminders that are not made or sent yet.
struct Waiting {
  std::string kind;                  // of the outbox: "letter", "reminder"
  std::int64_t waiting = 0;          // for their time, or their turn
  std::int64_t failing = 0;          // of them: tried and failed, and tried again later
  std::optional<Instant> next = {};  // of those that fail: the next try
  friend bool operator==(const Waiting&, const Waiting&) = default;
};

struct Capacity {
  const SchedulePlan* plan = nullptr;  // nothing: no weeks either
  schedule::Need ordinary;             // the meeting that is counted
  std::vector<schedule::WeekCapacity> weeks;
  std::vector<Workload> workload;  // by name; nobody's first
  std::vector<Waiting> waiting;    // by kind
};

class CapacityDesk {
 public:
  static constexpr int weeks_ahead = 6;

  explicit CapacityDesk(const Setup& setup) : setup_(setup) {}

  // For those who see the statistics. The ordinary meeting is the one that the live policy asks for with a
  // grown-up: its competences where it names any, and the notice it requires.
  Result<Capacity, Problem> look(const User& user) const;

 private:
  const Setup& setup_;
};

}  // namespace moteplass::app
