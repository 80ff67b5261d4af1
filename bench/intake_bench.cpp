// Messages acknowledged a second, each on disk before it is answered, against the bare database's durable
// commits a second: one small row and one full sync each. Measured in turns in one run, so that both meet the
// same disk.

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <sqlite3.h>

#include "unit_under_test.h"

namespace {

using namespace moteplass;
using Seconds = std::chrono::duration<double>;

constexpr auto turn = std::chrono::milliseconds(1500);

double bare_commits_per_second(const std::filesystem::path& folder) {
  sqlite3* database = nullptr;
  sqlite3_open((folder / "bare.db").c_str(), &database);
  sqlite3_exec(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t(x)",
               nullptr, nullptr, nullptr);
  auto start = std::chrono::steady_clock::now();
  int commits = 0;
  while (std::chrono::steady_clock::now() - start < turn) {
    if (sqlite3_exec(database, "INSERT INTO t VALUES('one small row')", nullptr, nullptr, nullptr) !=
        SQLITE_OK) {
      std::abort();
    }
    ++commits;
  }
  double rate = commits / Seconds(std::chrono::steady_clock::now() - start).count();
  sqlite3_close(database);
  return rate;
}

double messages_per_second(bench::UnitUnderTest& unit, int senders, std::atomic<std::uint64_t>& next) {
  std::atomic<std::uint64_t> acknowledged = 0;
  auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (int i = 0; i < senders; ++i) {
    threads.emplace_back([&] {
      while (std::chrono::steady_clock::now() - start < turn) {
        if (!unit.intake.receive(bench::officer(), bench::message(++next))) std::abort();
        ++acknowledged;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  return static_cast<double>(acknowledged) / Seconds(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main() {
  auto folder = std::filesystem::temp_directory_path() / fmt::format("moteplass-bench-{}", getpid());
  std::filesystem::create_directories(folder);
  {
    bench::UnitUnderTest unit(folder);
    std::atomic<std::uint64_t> next = 0;
    for (int senders : {1, 8, 32}) {
      double bare = 0;
      double ours = 0;
      for (int round = 0; round < 3; ++round) {
        bare += bare_commits_per_second(folder) / 3;
        ours += messages_per_second(unit, senders, next) / 3;
      }
      fmt::print("{:>2} senders: {:>7.0f} messages/s acknowledged, {:>7.0f} bare commits/s, ratio {:.2f}\n",
                 senders, ours, bare, ours / bare);
    }
  }
  std::filesystem::remove_all(folder);
}
