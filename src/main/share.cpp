#include "main/share.h"

#include <algorithm>
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

namespace {

std::string lines_of(const std::vector<policy::PolicyFault>& faults) {
  std::string lines;
  for (const auto& fault : faults) lines += (lines.empty() ? "" : "\n") + to_string(fault);
  return lines;
}

// The folders of share/policies that hold a file of that name, by name.
Result<std::vector<fs::path>, std::string> policy_folders(std::string_view file) {
  std::error_code error;
  std::vector<fs::path> folders;
  auto folder = share_folder() / "policies";
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (fs::exists(entry.path() / file)) folders.push_back(entry.path());
  }
  if (error) return failure(fmt::format("{}: {}", folder.string(), error.message()));
  std::sort(folders.begin(), folders.end());
  return folders;
}

}  // namespace

Result<policy::SharedModels, std::string> load_shared_models() {
  std::error_code error;
  std::vector<policy::SharedModels::Text> texts;
  for (const auto& entry : fs::directory_iterator(share_folder() / "policies" / "felles", error)) {
    if (entry.path().extension() != ".dmn") continue;
    auto text = read_file(entry.path());
    if (!text) return failure(text.error());
    texts.push_back({"felles/" + entry.path().filename().string(), std::move(*text)});
  }
  auto shared = policy::SharedModels::read(std::move(texts));
  if (!shared) return failure(lines_of(shared.error()));
  return std::move(*shared);
}

Result<policy::PolicyLibrary, std::string> load_policies() {
  auto shared = load_shared_models();
  if (!shared) return failure(shared.error());
  auto folders = policy_folders("policy.dmn");
  if (!folders) return failure(folders.error());
  policy::PolicyLibrary library;
  std::vector<policy::PolicyFault> faults;
  for (const auto& folder : *folders) {
    auto text = read_file(folder / "policy.dmn");
    if (!text) return failure(text.error());
    auto model = policy::PolicyModel::read(folder.filename().string(), *text, *shared);
    if (model) {
      library.add(std::move(*model));
    } else {
      faults.insert(faults.end(), model.error().begin(), model.error().end());
    }
  }
  if (!faults.empty()) return failure(lines_of(faults));
  return library;
}

Result<std::vector<policy::WorkedCase>, std::string> load_worked_cases() {
  auto folders = policy_folders("cases.json");
  if (!folders) return failure(folders.error());
  std::vector<policy::WorkedCase> cases;
  for (const auto& folder : *folders) {
    auto text = read_file(folder / "cases.json");
    if (!text) return failure(text.error());
    auto read = policy::worked_cases_from(folder.filename().string(), *text);
    if (!read) return failure(read.error());
    cases.insert(cases.end(), std::make_move_iterator(read->begin()), std::make_move_iterator(read->end()));
  }
  return cases;
}

}  // namespace moteplass
