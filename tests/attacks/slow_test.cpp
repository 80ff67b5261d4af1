// Clients who take their time, by the hundred.
#include <gtest/gtest.h>

#include <thread>

#include "raw_client.h"

namespace moteplass::http::attacks {
namespace {

using Clock = std::chrono::steady_clock;

TEST(Slow, HundredsOfSlowAndIdleClientsDoNotKeepOthersWaiting) {
  Target target;
  std::vector<RawClient> slow;
  for (int i = 0; i < 300; ++i) {
    slow.emplace_back(target.port());
    ASSERT_TRUE(slow.back().is_connected());
    switch (i % 4) {
      case 0:
        break;  // says nothing at all
      case 1:
        slow.back().send("GET /hello HTT");
        break;
      case 2:
        slow.back().send("POST /echo HTTP/1.1\r\nHost: unit.example\r\nContent-Length: 100\r\n\r\nhel");
        break;
      case 3:
        slow.back().send(ordinary_request);
        break;  // and stays for ever
    }
  }
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(ask(target.port(), ordinary_request).status, 200) << i;
  }
  // Every one of them is let go.
  for (std::size_t i = 0; i < slow.size(); ++i) {
    if (i % 4 == 3) {
      EXPECT_EQ(slow[i].read().value_or(Answer{}).status, 200);
    }
    EXPECT_TRUE(slow[i].is_closed_by_server()) << i;
  }
}

TEST(Slow, AHeadThatDripsDoesNotRestartItsDeadline) {
  Target target;
  RawClient client(target.port());
  bool was_cut = false;
  auto give_up = Clock::now() + std::chrono::seconds(4);
  client.send("GET /hello HTTP/1.1\r\nHost: unit.example\r\n");
  while (!was_cut && Clock::now() < give_up) {
    was_cut = !client.send("X: y\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(was_cut);
}

TEST(Slow, ABodyThatDripsDoesNotRestartItsDeadline) {
  Target target;
  RawClient client(target.port());
  bool was_cut = false;
  auto give_up = Clock::now() + std::chrono::seconds(4);
  client.send("POST /echo HTTP/1.1\r\nHost: unit.example\r\nTransfer-Encoding: chunked\r\n\r\n");
  while (!was_cut && Clock::now() < give_up) {
    was_cut = !client.send("1\r\nx\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(was_cut);
}

TEST(Slow, AClientThatDoesNotReadIsCut) {
  Target target;
  RawClient client(target.port());
  client.send("GET /large HTTP/1.1\r\nHost: unit.example\r\n\r\n");
  for (int i = 0; i < 80 && target.log_text().find("\"delivered\":false") == std::string::npos; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_NE(target.log_text().find("\"delivered\":false"), std::string::npos);
}

TEST(Slow, WhenEveryPlaceIsTakenTheOldestSilentOneIsGivenAway) {
  auto settings = quick_settings();
  settings.max_connections = 20;
  settings.header_timeout = settings.idle_timeout = std::chrono::seconds(30);
  Target target(settings);
  std::vector<RawClient> silent;
  for (int i = 0; i < 60; ++i) silent.emplace_back(target.port());
  EXPECT_EQ(ask(target.port(), ordinary_request).status, 200);
  EXPECT_TRUE(silent.front().is_closed_by_server());
}

TEST(Slow, WhenEveryPlaceIsBusyNewcomersAreToldSo) {
  auto settings = quick_settings();
  settings.max_connections = 5;
  Target target(settings);
  std::vector<RawClient> busy;
  for (int i = 0; i < 5; ++i) {
    busy.emplace_back(target.port());
    busy.back().send("GET /slow/300 HTTP/1.1\r\nHost: unit.example\r\n\r\n");
  }
  for (int i = 0; i < 100 && target.begun() < 4; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  RawClient newcomer(target.port());
  EXPECT_EQ(newcomer.read().value_or(Answer{}).status, 503);
  for (auto& client : busy) EXPECT_EQ(client.read().value_or(Answer{}).status, 200);
}

}  // namespace
}  // namespace moteplass::http::attacks
