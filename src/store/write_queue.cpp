#include "store/write_queue.h"

#include <algorithm>
#include <cassert>
#include <chrono>

namespace moteplass::store {

using app::StoreFault;

WriteQueue::WriteQueue(std::size_t max_group, std::size_t max_queued, CommitGroup commit_group)
    : max_group_(std::max<std::size_t>(max_group, 1)),
      max_queued_(std::max<std::size_t>(max_queued, 1)),
      commit_group_(std::move(commit_group)),
      thread_([this] { work(); }),
      writer_(thread_.get_id()) {}

WriteQueue::~WriteQueue() {
  stop();
}

WriteAnswer WriteQueue::submit(const app::WriteJob& job) {
  bool from_a_job = std::this_thread::get_id() == writer_;
  assert(!from_a_job && "a write job must not call the store");
  if (from_a_job) return failure(StoreFault::unavailable);  // it would wait for itself

  QueuedWrite write(job);
  std::unique_lock lock(mutex_);
  if (stopping_) return failure(StoreFault::stopped);
  if (queue_.size() >= max_queued_) return failure(StoreFault::unavailable);
  queue_.push_back(&write);
  work_waits_.notify_one();
  write.changed.wait(lock, [&] { return write.answered; });
  return write.answer;
}

void WriteQueue::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_waits_.notify_one();
  std::call_once(joined_, [this] { thread_.join(); });
}

void WriteQueue::work() {
  using Watch = std::chrono::steady_clock;
  std::vector<QueuedWrite*> group;
  Watch::duration last_commit{};
  std::size_t expected = 1;
  std::unique_lock lock(mutex_);
  while (true) {
    work_waits_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    // Those just answered often have more to write. Without a moment for them to come back, callers split
    // into two halves that wait for each other's commits; the moment is short beside a commit, so it costs
    // little in vain.
    work_waits_.wait_for(lock, last_commit / 8, [&] { return stopping_ || queue_.size() >= expected; });
    auto taken = static_cast<std::ptrdiff_t>(std::min(max_group_, queue_.size()));
    group.assign(queue_.begin(), queue_.begin() + taken);
    queue_.erase(queue_.begin(), queue_.begin() + taken);
    lock.unlock();
    auto start = Watch::now();
    commit_group_(group);
    last_commit = std::min<Watch::duration>(Watch::now() - start, std::chrono::milliseconds(8));
    lock.lock();
    for (QueuedWrite* write : group) {
      write->answered = true;
      // While the mutex is held: the waiter, and `write` with it, cannot be gone before this returns.
      write->changed.notify_one();
    }
    expected = std::min(max_group_, queue_.size() + group.size());
  }
}

bool run_job(const app::WriteJob& job, app::Transaction& transaction, app::Verdict& verdict) {
  try {
    verdict = job(transaction);
    return true;
  } catch (...) {
    assert(false && "a write job must not throw");
    verdict = app::Verdict::undo;
    return false;
  }
}

}  // namespace moteplass::store
