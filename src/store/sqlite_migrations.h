// How a database file gets from any earlier release to this one: numbered steps, each applied once, in order,
// in a transaction of its own, and recorded with the SHA-256 of its text.
//
// A step that has been released is never edited; a change is a new step. Opening refuses, with a sentence for
// the operator, a file that is not ours, one whose recorded steps differ from ours, and one from a newer
// release.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/sqlite_connection.h"

namespace moteplass::store {

struct Migration {
  int number;  // 1, 2, 3, …
  std::string_view name;
  std::string_view sql;
};

std::span<const Migration> sqlite_migrations();

Result<void, std::string> migrate(SqliteConnection& connection, std::span<const Migration> migrations);

}  // namespace moteplass::store
