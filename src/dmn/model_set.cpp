#include "dmn/model_set.h"

#include <pugixml.hpp>

namespace moteplass::dmn {

ModelHead head_of(std::string_view xml) {
  pugi::xml_document document;
  document.load_buffer(xml.data(), xml.size());
  auto root = document.document_element();
  ModelHead head;
  head.name_space = root.attribute("namespace").value();
  for (const auto& node : root.children()) {
    std::string_view name = node.name();
    if (name.substr(name.find(':') + 1) != "import") continue;
    head.imports.push_back({node.attribute("namespace").value(), node.attribute("locationURI").value()});
  }
  return head;
}

void ModelSet::add(std::string file, std::string xml) {
  file_of_.emplace(head_of(xml).name_space, file);
  texts_.insert_or_assign(std::move(file), std::move(xml));
}

Result<const Model*, std::vector<Diagnostic>> ModelSet::read(const std::string& file) {
  if (auto done = models_.find(file); done != models_.end()) return &done->second;
  Diagnostic fault;
  fault.file = file;
  auto text = texts_.find(file);
  if (text == texts_.end()) {
    fault.message = "there is no such model";
    return failure(std::vector{fault});
  }
  if (!underway_.insert(file).second) {
    fault.message = "the model imports itself";
    return failure(std::vector{fault});
  }
  std::vector<Diagnostic> of_imports;
  auto model = Model::read(
      text->second, file,
      [&](std::string_view name_space) -> const Model* {
        auto imported = file_of_.find(name_space);
        if (imported == file_of_.end()) return nullptr;
        auto read_one = read(imported->second);
        if (read_one) return *read_one;
        of_imports.insert(of_imports.end(), read_one.error().begin(), read_one.error().end());
        return nullptr;
      },
      reading_);
  underway_.erase(file);
  if (model) return &models_.emplace(file, std::move(*model)).first->second;
  of_imports.insert(of_imports.end(), model.error().begin(), model.error().end());
  return failure(std::move(of_imports));
}

const Model* ModelSet::find(std::string_view name_space) {
  auto file = file_of_.find(name_space);
  if (file == file_of_.end()) return nullptr;
  auto model = read(file->second);
  return model ? *model : nullptr;
}

}  // namespace moteplass::dmn
