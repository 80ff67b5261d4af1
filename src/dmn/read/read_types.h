// Item definitions (DMN 1.5, 7.3.2) as FEEL types. Definitions that lead back to themselves are refused.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>

#include "dmn/read/xml.h"
#include "feel/parse/names.h"

namespace moteplass::dmn {

class TypeReader {
 public:
  using Report = std::function<void(bool is_error, feel::Position at, std::string message)>;

  // All must outlive the reader. Finds the definitions below `root`; resolves them when `read` is called.
  TypeReader(const pugi::xml_node& root, const LineIndex& lines, feel::Names& names, Report report);

  void read();
  // The type a typeRef names: simple, defined here, or imported ("import.tPerson"); Any, with a warning,
  // where there is none.
  feel::Type resolve(std::string_view reference, feel::Position at);
  const std::map<std::string, feel::Type, std::less<>>& types() const { return types_; }

 private:
  feel::Type read_item(const pugi::xml_node& item, int depth);
  feel::Type with_allowed_values(const pugi::xml_node& item, feel::Type type, std::string_view element);

  const LineIndex& lines_;
  feel::Names& names_;
  Report report_;
  std::map<std::string, pugi::xml_node, std::less<>> nodes_;
  std::map<std::string, feel::Type, std::less<>> types_;
  std::set<std::string> underway_;
};

}  // namespace moteplass::dmn
