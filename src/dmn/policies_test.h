// The policies of this checkout as decision models, for tests of this room.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dmn/model_set.h"

namespace moteplass::dmn {

inline std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::vector<std::string> policy_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/policies"))
    if (std::filesystem::exists(entry.path() / "policy.dmn"))
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

// The models that policies import.
inline ModelSet shared_models() {
  ModelSet models;
  for (const auto& entry : std::filesystem::directory_iterator(MOTEPLASS_SOURCE_DIR "/policies/felles"))
    if (entry.path().extension() == ".dmn")
      models.add(entry.path().filename().string(), text_of_file(entry.path()));
  return models;
}

inline std::string policy_text(const std::string& name) {
  return text_of_file(std::filesystem::path(MOTEPLASS_SOURCE_DIR "/policies") / name / "policy.dmn");
}

inline Result<Model, std::vector<Diagnostic>> read_policy_text(const std::string& text) {
  ModelSet models = shared_models();
  models.add("policy.dmn", text);
  auto model = models.read("policy.dmn");
  if (!model) return failure(model.error());
  return **model;
}

inline Model policy_model(const std::string& name) {
  auto model = read_policy_text(policy_text(name));
  if (!model) ADD_FAILURE() << name << ": " << to_string(model.error().front());
  return *model;
}

}  // namespace moteplass::dmn
