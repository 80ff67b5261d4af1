// The policies of this checkout, for tests: the folders of policies/ that hold a policy.dmn.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "policy/policy.h"

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

inline const SharedModels& shared_models() {
  static const SharedModels shared = [] {
    std::vector<SharedModels::Text> texts;
    for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/policies/felles"))
      if (entry.path().extension() == ".dmn")
        texts.push_back({"felles/" + entry.path().filename().string(), text_of_file(entry.path())});
    auto read = SharedModels::read(std::move(texts));
    return read ? *read : SharedModels();
  }();
  return shared;
}

inline Result<PolicyModel, std::vector<PolicyFault>> read_policy(const std::filesystem::path& folder) {
  return PolicyModel::read(folder.filename().string(), text_of_file(folder / "policy.dmn"), shared_models());
}

}  // namespace moteplass::policy
