// Heads that two readers could read in two ways, or that nobody should send.
#include <gtest/gtest.h>

#include "raw_client.h"

namespace moteplass::http::attacks {
namespace {

struct BadHead {
  const char* name;
  std::string bytes;
  int status;
};

std::string with_fields(const std::string& fields) {
  return "POST /echo HTTP/1.1\r\nHost: unit.example\r\n" + fields + "\r\n";
}

std::string with_target(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: unit.example\r\n\r\n";
}

// What a smuggler hopes is read as a second request.
const std::string hidden = "GET /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n";

std::vector<BadHead> bad_heads() {
  using namespace std::string_literals;
  return {
      {"encoding_ends_in_chunked", with_fields("Transfer-Encoding: xchunked\r\n") + "0\r\n\r\n" + hidden,
       400},
      {"encoding_list", with_fields("Transfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n" + hidden, 400},
      {"encoding_identity", with_fields("Transfer-Encoding: identity\r\n") + hidden, 400},
      {"encoding_quoted", with_fields("Transfer-Encoding: \"chunked\"\r\n") + "0\r\n\r\n", 400},
      {"encoding_with_parameter", with_fields("Transfer-Encoding: chunked;q=1\r\n") + "0\r\n\r\n", 400},
      {"encoding_with_vertical_tab", with_fields("Transfer-Encoding: \vchunked\r\n") + "0\r\n\r\n", 400},
      {"encoding_twice",
       with_fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400},
      {"encoding_then_length",
       with_fields("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n") + "0\r\n\r\n" + hidden, 400},
      {"length_then_encoding",
       with_fields("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n" + hidden, 400},
      {"encoding_in_1_0",
       "POST /echo HTTP/1.0\r\nHost: unit.example\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"two_lengths", with_fields("Content-Length: 5\r\nContent-Length: 6\r\n") + "hello!", 400},
      {"same_length_twice", with_fields("Content-Length: 5\r\nContent-Length: 5\r\n") + "hello", 400},
      {"length_list", with_fields("Content-Length: 5, 5\r\n") + "hello", 400},
      {"length_with_sign", with_fields("Content-Length: +5\r\n") + "hello", 400},
      {"length_negative", with_fields("Content-Length: -5\r\n") + "hello", 400},
      {"length_hexadecimal", with_fields("Content-Length: 0x5\r\n") + "hello", 400},
      {"length_empty", with_fields("Content-Length:\r\n"), 400},
      {"length_overflows", with_fields("Content-Length: 18446744073709551617\r\n"), 400},
      {"no_host", "GET /hello HTTP/1.1\r\n\r\n", 400},
      {"two_hosts", "GET /hello HTTP/1.1\r\nHost: unit.example\r\nHost: unit.example\r\n\r\n", 400},
      {"empty_host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400},
      {"host_with_user", "GET /hello HTTP/1.1\r\nHost: evil@unit.example\r\n\r\n", 400},
      {"host_with_path", "GET /hello HTTP/1.1\r\nHost: unit.example/x\r\n\r\n", 400},
      {"folded_line", with_fields("X-Long: one\r\n two\r\n"), 400},
      {"folded_with_tab", with_fields("X-Long: one\r\n\ttwo\r\n"), 400},
      {"space_before_first_field", "GET /hello HTTP/1.1\r\n Host: unit.example\r\n\r\n", 400},
      {"space_before_colon", with_fields("Content-Length : 5\r\n") + "hello", 400},
      {"space_in_name", with_fields("Content Length: 5\r\n"), 400},
      {"empty_name", with_fields(": x\r\n"), 400},
      {"no_colon", with_fields("Content-Length\r\n"), 400},
      {"nul_in_name", with_fields("X\0Y: 1\r\n"s), 400},
      {"nul_in_value", with_fields("X: 1\0002\r\n"s), 400},
      {"control_byte_in_value", with_fields("X: 1\x01\r\n"), 400},
      {"latin1_in_name", with_fields("X\xE6: 1\r\n"), 400},
      {"bare_lf", "GET /hello HTTP/1.1\nHost: unit.example\n\n", 400},
      {"one_bare_lf", "GET /hello HTTP/1.1\r\nHost: unit.example\nX: 1\r\n\r\n", 400},
      {"bare_cr", "GET /hello HTTP/1.1\r\nHost: unit.example\rX: 1\r\n\r\n", 400},
      {"cr_cr_lf", "GET /hello HTTP/1.1\r\r\nHost: unit.example\r\n\r\n", 400},
      {"empty_line_first", "\r\nGET /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 400},
      {"two_spaces", "GET  /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 400},
      {"tab_for_space", "GET\t/hello\tHTTP/1.1\r\nHost: unit.example\r\n\r\n", 400},
      {"space_in_target", with_target("/hel lo"), 400},
      {"no_version", "GET /hello\r\nHost: unit.example\r\n\r\n", 400},
      {"lower_case_version", "GET /hello http/1.1\r\nHost: unit.example\r\n\r\n", 400},
      {"long_version", "GET /hello HTTP/1.10\r\nHost: unit.example\r\n\r\n", 400},
      {"other_version", "GET /hello HTTP/3.0\r\nHost: unit.example\r\n\r\n", 505},
      {"version_1_2", "GET /hello HTTP/1.2\r\nHost: unit.example\r\n\r\n", 505},
      {"http2_preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"tls_hello", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s, 400},
      {"unknown_method", "BREW /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 501},
      {"lower_case_method", "get /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 501},
      {"trace", "TRACE /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 501},
      {"connect", "CONNECT unit.example:443 HTTP/1.1\r\nHost: unit.example\r\n\r\n", 501},
      {"method_with_brackets", "G(T /hello HTTP/1.1\r\nHost: unit.example\r\n\r\n", 400},
      {"absolute_target_other_host", with_target("http://evil.example/hello"), 400},
      {"absolute_target_user", with_target("http://unit.example@evil.example/hello"), 400},
      {"absolute_target_scheme", with_target("ftp://unit.example/hello"), 400},
      {"target_without_slash", with_target("hello"), 400},
      {"target_star", with_target("*"), 400},
      {"target_nul", with_target("/hel\0lo"s), 400},
      {"target_encoded_nul", with_target("/cases/a%00b"), 400},
      {"target_encoded_line_end", with_target("/cases/a%0d%0ab"), 400},
      {"target_control_byte", with_target("/hel\x01lo"), 400},
      {"target_raw_utf8", with_target("/cases/\xC3\xA6"), 400},
      {"target_bad_utf8", with_target("/cases/%C3%28"), 400},
      {"target_overlong_utf8", with_target("/cases/%C0%AE"), 400},
      {"target_half_escape", with_target("/cases/a%2"), 400},
      {"target_bad_escape", with_target("/cases/%zz"), 400},
      {"target_dot_segment", with_target("/static/../hello"), 400},
      {"target_encoded_dots", with_target("/static/%2e%2E/hello"), 400},
      {"target_single_dot", with_target("/./hello"), 400},
      {"target_encoded_slash", with_target("/cases/a%2Fb"), 400},
      {"target_encoded_backslash", with_target("/cases/a%5cb"), 400},
      {"target_backslash", with_target("/cases\\a"), 400},
      {"target_two_slashes", with_target("//evil.example/hello"), 400},
      {"target_fragment", with_target("/hello#x"), 400},
      {"target_too_long", with_target("/" + std::string(9000, 'a')), 414},
      {"query_bad_escape", with_target("/hello?a=%f"), 400},
      {"query_bad_utf8", with_target("/hello?a=%ff"), 400},
      {"query_encoded_nul", with_target("/hello?a=%00"), 400},
      {"unknown_expectation", with_fields("Expect: 200-ok\r\nContent-Length: 1\r\n"), 417},
      {"long_field", with_fields("X: " + std::string(20'000, 'x') + "\r\n"), 431},
      {"endless_field", "GET /hello HTTP/1.1\r\nX: " + std::string(200'000, 'x'), 431},
      {"endless_first_line", "GET /" + std::string(200'000, 'x'), 431},
  };
}

class BadHeads : public testing::TestWithParam<BadHead> {
 protected:
  static void SetUpTestSuite() { target = new Target; }
  static void TearDownTestSuite() { delete target; }
  static inline Target* target = nullptr;
};

TEST_P(BadHeads, AreRefusedOnceAndTheConnectionCloses) {
  RawClient client(target->port());
  client.send(GetParam().bytes);
  auto answer = client.read();
  ASSERT_TRUE(answer) << "no answer";
  EXPECT_EQ(answer->status, GetParam().status) << answer->body;
  EXPECT_EQ(answer->header("Connection"), "close");
  EXPECT_EQ(answer->header("Content-Type"), "application/problem+json");
  EXPECT_TRUE(client.is_closed_by_server()) << "what stands behind a bad head was read as a request";
}

INSTANTIATE_TEST_SUITE_P(Attacks, BadHeads, testing::ValuesIn(bad_heads()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Heads, ManyFieldsAreRefused) {
  Target target;
  std::string fields;
  for (int i = 0; i < 150; ++i) fields += "A: b\r\n";
  EXPECT_EQ(ask(target.port(), with_fields(fields)).status, 431);
}

TEST(Heads, GoodOnesInUnusualDressAreRead) {
  Target target;
  EXPECT_EQ(ask(target.port(), ordinary_request).status, 200);
  EXPECT_EQ(ask(target.port(), "GET http://Unit.example/hello HTTP/1.1\r\nHost: unit.example\r\n\r\n").status,
            200);
  EXPECT_EQ(ask(target.port(), "GET /hello HTTP/1.1\r\nhOST:unit.example:8080 \t\r\n\r\n").status, 200);
  EXPECT_EQ(ask(target.port(), "GET /hello HTTP/1.1\r\nHost: [::1]:80\r\n\r\n").status, 200);
  EXPECT_EQ(ask(target.port(), with_target("/hello?q=a+b&q=%C3%A6&x[]={1|2}")).status, 200);
  EXPECT_EQ(ask(target.port(), with_target("/cases/%C3%A6%20b")).body, "æ b for 127.0.0.1");
  auto old = ask(target.port(), "GET /hello HTTP/1.0\r\nHost: unit.example\r\n\r\n");
  EXPECT_EQ(old.status, 200);
  EXPECT_EQ(old.header("Connection"), "close");
}

TEST(Heads, AHeadMayComeByteByByte) {
  Target target;
  RawClient client(target.port());
  for (char c : ordinary_request) ASSERT_TRUE(client.send(std::string_view(&c, 1)));
  EXPECT_EQ(client.read().value_or(Answer{}).status, 200);
}

TEST(Heads, OnlyOwnHostsAreAnsweredFor) {
  auto settings = quick_settings();
  settings.hosts = {"unit.example"};
  Target target(settings);
  EXPECT_EQ(ask(target.port(), "GET /hello HTTP/1.1\r\nHost: UNIT.example:443\r\n\r\n").status, 200);
  EXPECT_EQ(ask(target.port(), "GET /hello HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 421);
}

TEST(Heads, AnAddressIsBelievedOnlyFromATrustedProxy) {
  auto request = [](const char* fields) {
    return std::string("GET /cases/1 HTTP/1.1\r\nHost: unit.example\r\n") + fields + "\r\n";
  };
  Target distrusting;
  EXPECT_EQ(ask(distrusting.port(), request("X-Real-IP: 192.0.2.1\r\n")).body, "1 for 127.0.0.1");
  auto settings = quick_settings();
  settings.trusted_proxies = {"127.0.0.1"};
  Target trusting(settings);
  EXPECT_EQ(ask(trusting.port(), request("X-Real-IP: 192.0.2.1\r\n")).body, "1 for 192.0.2.1");
  EXPECT_EQ(ask(trusting.port(), request("X-Real-IP: Kari\r\n")).body, "1 for 127.0.0.1");
  EXPECT_EQ(ask(trusting.port(), request("X-Real-IP: 192.0.2.1\r\nX-Real-IP: 192.0.2.2\r\n")).body,
            "1 for 127.0.0.1");
}

TEST(Heads, UpgradesAreIgnored) {
  Target target;
  auto answer = ask(target.port(),
                    "GET /hello HTTP/1.1\r\nHost: unit.example\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                    "Upgrade: h2c, websocket\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
}

}  // namespace
}  // namespace moteplass::http::attacks
