// Holds, bookings and calendar links in SQLite: read by readers and by the writer, written by the writer. For
// sqlite_store.cpp and sqlite_transaction.cpp.
#pragma once

#include <vector>

#include "store/sqlite_reads.h"

namespace moteplass::store {

Read<std::vector<schedule::Booking>> read_bookings(SqliteConnection& connection,
                                                   const app::BookingQuery& query);
Result<void, SqlFault> write_booking(SqliteConnection& connection, const schedule::Booking& booking);
Read<std::optional<app::CalendarLink>> read_calendar_link(SqliteConnection& connection,
                                                          const Digest& token_hash);
Read<std::optional<app::CalendarLink>> read_calendar_link_of(SqliteConnection& connection,
                                                             const std::string& user);

}  // namespace moteplass::store
