#include "http/parameters.h"

namespace moteplass::http {

bool Parameters::has(std::string_view name) const {
  return first(name).has_value();
}

std::optional<std::string_view> Parameters::only(std::string_view name) const {
  auto values = all(name);
  if (values.size() != 1) return std::nullopt;
  return values.front();
}

std::optional<std::string_view> Parameters::first(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string_view> Parameters::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : pairs_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

}  // namespace moteplass::http
