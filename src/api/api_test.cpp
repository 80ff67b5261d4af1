#include <gmock/gmock.h>

#include "api/closed_store.h"
#include "api/problems.h"

namespace moteplass::api {
namespace {

using http::Method;
using testing::HasSubstr;
using testing::Not;

class ApiTest : public testing::Test {
 protected:
  json::object document() const {
    auto answer = app_.ask(Method::get, "/openapi.json", "");
    EXPECT_EQ(answer.status(), 200);
    return parse_json(answer.body()).value().as_object();
  }

  closed::Application app_;
};

std::string key_of(Method method) {
  std::string key;
  for (char c : http::word(method)) key += static_cast<char>(std::tolower(c));
  return key;
}

TEST_F(ApiTest, TheDocumentHasEveryRouteAndNoOther) {
  auto paths = document().at("paths").as_object();
  std::size_t documented = 0;
  for (const auto& path : paths) documented += path.value().as_object().size();
  EXPECT_EQ(documented, app_.router.routes().size());
  for (const auto& route : app_.router.routes()) {
    ASSERT_TRUE(paths.contains(route->pattern)) << route->pattern;
    EXPECT_TRUE(paths.at(route->pattern).as_object().contains(key_of(route->method))) << route->pattern;
  }
}

TEST_F(ApiTest, EveryReferenceLeadsSomewhere) {
  auto whole = document();
  const auto& schemas = whole.at("components").at("schemas").as_object();
  auto text = to_text(whole);
  constexpr std::string_view mark = "\"#/components/schemas/";
  std::size_t references = 0;
  for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    auto begin = at + mark.size();
    auto name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(schemas.contains(name)) << name;
    ++references;
  }
  EXPECT_GT(references, 50u);
}

TEST_F(ApiTest, EveryRouteUnderApiAsksWhoIsThere) {
  for (const auto& route : app_.router.routes()) {
    if (!route->pattern.starts_with("/api/")) continue;
    if (route->pattern == "/api/answers/{token}") continue;  // the token says who is there
    auto answer = app_.ask(route->method, route->pattern, "");
    EXPECT_EQ(answer.status(), 401) << route->pattern;
    EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer realm=\"moteplass\"") << route->pattern;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json") << route->pattern;
  }
}

TEST_F(ApiTest, AnUnknownQueryParameterIsRefusedEverywhere) {
  for (const auto& route : app_.router.routes()) {
    if (!route->pattern.starts_with("/api/")) continue;
    auto answer = app_.ask(route->method, route->pattern, "caseworker", "{}", {{"limt", "1"}});
    EXPECT_EQ(answer.status(), 422) << route->pattern;
    EXPECT_THAT(answer.body(), HasSubstr("\"limt\"")) << route->pattern;
  }
}

TEST_F(ApiTest, AStoreThatIsAwayIsSaidToBe) {
  for (auto path :
       {"/api/cases", "/api/cases/1", "/api/cases/1/feedback-preview", "/api/cases/1/letters/a"}) {
    auto answer = app_.ask(Method::get, path, "caseworker");
    EXPECT_EQ(answer.status(), 503) << path;
    EXPECT_EQ(answer.header("Retry-After"), "1") << path;
  }
  for (auto path : {"/api/messages", "/api/messages/m/receipt", "/api/messages/m/order-letter"}) {
    EXPECT_EQ(app_.ask(Method::get, path, "police").status(), 503) << path;
  }
  EXPECT_EQ(app_.ask(Method::get, "/readyz", "").status(), 503);
  EXPECT_EQ(app_.ask(Method::get, "/healthz", "").status(), 200);
}

TEST_F(ApiTest, BodiesAreJsonOrRefused) {
  for (auto path : {"/api/messages", "/api/decisions", "/api/cases/1/actions"}) {
    auto who = std::string_view(path) == "/api/cases/1/actions" ? "caseworker" : "police";
    auto broken = app_.ask(Method::post, path, who, "{");
    EXPECT_EQ(broken.status(), 400) << path;
    EXPECT_THAT(broken.body(), HasSubstr("/problems/malformed")) << path;
    EXPECT_EQ(app_.ask(Method::post, path, who, "[]").status(), 422) << path;
    http::Request typeless;
    typeless.method = Method::post;
    typeless.path = path;
    typeless.body = "{}";
    typeless.headers.add("Authorization", who);
    EXPECT_EQ(app_.router.answer(typeless).status(), 415) << path;
  }
}

TEST_F(ApiTest, EveryProblemHasAPage) {
  for (const auto& kind : every_problem()) {
    auto answer = app_.ask(Method::get, "/problems/" + std::string(kind.word), "");
    EXPECT_EQ(answer.status(), 200) << kind.word;
  }
  EXPECT_EQ(app_.ask(Method::get, "/problems/none_such", "").status(), 404);
}

TEST(Problems, ARefusalSaysItsCodeAndWhatItNeeds) {
  auto problem = app::problem(app::ProblemCode::refused);
  problem.refusal = casework::Refusal{casework::RefusalCode::undecided, {"person.age"}, {}};
  EXPECT_EQ(to_text(to_json(problem)),
            R"({"type":"/problems/refused","title":"The case is not where this may happen","status":422,)"
            R"("refusal":{"code":"undecided","needs":["person.age"]}})");
}

TEST(Problems, WordsAreUsedOnce) {
  std::set<std::string_view> words;
  for (const auto& kind : every_problem()) EXPECT_TRUE(words.insert(kind.word).second) << kind.word;
}

}  // namespace
}  // namespace moteplass::api
