// The secret address of somebody's calendar feed. The token itself is not kept anywhere.
#pragma once

#include <string>

#include "base/hash.h"
#include "base/time.h"

namespace moteplass::app {

struct CalendarLink {
  std::string user;   // the user's id; each has one at most
  Digest token_hash;  // SHA-256 of the token
  Instant made_at;
  friend bool operator==(const CalendarLink&, const CalendarLink&) = default;
};

}  // namespace moteplass::app
