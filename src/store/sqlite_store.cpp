#include "store/sqlite_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>

#include "store/process_lock.h"
#include "store/sqlite_bookings.h"
#include "store/sqlite_connection.h"
#include "store/sqlite_figures.h"
#include "store/sqlite_keys.h"
#include "store/sqlite_migrations.h"
#include "store/sqlite_policies.h"
#include "store/sqlite_reads.h"
#include "store/sqlite_transaction.h"
#include "store/write_queue.h"

namespace moteplass::store {

using app::StoreFault;

namespace {

// Read-only connections, lent to one thread at a time; whoever finds none waits.
class ReaderPool {
 public:
  explicit ReaderPool(std::vector<SqliteConnection> readers) : readers_(std::move(readers)) {
    for (SqliteConnection& reader : readers_) idle_.push_back(&reader);
  }

  template <class Ask>
  auto with(Ask ask) {
    SqliteConnection* reader = take();
    struct Return {
      ReaderPool& pool;
      SqliteConnection* reader;
      ~Return() { pool.give_back(reader); }
    } at_end{*this, reader};
    return ask(*reader);
  }

 private:
  SqliteConnection* take() {
    std::unique_lock lock(mutex_);
    returned_.wait(lock, [this] { return !idle_.empty(); });
    SqliteConnection* reader = idle_.back();
    idle_.pop_back();
    return reader;
  }
  void give_back(SqliteConnection* reader) {
    {
      std::lock_guard lock(mutex_);
      idle_.push_back(reader);
    }
    returned_.notify_one();
  }

  std::vector<SqliteConnection> readers_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<SqliteConnection*> idle_;
};

class SqliteStore final : public app::Store {
 public:
  SqliteStore(ProcessLock lock, SqliteConnection writer, std::vector<SqliteConnection> readers,
              SqliteSettings settings, app::Entropy& entropy)
      : settings_(std::move(settings)),
        entropy_(entropy),
        lock_(std::move(lock)),
        writer_(std::move(writer)),
        readers_(std::move(readers)),
        queue_(settings_.max_group, settings_.max_queued,
               [this](std::span<QueuedWrite* const> group) { commit(group); }) {}

  Result<void, StoreFault> write(const app::WriteJob& job) override { return queue_.submit(job); }
  void stop() override { queue_.stop(); }

  Read<std::vector<app::StoredEvent>> events_of(const std::string& case_id) override {
    return read([&](SqliteConnection& reader) { return read_events_of(reader, case_id); });
  }
  Read<std::vector<app::StoredEvent>> events_after(std::uint64_t position, std::size_t limit) override {
    return read([&](SqliteConnection& reader) { return read_events_after(reader, position, limit); });
  }
  Read<app::ChainHead> chain_head() override { return read(read_chain_head); }
  Read<std::optional<std::uint64_t>> first_broken_link() override { return read(read_first_broken_link); }
  Read<std::optional<app::ReceivedMessage>> find_message(const std::string& sender,
                                                         const std::string& message_id) override {
    return read([&](SqliteConnection& reader) { return read_message(reader, sender, message_id); });
  }
  Read<std::vector<app::CaseRow>> case_rows(const app::CaseQuery& query) override {
    return read([&](SqliteConnection& reader) { return read_case_rows(reader, query); });
  }
  Read<std::uint64_t> count_case_rows(const app::CaseQuery& query) override {
    return read([&](SqliteConnection& reader) { return store::count_case_rows(reader, query); });
  }
  Read<std::vector<app::WorklistCount>> worklist_counts(Instant now) override {
    return read([&](SqliteConnection& reader) { return read_worklist_counts(reader, now); });
  }
  Read<std::optional<app::CaseRow>> case_row(const std::string& case_id) override {
    return read([&](SqliteConnection& reader) { return read_case_row(reader, case_id); });
  }
  Read<std::vector<app::PoliceRow>> police_rows(const std::string& sender, std::size_t offset,
                                                std::size_t limit) override {
    return read([&](SqliteConnection& reader) { return read_police_rows(reader, sender, offset, limit); });
  }
  Read<std::vector<app::OutboxItem>> outbox_due(Instant now, std::size_t limit) override {
    return read([&](SqliteConnection& reader) { return read_outbox_due(reader, now, limit); });
  }
  Read<std::optional<app::Document>> document(const std::string& id) override {
    return read([&](SqliteConnection& reader) { return read_document(reader, id); });
  }
  Read<std::vector<app::Access>> accesses_of(const std::string& case_id) override {
    return read([&](SqliteConnection& reader) { return read_accesses_of(reader, case_id); });
  }
  Read<std::vector<app::Figure>> figures() override { return read(read_figures); }
  Read<std::vector<app::PolicyDraft>> drafts() override { return read(read_drafts); }
  Read<std::optional<app::PolicyDraft>> draft(const std::string& id) override {
    return read([&](SqliteConnection& reader) { return read_draft(reader, id); });
  }
  Read<std::vector<app::PolicyVersion>> policy_versions() override { return read(read_policy_versions); }
  Read<std::vector<schedule::Booking>> bookings(const app::BookingQuery& query) override {
    return read([&](SqliteConnection& reader) { return read_bookings(reader, query); });
  }
  Read<std::optional<app::CalendarLink>> calendar_link(const Digest& token_hash) override {
    return read([&](SqliteConnection& reader) { return read_calendar_link(reader, token_hash); });
  }
  Read<std::optional<app::CalendarLink>> calendar_link_of(const std::string& user) override {
    return read([&](SqliteConnection& reader) { return read_calendar_link_of(reader, user); });
  }
  Read<std::optional<app::CaseKey>> key(const std::string& id) override {
    return read([&](SqliteConnection& reader) { return read_key(reader, id); });
  }
  Read<std::optional<app::CaseKey>> key_by_code(const Digest& code_hash) override {
    return read([&](SqliteConnection& reader) { return read_key_by_code(reader, code_hash); });
  }
  Read<std::vector<app::CaseKey>> keys_of(const std::string& case_id) override {
    return read([&](SqliteConnection& reader) { return read_keys_of(reader, case_id); });
  }

 private:
  template <class Ask>
  auto read(Ask ask) -> std::invoke_result_t<Ask, SqliteConnection&> {
    return readers_.with([&](SqliteConnection& reader) {
      auto result = ask(reader);
      if (!result) log(fmt::format("a read failed: {}", reader.last_problem()));
      return result;
    });
  }

  void log(const std::string& problem) const {
    if (settings_.log) settings_.log(problem);
  }

  // ---- On the writer's thread ----

  void commit(std::span<QueuedWrite* const> group) {
    // All of them, whatever they had been answered: a job that found another's message and kept quiet has
    // read what is not stored after all.
    auto none = [&](std::string_view doing) {
      log(fmt::format("{} failed: {}", doing, writer_.last_problem()));
      if (writer_.in_transaction()) (void)writer_.execute("ROLLBACK");
      for (QueuedWrite* write : group) write->answer = failure(StoreFault::unavailable);
    };
    if (disk_doubted_) return none("an earlier sync");
    if (!writer_.run("BEGIN IMMEDIATE")) return none("begin");
    bool kept = false;
    for (QueuedWrite* write : group) {
      if (!run_in_savepoint(*write, kept)) return none("a write");
    }
    if (!kept) {
      // Nothing to be made durable, and SQLite would sync for pages that were changed and changed back.
      if (!writer_.run("ROLLBACK")) return none("rollback");
      return;
    }
    auto committed = writer_.run("COMMIT");
    if (!committed) {
      disk_doubted_ = committed.error().code == SQLITE_IOERR_FSYNC;
      return none("commit");
    }
  }

  // False: the whole transaction is lost, not this job alone.
  bool run_in_savepoint(QueuedWrite& write, bool& kept) {
    if (!writer_.run("SAVEPOINT job")) return false;
    SqliteTransaction transaction(writer_, entropy_);
    app::Verdict verdict = app::Verdict::undo;
    bool ran = run_job(write.job, transaction, verdict);
    write.answer = {};
    if (!ran) write.answer = failure(StoreFault::unavailable);
    if (auto fault = transaction.fault()) {
      if (*fault != StoreFault::conflict) log(fmt::format("a write failed: {}", writer_.last_problem()));
      write.answer = failure(*fault);
      verdict = app::Verdict::undo;
    }
    // SQLite rolls everything back on its own when the disk is full or fails.
    if (!writer_.in_transaction()) return false;
    if (verdict == app::Verdict::undo && !writer_.run("ROLLBACK TO job")) return false;
    kept = kept || verdict == app::Verdict::keep;
    return writer_.run("RELEASE job").has_value();
  }

  SqliteSettings settings_;
  app::Entropy& entropy_;
  ProcessLock lock_;
  SqliteConnection writer_;
  ReaderPool readers_;
  bool disk_doubted_ = false;  // writer's thread only
  WriteQueue queue_;           // last: its thread uses all of the above
};

std::string cannot_open(const std::string& path, const SqlFault& fault) {
  return fmt::format("{} cannot be opened: {}", path, fault.problem);
}

// For the people in it, nobody but the server may read the file; its log and index inherit this.
void make_private(const std::string& path) {
  int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) ::close(file);
}

Result<void, SqlFault> prepare_writer(SqliteConnection& writer) {
  auto mode = writer.query("PRAGMA journal_mode = WAL");
  if (!mode) return failure(mode.error());
  auto row = mode->next();
  if (!row) return failure(row.error());
  if (!*row || mode->bytes(0) != "wal")
    return failure(SqlFault{SQLITE_ERROR, "the file system cannot hold a write-ahead log"});
  // secure_delete: what is erased is gone from the file too, not only from the tables.
  return writer.execute(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; "
      "PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000; PRAGMA journal_size_limit = 67108864");
}

}  // namespace

Result<std::unique_ptr<app::Store>, std::string> open_sqlite_store(const std::string& path,
                                                                   SqliteSettings settings,
                                                                   app::Entropy& entropy) {
  auto lock = ProcessLock::take(path + ".lock");
  if (!lock) return failure(lock.error());
  make_private(path);
  auto writer = SqliteConnection::open(path, OpenMode::create, settings.busy_timeout);
  if (!writer) return failure(cannot_open(path, writer.error()));
  if (auto ready = prepare_writer(*writer); !ready) return failure(cannot_open(path, ready.error()));
  if (auto migrated = migrate(*writer, sqlite_migrations()); !migrated)
    return failure(fmt::format("{}: {}", path, migrated.error()));
  std::vector<SqliteConnection> readers;
  for (std::size_t i = 0; i < std::max<std::size_t>(settings.readers, 1); ++i) {
    auto reader = SqliteConnection::open(path, OpenMode::read_only, settings.busy_timeout);
    if (reader) {
      auto ready =
          reader->execute("PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8000");
      if (!ready) return failure(cannot_open(path, ready.error()));
    }
    if (!reader) return failure(cannot_open(path, reader.error()));
    readers.push_back(std::move(*reader));
  }
  return std::make_unique<SqliteStore>(std::move(*lock), std::move(*writer), std::move(readers),
                                       std::move(settings), entropy);
}

}  // namespace moteplass::store
