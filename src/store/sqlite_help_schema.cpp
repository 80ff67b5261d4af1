// The tables, step by step. Never edit a step that has been released: add one.
#include "store/sqlite_help_schema.h"

namespace moteplass::store {

namespace {

// Instants are milliseconds since 1970 UTC, days are texts as in ISO 8601; `sealed` is as in seal.h.
constexpr std::string_view first = R"sql(
-- Append-only. `sealed` holds salt and payload; a lawful erasure, and nothing else, may empty it.
CREATE TABLE events (
  position   INTEGER PRIMARY KEY CHECK (position > 0),
  case_id    TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  type       TEXT    NOT NULL,
  sealed     BLOB,
  commitment BLOB    NOT NULL CHECK (length(commitment) = 32),
  at         INTEGER NOT NULL,
  actor      TEXT    NOT NULL,
  actor_name TEXT    NOT NULL,
  hash       BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE UNIQUE INDEX events_of_case ON events (case_id, version);

CREATE TRIGGER events_keep_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_keep_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE follow_ups (
  id         INTEGER PRIMARY KEY,
  case_id    TEXT NOT NULL,
  shown_from TEXT NOT NULL,
  due        TEXT NOT NULL,
  sealed     BLOB NOT NULL
) STRICT;
CREATE INDEX follow_ups_due ON follow_ups (due, case_id, id, shown_from);
CREATE INDEX follow_ups_of_case ON follow_ups (case_id);

-- The token is not here: its hash opens nothing.
CREATE TABLE links (
  case_id    TEXT    NOT NULL,
  referral   TEXT    NOT NULL,
  token_hash BLOB    NOT NULL CHECK (length(token_hash) = 32),
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (case_id, referral)
) STRICT;
CREATE UNIQUE INDEX links_token ON links (token_hash);

-- Append-only: who has read a help record is the person's to know.
CREATE TABLE accesses (
  id         INTEGER PRIMARY KEY,
  case_id    TEXT    NOT NULL,
  actor      TEXT    NOT NULL,
  actor_name TEXT    NOT NULL,
  what       TEXT    NOT NULL,
  at         INTEGER NOT NULL
) STRICT;
CREATE INDEX accesses_of_case ON accesses (case_id, at DESC, id DESC);

CREATE TRIGGER accesses_keep_update BEFORE UPDATE ON accesses
BEGIN SELECT RAISE(ABORT, 'accesses are never changed'); END;
CREATE TRIGGER accesses_keep_delete BEFORE DELETE ON accesses
BEGIN SELECT RAISE(ABORT, 'accesses are never deleted'); END;

CREATE TABLE key_check (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  sealed BLOB NOT NULL
) STRICT;
)sql";

// Counts only. Without row ids, so that not even the order in which they came is left.
constexpr std::string_view figures = R"sql(
CREATE TABLE figures (
  year     INTEGER NOT NULL,
  property TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  measure  TEXT    NOT NULL,
  reading  TEXT    NOT NULL,
  cases    INTEGER NOT NULL CHECK (cases >= 0),
  PRIMARY KEY (year, property, value, measure, reading)
) STRICT, WITHOUT ROWID;
)sql";

constexpr Migration steps[] = {{1, "first", first}, {2, "figures", figures}};

}  // namespace

std::span<const Migration> sqlite_help_migrations() {
  return steps;
}

}  // namespace moteplass::store
