// The calendar feed: each who meets people may have a secret address that their own calendar program reads.
// Whoever has the address sees when they are taken, and nothing else: no place, no person, no topic.
//
// A user is a member of staff in the plan where schedule.toml says so (staff.user).
#pragma once

#include <optional>
#include <string>

#include "app/problem.h"
#include "app/setup.h"

namespace moteplass::app {

struct OwnCalendar {
  std::string member;              // in the plan; empty: the user is not in it, and has no calendar
  std::optional<Instant> made_at;  // of the address that is in use
};

class CalendarDesk {
 public:
  explicit CalendarDesk(const Setup& setup) : setup_(setup) {}

  Result<OwnCalendar, Problem> own(const User& user) const;
  // A fresh token, in the place of the one before. It is given here and kept nowhere. not_found for a user
  // who is not in the plan.
  Result<std::string, Problem> make_address(const User& user) const;
  Result<void, Problem> withdraw(const User& user) const;

  // The feed (iCalendar): four weeks back and all that is ahead, what was cancelled among it. not_found for a
  // token that is none, and for one whose user is no longer in the plan.
  Result<std::string, Problem> feed(const std::string& token) const;

 private:
  const Setup& setup_;
};

}  // namespace moteplass::app
