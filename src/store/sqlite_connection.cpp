#include "store/sqlite_connection.h"

namespace moteplass::store {

// ---- Rows ------------------------------------------------------------------------------------------------

SqliteQuery::SqliteQuery(SqliteQuery&& other) noexcept
    : connection_(other.connection_), statement_(std::move(other.statement_)) {}

SqliteQuery::~SqliteQuery() {
  if (statement_) connection_->give_back(std::move(statement_));
}

Result<bool, SqlFault> SqliteQuery::next() {
  int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(connection_->last_fault());
}

bool SqliteQuery::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::int64_t SqliteQuery::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<Instant> SqliteQuery::optional_instant(int column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

std::string SqliteQuery::bytes(int column) const {
  // The blob call returns text as it is stored; asking for the size first could convert it.
  const void* start = sqlite3_column_blob(statement_.get(), column);
  int size = sqlite3_column_bytes(statement_.get(), column);
  if (!start) return {};
  return {static_cast<const char*>(start), static_cast<std::size_t>(size)};
}

// ---- Connection ------------------------------------------------------------------------------------------

Result<SqliteConnection, SqlFault> SqliteConnection::open(const std::string& path, OpenMode mode,
                                                          std::chrono::milliseconds busy_timeout) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= mode == OpenMode::create ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
  if (!handle) return failure(SqlFault{code, "out of memory"});
  SqliteConnection connection(handle);
  if (code != SQLITE_OK) return failure(connection.last_fault());
  sqlite3_busy_timeout(handle, static_cast<int>(busy_timeout.count()));
  return connection;
}

SqlFault SqliteConnection::last_fault() {
  SqlFault fault{sqlite3_extended_errcode(handle_.get()), sqlite3_errmsg(handle_.get())};
  last_problem_ = fault.problem;
  return fault;
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

Result<void, SqlFault> SqliteConnection::execute(const std::string& script) {
  if (sqlite3_exec(handle_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(last_fault());
  return {};
}

Result<OwnedStatement, SqlFault> SqliteConnection::take(std::string_view sql) {
  if (auto found = idle_.find(sql); found != idle_.end()) {
    OwnedStatement statement = std::move(found->second);
    idle_.erase(found);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  if (sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                         &statement, &rest) != SQLITE_OK)
    return failure(last_fault());
  OwnedStatement owned(statement);
  if (!owned || rest != sql.data() + sql.size())
    return failure(SqlFault{SQLITE_MISUSE, "one statement was expected"});
  return owned;
}

void SqliteConnection::give_back(OwnedStatement statement) {
  sqlite3_reset(statement.get());
  sqlite3_clear_bindings(statement.get());
  const char* sql = sqlite3_sql(statement.get());
  idle_.insert_or_assign(sql, std::move(statement));
}

Result<void, SqlFault> SqliteConnection::bind(sqlite3_stmt* statement, const SqlValue* values,
                                              std::size_t count, sqlite3_destructor_type lifetime) {
  if (static_cast<std::size_t>(sqlite3_bind_parameter_count(statement)) != count)
    return failure(SqlFault{SQLITE_MISUSE, "as many values as question marks were expected"});
  for (std::size_t i = 0; i < count; ++i) {
    int place = static_cast<int>(i + 1);
    const SqlValue& value = values[i];
    // A null pointer would bind NULL, not the empty text.
    const char* start = value.bytes().empty() ? "" : value.bytes().data();
    int code = SQLITE_OK;
    switch (value.kind()) {
      case SqlValue::Kind::null:
        code = sqlite3_bind_null(statement, place);
        break;
      case SqlValue::Kind::integer:
        code = sqlite3_bind_int64(statement, place, value.integer());
        break;
      case SqlValue::Kind::text:
        code = sqlite3_bind_text64(statement, place, start, value.bytes().size(), lifetime, SQLITE_UTF8);
        break;
      case SqlValue::Kind::blob:
        code = sqlite3_bind_blob64(statement, place, start, value.bytes().size(), lifetime);
        break;
    }
    if (code != SQLITE_OK) return failure(last_fault());
  }
  return {};
}

Result<void, SqlFault> SqliteConnection::run(std::string_view sql, std::initializer_list<SqlValue> values) {
  auto statement = take(sql);
  if (!statement) return failure(statement.error());
  SqliteQuery query(*this, std::move(*statement));
  // The values outlive this call, and the statement is reset before it returns: no copies.
  if (auto bound = bind(query.statement_.get(), values.begin(), values.size(), SQLITE_STATIC); !bound)
    return bound;
  while (true) {
    auto more = query.next();
    if (!more) return failure(more.error());
    if (!*more) return {};
  }
}

Result<SqliteQuery, SqlFault> SqliteConnection::query(std::string_view sql,
                                                      const std::vector<SqlValue>& values) {
  auto statement = take(sql);
  if (!statement) return failure(statement.error());
  SqliteQuery query(*this, std::move(*statement));
  if (auto bound = bind(query.statement_.get(), values.data(), values.size(), SQLITE_TRANSIENT); !bound)
    return failure(bound.error());
  return query;
}

Result<std::optional<std::int64_t>, SqlFault> SqliteConnection::number(std::string_view sql,
                                                                       const std::vector<SqlValue>& values) {
  auto rows = query(sql, values);
  if (!rows) return failure(rows.error());
  auto more = rows->next();
  if (!more) return failure(more.error());
  if (!*more || rows->is_null(0)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(rows->integer(0));
}

}  // namespace moteplass::store
