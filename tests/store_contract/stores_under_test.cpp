#include "stores_under_test.h"

#include <cstdlib>

#include "store/memory_store.h"
#include "store/sqlite_store.h"

namespace moteplass::store {

std::string CountedEntropy::bytes(std::size_t count) {
  std::string bytes;
  while (bytes.size() < count) bytes += bytes_of(sha256(std::to_string(++calls_)));
  bytes.resize(count);
  return bytes;
}

TemporaryFolder::TemporaryFolder() {
  // In memory where there is such a place: none of these tests cuts the power, and syncs to a disk are slow.
  bool in_memory = !std::getenv("TMPDIR") && std::filesystem::is_directory("/dev/shm");
  std::filesystem::path parent = in_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
  std::string pattern = (parent / "store_XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
  std::filesystem::remove_all(path_);
}

std::unique_ptr<app::Store> open_for_test(const std::string& path, app::Entropy& entropy) {
  auto opened = open_sqlite_store(path, SqliteSettings{}, entropy);
  if (!opened) {
    ADD_FAILURE() << opened.error();
    std::abort();
  }
  return std::move(*opened);
}

namespace {

class MemoryUnderTest final : public StoreUnderTest {
 public:
  app::Store& store() override { return *store_; }
  bool reopen() override { return false; }

 private:
  CountedEntropy entropy_;
  std::unique_ptr<app::Store> store_ = make_memory_store(entropy_);
};

class SqliteUnderTest final : public StoreUnderTest {
 public:
  app::Store& store() override { return *store_; }
  bool reopen() override {
    store_.reset();
    store_ = open_for_test(folder_.file("moteplass.db"), entropy_);
    return true;
  }

 private:
  TemporaryFolder folder_;
  CountedEntropy entropy_;
  std::unique_ptr<app::Store> store_ = open_for_test(folder_.file("moteplass.db"), entropy_);
};

}  // namespace

std::vector<StoreKind> store_kinds() {
  return {
      {"memory", [] { return std::make_unique<MemoryUnderTest>(); }},
      {"sqlite", [] { return std::make_unique<SqliteUnderTest>(); }},
  };
}

Instant at(std::int64_t milliseconds) {
  return Instant(std::chrono::milliseconds(milliseconds));
}

Result<void, app::StoreFault> keep(app::Store& store, const std::function<void(app::Transaction&)>& job) {
  return store.write([&](app::Transaction& transaction) {
    job(transaction);
    return app::Verdict::keep;
  });
}

Result<void, app::StoreFault> append_one(app::Store& store, const std::string& case_id, std::int64_t version,
                                         const std::string& payload) {
  return keep(store, [&](app::Transaction& transaction) {
    (void)transaction.append(case_id, version, {{"opened", payload}}, at(1000), "u1", "Kari Nordmann");
  });
}

void expect_whole(app::Store& store, std::uint64_t events) {
  auto all = store.events_after(0, events + 10);
  ASSERT_TRUE(all);
  ASSERT_EQ(all->size(), events);
  std::map<std::string, std::int64_t> versions;
  std::uint64_t position = 0;
  for (const app::StoredEvent& event : *all) {
    ASSERT_EQ(event.position, ++position);
    ASSERT_EQ(event.version, ++versions[event.case_id]);
  }
  auto head = store.chain_head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->position, events);
  EXPECT_EQ(head->hash, all->empty() ? Digest{} : all->back().hash);
  auto broken = store.first_broken_link();
  ASSERT_TRUE(broken);
  EXPECT_EQ(*broken, std::nullopt);
}

}  // namespace moteplass::store
