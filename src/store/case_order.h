// The order of the worklists, the same on every database: most urgent first by due, then received, then case
// id. Cases without a due date come last.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <tuple>

#include "app/ports.h"

namespace moteplass::store {

inline std::int64_t due_order(const std::optional<Instant>& due) {
  return due ? due->time_since_epoch().count() : std::numeric_limits<std::int64_t>::max();
}

inline bool more_urgent(const app::CaseRow& a, const app::CaseRow& b) {
  auto order = [](const app::CaseRow& row) {
    return std::tuple(due_order(row.due), row.received_at, std::string_view(row.case_id));
  };
  return order(a) < order(b);
}

}  // namespace moteplass::store
