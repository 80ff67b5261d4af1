// Parameters: names with values in the order they came, as a query string, a form or a path hands them over.
//
// A name may stand more than once. Who expects one value asks `only`, which answers nothing when there are
// two: a proxy and we would otherwise pick different ones. A plain value; views it hands out live as long
// as it does and is not changed.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace moteplass::http {

class Parameters {
 public:
  using Pair = std::pair<std::string, std::string>;

  Parameters() = default;
  Parameters(std::initializer_list<Pair> pairs) : pairs_(pairs) {}

  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }

  bool has(std::string_view name) const;
  // The value of a name that stands exactly once.
  std::optional<std::string_view> only(std::string_view name) const;
  std::optional<std::string_view> first(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;

  std::size_t size() const { return pairs_.size(); }
  bool empty() const { return pairs_.empty(); }
  auto begin() const { return pairs_.begin(); }
  auto end() const { return pairs_.end(); }
  friend bool operator==(const Parameters&, const Parameters&) = default;

 private:
  std::vector<Pair> pairs_;
};

}  // namespace moteplass::http
