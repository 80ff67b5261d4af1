// Query parameters read strictly: what is malformed, empty, out of bounds or given twice is a fault that
// names the parameter, never a default. A default stands only where the parameter is absent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "http/parameters.h"

namespace moteplass::api {

class QueryReader {
 public:
  // Both must outlive the reader.
  QueryReader(const http::Parameters& query, std::vector<FieldFault>& faults)
      : query_(query), faults_(faults) {}

  std::optional<std::string> text(std::string_view name, std::size_t longest);
  std::optional<std::size_t> whole_number(std::string_view name, std::size_t least, std::size_t most);
  std::optional<bool> boolean(std::string_view name);
  void fault(std::string_view name, FaultKind kind, std::string expected);

 private:
  // Nothing if absent or at fault.
  std::optional<std::string_view> only(std::string_view name);

  const http::Parameters& query_;
  std::vector<FieldFault>& faults_;
};

}  // namespace moteplass::api
