#include "letters/process.h"

#include <gtest/gtest.h>

namespace moteplass::letters {
namespace {

using namespace std::chrono_literals;

ProcessRequest shell(const std::string& script) {
  ProcessRequest request;
  request.command = {"/bin/sh", "-c", script};
  request.environment = {"PATH=/usr/bin:/bin"};
  return request;
}

TEST(Process, GivesInputAndTakesOutput) {
  std::string much(3'000'000, 'x');
  auto request = shell("cat; echo trouble >&2; exit 3");
  request.input = much;
  auto outcome = run(request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->output, much);
  EXPECT_EQ(outcome->errors, "trouble\n");
  EXPECT_EQ(outcome->exit_code, 3);
}

TEST(Process, AChildThatDoesNotReadIsNoHarm) {
  std::string much(3'000'000, 'x');
  auto request = shell("exec <&-; echo done");
  request.input = much;
  auto outcome = run(request);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->output, "done\n");
}

TEST(Process, IsStoppedWhenTheTimeIsUp) {
  auto request = shell("sleep 60 & sleep 60");
  request.timeout = 200ms;
  auto started = std::chrono::steady_clock::now();
  auto outcome = run(request);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error(), ProcessFault::timed_out);
  EXPECT_LT(std::chrono::steady_clock::now() - started, 5s);
}

TEST(Process, IsStoppedWhenItClosesItsOutputAndStays) {
  auto request = shell("exec >&- 2>&-; sleep 60");
  request.timeout = 200ms;
  EXPECT_EQ(run(request).error(), ProcessFault::timed_out);
}

TEST(Process, IsStoppedWhenItWritesTooMuch) {
  auto request = shell("yes");
  request.most_output = 100'000;
  EXPECT_EQ(run(request).error(), ProcessFault::too_much_output);
}

TEST(Process, SeesOnlyTheEnvironmentItIsGiven) {
  ::setenv("MOTEPLASS_SECRET", "x", 1);
  auto outcome = run(shell("echo [$MOTEPLASS_SECRET]"));
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->output, "[]\n");
}

TEST(Process, SaysThatAProgramIsMissing) {
  ProcessRequest request;
  request.command = {"/nowhere/at/all"};
  EXPECT_EQ(run(request).error(), ProcessFault::not_found);
}

}  // namespace
}  // namespace moteplass::letters
