#include "store/sqlite_migrations.h"

#include <fmt/format.h>

#include "base/hash.h"

namespace moteplass::store {

namespace {

// "MPls" in the file's header tells our files from other SQLite files.
constexpr std::int64_t application_id = 0x4d506c73;

std::string sentence(std::string_view doing, const SqlFault& fault) {
  return fmt::format("{}: {}", doing, fault.problem);
}

Result<bool, std::string> is_new(SqliteConnection& connection) {
  auto tables = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!tables) return failure(sentence("the database cannot be read", tables.error()));
  if (tables->value_or(0) == 0) return true;
  auto id = connection.number("PRAGMA application_id");
  if (!id) return failure(sentence("the database cannot be read", id.error()));
  if (*id != application_id) return failure(std::string("the file is a database of another program"));
  return false;
}

Result<void, std::string> hold_recorded_against(SqliteConnection& connection,
                                                std::span<const Migration> migrations, std::size_t& applied) {
  auto rows = connection.query("SELECT number, checksum FROM migrations ORDER BY number");
  if (!rows) return failure(sentence("the recorded migrations cannot be read", rows.error()));
  while (true) {
    auto more = rows->next();
    if (!more) return failure(sentence("the recorded migrations cannot be read", more.error()));
    if (!*more) return {};
    std::int64_t number = rows->integer(0);
    if (applied == migrations.size())
      return failure(
          fmt::format("the database is from a newer release: it has migration {}, this release knows {}",
                      number, migrations.size()));
    const Migration& ours = migrations[applied++];
    if (number != ours.number || rows->bytes(1) != to_hex(sha256(ours.sql)))
      return failure(
          fmt::format("migration {} of the database is not the one this release knows: its checksum "
                      "differs, so the tables may too",
                      number));
  }
}

Result<void, SqlFault> apply(SqliteConnection& connection, const Migration& migration) {
  if (auto done = connection.execute(std::string(migration.sql)); !done) return done;
  return connection.run(
      "INSERT INTO migrations (number, name, checksum, at) VALUES (?, ?, ?, unixepoch() * 1000)",
      {migration.number, migration.name, to_hex(sha256(migration.sql))});
}

}  // namespace

Result<void, std::string> migrate(SqliteConnection& connection, std::span<const Migration> migrations) {
  auto fresh = is_new(connection);
  if (!fresh) return failure(fresh.error());
  if (*fresh) {
    auto made = connection.execute(fmt::format(
        "BEGIN IMMEDIATE; PRAGMA application_id = {};"
        "CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, "
        "at INTEGER NOT NULL) STRICT; COMMIT",
        application_id));
    if (!made) return failure(sentence("the database cannot be made", made.error()));
  }
  std::size_t applied = 0;
  if (auto held = hold_recorded_against(connection, migrations, applied); !held) return held;
  for (const Migration& migration : migrations.subspan(applied)) {
    auto done = connection.execute("BEGIN IMMEDIATE");
    if (done) done = apply(connection, migration);
    if (done) done = connection.execute("COMMIT");
    if (!done) {
      (void)connection.execute("ROLLBACK");  // fails where SQLite has rolled back itself
      return failure(
          sentence(fmt::format("migration {} ({}) failed", migration.number, migration.name), done.error()));
    }
  }
  return {};
}

}  // namespace moteplass::store
