// Drafts and versions of policy models in SQLite: read by readers and by the writer, written by the writer.
// For sqlite_store.cpp and sqlite_transaction.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/sqlite_reads.h"

namespace moteplass::store {

Read<std::vector<app::PolicyDraft>> read_drafts(SqliteConnection& connection);
Read<std::optional<app::PolicyDraft>> read_draft(SqliteConnection& connection, const std::string& id);
Read<std::vector<app::PolicyVersion>> read_policy_versions(SqliteConnection& connection);

Result<void, SqlFault> write_draft(SqliteConnection& connection, const app::PolicyDraft& draft);
Result<void, SqlFault> write_policy_version(SqliteConnection& connection, const app::PolicyVersion& version);

}  // namespace moteplass::store
