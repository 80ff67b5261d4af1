#include "store/sqlite_keys.h"

#include "store/chain.h"
#include "store/sqlite_rows.h"

namespace moteplass::store {

using app::CaseKey;
using app::StoreFault;

namespace {

constexpr std::string_view select_keys =
    "SELECT id, case_id, holder, holder_name, code_hash, second_hash, made_at, made_by, expires_at, "
    "withdrawn_at, wrong_tries, feedback_given FROM case_keys WHERE ";

Read<CaseKey> key_in(const SqliteQuery& row) {
  auto holder = app::holder_from(row.bytes(2));
  auto code_hash = to_digest(row.bytes(4));
  auto second_hash = row.is_null(5) ? std::optional(Digest{}) : to_digest(row.bytes(5));
  if (!holder || !code_hash || !second_hash) return failure(StoreFault::corrupt);
  CaseKey key;
  key.id = row.bytes(0);
  key.case_id = row.bytes(1);
  key.holder = *holder;
  key.holder_name = row.bytes(3);
  key.code_hash = *code_hash;
  if (!row.is_null(5)) key.second_hash = *second_hash;
  key.made_at = row.instant(6);
  key.made_by = row.bytes(7);
  key.expires_at = row.instant(8);
  key.withdrawn_at = row.optional_instant(9);
  key.wrong_tries = row.integer(10);
  key.feedback_given = row.integer(11) != 0;
  return key;
}

Read<std::vector<CaseKey>> read_keys(SqliteConnection& connection, std::string_view where,
                                     const std::vector<SqlValue>& values) {
  return rows_of<CaseKey>(connection.query(std::string(select_keys).append(where), values), key_in);
}

}  // namespace

Read<std::optional<CaseKey>> read_key(SqliteConnection& connection, const std::string& id) {
  return at_most_one(read_keys(connection, "id = ?", {id}));
}

Read<std::optional<CaseKey>> read_key_by_code(SqliteConnection& connection, const Digest& code_hash) {
  return at_most_one(read_keys(connection, "code_hash = ?", {Blob{bytes_of(code_hash)}}));
}

Read<std::vector<CaseKey>> read_keys_of(SqliteConnection& connection, const std::string& case_id) {
  return read_keys(connection, "case_id = ? ORDER BY made_at DESC, id DESC", {case_id});
}

Result<void, SqlFault> write_key(SqliteConnection& connection, const CaseKey& key) {
  SqlValue second = key.second_hash ? SqlValue(Blob{bytes_of(*key.second_hash)}) : SqlValue(nullptr);
  return connection.run(
      "INSERT INTO case_keys (id, case_id, holder, holder_name, code_hash, second_hash, made_at, made_by, "
      "expires_at, withdrawn_at, wrong_tries, feedback_given) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id, holder = excluded.holder, "
      "holder_name = excluded.holder_name, code_hash = excluded.code_hash, "
      "second_hash = excluded.second_hash, made_at = excluded.made_at, made_by = excluded.made_by, "
      "expires_at = excluded.expires_at, withdrawn_at = excluded.withdrawn_at, "
      "wrong_tries = excluded.wrong_tries, feedback_given = excluded.feedback_given",
      {key.id, key.case_id, word(key.holder), key.holder_name, Blob{bytes_of(key.code_hash)}, second,
       key.made_at, key.made_by, key.expires_at, key.withdrawn_at, key.wrong_tries,
       key.feedback_given ? 1 : 0});
}

}  // namespace moteplass::store
