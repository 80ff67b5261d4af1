// The store against the bare database, side by side in one run, on the disk of the folder given (or this
// one): durable appends a second with 1, 8 and 32 writers, each between two runs of plain single commits on
// the same disk, and how long a page of a list takes at 100 000 cases.
#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "store/sqlite_store.h"

namespace {

using namespace moteplass;
using Watch = std::chrono::steady_clock;

constexpr auto slice = std::chrono::milliseconds(200);
constexpr int slices = 15;
const std::string payload(400, 'x');

double seconds_since(Watch::time_point start) {
  return std::chrono::duration<double>(Watch::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class HashEntropy final : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override {
    return std::string(bytes_of(sha256(std::to_string(++calls_)))).substr(0, count);
  }

 private:
  std::atomic<std::uint64_t> calls_{0};
};

void require(bool fine, const char* what) {
  if (fine) return;
  std::fprintf(stderr, "%s failed\n", what);
  std::exit(1);
}

// A log file that is still growing syncs far slower than one that is written over. Both sides start with one
// that has had its size: a large write, after which SQLite begins the log anew.
const std::string large(8'000'000, 'x');

// One connection, one insert of the same size, one durable commit at a time.
class BareDatabase {
 public:
  explicit BareDatabase(const std::string& path) {
    require(sqlite3_open(path.c_str(), &handle_) == SQLITE_OK, "open");
    execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    execute(
        "CREATE TABLE events (position INTEGER PRIMARY KEY, payload TEXT, salt BLOB, commitment BLOB, hash "
        "BLOB)");
    sqlite3_prepare_v2(handle_,
                       "INSERT INTO events VALUES (NULL, ?, zeroblob(16), zeroblob(32), zeroblob(32))", -1,
                       &insert_, nullptr);
    append(large);
  }
  ~BareDatabase() {
    sqlite3_finalize(insert_);
    sqlite3_close(handle_);
  }
  BareDatabase(const BareDatabase&) = delete;
  BareDatabase& operator=(const BareDatabase&) = delete;

  double commits_per_second() {
    int commits = 0;
    auto start = Watch::now();
    for (; Watch::now() - start < slice; ++commits) append(payload);
    return commits / seconds_since(start);
  }

 private:
  void execute(const char* sql) {
    require(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
  }
  void append(const std::string& text) {
    sqlite3_bind_text(insert_, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
    require(sqlite3_step(insert_) == SQLITE_DONE, "insert");
    sqlite3_reset(insert_);
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

double store_appends_per_second(app::Store& store, int writers, const std::string& prefix) {
  std::atomic<int> appended{0};
  std::vector<std::thread> threads;
  auto start = Watch::now();
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      std::string case_id = prefix + std::to_string(writer);
      for (std::int64_t version = 0; Watch::now() - start < slice; ++version) {
        auto answer = store.write([&](app::Transaction& transaction) {
          (void)transaction.append(case_id, version, {{"opened", payload}}, Instant(), "u1", "Kari Nordmann");
          return app::Verdict::keep;
        });
        require(answer.has_value(), "append");
        ++appended;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return appended / seconds_since(start);
}

void measure_appends(const std::string& folder) {
  HashEntropy entropy;
  auto store = store::open_sqlite_store(folder + "/appends.db", {}, entropy);
  require(store.has_value(), "open the store");
  std::printf("durable appends a second, %zu byte payload\n", payload.size());
  std::printf("%8s %14s %14s %8s\n", "writers", "store", "bare, single", "ratio");
  require((*store)
              ->write([](app::Transaction& transaction) {
                (void)transaction.put_document({"d", "c", "summons", "text/plain", large, Instant()});
                return app::Verdict::keep;
              })
              .has_value(),
          "warm up");
  BareDatabase database(folder + "/bare.db");
  // A disk shared with others changes from second to second: short turns, and the middle one of the ratios.
  for (int writers : {1, 8, 32}) {
    std::vector<double> ours, bare, ratios;
    for (int turn = 0; turn < slices; ++turn) {
      bare.push_back(database.commits_per_second());
      ours.push_back(store_appends_per_second(**store, writers, fmt::format("{}-{}-", writers, turn)));
      ratios.push_back(ours.back() / bare.back());
    }
    std::printf("%8d %14.0f %14.0f %8.2f\n", writers, median(ours), median(bare), median(ratios));
  }
  auto start = Watch::now();
  auto broken = (*store)->first_broken_link();
  require(broken.has_value() && !broken->has_value(), "the chain");
  std::printf("the chain of %llu events verified in %.2f s\n\n",
              static_cast<unsigned long long>((*store)->chain_head()->position), seconds_since(start));
}

void fill(app::Store& store, int cases) {
  const char* given[] = {"Kari", "Ola", "Åse", "Øyvind", "Máret", "Ali", "Ingrid", "Bjørn"};
  const char* family[] = {"Nordmann", "Hansen", "Ødegård", "O'Brien", "Sara", "Khan", "Bakke"};
  const char* lists[] = {"incoming", "summon", "meeting", "report", "follow-up", ""};
  for (int first = 0; first < cases; first += 1000) {
    auto answer = store.write([&](app::Transaction& transaction) {
      for (int i = first; i < first + 1000; ++i) {
        app::CaseRow row;
        row.case_id = to_hex(sha256(std::to_string(i))).substr(0, 32);
        row.number = "2026/" + std::to_string(i);
        row.person_name =
            std::string(given[i % 8]) + " " + family[i % 7] + " " + std::to_string(i * 7919 % cases);
        row.stage = "stage";
        row.worklist = lists[i % 6];
        row.deadline = "summons";
        if (i % 5 != 0) row.due = Instant(std::chrono::seconds(i * 7919LL % cases));
        row.received_at = Instant(std::chrono::seconds(i));
        row.changed_at = row.received_at;
        row.version = 1;
        row.policy = "rer-2022";
        (void)transaction.put_case_row(row);
      }
      return app::Verdict::keep;
    });
    require(answer.has_value(), "fill");
  }
}

void measure(const char* what, const std::function<bool()>& ask) {
  std::vector<double> took;
  for (int i = 0; i < 200; ++i) {
    auto start = Watch::now();
    require(ask(), what);
    took.push_back(seconds_since(start) * 1000);
  }
  std::sort(took.begin(), took.end());
  std::printf("%-44s %10.3f %10.3f\n", what, took[100], took[197]);
}

void measure_pages(const std::string& folder) {
  HashEntropy entropy;
  auto opened = store::open_sqlite_store(folder + "/pages.db", {}, entropy);
  require(opened.has_value(), "open the store");
  app::Store& store = **opened;
  constexpr int cases = 100'000;
  auto start = Watch::now();
  fill(store, cases);
  std::printf("%d case rows written in %.2f s; milliseconds for one call:\n", cases, seconds_since(start));
  std::printf("%-44s %10s %10s\n", "", "median", "99 %");
  auto page = [&](const char* what, const app::CaseQuery& query) {
    measure(what, [&] { return store.case_rows(query).has_value(); });
  };
  page("first page of one worklist", {"meeting", "", true, 0, 50});
  page("first page of all open cases", {"", "", true, 0, 50});
  page("first page of all cases", {"", "", false, 0, 50});
  page("page 100 of one worklist", {"meeting", "", true, 5000, 50});
  page("search, many hits", {"", "ØDEGÅRD", true, 0, 50});
  page("search, one hit", {"", "2026/77777", false, 0, 50});
  page("search, no hit", {"", "no such name", false, 0, 50});
  measure("count of one worklist", [&] {
    return store.count_case_rows({"meeting", "", true, 0, 50}).has_value();
  });
  measure("counts of all worklists", [&] { return store.worklist_counts(Instant()).has_value(); });
  std::string one = to_hex(sha256("77777")).substr(0, 32);
  measure("one case", [&] { return store.case_row(one)->has_value(); });
}

}  // namespace

int main(int count, char** arguments) {
  std::filesystem::path parent = count > 1 ? arguments[1] : ".";
  std::string folder = (parent / "store_bench_XXXXXX").string();
  require(mkdtemp(folder.data()) != nullptr, "make a folder");
  measure_appends(folder);
  measure_pages(folder);
  std::filesystem::remove_all(folder);
}
