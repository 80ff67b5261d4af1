// Workers: a fixed number of threads and a bounded queue before them. Knows no HTTP.
//
// `try_add` never blocks: a full queue is for the caller to answer. Tasks must not throw. `finish` joins,
// after running what waits or dropping it; nothing is taken after it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace moteplass::http {

class Workers {
 public:
  using Task = std::function<void()>;
  enum class Waiting { run, drop };

  Workers(std::size_t threads, std::size_t max_waiting);
  ~Workers() { finish(Waiting::run); }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // False if `max_waiting` tasks wait already.
  [[nodiscard]] bool try_add(Task task);
  void finish(Waiting waiting);

 private:
  void work();

  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Task> waiting_;
  bool is_finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace moteplass::http
