// The rules one by one are attacked over the wire in tests/attacks; here is what they make of arbitrary
// bytes.
#include "http/head.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "base/json.h"
#include "http/log.h"
#include "http/target.h"

namespace moteplass::http {
namespace {

const HeadRules rules;

TEST(Head, IsReadIntoARequest) {
  auto head = parse_head(
      "POST /cases/%C3%A6?page=2 HTTP/1.1\r\nHost: unit.example\r\nContent-Length: 5\r\n"
      "Expect: 100-Continue\r\nConnection: x, CLOSE\r\n\r\n",
      rules);
  ASSERT_TRUE(head) << head.error().detail;
  EXPECT_EQ(head->request.method, Method::post);
  EXPECT_EQ(head->request.target, "/cases/%C3%A6?page=2");
  EXPECT_EQ(head->request.path, "/cases/æ");
  EXPECT_EQ(head->request.query.only("page"), "2");
  EXPECT_EQ(head->framing, BodyFraming::length);
  EXPECT_EQ(head->length, 5u);
  EXPECT_EQ(head->expectation, Expectation::hundred_continue);
  EXPECT_EQ(head->persistence, Persistence::close);
}

TEST(Head, AmbiguousFramingIsRefusedBeforeTheLibrarySeesIt) {
  for (std::string fields :
       {"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5, 5\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: gzip, chunked\r\n"}) {
    auto head = parse_head("POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n", rules);
    ASSERT_FALSE(head) << fields;
    EXPECT_EQ(head.error().status, 400) << fields;
  }
  EXPECT_FALSE(parse_head("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", rules));
  EXPECT_EQ(parse_head("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n", rules)->framing,
            BodyFraming::chunked);
}

TEST(Head, EndsAtTheSamePlaceHoweverItArrives) {
  std::string bytes = "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n";
  EXPECT_TRUE(rc::check([&] {
    auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size());
    auto first = find_head_end(bytes.substr(0, cut), 0, rules);
    RC_ASSERT(first.has_value());
    auto end = *first ? *first : *find_head_end(bytes, cut, rules);
    RC_ASSERT(end == std::optional<std::size_t>(27));
  }));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) text += part;
  return text;
}

// Bytes near to a request are more telling than noise.
std::string almost_a_head() {
  const std::vector<std::string> target_parts{"/a", "/..", "/%2e", "/",  "%2F",      "a",  "b.c", "?q=1",
                                              " ",  "%00", "%",    "\t", "\xC3\xA6", "//", "*",   "%C3%A6"};
  const std::vector<std::string> lines{"Content-Length: 5\r\n",
                                       "Transfer-Encoding: chunked\r\n",
                                       "Transfer-Encoding: xchunked\r\n",
                                       "Host: b\r\n",
                                       "X: y\r\n",
                                       "Y:\r\n",
                                       "X : y\r\n",
                                       " folded\r\n",
                                       "X: y\n",
                                       "X: \rHost: b\r\n"};
  // Few parts each, so that a good share is accepted.
  auto some = [](const std::vector<std::string>& parts) {
    auto count = *rc::gen::inRange(0, 4);
    return joined(*rc::gen::container<std::vector<std::string>>(static_cast<std::size_t>(count),
                                                                rc::gen::elementOf(parts)));
  };
  return "POST /" + some(target_parts) + " HTTP/1.1\r\nHost: a\r\n" + some(lines) + "\r\n";
}

TEST(Head, WhateverIsAcceptedHasOneReading) {
  int accepted = 0;
  EXPECT_TRUE(rc::check([&] {
    auto bytes = almost_a_head();
    auto head = parse_head(bytes, rules);
    if (head) ++accepted;
    if (!head) {
      RC_ASSERT(head.error().status >= 400 && head.error().status < 600);
      return;
    }
    const auto& request = head->request;
    RC_ASSERT(request.headers.all("host").size() == 1u);
    RC_ASSERT(
        request.headers.all("content-length").size() + request.headers.all("transfer-encoding").size() <= 1);
    RC_ASSERT(request.path == "*" || request.path.starts_with('/'));
    RC_ASSERT((request.path + "/").find("/../") == std::string::npos);
    RC_ASSERT(request.path.find("//") == std::string::npos);
    RC_ASSERT(request.path.find('\0') == std::string::npos && is_utf8(request.path));
    for (const auto& [name, value] : request.headers) {
      RC_ASSERT((name + value).find_first_of(std::string("\r\n\0", 3)) == std::string::npos);
    }
  }));
  EXPECT_GE(accepted, 5) << "a property of nothing proves nothing";
}

TEST(Head, HostsAreNamesOrAddresses) {
  for (auto good : {"a", "unit.example", "unit.example:80", "192.0.2.1:8080", "[::1]", "[::1]:80"}) {
    EXPECT_TRUE(is_host(good)) << good;
  }
  for (auto bad :
       {"", ":80", "a:", "a:b", "a:123456", "a b", "a/b", "a@b", "a,b", "[::1", "[]", "[::1]x", "a?b"}) {
    EXPECT_FALSE(is_host(bad)) << bad;
  }
  EXPECT_EQ(host_name("Unit.Example:80"), "unit.example");
  EXPECT_EQ(host_name("[::1]:80"), "[::1]");
}

TEST(Log, LinesAreJsonWithoutForeignText) {
  LogEntry entry{Instant{}, LogLevel::warning, "a \"quoted\" event", {}};
  entry.fields = {{"count", std::int64_t{3}},
                  {"good", true},
                  {"route", LogText::code("/cases/{id}")},
                  {"odd", LogText::code("Kåre \"x\"\r\n")}};
  auto line = to_line(entry);
  EXPECT_EQ(line,
            R"({"time":"1970-01-01T00:00:00.000Z","level":"warning","event":"a \"quoted\" event","count":3,)"
            R"("good":true,"route":"/cases/{id}","odd":"K??re??x???"})");
  EXPECT_TRUE(parse_json(line));
}

TEST(Log, CodesAreAlwaysHarmless) {
  EXPECT_TRUE(rc::check([](const std::string& text) {
    LogEntry entry{Instant{}, LogLevel::info, LogText::code(text), {}};
    auto line = to_line(entry);
    RC_ASSERT(parse_json(line).has_value());
    RC_ASSERT(line.find('\n') == std::string::npos);
  }));
}

}  // namespace
}  // namespace moteplass::http
