#include "store/sqlite_reads.h"

#include <algorithm>
#include <limits>

#include "store/chain.h"
#include "store/search_form.h"
#include "store/sqlite_rows.h"

namespace moteplass::store {

using app::StoreFault;

StoreFault store_fault(const SqlFault& fault) {
  int code = fault.code & 0xff;
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? StoreFault::corrupt : StoreFault::unavailable;
}

namespace {

std::int64_t whole(std::size_t number) {
  constexpr auto most = static_cast<std::size_t>(std::numeric_limits<std::int64_t>::max());
  return static_cast<std::int64_t>(std::min(number, most));
}

// ---- Events ----------------------------------------------------------------------------------------------

constexpr std::string_view event_columns =
    "position, case_id, version, type, payload, at, actor, actor_name, hash, salt, commitment";

Read<app::StoredEvent> event_in(const SqliteQuery& row) {
  auto hash = to_digest(row.bytes(8));
  auto commitment = to_digest(row.bytes(10));
  if (!hash || !commitment) return failure(StoreFault::corrupt);
  app::StoredEvent event{row.number(0),  row.bytes(1), row.integer(2), row.bytes(3), row.bytes(4),
                         row.instant(5), row.bytes(6), row.bytes(7),   *hash};
  // A payload that is not what was committed to is never handed out.
  bool erased = row.is_null(4) && row.is_null(9);
  if (!erased && commitment_of(row.bytes(9), event.payload) != *commitment)
    return failure(StoreFault::corrupt);
  return event;
}

}  // namespace

Read<std::vector<app::StoredEvent>> read_events_of(SqliteConnection& connection, const std::string& case_id) {
  static const std::string sql =
      "SELECT " + std::string(event_columns) + " FROM events WHERE case_id = ? ORDER BY version";
  return rows_of<app::StoredEvent>(connection.query(sql, {case_id}), event_in);
}

Read<std::vector<app::StoredEvent>> read_events_after(SqliteConnection& connection, std::uint64_t position,
                                                      std::size_t limit) {
  static const std::string sql =
      "SELECT " + std::string(event_columns) + " FROM events WHERE position > ? ORDER BY position LIMIT ?";
  return rows_of<app::StoredEvent>(connection.query(sql, {whole(position), whole(limit)}), event_in);
}

Read<app::ChainHead> read_chain_head(SqliteConnection& connection) {
  auto heads = rows_of<app::ChainHead>(
      connection.query("SELECT position, hash FROM events ORDER BY position DESC LIMIT 1"),
      [](const SqliteQuery& row) -> Read<app::ChainHead> {
        auto hash = to_digest(row.bytes(1));
        if (!hash) return failure(StoreFault::corrupt);
        return app::ChainHead{row.number(0), *hash};
      });
  if (!heads) return failure(heads.error());
  return heads->empty() ? app::ChainHead{0, Digest{}} : heads->front();
}

Read<std::optional<std::uint64_t>> read_first_broken_link(SqliteConnection& connection) {
  static const std::string sql = "SELECT " + std::string(event_columns) + " FROM events ORDER BY position";
  auto query = connection.query(sql);
  if (!query) return failure(store_fault(query.error()));
  ChainCheck check;
  auto present = [&](int column) {
    return query->is_null(column) ? std::optional<std::string>() : query->bytes(column);
  };
  while (true) {
    auto more = query->next();
    if (!more) return failure(store_fault(more.error()));
    if (!*more) return check.first_broken();
    std::string case_id = query->bytes(1);
    std::string type = query->bytes(3);
    std::string actor = query->bytes(6);
    std::string actor_name = query->bytes(7);
    // A digest of the wrong length fits nothing, like one of zeros.
    Digest hash = to_digest(query->bytes(8)).value_or(Digest{});
    Digest commitment = to_digest(query->bytes(10)).value_or(Digest{});
    Link link{query->number(0),  case_id, query->integer(2), type,
              query->instant(5), actor,   actor_name,        commitment};
    if (!check.follow(link, present(4), present(9), hash)) return check.first_broken();
  }
}

// ---- Messages --------------------------------------------------------------------------------------------

Read<std::optional<app::ReceivedMessage>> read_message(SqliteConnection& connection,
                                                       const std::string& sender,
                                                       const std::string& message_id) {
  return at_most_one(rows_of<app::ReceivedMessage>(
      connection.query("SELECT sender, message_id, receipt, digest, case_id, at FROM messages "
                       "WHERE sender = ? AND message_id = ?",
                       {sender, message_id}),
      [](const SqliteQuery& row) -> Read<app::ReceivedMessage> {
        auto digest = to_digest(row.bytes(3));
        if (!digest) return failure(StoreFault::corrupt);
        return app::ReceivedMessage{row.bytes(0), row.bytes(1), row.number(2),
                                    *digest,      row.bytes(4), row.instant(5)};
      }));
}

// ---- Case rows -------------------------------------------------------------------------------------------

namespace {

constexpr std::string_view case_columns =
    "case_id, number, person_name, stage, worklist, deadline, due, received_at, changed_at, version, policy, "
    "meeting_at, person_key";

Read<app::CaseRow> case_row_in(const SqliteQuery& row) {
  return app::CaseRow{row.bytes(0),
                      row.bytes(1),
                      row.bytes(2),
                      row.bytes(3),
                      row.bytes(4),
                      row.bytes(5),
                      row.optional_instant(6),
                      row.instant(7),
                      row.instant(8),
                      row.integer(9),
                      row.bytes(10),
                      row.optional_instant(11),
                      row.bytes(12)};
}

// Which rows a query asks for. `search` must outlive the values.
struct CaseFilter {
  std::string where;
  std::vector<SqlValue> values;
};

CaseFilter filter_of(const app::CaseQuery& query, const std::string& search) {
  CaseFilter filter{" WHERE 1", {}};
  if (!query.worklist.empty()) {
    filter.where += " AND worklist = ?";
    filter.values.emplace_back(query.worklist);
  } else if (query.open_only) {
    filter.where += " AND worklist <> ''";
  }
  if (!query.person_key.empty()) {
    filter.where += " AND person_key = ?";
    filter.values.emplace_back(query.person_key);
  }
  if (query.due_before) {
    filter.where += " AND due_order < ?";
    filter.values.emplace_back(*query.due_before);
  }
  if (!search.empty()) {
    // instr, not LIKE: per cent signs and underscores are letters like others.
    filter.where += " AND (instr(number_search, ?) > 0 OR instr(name_search, ?) > 0)";
    filter.values.emplace_back(search);
    filter.values.emplace_back(search);
  }
  return filter;
}

}  // namespace

Read<std::vector<app::CaseRow>> read_case_rows(SqliteConnection& connection, const app::CaseQuery& query) {
  std::string search = search_form(query.search);
  CaseFilter filter = filter_of(query, search);
  filter.values.emplace_back(whole(query.limit));
  filter.values.emplace_back(whole(query.offset));
  std::string sql = "SELECT " + std::string(case_columns) + " FROM case_rows" + filter.where +
                    " ORDER BY due_order, received_at, case_id LIMIT ? OFFSET ?";
  return rows_of<app::CaseRow>(connection.query(sql, filter.values), case_row_in);
}

Read<std::uint64_t> count_case_rows(SqliteConnection& connection, const app::CaseQuery& query) {
  std::string search = search_form(query.search);
  CaseFilter filter = filter_of(query, search);
  auto count = connection.number("SELECT count(*) FROM case_rows" + filter.where, filter.values);
  if (!count) return failure(store_fault(count.error()));
  return static_cast<std::uint64_t>(count->value_or(0));
}

Read<std::vector<app::WorklistCount>> read_worklist_counts(SqliteConnection& connection, Instant now) {
  return rows_of<app::WorklistCount>(
      connection.query("SELECT worklist, count(*), sum(due_order < ?) FROM case_rows WHERE worklist <> '' "
                       "GROUP BY worklist ORDER BY worklist",
                       {now}),
      [](const SqliteQuery& row) -> Read<app::WorklistCount> {
        return app::WorklistCount{row.bytes(0), row.number(1), row.number(2)};
      });
}

Read<std::optional<app::CaseRow>> read_case_row(SqliteConnection& connection, const std::string& case_id) {
  static const std::string sql = "SELECT " + std::string(case_columns) + " FROM case_rows WHERE case_id = ?";
  return at_most_one(rows_of<app::CaseRow>(connection.query(sql, {case_id}), case_row_in));
}

// ---- The rest --------------------------------------------------------------------------------------------

Read<std::vector<app::PoliceRow>> read_police_rows(SqliteConnection& connection, const std::string& sender,
                                                   std::size_t offset, std::size_t limit) {
  return rows_of<app::PoliceRow>(
      connection.query(
          "SELECT sender, message_id, receipt, police_case_number, reaction, received_at, feedback, "
          "feedback_at, case_id, question FROM police_rows WHERE sender = ? "
          "ORDER BY received_at DESC, receipt DESC, message_id DESC LIMIT ? OFFSET ?",
          {sender, whole(limit), whole(offset)}),
      [](const SqliteQuery& row) -> Read<app::PoliceRow> {
        return app::PoliceRow{row.bytes(0), row.bytes(1),   row.number(2), row.bytes(3),
                              row.bytes(4), row.instant(5), row.bytes(6),  row.optional_instant(7),
                              row.bytes(8), row.bytes(9)};
      });
}

Read<std::vector<app::OutboxItem>> read_outbox_due(SqliteConnection& connection, Instant now,
                                                   std::size_t limit) {
  return rows_of<app::OutboxItem>(
      connection.query("SELECT id, kind, case_id, payload, not_before, attempts FROM outbox "
                       "WHERE not_before <= ? ORDER BY not_before, id LIMIT ?",
                       {now, whole(limit)}),
      [](const SqliteQuery& row) -> Read<app::OutboxItem> {
        return app::OutboxItem{row.number(0), row.bytes(1),   row.bytes(2),
                               row.bytes(3),  row.instant(4), row.integer(5)};
      });
}

Read<std::optional<app::Document>> read_document(SqliteConnection& connection, const std::string& id) {
  return at_most_one(rows_of<app::Document>(
      connection.query("SELECT id, case_id, kind, media_type, bytes, at FROM documents WHERE id = ?", {id}),
      [](const SqliteQuery& row) -> Read<app::Document> {
        return app::Document{row.bytes(0), row.bytes(1), row.bytes(2),
                             row.bytes(3), row.bytes(4), row.instant(5)};
      }));
}

Read<std::vector<app::Access>> read_accesses_of(SqliteConnection& connection, const std::string& case_id) {
  return rows_of<app::Access>(
      connection.query("SELECT case_id, actor, actor_name, what, at FROM accesses WHERE case_id = ? "
                       "ORDER BY at DESC, id DESC",
                       {case_id}),
      [](const SqliteQuery& row) -> Read<app::Access> {
        return app::Access{row.bytes(0), row.bytes(1), row.bytes(2), row.bytes(3), row.instant(4)};
      });
}

}  // namespace moteplass::store
