#include "policy/shared_models.h"

#include <set>

#include "dmn/model_set.h"
#include "policy/policy.h"

namespace moteplass::policy {

SharedModels::SharedModels() : entries_(std::make_shared<const Entries>()) {}

Result<SharedModels, std::vector<PolicyFault>> SharedModels::read(std::vector<Text> texts) {
  dmn::ModelSet models;
  for (const auto& text : texts) models.add(text.file, text.dmn);
  std::vector<PolicyFault> faults;
  auto entries = std::make_shared<Entries>();
  for (auto& text : texts) {
    auto model = models.read(text.file);
    if (!model) {
      for (const auto& diagnostic : model.error()) faults.push_back(fault_from(diagnostic));
      continue;
    }
    for (const auto& diagnostic : (*model)->warnings()) faults.push_back(fault_from(diagnostic));
    auto name_space = (*model)->name_space();
    entries->try_emplace(std::move(name_space), Entry{std::move(text), **model});
  }
  if (!faults.empty()) return failure(std::move(faults));
  SharedModels shared;
  shared.entries_ = std::move(entries);
  return shared;
}

const dmn::Model* SharedModels::find(std::string_view name_space) const {
  auto found = entries_->find(name_space);
  return found == entries_->end() ? nullptr : &found->second.model;
}

std::vector<const SharedModels::Text*> SharedModels::imported_by(std::string_view dmn) const {
  std::set<std::string> seen;
  std::vector<std::string_view> open{dmn};
  while (!open.empty()) {
    auto head = dmn::head_of(open.back());
    open.pop_back();
    for (auto& import : head.imports) {
      auto found = entries_->find(import.name_space);
      if (found != entries_->end() && seen.insert(import.name_space).second)
        open.push_back(found->second.text.dmn);
    }
  }
  std::vector<const Text*> texts;
  for (const auto& name_space : seen) texts.push_back(&entries_->find(name_space)->second.text);
  return texts;
}

std::vector<const SharedModels::Text*> SharedModels::all() const {
  std::vector<const Text*> texts;
  for (const auto& [name_space, entry] : *entries_) texts.push_back(&entry.text);
  return texts;
}

}  // namespace moteplass::policy
