// The tables, step by step. Never edit a step that has been released: add one.
#include "store/sqlite_migrations.h"

namespace moteplass::store {

namespace {

// Instants are milliseconds since 1970 UTC. Every table is STRICT: a text never turns into a number.
constexpr std::string_view first = R"sql(
-- Append-only. Payload and salt may be emptied by a lawful erasure and by nothing else; the commitment stays, so
-- the chain still verifies. Positions are counted in the transaction: a rolled back one leaves no gap.
CREATE TABLE events (
  position   INTEGER PRIMARY KEY CHECK (position > 0),
  case_id    TEXT    NOT NULL,
  version    INTEGER NOT NULL CHECK (version > 0),
  type       TEXT    NOT NULL,
  payload    TEXT,
  salt       BLOB,
  commitment BLOB    NOT NULL CHECK (length(commitment) = 32),
  at         INTEGER NOT NULL,
  actor      TEXT    NOT NULL,
  actor_name TEXT    NOT NULL,
  hash       BLOB    NOT NULL CHECK (length(hash) = 32),
  CHECK ((payload IS NULL) = (salt IS NULL))
) STRICT;
CREATE UNIQUE INDEX events_of_case ON events (case_id, version);

CREATE TRIGGER events_keep_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER events_keep_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

CREATE TABLE messages (
  sender     TEXT    NOT NULL,
  message_id TEXT    NOT NULL,
  receipt    INTEGER NOT NULL CHECK (receipt > 0),
  digest     BLOB    NOT NULL CHECK (length(digest) = 32),
  case_id    TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (sender, message_id)
) STRICT;
CREATE UNIQUE INDEX messages_receipt ON messages (sender, receipt);

CREATE TABLE case_numbers (
  year INTEGER PRIMARY KEY,
  last INTEGER NOT NULL
) STRICT;

-- due_order is due, or the largest integer where there is none: those come last in every index.
CREATE TABLE case_rows (
  case_id       TEXT    PRIMARY KEY,
  number        TEXT    NOT NULL,
  person_name   TEXT    NOT NULL,
  stage         TEXT    NOT NULL,
  worklist      TEXT    NOT NULL,
  deadline      TEXT    NOT NULL,
  due           INTEGER,
  due_order     INTEGER NOT NULL,
  received_at   INTEGER NOT NULL,
  changed_at    INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  policy        TEXT    NOT NULL,
  meeting_at    INTEGER,
  number_search TEXT    NOT NULL,
  name_search   TEXT    NOT NULL
) STRICT;
-- One index for each way a list is read: one worklist, all that is open, everything. Each is in the order of the
-- list and carries what a search looks at, so a page or a search reads no other rows than those it shows.
CREATE INDEX case_rows_worklist ON case_rows
  (worklist, due_order, received_at, case_id, number_search, name_search);
CREATE INDEX case_rows_open ON case_rows
  (due_order, received_at, case_id, number_search, name_search) WHERE worklist <> '';
CREATE INDEX case_rows_all ON case_rows
  (due_order, received_at, case_id, number_search, name_search);

CREATE TABLE police_rows (
  sender             TEXT    NOT NULL,
  message_id         TEXT    NOT NULL,
  receipt            INTEGER NOT NULL,
  police_case_number TEXT    NOT NULL,
  reaction           TEXT    NOT NULL,
  received_at        INTEGER NOT NULL,
  feedback           TEXT    NOT NULL,
  feedback_at        INTEGER,
  case_id            TEXT    NOT NULL,
  PRIMARY KEY (sender, message_id)
) STRICT;
CREATE INDEX police_rows_newest ON police_rows (sender, received_at DESC, receipt DESC, message_id DESC);

-- AUTOINCREMENT: an id is never given twice, so a late "finished" cannot hit another item.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  kind       TEXT    NOT NULL,
  case_id    TEXT    NOT NULL,
  payload    TEXT    NOT NULL,
  not_before INTEGER NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX outbox_due ON outbox (not_before, id);

CREATE TABLE documents (
  id         TEXT    PRIMARY KEY,
  case_id    TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  media_type TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  bytes      BLOB    NOT NULL
) STRICT;
CREATE INDEX documents_of_case ON documents (case_id);

-- Append-only: who has read a case is the person's to know.
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
)sql";

// Lists (authors, imports, changed_cases) are JSON texts: they are read and written whole. Dates are texts as
// in ISO 8601.
constexpr std::string_view policies = R"sql(
CREATE TABLE policy_drafts (
  id               TEXT    PRIMARY KEY,
  policy           TEXT    NOT NULL,
  title            TEXT    NOT NULL,
  text             TEXT    NOT NULL,
  based_on_version TEXT    NOT NULL,
  based_on_hash    TEXT    NOT NULL,
  owner            TEXT    NOT NULL,
  owner_name       TEXT    NOT NULL,
  authors          TEXT    NOT NULL,
  changed_at       INTEGER NOT NULL,
  revision         INTEGER NOT NULL CHECK (revision > 0)
) STRICT;

-- Append-only: what a case was decided by stays what it was.
CREATE TABLE policy_versions (
  policy        TEXT    NOT NULL,
  number        INTEGER NOT NULL CHECK (number > 0),
  version       TEXT    NOT NULL,
  hash          TEXT    NOT NULL CHECK (length(hash) = 64),
  text          TEXT    NOT NULL,
  imports       TEXT    NOT NULL,
  valid_from    TEXT    NOT NULL,
  approved_by   TEXT    NOT NULL,
  approver_name TEXT    NOT NULL,
  approved_at   INTEGER NOT NULL,
  changed_cases TEXT    NOT NULL,
  PRIMARY KEY (policy, number)
) STRICT;

CREATE TRIGGER policy_versions_keep_update BEFORE UPDATE ON policy_versions
BEGIN SELECT RAISE(ABORT, 'versions are never changed'); END;
CREATE TRIGGER policy_versions_keep_delete BEFORE DELETE ON policy_versions
BEGIN SELECT RAISE(ABORT, 'versions are never deleted'); END;
)sql";

// A slot's site, team, room and interpreter are one JSON text: they are read and written whole.
constexpr std::string_view bookings = R"sql(
CREATE TABLE bookings (
  id       TEXT    PRIMARY KEY,
  about    TEXT    NOT NULL,
  starts   INTEGER NOT NULL,
  ends     INTEGER NOT NULL CHECK (ends > starts),
  slot     TEXT    NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('held', 'booked', 'cancelled')),
  until    INTEGER,
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  changed  INTEGER NOT NULL
) STRICT;
CREATE INDEX bookings_by_end ON bookings (ends);
CREATE INDEX bookings_about ON bookings (about);
)sql";

// Counts only. Without row ids, so that not even the order in which cases were closed is left.
constexpr std::string_view figures = R"sql(
CREATE TABLE figures (
  year     INTEGER NOT NULL,
  property TEXT    NOT NULL,
  value    TEXT    NOT NULL,
  measure  TEXT    NOT NULL,
  reading  TEXT    NOT NULL,
  cases    INTEGER NOT NULL CHECK (cases > 0),
  PRIMARY KEY (year, property, value, measure, reading)
) STRICT, WITHOUT ROWID;
)sql";

// One address for each who wants one. The token is not kept.
constexpr std::string_view calendar_links = R"sql(
CREATE TABLE calendar_links (
  user       TEXT    PRIMARY KEY,
  token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  made_at    INTEGER NOT NULL
) STRICT;
)sql";

// Keys to the pages for those whom a case is about. No code is in it, only what it hashes to.
constexpr std::string_view case_keys = R"sql(
CREATE TABLE case_keys (
  id             TEXT    PRIMARY KEY,
  case_id        TEXT    NOT NULL,
  holder         TEXT    NOT NULL CHECK (holder IN ('person', 'guardian', 'trusted_person')),
  holder_name    TEXT    NOT NULL,
  code_hash      BLOB    NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  second_hash    BLOB    CHECK (length(second_hash) = 32),
  made_at        INTEGER NOT NULL,
  made_by        TEXT    NOT NULL,
  expires_at     INTEGER NOT NULL,
  withdrawn_at   INTEGER,
  wrong_tries    INTEGER NOT NULL CHECK (wrong_tries >= 0),
  feedback_given INTEGER NOT NULL CHECK (feedback_given IN (0, 1))
) STRICT;
CREATE INDEX case_keys_of_case ON case_keys (case_id, made_at);
)sql";

// A person may have several cases. Rows from before get their key with their next event, or by a rebuild.
constexpr std::string_view person_keys = R"sql(
ALTER TABLE case_rows ADD COLUMN person_key TEXT NOT NULL DEFAULT '';
CREATE INDEX case_rows_person ON case_rows (person_key) WHERE person_key <> '';
ALTER TABLE police_rows ADD COLUMN question TEXT NOT NULL DEFAULT '';
)sql";

constexpr Migration steps[] = {
    {1, "first", first},
    {2, "policies", policies},
    {3, "bookings", bookings},
    {4, "figures", figures},
    {5, "calendar_links", calendar_links},
    {6, "case_keys", case_keys},
    {7, "person_keys", person_keys},
};

}  // namespace

std::span<const Migration> sqlite_migrations() {
  return steps;
}

}  // namespace moteplass::store
