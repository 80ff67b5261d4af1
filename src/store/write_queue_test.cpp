#include "store/write_queue.h"

#include <atomic>
#include <future>

#include <gtest/gtest.h>

namespace moteplass::store {
namespace {

using app::StoreFault;

const app::WriteJob nothing = [](app::Transaction&) { return app::Verdict::keep; };

// A writer that stands still until it is let go, so that a queue builds up behind it.
struct HeldWriter {
  std::promise<void> entered, let_go;
  std::shared_future<void> may_go = let_go.get_future().share();
  std::vector<std::size_t> groups;
  CommitGroup commit = [this](std::span<QueuedWrite* const> group) {
    groups.push_back(group.size());
    if (groups.size() == 1) entered.set_value();
    may_go.wait();
    for (QueuedWrite* write : group) write->answer = {};
  };
};

std::future<WriteAnswer> submit(WriteQueue& queue) {
  return std::async(std::launch::async, [&queue] { return queue.submit(nothing); });
}

TEST(WriteQueue, commits_together_what_waited_and_refuses_what_is_too_much) {
  HeldWriter writer;
  WriteQueue queue(3, 5, writer.commit);
  std::vector<std::future<WriteAnswer>> answers;
  answers.push_back(submit(queue));
  writer.entered.get_future().wait();
  // Five may wait; of nine, four are told at once.
  for (int i = 0; i < 9; ++i) answers.push_back(submit(queue));
  int refused = 0;
  while (refused < 4) {
    refused = 0;
    for (auto& answer : answers)
      refused += answer.wait_for(std::chrono::milliseconds(1)) == std::future_status::ready ? 1 : 0;
  }
  writer.let_go.set_value();
  int unavailable = 0;
  for (auto& future : answers) {
    auto answer = future.get();
    if (!answer) {
      EXPECT_EQ(answer.error(), StoreFault::unavailable);
      ++unavailable;
    }
  }
  EXPECT_EQ(unavailable, 4);
  queue.stop();
  EXPECT_EQ(writer.groups, (std::vector<std::size_t>{1, 3, 2}));
}

TEST(WriteQueue, stop_answers_everyone_first) {
  HeldWriter writer;
  auto queue = std::make_unique<WriteQueue>(1, 10, writer.commit);
  std::vector<std::future<WriteAnswer>> answers;
  answers.push_back(submit(*queue));
  writer.entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { queue->stop(); });
  writer.let_go.set_value();
  stopped.wait();
  EXPECT_TRUE(answers.front().get());
  EXPECT_EQ(queue->submit(nothing).error(), StoreFault::stopped);
}

TEST(WriteQueue, a_fault_of_the_group_is_everyones_answer) {
  WriteQueue queue(10, 10, [](std::span<QueuedWrite* const> group) {
    for (QueuedWrite* write : group) write->answer = failure(StoreFault::unavailable);
  });
  EXPECT_EQ(queue.submit(nothing).error(), StoreFault::unavailable);
}

}  // namespace
}  // namespace moteplass::store
