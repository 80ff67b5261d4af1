// What is read from SQLite, the same for readers and for the writer inside its transaction. Each is one
// statement, so what it reads is one moment's truth.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/ports.h"
#include "store/sqlite_connection.h"

namespace moteplass::store {

// `corrupt` where SQLite finds its file damaged, else `unavailable`.
app::StoreFault store_fault(const SqlFault& fault);

template <class Value>
using Read = Result<Value, app::StoreFault>;

Read<std::vector<app::StoredEvent>> read_events_of(SqliteConnection& connection, const std::string& case_id);
Read<std::vector<app::StoredEvent>> read_events_after(SqliteConnection& connection, std::uint64_t position,
                                                      std::size_t limit);
Read<app::ChainHead> read_chain_head(SqliteConnection& connection);
Read<std::optional<std::uint64_t>> read_first_broken_link(SqliteConnection& connection);
Read<std::optional<app::ReceivedMessage>> read_message(SqliteConnection& connection,
                                                       const std::string& sender,
                                                       const std::string& message_id);
Read<std::vector<app::CaseRow>> read_case_rows(SqliteConnection& connection, const app::CaseQuery& query);
Read<std::uint64_t> count_case_rows(SqliteConnection& connection, const app::CaseQuery& query);
Read<std::vector<app::WorklistCount>> read_worklist_counts(SqliteConnection& connection, Instant now);
Read<std::optional<app::CaseRow>> read_case_row(SqliteConnection& connection, const std::string& case_id);
Read<std::vector<app::PoliceRow>> read_police_rows(SqliteConnection& connection, const std::string& sender,
                                                   std::size_t offset, std::size_t limit);
Read<std::vector<app::OutboxItem>> read_outbox_due(SqliteConnection& connection, Instant now,
                                                   std::size_t limit);
Read<std::optional<app::Document>> read_document(SqliteConnection& connection, const std::string& id);
Read<std::vector<app::Access>> read_accesses_of(SqliteConnection& connection, const std::string& case_id);

}  // namespace moteplass::store
