// The compliance kit, read from beside the checkout (or MOTEPLASS_DMN_TCK). Without it the tests fail, for a
// kit that nobody ran proves nothing.
#include "dmn/kit/tck.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace moteplass::dmn {
namespace {

// What does not pass: functions written in Java are not run here.
const std::set<std::string> not_run = {"boxed_001",   "literal_001", "literal_003", "literal_004",
                                       "literal_007", "literal_009", "literal_012", "varargs_001"};

std::filesystem::path kit() {
  const char* given = std::getenv("MOTEPLASS_DMN_TCK");
  return given ? std::filesystem::path(given)
               : std::filesystem::path(MOTEPLASS_SOURCE_DIR) / ".." / "shared" / "dmn-tck";
}

std::vector<TckRow> run_level(const std::string& level) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kit() / level))
    if (entry.is_regular_file())
      paths.push_back(std::filesystem::relative(entry.path(), kit()).generic_string());
  return run_tck(paths,
                 [](const std::string& path) -> std::optional<std::string> {
                   std::ifstream file(kit() / path, std::ios::binary);
                   if (!file) return std::nullopt;
                   return std::string(std::istreambuf_iterator<char>(file), {});
                 },
                 {.now = feel::parse_date_time("2026-03-14T09:30:00+01:00")});
}

std::string failures(const std::vector<TckRow>& rows) {
  std::string text;
  for (const TckRow& row : rows)
    if (row.result != TckResult::success) text += to_csv(row) + "\n";
  return text;
}

TEST(Tck, LevelTwoPassesWhole) {
  ASSERT_TRUE(std::filesystem::is_directory(kit() / "compliance-level-2"))
      << "The DMN compliance kit is missing: put it at " << kit() << " or set MOTEPLASS_DMN_TCK.";
  auto rows = run_level("compliance-level-2");
  EXPECT_GE(rows.size(), 60u);
  EXPECT_EQ(failures(rows), "");
}

TEST(Tck, LevelThreePassesButForJava) {
  ASSERT_TRUE(std::filesystem::is_directory(kit() / "compliance-level-3"))
      << "The DMN compliance kit is missing: put it at " << kit() << " or set MOTEPLASS_DMN_TCK.";
  auto rows = run_level("compliance-level-3");
  EXPECT_GE(rows.size(), 1900u);
  std::set<std::string> java;
  std::erase_if(rows, [&](const TckRow& row) {
    bool is_java = row.result != TckResult::success && row.test_file == "0076-feel-external-java-test-01";
    if (is_java) java.insert(row.case_id);
    return is_java;
  });
  EXPECT_EQ(failures(rows), "");
  EXPECT_EQ(java, not_run) << "the list names exactly what does not pass";
}

}  // namespace
}  // namespace moteplass::dmn
