// A disk that fails, on cue: the store's calls to the operating system go through this file.
#include "store/sqlite_store.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <mutex>

#include <gtest/gtest.h>

namespace {
std::atomic<bool> syncs_fail{false};
std::atomic<int> syncs{0};
}  // namespace

// Takes the place of the C library's for everything in this process.
extern "C" int fdatasync(int file) {
  ++syncs;
  if (syncs_fail) {
    errno = EIO;
    return -1;
  }
  return static_cast<int>(syscall(SYS_fdatasync, file));
}

namespace moteplass::store {
namespace {

using app::StoreFault;

class ZeroEntropy final : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override { return std::string(count, '\0'); }
};

class SqliteStore : public testing::Test {
 protected:
  SqliteStore() {
    std::string pattern = (std::filesystem::temp_directory_path() / "store_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    open();
  }
  ~SqliteStore() override {
    syncs_fail = false;
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  void open() {
    store_.reset();
    SqliteSettings settings;
    settings.log = [this](const std::string& problem) {
      std::lock_guard lock(mutex_);
      logged_ += problem + "\n";
    };
    store_ = std::move(*open_sqlite_store(path(), settings, entropy_));
  }
  std::string path() const { return (folder_ / "moteplass.db").string(); }

  Result<void, StoreFault> append(const std::string& case_id, std::int64_t version) {
    return store_->write([&](app::Transaction& transaction) {
      (void)transaction.append(case_id, version, {{"opened", "{}"}}, Instant(), "u", "U");
      return app::Verdict::keep;
    });
  }

  std::filesystem::path folder_;
  ZeroEntropy entropy_;
  std::mutex mutex_;
  std::string logged_;
  std::unique_ptr<app::Store> store_;
};

TEST_F(SqliteStore, syncs_before_it_answers) {
  ASSERT_TRUE(append("c", 0));
  int before = syncs;
  ASSERT_TRUE(append("c", 1));
  EXPECT_GT(syncs, before);
  // What was undone needs no sync.
  before = syncs;
  EXPECT_TRUE(store_->write([](app::Transaction& transaction) {
    (void)transaction.next_case_number(2026);
    return app::Verdict::undo;
  }));
  EXPECT_EQ(syncs, before);
}

TEST_F(SqliteStore, after_a_failed_sync_nothing_is_written_until_it_is_opened_anew) {
  ASSERT_TRUE(append("c", 0));
  syncs_fail = true;
  EXPECT_EQ(append("c", 1).error(), StoreFault::unavailable);
  syncs_fail = false;
  EXPECT_EQ(append("d", 0).error(), StoreFault::unavailable);
  EXPECT_EQ(store_->events_of("c")->size(), 1U);  // reads go on
  EXPECT_NE(logged_.find("disk I/O error"), std::string::npos) << logged_;
  open();
  EXPECT_TRUE(append("d", 0));
  EXPECT_EQ(store_->first_broken_link().value(), std::nullopt);
}

TEST_F(SqliteStore, a_full_disk_refuses_and_recovers) {
  ASSERT_TRUE(append("c", 0));
  auto before = signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &limit), 0);
  rlimit small{1'000'000, limit.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  for (std::size_t size : {4'000'000U, 60'000'000U}) {  // fails at the commit; fails within the job
    auto full = store_->write([&](app::Transaction& transaction) {
      (void)transaction.next_case_number(2026);
      (void)transaction.put_document({"d", "c", "summons", "text/plain", std::string(size, 'x'), Instant()});
      (void)transaction.put_document({"e", "c", "summons", "text/plain", std::string(size, 'x'), Instant()});
      return app::Verdict::keep;
    });
    EXPECT_EQ(full.error(), StoreFault::unavailable);
  }
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  signal(SIGXFSZ, before);
  EXPECT_FALSE(store_->document("d")->has_value());
  ASSERT_TRUE(append("c", 1));
  EXPECT_TRUE(store_->write([](app::Transaction& transaction) {
    EXPECT_EQ(transaction.next_case_number(2026).value(), 1U);
    return app::Verdict::keep;
  }));
  EXPECT_EQ(store_->first_broken_link().value(), std::nullopt);
}

TEST_F(SqliteStore, nobody_else_may_read_the_files) {
  ASSERT_TRUE(append("c", 0));
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    struct stat status {};
    ASSERT_EQ(stat(entry.path().c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0077U, 0U) << entry.path();
  }
}

}  // namespace
}  // namespace moteplass::store
