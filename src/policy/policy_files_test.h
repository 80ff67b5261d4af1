// The policies of this checkout, for tests: the folders of policies/ that hold a policy.dmn.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace moteplass::policy {

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

inline std::vector<std::filesystem::path> policy_folders() {
  std::vector<std::filesystem::path> folders;
  for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/policies")) {
    if (std::filesystem::exists(entry.path() / "policy.dmn")) folders.push_back(entry.path());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace moteplass::policy
