// Strict JSON: the one door for JSON text, and a reader that refuses what it does not know.
//
// `parse_json` refuses invalid UTF-8, duplicate keys, numbers that cannot be held exactly (beyond 2^53, or,
// where they are not whole, with more than 15 digits or decimals), more than 32 levels, more than 5 000
// members in one object, and trailing text. `ObjectReader` takes an object apart member by member; whatever
// is absent though required, ill typed, out of range or unknown is written to a list of FieldFaults, all of
// them, each with its place.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "base/result.h"

namespace moteplass {

namespace json = boost::json;

enum class FaultKind {
  missing,       // required and absent, or null
  unknown,       // a member nobody asked for
  wrong_type,    // a text where a number belongs
  not_allowed,   // not one of the listed words
  out_of_range,  // too long, too many, too early, too large
  bad_format,    // not a date, not a decimal
  bad_checksum,  // an identity number whose check digits are wrong
};
std::string_view word(FaultKind kind);  // "missing", "unknown", ...

// What is wrong with one member and what would do. `field` is a path such as "person.birth_date" or
// "conditions[1].count"; `expected` is plain English and never repeats what was sent.
struct FieldFault {
  std::string field;
  FaultKind kind;
  std::string expected;
  friend bool operator==(const FieldFault&, const FieldFault&) = default;
};
// "person.age: wrong_type; expected a whole number from 0 to 130"
std::string to_string(const FieldFault& fault);

struct JsonFault {
  std::size_t offset;  // in bytes from the start
  std::string problem;
};
Result<json::value, JsonFault> parse_json(std::string_view text);

// Members in the order they stand, no white space; what is hashed and stored.
std::string to_text(const json::value& value);

bool is_utf8(std::string_view text);
// The number of code points in valid UTF-8.
std::size_t code_points(std::string_view text);

enum class Presence { required, optional };

class ObjectReader {
 public:
  // `value` must outlive the reader. If it is no object, that is the one fault.
  ObjectReader(const json::value& value, std::string path, std::vector<FieldFault>& faults);

  // Each returns the member's value, or nothing if it is absent or at fault. A null is absent.
  std::optional<std::string> text(std::string_view name, Presence presence, std::size_t longest = 200);
  std::optional<std::int64_t> whole_number(std::string_view name, Presence presence, std::int64_t least,
                                           std::int64_t most);
  std::optional<bool> boolean(std::string_view name, Presence presence);
  // An object or array member, for a reader of its own.
  const json::value* object(std::string_view name, Presence presence);
  const json::array* array(std::string_view name, Presence presence, std::size_t most);
  // The member as it is, whatever its type.
  const json::value* any(std::string_view name, Presence presence);

  // Records a fault of the named member ("" is the object itself).
  void fault(std::string_view name, FaultKind kind, std::string expected);
  std::string path_of(std::string_view name) const;
  // Call last: every member nobody asked for is a fault.
  void refuse_unknown();

 private:
  const json::object* object_ = nullptr;
  std::string path_;
  std::vector<FieldFault>& faults_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace moteplass
