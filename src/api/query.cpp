#include "api/query.h"

#include <charconv>

namespace moteplass::api {

void QueryReader::fault(std::string_view name, FaultKind kind, std::string expected) {
  faults_.push_back({std::string(name), kind, std::move(expected)});
}

std::optional<std::string_view> QueryReader::only(std::string_view name) {
  if (!query_.has(name)) return std::nullopt;
  auto value = query_.only(name);
  if (!value) {
    fault(name, FaultKind::out_of_range, "the parameter once");
    return std::nullopt;
  }
  if (value->empty()) {
    fault(name, FaultKind::missing, "a value, or no such parameter at all");
    return std::nullopt;
  }
  return value;
}

std::optional<std::string> QueryReader::text(std::string_view name, std::size_t longest) {
  auto value = only(name);
  if (!value) return std::nullopt;
  bool has_control = std::any_of(value->begin(), value->end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (!is_utf8(*value) || has_control) {
    fault(name, FaultKind::bad_format, "a text in UTF-8 without control characters");
    return std::nullopt;
  }
  if (code_points(*value) > longest) {
    fault(name, FaultKind::out_of_range, fmt::format("a text of at most {} characters", longest));
    return std::nullopt;
  }
  return std::string(*value);
}

std::optional<std::size_t> QueryReader::whole_number(std::string_view name, std::size_t least,
                                                     std::size_t most) {
  auto value = only(name);
  if (!value) return std::nullopt;
  auto expected = fmt::format("a whole number from {} to {}", least, most);
  std::size_t number = 0;
  const char* end = value->data() + value->size();
  auto [rest, error] = std::from_chars(value->data(), end, number);
  if (error == std::errc::invalid_argument || rest != end) {
    fault(name, FaultKind::wrong_type, std::move(expected));
    return std::nullopt;
  }
  if (error != std::errc() || number < least || number > most) {
    fault(name, FaultKind::out_of_range, std::move(expected));
    return std::nullopt;
  }
  return number;
}

std::optional<bool> QueryReader::boolean(std::string_view name) {
  auto value = only(name);
  if (!value) return std::nullopt;
  if (*value == "true") return true;
  if (*value == "false") return false;
  fault(name, FaultKind::not_allowed, "true or false");
  return std::nullopt;
}

}  // namespace moteplass::api
