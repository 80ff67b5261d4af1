// The stores the contract is held against, and what its tests share. A new database is one line in
// stores_under_test.cpp.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "app/ports.h"

namespace moteplass::store {

// Different bytes at every call, from any thread, the same in every run.
class CountedEntropy final : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override;

 private:
  std::atomic<std::uint64_t> calls_{0};
};

// A folder of its own that is gone afterwards.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

class StoreUnderTest {
 public:
  virtual ~StoreUnderTest() = default;
  virtual app::Store& store() = 0;
  // Closes and opens again. False: this store keeps nothing, there is nothing to test.
  virtual bool reopen() = 0;
};

struct StoreKind {
  std::string name;
  std::function<std::unique_ptr<StoreUnderTest>()> make;
  friend std::ostream& operator<<(std::ostream& out, const StoreKind& kind) { return out << kind.name; }
};
std::vector<StoreKind> store_kinds();

std::unique_ptr<app::Store> open_for_test(const std::string& path, app::Entropy& entropy);

class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  app::Store& store() { return under_test_->store(); }
  std::unique_ptr<StoreUnderTest> under_test_ = GetParam().make();
};
#define FOR_ALL_STORES(suite)                                            \
  INSTANTIATE_TEST_SUITE_P(All, suite, testing::ValuesIn(store_kinds()), \
                           [](const auto& kind) { return kind.param.name; })

Instant at(std::int64_t milliseconds);
// Runs a job that is kept; the answer of `write`.
Result<void, app::StoreFault> keep(app::Store& store, const std::function<void(app::Transaction&)>& job);
// One event to a case that has `version` of them.
Result<void, app::StoreFault> append_one(app::Store& store, const std::string& case_id, std::int64_t version,
                                         const std::string& payload = "{}");
// Positions 1, 2, 3, …, versions 1, 2, 3, … in each case, and a chain that verifies.
void expect_whole(app::Store& store, std::uint64_t events);

}  // namespace moteplass::store
