#include "main/outbox_thread.h"

namespace moteplass {

OutboxThread::OutboxThread(const app::Setup& setup) : outbox_(setup), thread_([this] { run(); }) {}

OutboxThread::~OutboxThread() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void OutboxThread::run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    lock.unlock();
    std::size_t done = outbox_.carry_out_due(1);
    lock.lock();
    if (done == 0) wake_.wait_for(lock, std::chrono::milliseconds(500), [this] { return stop_; });
  }
}

}  // namespace moteplass
