// What comes back: order, headers, faults of handlers, and nothing of the person in the log.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "raw_client.h"

namespace moteplass::http::attacks {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string get(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: unit.example\r\n\r\n";
}

TEST(Answers, PipelinedRequestsAreAnsweredInOrder) {
  Target target;
  RawClient client(target.port());
  std::string all;
  // The first are slowest, so answers in order of completion would come out reversed.
  for (int i = 0; i < 10; ++i) {
    all += get("/slow/" + std::to_string(20 - 2 * i) + "?n=" + std::to_string(i));
    all +=
        "POST /echo HTTP/1.1\r\nHost: unit.example\r\nTransfer-Encoding: "
        "chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n";
  }
  ASSERT_TRUE(client.send(all));
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(client.read().value_or(Answer{}).body, std::to_string(i));
    EXPECT_EQ(client.read().value_or(Answer{}).body, "body");
  }
}

TEST(Answers, CarryTheDefaultHeadersAndAnId) {
  Target target;
  auto answer = ask(target.port(), get("/hello"));
  EXPECT_THAT(answer.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.header("X-Request-Id").size(), 32u);
  EXPECT_THAT(answer.header("Date"), HasSubstr(" GMT"));
  EXPECT_NE(answer.header("X-Request-Id"), ask(target.port(), get("/hello")).header("X-Request-Id"));
  EXPECT_THAT(target.log_text(), HasSubstr(answer.header("X-Request-Id")));
}

TEST(Answers, HeadHasLengthAndNoBody) {
  Target target;
  RawClient client(target.port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n" + get("/hello"));
  auto head = client.read(true).value_or(Answer{});
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "5");
  EXPECT_EQ(client.read().value_or(Answer{}).body, "hello");
}

TEST(Answers, OtherMethodsLearnWhatIsAllowed) {
  Target target;
  auto wrong = ask(target.port(), "DELETE /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, OPTIONS");
  auto options = ask(target.port(), "OPTIONS /echo HTTP/1.1\r\nHost: unit.example\r\n\r\n");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Allow"), "POST, OPTIONS");
  EXPECT_EQ(options.header("Content-Length"), "");
  EXPECT_EQ(ask(target.port(), "OPTIONS * HTTP/1.1\r\nHost: unit.example\r\n\r\n").status, 204);
  EXPECT_EQ(ask(target.port(), get("/nowhere")).status, 404);
}

TEST(Answers, AHandlerCannotSplitAResponse) {
  Target target;
  EXPECT_EQ(ask(target.port(), get("/split?value=fine")).header("X-Echo"), "fine");
  auto split =
      ask(target.port(), get("/split?value=a%0d%0aSet-Cookie:%20session=evil%0d%0a%0d%0a%3Cscript%3E"));
  EXPECT_EQ(split.status, 500);
  EXPECT_THAT(split.head, Not(HasSubstr("evil")));
  EXPECT_THAT(split.body, Not(HasSubstr("script")));
  EXPECT_THAT(target.log_text(), HasSubstr("broken_response"));
}

TEST(Answers, AHandlerThatThrowsGivesAProblemAndNoPersonInTheLog) {
  Target target;
  RawClient client(target.port());
  client.send(get("/throw?fnr=01017012345") + get("/cases/01017012345") + get("/01017012345"));
  auto answer = client.read().value_or(Answer{});
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  EXPECT_THAT(answer.body, HasSubstr("/problems/internal_error"));
  EXPECT_THAT(answer.body, Not(HasSubstr("Kari")));
  EXPECT_EQ(client.read().value_or(Answer{}).status, 200) << "the connection goes on";
  EXPECT_EQ(client.read().value_or(Answer{}).status, 404);
  target.server().stop();
  target.server().wait();
  EXPECT_THAT(target.log_text(), HasSubstr("std::runtime_error"));
  EXPECT_THAT(target.log_text(), HasSubstr("\"route\":\"/cases/{id}\""));
  EXPECT_THAT(target.log_text(), Not(HasSubstr("01017012345")));
  EXPECT_THAT(target.log_text(), Not(HasSubstr("Kari")));
}

TEST(Answers, AFullQueueSaysSo) {
  auto settings = quick_settings();
  settings.worker_threads = 1;
  settings.max_requests_in_queue = 2;
  Target target(settings);
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) {
    clients.emplace_back(target.port());
    clients.back().send(get("/slow/100"));
  }
  int served = 0;
  int refused = 0;
  for (auto& client : clients) {
    auto answer = client.read().value_or(Answer{});
    if (answer.status == 200) ++served;
    if (answer.status == 503) {
      ++refused;
      EXPECT_EQ(answer.header("Retry-After"), "1");
    }
  }
  EXPECT_EQ(served + refused, 20) << "somebody got no answer";
  EXPECT_GE(served, 2);
  EXPECT_GE(refused, 1);
  EXPECT_EQ(ask(target.port(), ordinary_request).status, 200) << "it recovers";
}

TEST(Answers, AClientThatHalfClosesStillGetsItsAnswer) {
  Target target;
  RawClient client(target.port());
  client.send(get("/slow/50"));
  client.shut_writing();
  EXPECT_EQ(client.read().value_or(Answer{}).status, 200);
}

TEST(Answers, AClientThatVanishesHarmsNobody) {
  Target target;
  for (int i = 0; i < 50; ++i) {
    RawClient client(target.port());
    client.send(get(i % 2 ? "/slow/5" : "/large"));
  }
  EXPECT_EQ(ask(target.port(), ordinary_request).status, 200);
}

}  // namespace
}  // namespace moteplass::http::attacks
