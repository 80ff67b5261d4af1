#include "main/share.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

namespace moteplass {

namespace fs = std::filesystem;

fs::path share_folder() {
  if (const char* named = std::getenv("MOTEPLASS_SHARE")) return named;
  std::error_code error;
  auto program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const auto& candidate : {program / "share", program / ".." / "share" / "moteplass"}) {
    if (fs::is_directory(candidate / "policies", error)) return candidate;
  }
  return program / "share";
}

Result<std::string, std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failure(fmt::format("{}: cannot be read", path.string()));
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result<std::string, std::string> read_input(const std::string& path) {
  if (path != "-") return read_file(path);
  return std::string(std::istreambuf_iterator<char>(std::cin), {});
}

Result<policy::PolicyLibrary, std::string> load_policies() {
  policy::PolicyLibrary library;
  std::string faults;
  auto folder = share_folder() / "policies";
  std::error_code error;
  std::vector<policy::SharedModels::Text> texts;
  for (const auto& entry : fs::directory_iterator(folder / "felles", error)) {
    if (entry.path().extension() != ".dmn") continue;
    auto text = read_file(entry.path());
    if (!text) return failure(text.error());
    texts.push_back({"felles/" + entry.path().filename().string(), std::move(*text)});
  }
  auto shared = policy::SharedModels::read(std::move(texts));
  if (!shared) {
    for (const auto& fault : shared.error()) faults += to_string(fault) + "\n";
    shared.emplace();
  }
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    auto path = entry.path() / "policy.dmn";
    if (!fs::exists(path)) continue;
    auto text = read_file(path);
    if (!text) return failure(text.error());
    auto model = policy::PolicyModel::read(entry.path().filename().string(), *text, *shared);
    if (model) {
      library.add(std::move(*model));
    } else {
      for (const auto& fault : model.error()) faults += to_string(fault) + "\n";
    }
  }
  if (error) return failure(fmt::format("{}: {}", folder.string(), error.message()));
  if (!faults.empty()) {
    faults.pop_back();
    return failure(faults);
  }
  return library;
}

}  // namespace moteplass
