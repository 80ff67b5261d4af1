// Keys to the pages for those whom a case is about, in SQLite. For sqlite_store.cpp and
// sqlite_transaction.cpp.
#pragma once

#include <vector>

#include "store/sqlite_reads.h"

namespace moteplass::store {

Read<std::optional<app::CaseKey>> read_key(SqliteConnection& connection, const std::string& id);
Read<std::optional<app::CaseKey>> read_key_by_code(SqliteConnection& connection, const Digest& code_hash);
Read<std::vector<app::CaseKey>> read_keys_of(SqliteConnection& connection, const std::string& case_id);
Result<void, SqlFault> write_key(SqliteConnection& connection, const app::CaseKey& key);

}  // namespace moteplass::store
