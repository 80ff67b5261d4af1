#include "web/session.h"

#include <gtest/gtest.h>

#include "web/office.h"

namespace moteplass::web {
namespace {

using namespace std::chrono_literals;

class Counting : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override { return std::string(count, static_cast<char>(++calls_)); }

 private:
  int calls_ = 0;
};

const app::User user{"ragnhild", "Ragnhild", app::Role::caseworker, ""};
const Instant start = *parse_instant("2026-09-07T07:00:00Z");

TEST(Sessions, BeginFindEnd) {
  Counting entropy;
  Sessions sessions({}, entropy);
  auto token = sessions.begin(user, start);
  EXPECT_EQ(token.size(), 64U);
  auto found = sessions.find(token, start + 1min);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->user, user);
  EXPECT_NE(found->csrf, token);
  EXPECT_FALSE(sessions.find("guess", start));
  sessions.end(token);
  EXPECT_FALSE(sessions.find(token, start + 2min));
}

TEST(Sessions, EndAfterAWhileAndAfterADay) {
  Counting entropy;
  Sessions sessions({.idle = 30min, .absolute = 60min}, entropy);
  auto idle = sessions.begin(user, start);
  EXPECT_TRUE(sessions.find(idle, start + 30min));
  EXPECT_FALSE(sessions.find(idle, start + 61min));
  auto busy = sessions.begin(user, start);
  for (auto later : {20min, 40min, 60min}) EXPECT_TRUE(sessions.find(busy, start + later));
  EXPECT_FALSE(sessions.find(busy, start + 61min));
}

TEST(Sessions, EveryLogInHasATokenOfItsOwnAndTheirNumberIsBounded) {
  Counting entropy;
  Sessions sessions({.most = 2}, entropy);
  auto first = sessions.begin(user, start);
  auto second = sessions.begin(user, start + 1min);
  auto third = sessions.begin(user, start + 2min);
  EXPECT_NE(first, second);
  EXPECT_EQ(sessions.size(), 2U);
  EXPECT_FALSE(sessions.find(first, start + 2min));
  EXPECT_TRUE(sessions.find(third, start + 2min));
}

TEST(LogInLimit, CountsByNameAndByAddressAndForgets) {
  LogInLimit limit;
  for (int i = 0; i < LogInLimit::most_by_name; ++i) {
    EXPECT_FALSE(limit.is_reached("10.0.0.1", "leder", start));
    limit.failed("10.0.0.1", "leder", start);
  }
  EXPECT_TRUE(limit.is_reached("10.0.0.1", "leder", start));
  EXPECT_FALSE(limit.is_reached("10.0.0.2", "leder", start)) << "a stranger must not lock others out";
  EXPECT_FALSE(limit.is_reached("10.0.0.1", "politi", start));
  EXPECT_FALSE(limit.is_reached("10.0.0.1", "leder", start + LogInLimit::window + 1min));
  for (int i = 0; i < LogInLimit::most_by_client; ++i) limit.failed("10.0.0.3", std::to_string(i), start);
  EXPECT_TRUE(limit.is_reached("10.0.0.3", "anyone", start));
  limit.succeeded("10.0.0.1", "leder");
  EXPECT_FALSE(limit.is_reached("10.0.0.1", "leder", start));
}

TEST(OwnPath, NeverLeadsElsewhere) {
  EXPECT_EQ(own_path("/cases/1?page=2"), "/cases/1?page=2");
  for (auto elsewhere : {"//evil.example", "/\\evil.example", "https://evil.example", "cases", "", "/a b"}) {
    EXPECT_EQ(own_path(elsewhere), "/") << elsewhere;
  }
  EXPECT_EQ(own_path(std::nullopt), "/");
}

TEST(Language, CookieThenBrowserThenBokmal) {
  http::Request request;
  EXPECT_EQ(language_of(request), texts::Language::nb);
  request.headers.add("Accept-Language", "fr;q=0.9, nn-NO, en");
  EXPECT_EQ(language_of(request), texts::Language::nn);
  request.headers.add("Cookie", "moteplass_language=en");
  EXPECT_EQ(language_of(request), texts::Language::en);
}

TEST(Language, PreparedOnesAreChosenAndOnlyOnPagesForPeople) {
  http::Request wished;
  wished.path = "/log-in";
  wished.headers.add("Accept-Language", "pl, se;q=0.9, nn;q=0.5");
  EXPECT_EQ(language_of(wished), texts::Language::nn);
  http::Request chosen;
  chosen.headers.add("Cookie", "moteplass_language=pl");
  for (auto path : {"/log-in", "/answer/0123", "/my", "/my/times"}) {
    chosen.path = path;
    EXPECT_EQ(language_of(chosen), texts::Language::pl) << path;
  }
  for (auto path : {"/", "/cases/1", "/my-calendar", "/log-in/x", "/answers"}) {
    chosen.path = path;
    EXPECT_EQ(language_of(chosen), texts::Language::en) << path;
  }
  http::Request sami;
  sami.path = "/cases";
  sami.headers.add("Cookie", "moteplass_language=se");
  EXPECT_EQ(language_of(sami), texts::Language::nb);
}

}  // namespace
}  // namespace moteplass::web
