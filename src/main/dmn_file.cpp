#include "main/dmn_file.h"

#include <filesystem>
#include <set>

#include "dmn/model_set.h"
#include "main/share.h"

namespace moteplass {
namespace {

namespace fs = std::filesystem;

// Puts into the set what the model in the file imports, and what that imports.
class Gatherer {
 public:
  explicit Gatherer(dmn::ModelSet& models) : models_(models) {}

  // Empty, or why the file cannot be read.
  std::string gather(const fs::path& path) {
    if (!seen_.insert(fs::weakly_canonical(path)).second) return {};
    auto text = read_file(path);
    if (!text) return text.error();
    auto head = dmn::head_of(*text);
    models_.add(path.string(), std::move(*text));
    for (const auto& import : head.imports) {
      auto file = place_of(import, path.parent_path());
      // An import that is not found is told of, with its line, when the model is read.
      if (!file.empty()) gather(file);
    }
    return {};
  }

 private:
  // Where the model says it is; else the file of the same folder that has the namespace.
  static fs::path place_of(const dmn::ModelHead::Imported& import, const fs::path& folder) {
    std::error_code error;
    if (auto located = folder / import.location;
        !import.location.empty() && fs::is_regular_file(located, error))
      return located.lexically_normal();
    for (const auto& entry : fs::directory_iterator(folder.empty() ? fs::path(".") : folder, error)) {
      if (entry.path().extension() != ".dmn") continue;
      auto text = read_file(entry.path());
      if (text && dmn::head_of(*text).name_space == import.name_space) return entry.path();
    }
    return {};
  }

  dmn::ModelSet& models_;
  std::set<fs::path> seen_;
};

}  // namespace

Result<dmn::Model, std::string> read_model_file(const std::string& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) return failure(path + ": a folder, not a model");
  dmn::ModelSet models;
  if (auto fault = Gatherer(models).gather(path); !fault.empty()) return failure(fault);
  auto model = models.read(path);
  if (model) return **model;
  std::string lines;
  for (const dmn::Diagnostic& problem : model.error())
    lines += (lines.empty() ? "" : "\n") + to_string(problem);
  return failure(std::move(lines));
}

}  // namespace moteplass
