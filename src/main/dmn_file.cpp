#include "main/dmn_file.h"

#include <filesystem>
#include <map>
#include <set>

#include "main/share.h"

namespace moteplass {
namespace {

namespace fs = std::filesystem;

class ModelFiles {
 public:
  explicit ModelFiles(fs::path folder) : folder_(std::move(folder)) {}

  Result<dmn::Model, std::string> read(const fs::path& path) {
    auto text = read_file(path);
    if (!text) return failure(text.error());
    auto model = dmn::Model::read(
        *text, path.string(), [&](std::string_view name_space) { return imported(std::string(name_space)); });
    if (model) return *model;
    std::string lines;
    for (const dmn::Diagnostic& problem : model.error())
      lines += (lines.empty() ? "" : "\n") + to_string(problem);
    return failure(std::move(lines));
  }

 private:
  // nullptr where no file has the namespace, where its file is at fault, and where it imports itself.
  const dmn::Model* imported(const std::string& name_space) {
    if (auto known = models_.find(name_space); known != models_.end()) return &known->second;
    if (!underway_.insert(name_space).second) return nullptr;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
      if (entry.path().extension() != ".dmn") continue;
      auto text = read_file(entry.path());
      // A cheap look first: most files of a folder are not the one.
      if (!text || text->find('"' + name_space + '"') == std::string::npos) continue;
      auto model = read(entry.path());
      if (model && model->name_space() == name_space)
        return &models_.emplace(name_space, std::move(*model)).first->second;
    }
    return nullptr;
  }

  fs::path folder_;
  std::map<std::string, dmn::Model> models_;
  std::set<std::string> underway_;
};

}  // namespace

Result<dmn::Model, std::string> read_model_file(const std::string& path) {
  fs::path folder = fs::path(path).parent_path();
  return ModelFiles(folder.empty() ? fs::path(".") : folder).read(path);
}

}  // namespace moteplass
