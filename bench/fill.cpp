// Fills a data folder with cases through the ordinary intake, for measuring lists at size: fill FOLDER COUNT

#include <atomic>
#include <cstdlib>
#include <thread>

#include "unit_under_test.h"

int main(int argc, char** argv) {
  using namespace moteplass;
  if (argc != 3) {
    fmt::print(stderr, "fill FOLDER COUNT\n");
    return 2;
  }
  bench::UnitUnderTest unit(argv[1]);
  auto count = static_cast<std::uint64_t>(std::atoll(argv[2]));
  std::atomic<std::uint64_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 64; ++i) {
    threads.emplace_back([&] {
      for (auto number = ++next; number <= count; number = ++next) {
        if (!unit.intake.receive(bench::officer(), bench::message(number))) std::abort();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  // The order letters would keep the printer busy for a day; no measurement wants them.
  for (;;) {
    auto due = unit.store->outbox_due(unit.clock.now(), 5000).value();
    if (due.empty()) break;
    (void)unit.store->write([&](app::Transaction& transaction) {
      for (const auto& item : due) {
        if (!transaction.finish(item.id)) return app::Verdict::undo;
      }
      return app::Verdict::keep;
    });
  }
  fmt::print("{} cases in {}\n", count, argv[1]);
}
