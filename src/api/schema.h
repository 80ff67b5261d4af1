// JSON Schema (2020-12, as OpenAPI 3.1 takes it), built from small parts beside the code that reads or writes
// what it describes.
//
// Plain values, no state. An object made here is closed: `additionalProperties` is false.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace moteplass::api::schema {

using Schema = json::object;

// Component schemas by name; what "#/components/schemas/<name>" points to.
using Book = std::map<std::string, Schema, std::less<>>;

struct Member {
  std::string_view name;
  Schema schema;
  Presence presence = Presence::required;
};

Schema object(std::vector<Member> members, std::string_view description = {});
// An optional member: absent where there is nothing to say, never null.
Member optional(std::string_view name, Schema schema);

// One line or more, neither empty nor longer than `longest` characters.
Schema text(std::size_t longest = 200);
// A text of one line.
Schema line(std::size_t longest = 200);
// A text we write, whose bounds are not promised.
Schema any_text();
Schema pattern(std::string_view pattern, std::string_view example = {});
Schema whole_number(std::int64_t least, std::int64_t most);
Schema count();  // from 0
Schema boolean();
Schema date();
Schema instant();
Schema constant(std::string_view word);
Schema one_of(const std::vector<std::string_view>& words);
Schema list(Schema entry);
Schema list(Schema entry, std::size_t most);
Schema reference(std::string_view component);
// Any JSON object: what a policy file itself decides the shape of.
Schema open_object(std::string_view description);

Schema described(Schema schema, std::string_view description);
Schema with_default(Schema schema, json::value value);

// The words of an enumeration whose enumerators stand in order from zero to `last`, by the room's own
// `word`.
template <class Choice>
std::vector<std::string_view> words_to(Choice last) {
  std::vector<std::string_view> words;
  for (int i = 0; i <= static_cast<int>(last); ++i) words.push_back(word(static_cast<Choice>(i)));
  return words;
}

}  // namespace moteplass::api::schema
