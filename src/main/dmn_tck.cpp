#include <algorithm>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "dmn/kit/tck.h"
#include "main/commands.h"
#include "main/share.h"
#include "main/world.h"

namespace moteplass {

namespace fs = std::filesystem;

int run_dmn_tck(const TckOptions& options) {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : fs::recursive_directory_iterator(options.folder, error)) {
    if (entry.is_regular_file()) paths.push_back(fs::relative(entry.path(), options.folder).generic_string());
  }
  if (error || paths.empty()) {
    fmt::print(stderr, "{}: {}; expected a folder with TCK test cases\n", options.folder,
               error ? error.message() : "no files");
    return exit_bad_input;
  }
  std::sort(paths.begin(), paths.end());
  auto read = [&](const std::string& path) -> std::optional<std::string> {
    auto text = read_file(fs::path(options.folder) / path);
    return text ? std::optional(std::move(*text)) : std::nullopt;
  };
  auto rows = dmn::run_tck(paths, read, {.now = feel::parse_date_time(to_string(SystemClock().now()))});
  if (rows.empty()) {
    fmt::print(stderr, "{}: no test cases below it\n", options.folder);
    return exit_bad_input;
  }
  if (!options.csv.empty()) {
    std::ofstream csv(options.csv);
    for (const auto& row : rows) csv << to_csv(row) << '\n';
    if (!csv.flush()) {
      fmt::print(stderr, "{}: cannot be written\n", options.csv);
      return exit_failed;
    }
  }
  auto passed = std::count_if(rows.begin(), rows.end(),
                              [](const dmn::TckRow& row) { return row.result == dmn::TckResult::success; });
  if (options.csv.empty()) {
    for (const auto& row : rows) {
      if (row.result != dmn::TckResult::success) fmt::print("{}\n", to_csv(row));
    }
  }
  auto failed = static_cast<std::ptrdiff_t>(rows.size()) - passed;
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? 0 : exit_failed;
}

}  // namespace moteplass
