#include "store/sqlite_help_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <mutex>

#include <fmt/format.h>

#include "store/chain.h"
#include "store/process_lock.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_figures.h"
#include "store/sqlite_help_schema.h"
#include "store/sqlite_migrations.h"
#include "store/sqlite_rows.h"

namespace moteplass::store {

using app::StoreFault;

namespace {

constexpr std::string_view key_check = "moteplass-help";

std::int64_t whole(std::size_t number) {
  return static_cast<std::int64_t>(std::min<std::size_t>(number, INT64_MAX));
}

struct OpenedEvent {
  app::StoredEvent event;
  std::optional<std::string> salt;  // nothing once erased
  Digest commitment;
};

// One event as it was before it was sealed. `corrupt` where the key does not open it.
class EventReader {
 public:
  static constexpr std::string_view columns =
      "position, case_id, version, type, sealed, at, actor, actor_name, hash, commitment";

  explicit EventReader(const SealKey& key) : key_(key) {}

  Read<OpenedEvent> operator()(const SqliteQuery& row) const {
    auto hash = to_digest(row.bytes(8));
    auto commitment = to_digest(row.bytes(9));
    if (!hash || !commitment) return failure(StoreFault::corrupt);
    OpenedEvent opened{{row.number(0),
                        row.bytes(1),
                        row.integer(2),
                        row.bytes(3),
                        {},
                        row.instant(5),
                        row.bytes(6),
                        row.bytes(7),
                        *hash},
                       std::nullopt,
                       *commitment};
    if (row.is_null(4)) return opened;
    auto plain = key_.open(row.bytes(4));
    if (!plain || plain->size() < salt_size) return failure(StoreFault::corrupt);
    opened.salt = plain->substr(0, salt_size);
    opened.event.payload = plain->substr(salt_size);
    return opened;
  }

 private:
  const SealKey& key_;
};

Read<std::vector<app::StoredEvent>> help_events_of(SqliteConnection& connection, const SealKey& key,
                                                   const std::string& case_id) {
  static const std::string sql =
      "SELECT " + std::string(EventReader::columns) + " FROM events WHERE case_id = ? ORDER BY version";
  return rows_of<app::StoredEvent>(
      connection.query(sql, {case_id}), [&](const SqliteQuery& row) -> Read<app::StoredEvent> {
        auto opened = EventReader(key)(row);
        if (!opened) return failure(opened.error());
        // A payload that is not what was committed to is never handed out.
        if (opened->salt && commitment_of(*opened->salt, opened->event.payload) != opened->commitment) {
          return failure(StoreFault::corrupt);
        }
        return std::move(opened->event);
      });
}

class SqliteHelpTransaction final : public app::HelpTransaction {
 public:
  SqliteHelpTransaction(SqliteConnection& connection, const SealKey& key, app::Entropy& entropy)
      : connection_(connection), key_(key), entropy_(entropy) {}

  std::optional<StoreFault> fault() const { return fault_; }

  Result<std::int64_t, StoreFault> append(const std::string& case_id, std::int64_t expected_version,
                                          const std::vector<app::NewEvent>& events, Instant at,
                                          const std::string& actor, const std::string& actor_name) override {
    if (fault_) return failure(*fault_);
    auto version = connection_.number("SELECT max(version) FROM events WHERE case_id = ?", {case_id});
    if (!version) return failure(failed(store_fault(version.error())));
    if (version->value_or(0) != expected_version) return failure(failed(StoreFault::conflict));
    auto head = read_chain_head(connection_);
    if (!head) return failure(failed(head.error()));
    for (const app::NewEvent& event : events) {
      std::string salt = entropy_.bytes(salt_size);
      Link link{++head->position,
                case_id,
                ++expected_version,
                event.type,
                at,
                actor,
                actor_name,
                commitment_of(salt, event.payload)};
      head->hash = hash_of(head->hash, link);
      std::string sealed = key_.seal(salt + event.payload, entropy_);
      auto stored = run(
          "INSERT INTO events (position, case_id, version, type, sealed, commitment, at, actor, actor_name, "
          "hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          {link.position, case_id, link.version, event.type, Blob{sealed}, Blob{bytes_of(link.commitment)},
           at, actor, actor_name, Blob{bytes_of(head->hash)}});
      if (!stored) return failure(stored.error());
    }
    return expected_version;
  }

  Result<std::vector<app::StoredEvent>, StoreFault> events_of(const std::string& case_id) override {
    if (fault_) return failure(*fault_);
    auto events = help_events_of(connection_, key_, case_id);
    if (!events) return failure(failed(events.error()));
    return events;
  }

  Result<void, StoreFault> put_follow_ups(const std::string& case_id,
                                          const std::vector<app::HelpFollowUp>& rows) override {
    auto done = run("DELETE FROM follow_ups WHERE case_id = ?", {case_id});
    for (const app::HelpFollowUp& row : rows) {
      if (!done) return done;
      done = run(
          "INSERT INTO follow_ups (case_id, shown_from, due, sealed) VALUES (?, ?, ?, ?)",
          {case_id, to_string(row.shown_from), to_string(row.due), Blob{key_.seal(row.payload, entropy_)}});
    }
    return done;
  }

  Result<void, StoreFault> put_link(const app::HelpLink& link) override {
    return run(
        "INSERT INTO links (case_id, referral, token_hash, expires_at) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (case_id, referral) DO UPDATE SET token_hash = excluded.token_hash, "
        "expires_at = excluded.expires_at",
        {link.case_id, link.referral, Blob{bytes_of(link.token_hash)}, link.expires_at});
  }
  Result<void, StoreFault> remove_link(const std::string& case_id, const std::string& referral) override {
    return run("DELETE FROM links WHERE case_id = ? AND referral = ?", {case_id, referral});
  }
  Result<void, StoreFault> record_access(const app::Access& access) override {
    return run("INSERT INTO accesses (case_id, actor, actor_name, what, at) VALUES (?, ?, ?, ?, ?)",
               {access.case_id, access.actor, access.actor_name, access.what, access.at});
  }
  Result<void, StoreFault> add_figures(const std::vector<app::Figure>& figures) override {
    for (const app::Figure& figure : figures) {
      std::initializer_list<SqlValue> key{std::int64_t{figure.year}, figure.property, figure.value,
                                          figure.measure, figure.reading};
      auto done =
          run("INSERT OR IGNORE INTO figures (year, property, value, measure, reading, cases) "
              "VALUES (?, ?, ?, ?, ?, 0)",
              key);
      if (done) {
        done =
            run("UPDATE figures SET cases = cases + ? WHERE year = ? AND property = ? AND value = ? "
                "AND measure = ? AND reading = ?",
                {figure.cases, std::int64_t{figure.year}, figure.property, figure.value, figure.measure,
                 figure.reading});
      }
      if (!done) return done;
    }
    return run("DELETE FROM figures WHERE cases = 0", {});
  }

 private:
  StoreFault failed(StoreFault fault) {
    if (!fault_) fault_ = fault;
    return *fault_;
  }
  Result<void, StoreFault> run(std::string_view sql, std::initializer_list<SqlValue> values) {
    if (fault_) return failure(*fault_);
    auto done = connection_.run(sql, values);
    if (!done) return failure(failed(store_fault(done.error())));
    return {};
  }

  SqliteConnection& connection_;
  const SealKey& key_;
  app::Entropy& entropy_;
  std::optional<StoreFault> fault_;
};

class SqliteHelpStore final : public app::HelpStore {
 public:
  SqliteHelpStore(ProcessLock lock, SqliteConnection connection, SealKey key, app::Entropy& entropy)
      : lock_(std::move(lock)), connection_(std::move(connection)), key_(std::move(key)), entropy_(entropy) {}

  Result<void, StoreFault> write(const app::HelpWriteJob& job) override {
    std::lock_guard lock(mutex_);
    if (disk_doubted_) return failure(StoreFault::unavailable);
    if (!connection_.run("BEGIN IMMEDIATE")) return failure(StoreFault::unavailable);
    SqliteHelpTransaction transaction(connection_, key_, entropy_);
    app::Verdict verdict = job(transaction);
    if (transaction.fault() || verdict == app::Verdict::undo) {
      if (connection_.in_transaction()) (void)connection_.run("ROLLBACK");
      if (transaction.fault()) return failure(*transaction.fault());
      return {};
    }
    auto committed = connection_.run("COMMIT");
    if (committed) return {};
    // After a sync that failed the disk can no longer be believed.
    disk_doubted_ = committed.error().code == SQLITE_IOERR_FSYNC;
    if (connection_.in_transaction()) (void)connection_.run("ROLLBACK");
    return failure(StoreFault::unavailable);
  }

  Read<std::vector<app::StoredEvent>> events_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    return help_events_of(connection_, key_, case_id);
  }
  Read<std::vector<std::string>> case_ids() override {
    std::lock_guard lock(mutex_);
    return rows_of<std::string>(
        connection_.query("SELECT case_id FROM events WHERE version = 1 ORDER BY position"),
        [](const SqliteQuery& row) -> Read<std::string> { return row.bytes(0); });
  }
  Read<app::ChainHead> chain_head() override {
    std::lock_guard lock(mutex_);
    return read_chain_head(connection_);
  }

  Read<std::optional<std::uint64_t>> first_broken_link() override {
    std::lock_guard lock(mutex_);
    static const std::string sql =
        "SELECT " + std::string(EventReader::columns) + " FROM events ORDER BY position";
    auto rows = connection_.query(sql);
    if (!rows) return failure(store_fault(rows.error()));
    ChainCheck check;
    std::uint64_t position = 0;
    while (true) {
      auto more = rows->next();
      if (!more) return failure(store_fault(more.error()));
      if (!*more) return check.first_broken();
      ++position;
      auto opened = EventReader(key_)(*rows);
      if (!opened) return std::optional(position);
      const app::StoredEvent& event = opened->event;
      Link link{event.position, event.case_id, event.version,    event.type,
                event.at,       event.actor,   event.actor_name, opened->commitment};
      auto payload = opened->salt ? std::optional(event.payload) : std::nullopt;
      if (!check.follow(link, payload, opened->salt, event.hash)) return check.first_broken();
    }
  }

  Read<std::vector<app::HelpFollowUp>> follow_ups(Date shown_by, std::size_t limit) override {
    std::lock_guard lock(mutex_);
    return rows_of<app::HelpFollowUp>(
        connection_.query("SELECT case_id, shown_from, due, sealed FROM follow_ups WHERE shown_from <= ? "
                          "ORDER BY due, case_id, id LIMIT ?",
                          {to_string(shown_by), whole(limit)}),
        [&](const SqliteQuery& row) -> Read<app::HelpFollowUp> {
          auto shown_from = parse_date(row.bytes(1));
          auto due = parse_date(row.bytes(2));
          auto payload = key_.open(row.bytes(3));
          if (!shown_from || !due || !payload) return failure(StoreFault::corrupt);
          return app::HelpFollowUp{row.bytes(0), *shown_from, *due, std::move(*payload)};
        });
  }

  Read<std::optional<app::HelpLink>> link(const Digest& token_hash) override {
    std::lock_guard lock(mutex_);
    return at_most_one(rows_of<app::HelpLink>(
        connection_.query("SELECT case_id, referral, expires_at FROM links WHERE token_hash = ?",
                          {Blob{bytes_of(token_hash)}}),
        [&](const SqliteQuery& row) -> Read<app::HelpLink> {
          return app::HelpLink{token_hash, row.bytes(0), row.bytes(1), row.instant(2)};
        }));
  }

  Read<std::vector<app::Figure>> figures() override {
    std::lock_guard lock(mutex_);
    return read_figures(connection_);
  }

  Read<std::vector<app::Access>> accesses_of(const std::string& case_id) override {
    std::lock_guard lock(mutex_);
    return read_accesses_of(connection_, case_id);
  }

 private:
  std::mutex mutex_;
  ProcessLock lock_;
  SqliteConnection connection_;
  SealKey key_;
  app::Entropy& entropy_;
  bool disk_doubted_ = false;
};

void make_private(const std::string& path) {
  int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

Result<void, SqlFault> prepare(SqliteConnection& connection) {
  {
    auto mode = connection.query("PRAGMA journal_mode = WAL");
    if (!mode) return failure(mode.error());
    auto row = mode->next();
    if (!row) return failure(row.error());
  }
  return connection.execute(
      "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF");
}

// A text sealed at the first opening tells the right key from another before anything is written with it.
Result<bool, SqlFault> is_right_key(SqliteConnection& connection, const SealKey& key, app::Entropy& entropy) {
  {
    auto row = connection.query("SELECT sealed FROM key_check");
    if (!row) return failure(row.error());
    auto found = row->next();
    if (!found) return failure(found.error());
    if (*found) return key.open(row->bytes(0)) == key_check;
  }
  auto stored = connection.run("INSERT INTO key_check (id, sealed) VALUES (1, ?)",
                               {Blob{key.seal(key_check, entropy)}});
  if (!stored) return failure(stored.error());
  return true;
}

}  // namespace

Result<std::unique_ptr<app::HelpStore>, std::string> open_sqlite_help_store(const std::string& path,
                                                                            SealKey key,
                                                                            app::Entropy& entropy) {
  auto cannot_open = [&](const SqlFault& fault) {
    return failure(fmt::format("{} cannot be opened: {}", path, fault.problem));
  };
  auto lock = ProcessLock::take(path + ".lock");
  if (!lock) return failure(lock.error());
  make_private(path);
  auto connection = SqliteConnection::open(path, OpenMode::create, std::chrono::milliseconds(5000));
  if (!connection) return cannot_open(connection.error());
  if (auto ready = prepare(*connection); !ready) return cannot_open(ready.error());
  if (auto migrated = migrate(*connection, sqlite_help_migrations()); !migrated) {
    return failure(fmt::format("{}: {}", path, migrated.error()));
  }
  auto right = is_right_key(*connection, key, entropy);
  if (!right) return cannot_open(right.error());
  if (!*right) return failure(fmt::format("{}: the key is not the one it was sealed with", path));
  return std::make_unique<SqliteHelpStore>(std::move(*lock), std::move(*connection), std::move(key), entropy);
}

}  // namespace moteplass::store
