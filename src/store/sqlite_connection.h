// The SQL layer: one SQLite connection, its prepared statements, values in and columns out.
//
// A connection owns its handle and a cache of prepared statements; a query borrows one of them and must end
// before the connection does. One thread at a time. Nothing throws: what SQLite refuses is a SqlFault, whose
// text names tables and columns but never holds a value.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace moteplass::store {

struct SqlFault {
  int code;  // SQLite's extended result code
  std::string problem;
  bool is_constraint() const { return (code & 0xff) == SQLITE_CONSTRAINT; }
};

struct Blob {
  std::string_view bytes;
};

// One value to bind. Holds views: what it was made of must outlive the call it is passed to, no longer.
class SqlValue {
 public:
  enum class Kind { null, integer, text, blob };

  SqlValue(std::nullptr_t) {}
  SqlValue(int value) : kind_(Kind::integer), integer_(value) {}
  SqlValue(std::int64_t value) : kind_(Kind::integer), integer_(value) {}
  SqlValue(std::uint64_t value) : kind_(Kind::integer), integer_(static_cast<std::int64_t>(value)) {}
  SqlValue(Instant value) : SqlValue(static_cast<std::int64_t>(value.time_since_epoch().count())) {}
  SqlValue(const std::optional<Instant>& value) : SqlValue(value ? SqlValue(*value) : SqlValue(nullptr)) {}
  SqlValue(const char* text) : kind_(Kind::text), bytes_(text) {}
  SqlValue(const std::string& text) : kind_(Kind::text), bytes_(text) {}
  SqlValue(std::string_view text) : kind_(Kind::text), bytes_(text) {}
  SqlValue(Blob blob) : kind_(Kind::blob), bytes_(blob.bytes) {}

  Kind kind() const { return kind_; }
  std::int64_t integer() const { return integer_; }
  std::string_view bytes() const { return bytes_; }

 private:
  Kind kind_ = Kind::null;
  std::int64_t integer_ = 0;
  std::string_view bytes_;
};

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using OwnedStatement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

class SqliteConnection;

// The rows of one statement. Columns count from 0 and belong to the row that `next` last moved to.
class SqliteQuery {
 public:
  SqliteQuery(SqliteQuery&& other) noexcept;
  SqliteQuery& operator=(SqliteQuery&&) = delete;
  ~SqliteQuery();

  Result<bool, SqlFault> next();  // false: no more rows

  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  std::uint64_t number(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  Instant instant(int column) const { return Instant(std::chrono::milliseconds(integer(column))); }
  std::optional<Instant> optional_instant(int column) const;
  // Text or blob, every byte of it; empty for null.
  std::string bytes(int column) const;

 private:
  friend class SqliteConnection;
  SqliteQuery(SqliteConnection& connection, OwnedStatement statement)
      : connection_(&connection), statement_(std::move(statement)) {}

  SqliteConnection* connection_;
  OwnedStatement statement_;
};

enum class OpenMode { create, read_only };

class SqliteConnection {
 public:
  static Result<SqliteConnection, SqlFault> open(const std::string& path, OpenMode mode,
                                                 std::chrono::milliseconds busy_timeout);

  // Any number of statements without values, stopping at the first that fails.
  Result<void, SqlFault> execute(const std::string& script);
  // One statement with `?` for each value, to its end.
  Result<void, SqlFault> run(std::string_view sql, std::initializer_list<SqlValue> values = {});
  // One statement whose rows are wanted.
  Result<SqliteQuery, SqlFault> query(std::string_view sql, const std::vector<SqlValue>& values = {});
  // The first column of the first row, for questions with one number as their answer.
  Result<std::optional<std::int64_t>, SqlFault> number(std::string_view sql,
                                                       const std::vector<SqlValue>& values = {});

  // False once SQLite has rolled the transaction back on its own (disk full, read error).
  bool in_transaction() const;
  // What SQLite said at the last fault, for the operator's log.
  const std::string& last_problem() const { return last_problem_; }

 private:
  friend class SqliteQuery;
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}
  SqlFault last_fault();
  Result<OwnedStatement, SqlFault> take(std::string_view sql);
  Result<void, SqlFault> bind(sqlite3_stmt* statement, const SqlValue* values, std::size_t count,
                              sqlite3_destructor_type lifetime);
  void give_back(OwnedStatement statement);

  std::unique_ptr<sqlite3, Close> handle_;
  // Idle statements by their text. One in use is not in here, so the same text may run twice at once.
  std::map<std::string, OwnedStatement, std::less<>> idle_;
  std::string last_problem_;
};

}  // namespace moteplass::store
