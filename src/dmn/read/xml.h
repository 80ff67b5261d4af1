// What the readers of this room need of XML: names without prefix, and where a node stands in the text.
#pragma once

#include <pugixml.hpp>

#include <algorithm>
#include <string_view>
#include <vector>

#include "feel/syntax.h"

namespace moteplass::dmn {

inline std::string_view local_name(const char* name) {
  std::string_view whole(name);
  auto colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}
inline std::string_view local_name(const pugi::xml_node& node) {
  return local_name(node.name());
}

inline pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node candidate : node.children())
    if (local_name(candidate) == name) return candidate;
  return {};
}

inline std::vector<pugi::xml_node> children(const pugi::xml_node& node, std::string_view name) {
  std::vector<pugi::xml_node> found;
  for (pugi::xml_node candidate : node.children())
    if (local_name(candidate) == name) found.push_back(candidate);
  return found;
}

// Turns byte offsets into lines and columns, in about the same time however long the lines are.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text) : text_(text) {
    int characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (i % stride == 0) characters_before_.push_back(characters);
      if (begins_character(i)) ++characters;
      if (text[i] == '\n') line_starts_.push_back(i + 1);
    }
    characters_before_.push_back(characters);
  }
  feel::Position position(std::ptrdiff_t offset) const {
    if (offset < 0) return {};
    auto at = std::min(static_cast<std::size_t>(offset), text_.size());
    auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), at) - 1;
    return {static_cast<int>(line - line_starts_.begin()) + 1,
            characters_until(at) - characters_until(*line) + 1};
  }

 private:
  static constexpr std::size_t stride = 1024;

  bool begins_character(std::size_t i) const { return (static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80; }
  int characters_until(std::size_t at) const {
    std::size_t known = at / stride;
    int characters = characters_before_[known];
    for (std::size_t i = known * stride; i < at; ++i)
      if (begins_character(i)) ++characters;
    return characters;
  }

  std::string_view text_;
  std::vector<std::size_t> line_starts_{0};
  std::vector<int> characters_before_;  // at every `stride` bytes
};

}  // namespace moteplass::dmn
