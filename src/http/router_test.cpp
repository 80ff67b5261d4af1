#include "http/router.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/static_files.h"

namespace moteplass::http {
namespace {

Request request_for(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  return request;
}

// Answers with its pattern and parameters.
Response tell(const Request& request) {
  std::string text = request.route;
  for (const auto& [name, value] : request.path_parameters) text += " " + name + "=" + value;
  return Response::text(text);
}

class Routing : public testing::Test {
 protected:
  Routing() {
    router.add(Method::get, "/", tell);
    router.add(Method::get, "/cases", tell);
    router.add(Method::get, "/cases/{id}", tell, {.max_body_bytes = 10});
    router.add(Method::put, "/cases/{case}", tell);
    router.add(Method::get, "/cases/new", tell);
    router.add(Method::get, "/cases/{id}/letters/{letter}", tell);
    router.add(Method::get, "/cases/new/form", tell);
    router.add(Method::get, "/static/{file*}", tell);
  }
  std::string get(std::string path) {
    return router.answer(request_for(Method::get, std::move(path))).body();
  }
  int status(Method method, std::string path) {
    return router.answer(request_for(method, std::move(path))).status();
  }

  Router router;
};

TEST_F(Routing, FindsTheMostParticularPattern) {
  EXPECT_EQ(get("/"), "/");
  EXPECT_EQ(get("/cases"), "/cases");
  EXPECT_EQ(get("/cases/7"), "/cases/{id} id=7");
  EXPECT_EQ(get("/cases/new"), "/cases/new");
  EXPECT_EQ(get("/cases/new/form"), "/cases/new/form");
  // Not led into the dead end of the literal "new".
  EXPECT_EQ(get("/cases/new/letters/2"), "/cases/{id}/letters/{letter} id=new letter=2");
  EXPECT_EQ(get("/static/fonts/a.woff2"), "/static/{file*} file=fonts/a.woff2");
  EXPECT_EQ(router.answer(request_for(Method::put, "/cases/7")).body(), "/cases/{case} case=7");
}

TEST_F(Routing, RefusesTheRest) {
  EXPECT_EQ(status(Method::get, "/nowhere"), 404);
  EXPECT_EQ(status(Method::get, "/cases/"), 404);
  EXPECT_EQ(status(Method::get, "/static"), 404);
  EXPECT_EQ(status(Method::get, "/static/"), 404);
  EXPECT_EQ(status(Method::get, "/cases/7/letters"), 404);
  EXPECT_EQ(status(Method::post, "/nowhere"), 404);
  auto wrong = router.answer(request_for(Method::post, "/cases/7"));
  EXPECT_EQ(wrong.status(), 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, PUT, OPTIONS");
}

TEST_F(Routing, AnswersHeadAndOptions) {
  EXPECT_EQ(router.answer(request_for(Method::head, "/cases/7")).body(), "/cases/{id} id=7");
  auto options = router.answer(request_for(Method::options, "/cases"));
  EXPECT_EQ(options.status(), 204);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(status(Method::options, "/nowhere"), 404);
}

TEST_F(Routing, ListsItsRoutesAndTheirOptions) {
  ASSERT_EQ(router.routes().size(), 8u);
  EXPECT_EQ(router.routes()[2]->pattern, "/cases/{id}");
  EXPECT_EQ(router.routes()[2]->options.max_body_bytes, 10u);
}

TEST_F(Routing, ProblemsMayHaveAPageOfTheirOwn) {
  router.set_problem_page([](const Request&, const Problem& problem) {
    return Response::html("<h1>" + problem.title + "</h1>", problem.status);
  });
  auto response = router.answer(request_for(Method::delete_, "/cases"));
  EXPECT_EQ(response.status(), 405);
  EXPECT_EQ(response.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(response.header("Allow"), "GET, HEAD, OPTIONS");
}

TEST(StaticFiles, AreServedWithTagAndLifetime) {
  StaticFiles files({{"app.3f9a1c2b.css", "a {}"}, {"fonts/text.woff2", "x"}});
  auto request = request_for(Method::get, "/static/app.3f9a1c2b.css");
  auto hashed = files.answer(request, "app.3f9a1c2b.css");
  EXPECT_EQ(hashed.status(), 200);
  EXPECT_EQ(hashed.body(), "a {}");
  EXPECT_EQ(hashed.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(hashed.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(files.answer(request, "fonts/text.woff2").header("Cache-Control"), "no-cache");
  EXPECT_EQ(files.answer(request, "../app.3f9a1c2b.css").status(), 404);

  request.headers.add("If-None-Match", "\"other\", W/" + std::string(*hashed.header("ETag")));
  auto known = files.answer(request, "app.3f9a1c2b.css");
  EXPECT_EQ(known.status(), 304);
  EXPECT_EQ(known.body(), "");
  EXPECT_EQ(files.answer(request, "fonts/text.woff2").status(), 200);
}

TEST(StaticFiles, NamesTellWhetherTheyCarryAHash) {
  EXPECT_TRUE(is_hashed_name("app.3f9a1c2b.css"));
  EXPECT_TRUE(is_hashed_name("js/app-0123456789ABCDEF.js"));
  EXPECT_FALSE(is_hashed_name("app.css"));
  EXPECT_FALSE(is_hashed_name("deadbeef.css")) << "a whole name is no hash";
  EXPECT_FALSE(is_hashed_name("app.3f9a1c2.css"));
  EXPECT_FALSE(is_hashed_name("3f9a1c2b4d/app.css"));
}

class Folder : public testing::Test {
 protected:
  Folder() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path / "fonts");
    write("app.css", "a {}");
    write("fonts/x.woff2", "x");
  }
  ~Folder() override { std::filesystem::remove_all(path); }
  void write(const std::string& name, const std::string& bytes) { std::ofstream(path / name) << bytes; }
  std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("static_files_test_" + std::to_string(::getpid()));
};

TEST_F(Folder, IsLoadedWithItsSubfolders) {
  auto contents = load_folder(path);
  ASSERT_TRUE(contents) << contents.error();
  EXPECT_EQ(*contents, (FileContents{{"app.css", "a {}"}, {"fonts/x.woff2", "x"}}));
}

TEST_F(Folder, WithLinksHiddenFilesOrOddNamesIsRefused) {
  std::filesystem::create_symlink("/etc/hostname", path / "link.txt");
  EXPECT_FALSE(load_folder(path));
  std::filesystem::remove(path / "link.txt");
  write(".env", "secret");
  EXPECT_FALSE(load_folder(path));
  std::filesystem::remove(path / ".env");
  write("a b.css", "");
  EXPECT_FALSE(load_folder(path));
  std::filesystem::remove(path / "a b.css");
  EXPECT_TRUE(load_folder(path));
  EXPECT_FALSE(load_folder(path / "nowhere"));
}

}  // namespace
}  // namespace moteplass::http
