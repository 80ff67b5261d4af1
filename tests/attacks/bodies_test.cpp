// Bodies that are too large, too clever or not what was announced.
#include <gtest/gtest.h>

#include "raw_client.h"

namespace moteplass::http::attacks {
namespace {

std::string post(const std::string& fields, const std::string& body, const std::string& path = "/echo") {
  return "POST " + path + " HTTP/1.1\r\nHost: unit.example\r\n" + fields + "\r\n" + body;
}

std::string chunked(const std::string& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

class Bodies : public testing::Test {
 protected:
  // Refused with this status, and nothing behind it is read as a request.
  void expect_refused(const std::string& bytes, int status) {
    RawClient client(target.port());
    client.send(bytes + std::string(ordinary_request));
    auto answer = client.read();
    ASSERT_TRUE(answer) << "no answer to " << bytes.substr(0, 200);
    EXPECT_EQ(answer->status, status) << bytes.substr(0, 200);
    EXPECT_EQ(answer->header("Connection"), "close");
    EXPECT_TRUE(client.is_closed_by_server()) << bytes.substr(0, 200);
  }

  Target target;
};

TEST_F(Bodies, HonestOnesArrive) {
  EXPECT_EQ(ask(target.port(), post("Content-Length: 5\r\n", "hello")).body, "hello");
  EXPECT_EQ(ask(target.port(), post("Content-Length: 0\r\n", "")).body, "");
  EXPECT_EQ(ask(target.port(), chunked("3\r\nhel\r\n2;note=x\r\nlo\r\n0\r\n\r\n")).body, "hello");
  EXPECT_EQ(ask(target.port(), chunked("A\r\n0123456789\r\n0\r\n\r\n")).body, "0123456789");
  auto large = std::string(1024 * 1024, 'x');
  EXPECT_EQ(ask(target.port(), post("Content-Length: 1048576\r\n", large)).body, large);
}

TEST_F(Bodies, AnnouncedTooLargeIsRefusedBeforeItIsSent) {
  expect_refused(post("Content-Length: 100000000\r\n", ""), 413);
  expect_refused(post("Content-Length: 1048577\r\n", ""), 413);
  expect_refused(post("Content-Length: 100000000\r\nExpect: 100-continue\r\n", ""), 413);
  expect_refused(post("Content-Length: 17\r\n", "", "/small"), 413);
}

TEST_F(Bodies, AClientThatGoesOnSendingIsNotReset) {
  auto settings = quick_settings();
  settings.linger_timeout = std::chrono::seconds(3);
  Target patient(settings);
  RawClient client(patient.port());
  // A reset may destroy the answer on its way, so the server reads on for a while (RFC 9112 9.6).
  EXPECT_TRUE(client.send(post("Content-Length: 100000000\r\n", "")));
  EXPECT_EQ(client.read().value_or(Answer{}).status, 413);
  for (int i = 0; i < 20; ++i) EXPECT_TRUE(client.send(std::string(100'000, 'x'))) << i;
}

TEST_F(Bodies, ChunksTooLargeInAllAreRefusedWhileReading) {
  std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  std::string body;
  for (int i = 0; i < 20; ++i) body += chunk;
  expect_refused(chunked(body), 413);
  expect_refused(chunked("100001\r\n"), 413);
  expect_refused(chunked("FFFFFFFFFFFFFFFE\r\n"), 413);
}

TEST_F(Bodies, MalformedChunksAreRefused) {
  expect_refused(chunked("x\r\nhello\r\n0\r\n\r\n"), 400);
  expect_refused(chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400);
  expect_refused(chunked("+5\r\nhello\r\n0\r\n\r\n"), 400);
  expect_refused(chunked("-5\r\nhello\r\n0\r\n\r\n"), 400);
  expect_refused(chunked(" 5\r\nhello\r\n0\r\n\r\n"), 400);
  expect_refused(chunked("5\nhello\n0\n\n"), 400);
  expect_refused(chunked("5\r\nhelloX\r\n0\r\n\r\n"), 400);
  expect_refused(chunked("5\r\nhello0\r\n\r\n"), 400);
  expect_refused(chunked("\r\n"), 400);
  expect_refused(chunked("FFFFFFFFFFFFFFFFF\r\n"), 400);
  expect_refused(chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400);
}

TEST_F(Bodies, HugeChunkExtensionsAreRefused) {
  expect_refused(chunked("5;x=" + std::string(100'000, 'y') + "\r\nhello\r\n0\r\n\r\n"), 400);
  std::string many;
  for (int i = 0; i < 100; ++i) many += "1;note=" + std::string(50, 'y') + "\r\nx\r\n";
  expect_refused(chunked(many + "0\r\n\r\n"), 400);
  expect_refused(chunked("1\r\nx\r\n0\r\n" + std::string("A: ") + std::string(100'000, 'y') + "\r\n\r\n"),
                 400);
}

TEST_F(Bodies, TrailersChangeNothing) {
  RawClient client(target.port());
  client.send(chunked("5\r\nhello\r\n0\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
  client.send(ordinary_request);
  EXPECT_EQ(client.read().value_or(Answer{}).body, "hello");
  EXPECT_EQ(client.read().value_or(Answer{}).status, 200);
  expect_refused(chunked("5\r\nhello\r\n0\r\nContent-Length: 40\r\n\r\n"), 400);
  expect_refused(chunked("5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400);
}

TEST_F(Bodies, OneThatIsWaitedForIsInvited) {
  RawClient client(target.port());
  client.send(post("Content-Length: 5\r\nExpect: 100-continue\r\n", ""));
  EXPECT_EQ(client.read().value_or(Answer{}).status, 100);
  client.send("hello");
  EXPECT_EQ(client.read().value_or(Answer{}).body, "hello");
}

TEST_F(Bodies, OneThatIsHereAlreadyIsNotInvited) {
  EXPECT_EQ(ask(target.port(), post("Content-Length: 5\r\nExpect: 100-continue\r\n", "hello")).status, 200);
}

TEST_F(Bodies, UnwantedOnesAreNotReadAsTheNextRequest) {
  std::string smuggled(ordinary_request);
  auto fields = "Content-Length: " + std::to_string(smuggled.size()) + "\r\n";
  expect_refused(post(fields, smuggled, "/nowhere"), 404);
  expect_refused(post(fields, smuggled, "/hello"), 405);
}

TEST_F(Bodies, OfGetAreReadAndNotTheNextRequest) {
  std::string smuggled(ordinary_request);
  RawClient client(target.port());
  client.send("GET /hello HTTP/1.1\r\nHost: unit.example\r\nContent-Length: " +
              std::to_string(smuggled.size()) + "\r\n\r\n" + smuggled);
  EXPECT_EQ(client.read().value_or(Answer{}).status, 200);
  EXPECT_TRUE(client.is_closed_by_server()) << "the body was answered as a request";
}

TEST_F(Bodies, CutShortAreNotHandled) {
  RawClient client(target.port());
  client.send(post("Content-Length: 50\r\n", "hello"));
  client.shut_writing();
  EXPECT_TRUE(client.is_closed_by_server());
}

}  // namespace
}  // namespace moteplass::http::attacks
