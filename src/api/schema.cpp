#include "api/schema.h"

namespace moteplass::api::schema {

Schema object(std::vector<Member> members, std::string_view description) {
  json::object properties;
  json::array required;
  for (auto& member : members) {
    switch (member.presence) {
      case Presence::required:
        required.emplace_back(member.name);
        break;
      case Presence::optional:
        break;
    }
    properties[member.name] = std::move(member.schema);
  }
  Schema schema{{"type", "object"}};
  if (!description.empty()) schema["description"] = description;
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
  schema["additionalProperties"] = false;
  return schema;
}

Member optional(std::string_view name, Schema schema) {
  return {name, std::move(schema), Presence::optional};
}

Schema text(std::size_t longest) {
  return {{"type", "string"}, {"minLength", 1}, {"maxLength", longest}};
}

Schema line(std::size_t longest) {
  auto schema = text(longest);
  schema["pattern"] = "^[^\\n]*\\S[^\\n]*$";
  return schema;
}

Schema any_text() {
  return {{"type", "string"}};
}

Schema pattern(std::string_view pattern, std::string_view example) {
  Schema schema{{"type", "string"}, {"pattern", pattern}};
  if (!example.empty()) schema["examples"] = json::array{json::value(example)};
  return schema;
}

Schema whole_number(std::int64_t least, std::int64_t most) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

Schema count() {
  return {{"type", "integer"}, {"minimum", 0}};
}

Schema boolean() {
  return {{"type", "boolean"}};
}

Schema date() {
  return {{"type", "string"}, {"format", "date"}};
}

Schema instant() {
  return {{"type", "string"}, {"format", "date-time"}};
}

Schema constant(std::string_view word) {
  return {{"type", "string"}, {"const", word}};
}

Schema one_of(const std::vector<std::string_view>& words) {
  json::array choices;
  for (auto word : words) choices.emplace_back(word);
  return {{"type", "string"}, {"enum", std::move(choices)}};
}

Schema list(Schema entry) {
  return {{"type", "array"}, {"items", std::move(entry)}};
}

Schema list(Schema entry, std::size_t most) {
  auto schema = list(std::move(entry));
  schema["maxItems"] = most;
  return schema;
}

Schema reference(std::string_view component) {
  return {{"$ref", "#/components/schemas/" + std::string(component)}};
}

Schema open_object(std::string_view description) {
  return {{"type", "object"}, {"description", description}};
}

Schema described(Schema schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

Schema with_default(Schema schema, json::value value) {
  schema["default"] = std::move(value);
  return schema;
}

}  // namespace moteplass::api::schema
