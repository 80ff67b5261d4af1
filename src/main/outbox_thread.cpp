#include "main/outbox_thread.h"

#include "app/schedule_desk.h"

namespace moteplass {

OutboxThread::OutboxThread(const app::Setup& setup)
    : setup_(setup), outbox_(setup), thread_([this] { run(); }) {}

OutboxThread::~OutboxThread() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void OutboxThread::run() {
  constexpr std::chrono::minutes between_holds(1);
  auto next_holds = std::chrono::steady_clock::now();
  std::unique_lock lock(mutex_);
  while (!stop_) {
    lock.unlock();
    if (std::chrono::steady_clock::now() >= next_holds) {
      app::forget_run_out_holds(setup_);
      next_holds = std::chrono::steady_clock::now() + between_holds;
    }
    std::size_t done = outbox_.carry_out_due(1);
    lock.lock();
    if (done == 0) wake_.wait_for(lock, std::chrono::milliseconds(500), [this] { return stop_; });
  }
}

}  // namespace moteplass
