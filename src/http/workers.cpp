#include "http/workers.h"

#include <algorithm>
#include <utility>

namespace moteplass::http {

Workers::Workers(std::size_t threads, std::size_t max_waiting) : max_waiting_(max_waiting) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) {
    threads_.emplace_back([this] { work(); });
  }
}

bool Workers::try_add(Task task) {
  {
    std::lock_guard lock(mutex_);
    if (is_finishing_ || waiting_.size() >= max_waiting_) return false;
    waiting_.push_back(std::move(task));
  }
  changed_.notify_one();
  return true;
}

void Workers::finish(Waiting waiting) {
  std::deque<Task> dropped;  // destroyed without the lock
  {
    std::lock_guard lock(mutex_);
    is_finishing_ = true;
    if (waiting == Waiting::drop) dropped.swap(waiting_);
  }
  changed_.notify_all();
  for (auto& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Workers::work() {
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return is_finishing_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    auto task = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    task();
  }
}

}  // namespace moteplass::http
