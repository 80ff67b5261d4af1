#include "app/policy_shelf.h"

#include <algorithm>

namespace moteplass::app {
namespace {

PolicyShelf::Model in_force_of(const std::vector<PolicyShelf::Version>& versions, Date day) {
  const PolicyShelf::Version* found = &versions.front();
  for (const auto& version : versions) {
    bool begun = version.valid_from <= day;
    if (begun && (found->valid_from > day || version.valid_from >= found->valid_from)) found = &version;
  }
  return found->model;
}

}  // namespace

PolicyShelf::PolicyShelf(policy::PolicyLibrary shipped)
    : books_(std::make_shared<const Books>(Books{std::move(shipped), {}})) {}

std::shared_ptr<const PolicyShelf::Books> PolicyShelf::books() const {
  std::lock_guard lock(mutex_);
  return books_;
}

void PolicyShelf::add(Version version) {
  std::lock_guard lock(mutex_);
  auto next = std::make_shared<Books>(*books_);
  auto& versions = next->versions[version.model->summary().ref.name];
  auto after = std::find_if(versions.begin(), versions.end(),
                            [&](const Version& other) { return other.number > version.number; });
  versions.insert(after, std::move(version));
  books_ = std::move(next);
}

PolicyShelf::Model PolicyShelf::in_force(std::string_view name, Date day) const {
  auto books = this->books();
  auto versions = books->versions.find(name);
  return versions == books->versions.end() ? books->shipped.share(name) : in_force_of(versions->second, day);
}

policy::PolicyLibrary PolicyShelf::on(Date day) const {
  auto books = this->books();
  auto library = books->shipped;
  for (const auto& [name, versions] : books->versions) library.add(in_force_of(versions, day));
  return library;
}

PolicyShelf::Model PolicyShelf::find(const policy::PolicyRef& ref) const {
  for (auto& model : all_of(ref.name)) {
    if (model->summary().ref.hash == ref.hash) return std::move(model);
  }
  return nullptr;
}

std::vector<PolicyShelf::Model> PolicyShelf::all_of(std::string_view name) const {
  auto books = this->books();
  std::vector<Model> models;
  if (auto shipped = books->shipped.share(name)) models.push_back(std::move(shipped));
  auto versions = books->versions.find(name);
  if (versions == books->versions.end()) return models;
  for (const auto& version : versions->second) models.push_back(version.model);
  return models;
}

const policy::PolicyModel* PolicyShelf::shipped(std::string_view name) const {
  return books()->shipped.find(name);
}

std::vector<PolicyShelf::Version> PolicyShelf::versions_of(std::string_view name) const {
  auto books = this->books();
  auto versions = books->versions.find(name);
  return versions == books->versions.end() ? std::vector<Version>() : versions->second;
}

}  // namespace moteplass::app
