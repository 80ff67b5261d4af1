#include "feel/json.h"

#include <fmt/format.h>

#include "feel/builtins/builtins.h"
#include "feel/unknown.h"

namespace moteplass::feel {
namespace {

constexpr int deepest_json = 100;

bool is_unknown_mark(const boost::json::value& json) {
  const auto* object = json.if_object();
  if (object == nullptr || object->size() != 1) return false;
  const auto* mark = object->if_contains("unknown");
  return mark != nullptr && mark->is_bool() && mark->get_bool();
}

Value typed_text(std::string_view text, Type::Kind kind) {
  switch (kind) {
    case Type::Kind::date:
      if (auto date = parse_calendar_date(text)) return *date;
      break;
    case Type::Kind::time:
      if (auto time = parse_time_of_day(text)) return *time;
      break;
    case Type::Kind::date_time:
      if (auto moment = parse_date_time(text)) return *moment;
      break;
    case Type::Kind::days_duration:
      if (auto duration = parse_days_duration(text)) return *duration;
      break;
    case Type::Kind::months_duration:
      if (auto duration = parse_months_duration(text)) return *duration;
      break;
    case Type::Kind::number:
      if (auto number = Decimal::parse(text); number && number->is_finite()) return *number;
      break;
    case Type::Kind::any:
    case Type::Kind::null:
    case Type::Kind::boolean:
    case Type::Kind::string:
    case Type::Kind::range:
    case Type::Kind::list:
    case Type::Kind::context:
    case Type::Kind::function:
      break;
  }
  return text;
}

Value read(const boost::json::value& json, const Type& type, JsonNull null, int depth) {
  if (depth > deepest_json) return {};
  if (json.is_null()) return null == JsonNull::unknown ? Value::unknown() : Value();
  if (null == JsonNull::unknown && is_unknown_mark(json)) return Value::unknown();
  if (json.is_bool()) return json.get_bool();
  if (json.is_int64()) return json.get_int64();
  // The shortest decimal that reads back as the same number is what was written, for up to 15 digits.
  if (json.is_uint64()) return Decimal::parse(std::to_string(json.get_uint64())).value_or(Decimal());
  if (json.is_double()) {
    auto number = Decimal::parse(fmt::format("{}", json.get_double()));
    return number && number->is_finite() ? Value(*number) : Value();
  }
  if (json.is_string()) return typed_text(json.get_string(), type.kind());
  if (json.is_array()) {
    List items;
    Type element = type.kind() == Type::Kind::list ? type.element() : Type();
    for (const auto& item : json.get_array()) items.push_back(read(item, element, null, depth + 1));
    return items;
  }
  Context context;
  for (const auto& [name, member] : json.get_object()) {
    const Type* field = type.field(name);
    context.set(std::string(name), read(member, field ? *field : Type(), null, depth + 1));
  }
  return context;
}

}  // namespace

Value from_json(const boost::json::value& json, JsonNull null) {
  return read(json, Type(), null, 0);
}

Value from_json(const boost::json::value& json, const Type& type, JsonNull null) {
  return read(json, type, null, 0);
}

boost::json::value to_json(const Value& value) {
  switch (value.kind()) {
    case Kind::null:
    case Kind::function:
      return nullptr;
    case Kind::boolean:
      return *value.boolean();
    case Kind::number:
      if (auto whole = value.number()->to_int64()) return *whole;
      return boost::json::string(value.number()->to_string());
    case Kind::string:
      return boost::json::string(*value.string());
    case Kind::list: {
      boost::json::array items;
      for (const Value& item : *value.list()) items.push_back(to_json(item));
      return items;
    }
    case Kind::context: {
      boost::json::object object;
      for (const auto& [name, entry] : value.context()->entries()) object[name] = to_json(entry);
      return object;
    }
    case Kind::unknown: {
      boost::json::array paths;
      for (const std::string& path : value.as_unknown()->needs) paths.emplace_back(boost::json::string(path));
      return boost::json::object{{"unknown", paths}};
    }
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::days_duration:
    case Kind::months_duration:
    case Kind::range:
      break;
  }
  return boost::json::string(to_string(value));
}

}  // namespace moteplass::feel
