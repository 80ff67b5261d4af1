// Stopping loses no answer.
#include <gtest/gtest.h>

#include <thread>

#include "raw_client.h"

namespace moteplass::http::attacks {
namespace {

std::string slow_request(int n) {
  return "GET /slow/20?n=" + std::to_string(n) + " HTTP/1.1\r\nHost: unit.example\r\n\r\n";
}

TEST(Stop, EveryRequestSentBeforeIsAnsweredInFull) {
  for (int round = 0; round < 3; ++round) {
    Target target;
    std::vector<RawClient> clients;
    for (int i = 0; i < 60; ++i) {
      clients.emplace_back(target.port());
      ASSERT_TRUE(clients.back().send(slow_request(i)));
    }
    // Some handlers run, some wait in the queue, some requests are still unread in the kernel.
    target.server().stop();
    for (int i = 0; i < 60; ++i) {
      auto answer = clients[static_cast<std::size_t>(i)].read();
      ASSERT_TRUE(answer) << "round " << round << ": client " << i << " lost its answer";
      EXPECT_EQ(answer->status, 200);
      EXPECT_EQ(answer->body, std::to_string(i));
    }
    target.server().wait();
  }
}

TEST(Stop, RequestsOnOldConnectionsAndPipelinesAreAnsweredToo) {
  for (int round = 0; round < 3; ++round) {
    Target target;
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
      clients.emplace_back(target.port());
      ASSERT_TRUE(clients.back().send(ordinary_request));
      ASSERT_EQ(clients.back().read().value_or(Answer{}).status, 200);
    }
    for (auto& client : clients)
      ASSERT_TRUE(client.send(slow_request(1) + slow_request(2) + slow_request(3)));
    target.server().stop();
    for (auto& client : clients) {
      for (int n = 1; n <= 3; ++n) EXPECT_EQ(client.read().value_or(Answer{}).body, std::to_string(n));
      EXPECT_TRUE(client.is_closed_by_server());
    }
    target.server().wait();
  }
}

TEST(Stop, ALargeAnswerIsSentToItsEnd) {
  Target target;
  RawClient client(target.port());
  client.send("GET /large HTTP/1.1\r\nHost: unit.example\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  target.server().stop();
  EXPECT_EQ(client.read().value_or(Answer{}).body.size(), std::size_t{8} << 20);
  target.server().wait();
}

TEST(Stop, SilentClientsAreLetGoAndNewcomersAreNot) {
  auto settings = quick_settings();
  settings.idle_timeout = settings.header_timeout = std::chrono::seconds(60);
  Target target(settings);
  std::vector<RawClient> silent;
  for (int i = 0; i < 50; ++i) silent.emplace_back(target.port());
  target.server().stop();
  target.server().wait();  // long before the minute is over, or the test's own time runs out
  for (auto& client : silent) EXPECT_TRUE(client.is_closed_by_server());
  EXPECT_FALSE(RawClient(target.port()).is_connected());
}

TEST(Stop, AClientThatNeverFinishesIsCutAtTheDrainTimeout) {
  auto settings = quick_settings();
  settings.header_timeout = std::chrono::seconds(60);
  settings.drain_timeout = std::chrono::milliseconds(300);
  Target target(settings);
  RawClient client(target.port());
  client.send("GET /hel");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  target.server().stop();
  target.server().wait();
  EXPECT_NE(target.log_text().find("drain_timed_out"), std::string::npos);
}

TEST(Stop, MayBeAskedForTwiceFromAHandlerOrWithoutAStart) {
  Server* own = nullptr;
  Router router;
  router.add(Method::post, "/stop", [&](const Request&) {
    own->stop();
    own->stop();
    return Response::text("stopping");
  });
  Server server(quick_settings(), std::move(router), no_log());
  own = &server;
  ASSERT_TRUE(server.start());
  EXPECT_EQ(ask(server.port(), "POST /stop HTTP/1.1\r\nHost: unit.example\r\n\r\n").body, "stopping");
  server.wait();
  server.wait();
  Server never_started(quick_settings(), Router(), no_log());
  never_started.stop();
  never_started.wait();
}

TEST(Stop, AnAddressInUseIsToldByStart) {
  Target target;
  auto settings = quick_settings();
  settings.port = target.port();
  Server second(settings, Router(), no_log());
  auto started = second.start();
  ASSERT_FALSE(started);
  EXPECT_NE(started.error().find("in use"), std::string::npos) << started.error();
}

}  // namespace
}  // namespace moteplass::http::attacks
