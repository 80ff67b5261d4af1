// Carries out the outbox and forgets holds that have run out, in the background while the server runs. Stops
// within the piece of work at hand.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/outbox.h"

namespace moteplass {

class OutboxThread {
 public:
  explicit OutboxThread(const app::Setup& setup);
  ~OutboxThread();
  OutboxThread(const OutboxThread&) = delete;
  OutboxThread& operator=(const OutboxThread&) = delete;

 private:
  void run();

  const app::Setup& setup_;
  app::Outbox outbox_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace moteplass
