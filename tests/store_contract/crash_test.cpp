// Killed at any moment: every job that was answered is there, and the order has no gap.
//
// The test program starts itself as the process to be killed (environment variable CRASH_DATABASE), so that
// it is a process with its own threads and no copy of another's.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>
#include <thread>

#include "store/sqlite_store.h"
#include "stores_under_test.h"

namespace moteplass::store {
namespace {

constexpr int writers = 4;

// One line per acknowledged job: its case and the version it has now. A line is written in one call, so lines
// of several threads do not mix.
struct Acknowledged {
  int writer;
  int version;
};

std::string case_of(int writer) {
  return "case-" + std::to_string(writer);
}

TEST(Crash, DISABLED_process_to_be_killed) {
  const char* path = std::getenv("CRASH_DATABASE");
  ASSERT_TRUE(path);
  CountedEntropy entropy;
  auto store = open_for_test(path, entropy);
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      auto version = static_cast<std::int64_t>(store->events_of(case_of(writer))->size());
      for (;; ++version) {
        auto answer = store->write([&](app::Transaction& transaction) {
          (void)transaction.append(case_of(writer), version, {{"opened", std::string(300, 'x')}}, at(version),
                                   "u", "U");
          (void)transaction.record_message(
              {"sender", case_of(writer) + "/" + std::to_string(version), 0, Digest{}, "c", at(0)});
          return version % 7 == 3 && transaction.next_case_number(2026).value() % 2 == 0 ? app::Verdict::undo
                                                                                         : app::Verdict::keep;
        });
        if (!answer) std::abort();
        if (store->events_of(case_of(writer))->size() == static_cast<std::size_t>(version)) {
          --version;  // undone; try the same version again after an odd number
          (void)keep(*store, [](app::Transaction& transaction) { (void)transaction.next_case_number(2026); });
          continue;
        }
        Acknowledged line{writer, static_cast<int>(version + 1)};
        if (::write(3, &line, sizeof line) != sizeof line) std::abort();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

pid_t start_process(const std::string& path, int& from_process) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  pid_t process = fork();
  if (process == 0) {
    // Between fork and exec nothing but system calls.
    setenv("CRASH_DATABASE", path.c_str(), 1);
    dup2(ends[1], 3);
    for (int file = 4; file < 64; ++file) ::close(file);
    int nothing = ::open("/dev/null", O_WRONLY);
    dup2(nothing, 1);
    execl("/proc/self/exe", "store_contract_test", "--gtest_filter=Crash.DISABLED_*",
          "--gtest_also_run_disabled_tests", nullptr);
    _exit(127);
  }
  ::close(ends[1]);
  from_process = ends[0];
  return process;
}

TEST(Crash, everything_acknowledged_survives_a_kill) {
  const char* wanted = std::getenv("CRASH_ROUNDS");
  int rounds = wanted ? std::atoi(wanted) : 12;
  std::uint32_t seed = std::random_device{}();
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  TemporaryFolder folder;
  std::string path = folder.file("moteplass.db");
  std::vector<int> acknowledged(writers, 0);
  std::uint64_t last_position = 0;
  for (int round = 0; round < rounds; ++round) {
    int from_process = -1;
    pid_t process = start_process(path, from_process);
    // Counted from the first answer, so that slow starts still leave work to interrupt; now and then before
    // it.
    Acknowledged line{};
    std::thread killer;
    auto wait = std::chrono::microseconds(random() % 150'000);
    auto kill_later = [&] {
      killer = std::thread([process, wait] {
        std::this_thread::sleep_for(wait);
        kill(process, SIGKILL);
      });
    };
    if (round % 4 == 3) kill_later();
    while (::read(from_process, &line, sizeof line) == sizeof line) {
      auto& last = acknowledged[static_cast<std::size_t>(line.writer)];
      last = std::max(last, line.version);
      if (!killer.joinable()) kill_later();
    }
    killer.join();
    ::close(from_process);
    int status = 0;
    waitpid(process, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        << "round " << round << " status " << status;

    CountedEntropy entropy;
    auto store = open_for_test(path, entropy);
    for (int writer = 0; writer < writers; ++writer)
      ASSERT_GE(store->events_of(case_of(writer))->size(),
                static_cast<std::size_t>(acknowledged[static_cast<std::size_t>(writer)]))
          << "round " << round;
    std::uint64_t position = store->chain_head()->position;
    expect_whole(*store, position);
    ASSERT_GE(position, last_position);
    last_position = position;
    // One receipt for each event: they were stored together or not at all.
    ASSERT_TRUE(keep(*store, [&](app::Transaction& transaction) {
      EXPECT_EQ(
          transaction.record_message({"sender", "check" + std::to_string(round), 0, Digest{}, "c", at(0)})
              .value(),
          position + static_cast<std::uint64_t>(round) + 1);
    }));
  }
  EXPECT_GT(last_position, static_cast<std::uint64_t>(rounds));
}

TEST(Lock, a_second_server_on_the_same_data_is_refused) {
  TemporaryFolder folder;
  CountedEntropy entropy;
  std::string path = folder.file("moteplass.db");
  auto store = open_for_test(path, entropy);
  auto second = open_sqlite_store(path, SqliteSettings{}, entropy);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().find("another server already runs on this data"), std::string::npos)
      << second.error();
  ASSERT_TRUE(append_one(*store, "c", 0));
  store.reset();
  EXPECT_TRUE(open_sqlite_store(path, SqliteSettings{}, entropy));
}

TEST(Lock, a_folder_that_is_not_there_is_named) {
  CountedEntropy entropy;
  auto opened = open_sqlite_store("/nowhere/moteplass.db", SqliteSettings{}, entropy);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().find("/nowhere/moteplass.db"), std::string::npos);
}

}  // namespace
}  // namespace moteplass::store
