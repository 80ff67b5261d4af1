#include "base/json.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace moteplass {
namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t most_members = 5'000;

// What Boost.JSON takes without a word though we do not: the last of two equal keys, more members than one
// wants to look through, decimals finer than a binary number holds. The text is known to be well formed by
// then, so only strings, braces and numbers matter.
class Inspection {
 public:
  static std::optional<JsonFault> first_fault(std::string_view text) { return Inspection(text).inspect(); }

 private:
  explicit Inspection(std::string_view text) : text_(text) {}

  std::string_view string_at(std::size_t start) const {
    std::size_t i = start + 1;
    while (text_[i] != '"') i += text_[i] == '\\' ? 2 : 1;
    return text_.substr(start, i + 1 - start);
  }
  std::string_view number_at(std::size_t start) const {
    return text_.substr(start,
                        std::min(text_.find_first_not_of("+-.0123456789eE", start), text_.size()) - start);
  }

  // Whole numbers are held to 2^53 by their value; of the rest, so many digits read back as they were
  // written.
  static bool is_too_fine(std::string_view number) {
    constexpr int most_digits = 15;
    std::size_t exponent_at = number.find_first_of("eE");
    std::string_view mantissa = number.substr(0, exponent_at);
    if (exponent_at == std::string_view::npos && mantissa.find('.') == std::string_view::npos) return false;
    int digits = 0;
    int decimals = 0;
    bool behind_point = false;
    for (char c : mantissa) {
      if (c == '.') behind_point = true;
      if (c < '0' || c > '9') continue;
      if (c != '0' || digits > 0) ++digits;
      if (behind_point) ++decimals;
    }
    if (digits == 0) return false;  // zero, however it is written
    if (digits > most_digits) return true;
    return decimals - exponent(number.substr(std::min(exponent_at, number.size()))) > most_digits;
  }
  // "e-12" is -12; more than four digits are as good as 9999.
  static int exponent(std::string_view text) {
    int value = 0;
    for (char c : text)
      if (c >= '0' && c <= '9') value = std::min(value * 10 + (c - '0'), 9999);
    return text.find('-') == std::string_view::npos ? value : -value;
  }

  std::optional<JsonFault> inspect() {
    std::vector<std::set<std::string>> open;  // one set an open object, an empty one an array
    std::vector<bool> is_object;
    bool key_next = false;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      char c = text_[i];
      if (c == '"') {
        auto token = string_at(i);
        if (key_next) {
          // Two spellings of one key ("a" and "\u0061") are one key.
          auto key = json::parse(token).as_string();
          if (!open.back().emplace(key.data(), key.size()).second)
            return JsonFault{i, "the same key twice in one object"};
          if (open.back().size() > most_members)
            return JsonFault{i, fmt::format("more than {} members in one object", most_members)};
          key_next = false;
        }
        i += token.size() - 1;
      } else if (c == '-' || (c >= '0' && c <= '9')) {
        auto token = number_at(i);
        if (is_too_fine(token)) return JsonFault{i, "a number with more than 15 digits"};
        i += token.size() - 1;
      } else if (c == '{' || c == '[') {
        open.emplace_back();
        is_object.push_back(c == '{');
        key_next = c == '{';
      } else if (c == '}' || c == ']') {
        open.pop_back();
        is_object.pop_back();
        key_next = false;
      } else if (c == ',') {
        key_next = !is_object.empty() && is_object.back();
      }
    }
    return std::nullopt;
  }

  std::string_view text_;
};

// Boost.JSON turns what no 64-bit integer holds into a binary floating point number, silently.
bool has_inexact_number(const json::value& value) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (value.is_double()) return !(std::abs(value.get_double()) <= exact);
  if (const auto* list = value.if_array()) return std::any_of(list->begin(), list->end(), has_inexact_number);
  if (const auto* object = value.if_object()) {
    return std::any_of(object->begin(), object->end(),
                       [](const auto& member) { return has_inexact_number(member.value()); });
  }
  return false;
}

}  // namespace

std::string_view word(FaultKind kind) {
  switch (kind) {
    case FaultKind::missing:
      return "missing";
    case FaultKind::unknown:
      return "unknown";
    case FaultKind::wrong_type:
      return "wrong_type";
    case FaultKind::not_allowed:
      return "not_allowed";
    case FaultKind::out_of_range:
      return "out_of_range";
    case FaultKind::bad_format:
      return "bad_format";
    case FaultKind::bad_checksum:
      return "bad_checksum";
  }
  return "";
}

std::string to_string(const FieldFault& fault) {
  return fmt::format("{}: {}; expected {}", fault.field.empty() ? "(the whole)" : fault.field,
                     word(fault.kind), fault.expected);
}

Result<json::value, JsonFault> parse_json(std::string_view text) {
  if (!is_utf8(text)) return failure(JsonFault{0, "the text is not valid UTF-8"});
  json::parse_options options;
  options.max_depth = deepest;
  json::stream_parser parser({}, options);
  boost::system::error_code error;
  std::size_t used = parser.write_some(text.data(), text.size(), error);
  if (!error) parser.finish(error);
  if (!error && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos) {
    return failure(JsonFault{used, "text after the end of the JSON value"});
  }
  if (error == json::error::too_deep) return failure(JsonFault{used, "more than 32 levels deep"});
  if (error) return failure(JsonFault{used, "not well-formed JSON (" + error.message() + ")"});
  if (auto fault = Inspection::first_fault(text)) return failure(*fault);
  auto value = parser.release();
  if (has_inexact_number(value)) return failure(JsonFault{0, "a number too large to hold exactly"});
  return value;
}

std::string to_text(const json::value& value) {
  return json::serialize(value);
}

bool is_utf8(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = 0; i < text.size();) {
    unsigned char first = byte(i);
    if (first < 0x80) {
      ++i;
      continue;
    }
    std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return false;
    }
    if (first == 0xE0 && byte(i + 1) < 0xA0) return false;  // overlong
    if (first == 0xED && byte(i + 1) > 0x9F) return false;  // surrogates
    if (first == 0xF0 && byte(i + 1) < 0x90) return false;  // overlong
    if (first == 0xF4 && byte(i + 1) > 0x8F) return false;  // beyond U+10FFFF
    i += length;
  }
  return true;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

ObjectReader::ObjectReader(const json::value& value, std::string path, std::vector<FieldFault>& faults)
    : object_(value.if_object()), path_(std::move(path)), faults_(faults) {
  if (object_ == nullptr) fault("", FaultKind::wrong_type, "an object");
}

std::string ObjectReader::path_of(std::string_view name) const {
  if (name.empty()) return path_;
  return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void ObjectReader::fault(std::string_view name, FaultKind kind, std::string expected) {
  faults_.push_back({path_of(name), kind, std::move(expected)});
}

const json::value* ObjectReader::any(std::string_view name, Presence presence) {
  asked_.emplace(name);
  if (object_ == nullptr) return nullptr;
  const json::value* member = object_->if_contains(name);
  if (member != nullptr && !member->is_null()) return member;
  if (presence == Presence::required) fault(name, FaultKind::missing, "a value");
  return nullptr;
}

std::optional<std::string> ObjectReader::text(std::string_view name, Presence presence, std::size_t longest) {
  const json::value* member = any(name, presence);
  if (member == nullptr) return std::nullopt;
  if (!member->is_string()) {
    fault(name, FaultKind::wrong_type, "a text");
    return std::nullopt;
  }
  std::string text(member->get_string());
  bool control = std::any_of(text.begin(), text.end(), [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n') || byte == 0x7F;
  });
  if (control) {
    fault(name, FaultKind::bad_format, "a text without control characters");
    return std::nullopt;
  }
  if (code_points(text) > longest) {
    fault(name, FaultKind::out_of_range, fmt::format("a text of at most {} characters", longest));
    return std::nullopt;
  }
  if (text.find_first_not_of(" \n") == std::string::npos) {
    fault(name, FaultKind::missing, "a text that is not empty");
    return std::nullopt;
  }
  return text;
}

std::optional<std::int64_t> ObjectReader::whole_number(std::string_view name, Presence presence,
                                                       std::int64_t least, std::int64_t most) {
  const json::value* member = any(name, presence);
  if (member == nullptr) return std::nullopt;
  auto expected = fmt::format("a whole number from {} to {}", least, most);
  if (!member->is_int64() && !member->is_uint64()) {
    fault(name, FaultKind::wrong_type, expected);
    return std::nullopt;
  }
  if (!member->is_int64() || member->get_int64() < least || member->get_int64() > most) {
    fault(name, FaultKind::out_of_range, expected);
    return std::nullopt;
  }
  return member->get_int64();
}

std::optional<bool> ObjectReader::boolean(std::string_view name, Presence presence) {
  const json::value* member = any(name, presence);
  if (member == nullptr) return std::nullopt;
  if (!member->is_bool()) {
    fault(name, FaultKind::wrong_type, "true or false");
    return std::nullopt;
  }
  return member->get_bool();
}

const json::value* ObjectReader::object(std::string_view name, Presence presence) {
  const json::value* member = any(name, presence);
  if (member != nullptr && !member->is_object()) {
    fault(name, FaultKind::wrong_type, "an object");
    return nullptr;
  }
  return member;
}

const json::array* ObjectReader::array(std::string_view name, Presence presence, std::size_t most) {
  const json::value* member = any(name, presence);
  if (member == nullptr) return nullptr;
  if (!member->is_array()) {
    fault(name, FaultKind::wrong_type, "a list");
    return nullptr;
  }
  if (member->get_array().size() > most) {
    fault(name, FaultKind::out_of_range, fmt::format("at most {} entries", most));
    return nullptr;
  }
  return &member->get_array();
}

void ObjectReader::refuse_unknown() {
  if (object_ == nullptr) return;
  for (const auto& member : *object_) {
    if (!asked_.contains(std::string_view(member.key()))) {
      fault(std::string_view(member.key()).substr(0, 60), FaultKind::unknown, "no such member");
    }
  }
}

}  // namespace moteplass
