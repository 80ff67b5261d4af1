#include "http/message.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "http/problem.h"
#include "http/wire.h"

namespace moteplass::http {
namespace {

TEST(Request, FindsHeadersWithoutRegardToCase) {
  Request request;
  request.headers.add("X-Thing", "1");
  request.headers.add("x-THING", "2");
  EXPECT_EQ(request.header("x-thing"), "1");
  EXPECT_EQ(request.headers.all("X-Thing").size(), 2u);
  EXPECT_EQ(request.header("x-other"), std::nullopt);
}

TEST(Request, ReadsCookiesThatStandOnce) {
  Request request;
  request.headers.add("Cookie", "a=1; session=x=y; b=2");
  request.headers.add("Cookie", "c=3; a=4");
  EXPECT_EQ(request.cookie("session"), "x=y");
  EXPECT_EQ(request.cookie("c"), "3");
  EXPECT_EQ(request.cookie("a"), std::nullopt) << "planted twice";
  EXPECT_EQ(request.cookie("sess"), std::nullopt);
}

TEST(Response, HeadersThatWouldSplitItBreakIt) {
  using namespace std::string_literals;
  for (const auto& bad : {"a\r\nb"s, "a\nb"s, "a\rb"s, "a\0b"s, "a\x7F"s}) {
    EXPECT_TRUE(Response().set_header("X-Thing", bad).is_broken());
    EXPECT_TRUE(Response().set_header("X" + bad, "v").is_broken());
    EXPECT_TRUE(Response().set_cookie({.name = "n", .value = bad}).is_broken());
    EXPECT_TRUE(Response().set_cookie({.name = bad, .value = "v"}).is_broken());
    EXPECT_TRUE(Response().set_cookie({.name = "n", .value = "v", .path = "/" + bad}).is_broken());
    EXPECT_TRUE(Response::redirect("/" + bad).is_broken());
    EXPECT_TRUE(Response::redirect_away("https://x/" + bad).is_broken());
  }
  EXPECT_TRUE(Response().set_header("", "v").is_broken());
  EXPECT_TRUE(Response().set_header("X Y", "v").is_broken());
  EXPECT_TRUE(Response().set_header("content-length", "1").is_broken());
  EXPECT_TRUE(Response().set_header("Transfer-Encoding", "chunked").is_broken());
  EXPECT_TRUE(Response(99).is_broken());
  EXPECT_TRUE(Response(600).is_broken());
  EXPECT_FALSE(Response().set_header("X-Thing", "Blåbær\tetc").is_broken());
}

TEST(Response, RedirectsStayAtHome) {
  for (auto away :
       {"//evil.example", "/\\evil.example", "https://evil.example", "", "evil", "/a b", "/\t/evil"}) {
    EXPECT_TRUE(Response::redirect(away).is_broken()) << away;
  }
  auto home = Response::redirect("/cases/1?new=1#top");
  EXPECT_EQ(home.status(), 303);
  EXPECT_EQ(home.header("location"), "/cases/1?new=1#top");
  EXPECT_EQ(Response::redirect_away("https://login.example/x").header("Location"), "https://login.example/x");
  EXPECT_TRUE(Response::redirect_away("javascript:alert(1)").is_broken());
}

TEST(Response, CookiesAreWrittenSafeByDefault) {
  auto response = Response::text("x").set_cookie({.name = "__Host-session", .value = "abc"});
  EXPECT_EQ(response.header("Set-Cookie"), "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  response.set_cookie({.name = "b",
                       .value = "",
                       .path = "/x",
                       .max_age = std::chrono::seconds(0),
                       .http_only = false,
                       .same_site = SameSite::strict,
                       .secure = false});
  EXPECT_EQ(response.headers().all("set-cookie").size(), 2u);
  EXPECT_EQ(response.headers().all("set-cookie")[1], "b=; Path=/x; Max-Age=0; SameSite=Strict");
  EXPECT_TRUE(Response().set_cookie({.name = "a", .value = "x; Domain=evil"}).is_broken());
  EXPECT_TRUE(Response().set_cookie({.name = "__Host-a", .value = "x", .path = "/x"}).is_broken());
  EXPECT_TRUE(Response()
                  .set_cookie({.name = "a", .value = "x", .same_site = SameSite::none, .secure = false})
                  .is_broken());
}

TEST(Response, NoBytesInASetterReachTheWireAsALine) {
  EXPECT_TRUE(rc::check([](const std::string& name, const std::string& value, const std::string& path) {
    Response response;
    response.set_header(name, value).set_header("X-" + name, value);
    response.set_header("X-Value",
                        "a" + value + *rc::gen::elementOf(std::vector<std::string>{"", "\r\n", "\n"}));
    response.set_cookie({.name = name, .value = value, .path = "/" + path});
    for (const auto& [n, v] : response.headers()) {
      RC_ASSERT((n + v).find_first_of(std::string("\r\n\0", 3)) == std::string::npos);
    }
    if (response.is_broken()) return;
    auto bytes = head_bytes(response, Persistence::close, "id", Instant{});
    auto lines = static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
    // Status, date, id, length, connection, the empty line, and the headers with those defaults not set.
    std::size_t expected = 6 + response.headers().size();
    for (const auto& field : default_headers()) expected += response.headers().has(field.first) ? 0 : 1;
    RC_ASSERT(lines == expected);
  }));
}

TEST(Wire, WritesHeads) {
  auto response = Response::text("hello").set_header("Cache-Control", "public, max-age=60");
  auto bytes = head_bytes(response, Persistence::keep_alive, "abc", Instant{std::chrono::seconds(784111777)});
  EXPECT_TRUE(bytes.starts_with("HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n")) << bytes;
  EXPECT_NE(bytes.find("Content-Length: 5\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("X-Request-Id: abc\r\n"), std::string::npos);
  EXPECT_NE(bytes.find("Cache-Control: public, max-age=60\r\n"), std::string::npos);
  EXPECT_EQ(bytes.find("no-store"), std::string::npos);
  EXPECT_EQ(bytes.find("Connection:"), std::string::npos);
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n"));
  auto empty = head_bytes(Response::empty(), Persistence::close, "abc", Instant{});
  EXPECT_EQ(empty.find("Content-Length"), std::string::npos);
  EXPECT_NE(empty.find("Connection: close\r\n"), std::string::npos);
}

TEST(Problems, AreProblemJson) {
  auto response = to_response(invalid_fields({{"person.age", FaultKind::wrong_type, "a whole number"}}));
  EXPECT_EQ(response.status(), 422);
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(response.body(),
            R"({"type":"/problems/invalid_fields","title":"Some fields are missing or wrong","status":422,)"
            R"("faults":[{"field":"person.age","kind":"wrong_type","expected":"a whole number"}]})");
}

TEST(Problems, OfJsonBodiesHaveAPlace) {
  Request request;
  request.body = R"({"a": 1, "a": 2})";
  EXPECT_EQ(read_json(request).error().status, 415);
  request.headers.add("Content-Type", "application/json; charset=utf-8");
  auto refused = read_json(request);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().status, 400);
  EXPECT_NE(refused.error().detail.find("At byte 9"), std::string::npos) << refused.error().detail;
  request.body = "[1]";
  EXPECT_EQ(read_json(request)->as_array().size(), 1u);
}

}  // namespace
}  // namespace moteplass::http
