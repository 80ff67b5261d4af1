// The way into the one writer: callers queue up, the writer's thread takes all that waits, and everyone is
// answered once the group is durable. Knows no database; each database says how it commits a group.
//
// Owned by a store; the thread ends in `stop` or the destructor, after everything queued has been answered.
// Any thread may submit. A full queue answers `unavailable` at once, so that a slow disk is felt by those who
// come last instead of growing a backlog nobody waits for; after `stop` the answer is `stopped`. First come,
// first served.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>

#include "app/ports.h"

namespace moteplass::store {

using WriteAnswer = Result<void, app::StoreFault>;

struct QueuedWrite {
  explicit QueuedWrite(const app::WriteJob& wanted) : job(wanted) {}
  const app::WriteJob& job;
  WriteAnswer answer = failure(app::StoreFault::unavailable);
  bool answered = false;  // under the queue's mutex
  std::condition_variable changed;
};

// Runs every job of the group and makes their writes durable together; sets every `answer`.
using CommitGroup = std::function<void(std::span<QueuedWrite* const>)>;

class WriteQueue {
 public:
  WriteQueue(std::size_t max_group, std::size_t max_queued, CommitGroup commit_group);
  ~WriteQueue();
  WriteQueue(const WriteQueue&) = delete;
  WriteQueue& operator=(const WriteQueue&) = delete;

  WriteAnswer submit(const app::WriteJob& job);
  void stop();

 private:
  void work();

  std::size_t max_group_;
  std::size_t max_queued_;
  CommitGroup commit_group_;
  std::mutex mutex_;
  std::condition_variable work_waits_;
  std::deque<QueuedWrite*> queue_;
  bool stopping_ = false;
  std::once_flag joined_;
  std::thread thread_;  // after all that it uses
  std::thread::id writer_;
};

// Runs one job; nothing it does may leave the writer. False: the job threw, which is a fault of ours.
bool run_job(const app::WriteJob& job, app::Transaction& transaction, app::Verdict& verdict);

}  // namespace moteplass::store
