// Figures of closed cases in SQLite: read by readers, written by the writer. For sqlite_store.cpp and
// sqlite_transaction.cpp.
#pragma once

#include <vector>

#include "store/sqlite_reads.h"

namespace moteplass::store {

Read<std::vector<app::Figure>> read_figures(SqliteConnection& connection);
Result<void, SqlFault> add_figure(SqliteConnection& connection, const app::Figure& figure);

}  // namespace moteplass::store
