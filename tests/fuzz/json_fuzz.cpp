// Strict JSON: what is accepted is valid, survives writing and reading back, and any part of it can be asked
// for; then the same JSON as FEEL values, typed and untyped, there and back.
#include "base/json.h"

#include <cmath>

#include "feel/evaluate.h"
#include "feel/json.h"
#include "feel/unknown.h"
#include "property.h"

namespace moteplass {
namespace {

using feel::Type;

const Type& every_kind() {
  static const Type type = [] {
    std::vector<Type::Field> fields;
    for (std::string_view name : {"number", "string", "boolean", "date", "time", "date and time",
                                  "days and time duration", "years and months duration"})
      fields.emplace_back(std::string(name), *feel::find_simple_type(name));
    Type all = Type::context_of(fields);
    fields.emplace_back("list", Type::list_of(all));
    return Type::context_of(std::move(fields));
  }();
  return type;
}

// Fractions are held in binary and may come back one step off; all else comes back as it is.
bool same(const json::value& left, const json::value& right) {
  if (left.is_double() && right.is_double())
    return std::abs(left.get_double() - right.get_double()) <= std::abs(left.get_double()) * 1e-15;
  if (left.kind() != right.kind()) return false;
  if (const auto* items = left.if_array())
    return std::equal(items->begin(), items->end(), right.get_array().begin(), right.get_array().end(), same);
  if (const auto* members = left.if_object())
    return members->size() == right.get_object().size() &&
           std::all_of(members->begin(), members->end(), [&](const auto& member) {
             const json::value* other = right.get_object().if_contains(member.key());
             return other != nullptr && same(member.value(), *other);
           });
  return left == right;
}

void read_as_object(const json::value& value) {
  std::vector<FieldFault> faults;
  ObjectReader reader(value, "", faults);
  auto text = reader.text("string", Presence::required, 20);
  fuzz::require(!text || code_points(*text) <= 20, "a text is no longer than was asked for");
  auto number = reader.whole_number("number", Presence::optional, -5, 100);
  fuzz::require(!number || (*number >= -5 && *number <= 100), "a whole number is within its bounds");
  reader.boolean("boolean", Presence::optional);
  const json::array* list = reader.array("list", Presence::optional, 3);
  fuzz::require(list == nullptr || list->size() <= 3, "a list is no longer than was asked for");
  reader.object("date", Presence::optional);
  reader.refuse_unknown();
  for (const FieldFault& fault : faults) fuzz::require(!to_string(fault).empty(), "a fault has a text");
}

void as_feel(const json::value& value) {
  for (auto null : {feel::JsonNull::null, feel::JsonNull::unknown}) {
    feel::Value untyped = feel::from_json(value, null);
    feel::Value typed = feel::from_json(value, every_kind(), null);
    feel::Evaluation evaluation;
    feel::Coerced coerced = feel::coerce(typed, every_kind(), evaluation);
    fuzz::require(
        !coerced.fits || feel::conforms(coerced.value, every_kind(), evaluation) || evaluation.exhausted(),
        "what fits a type belongs to it", [&] { return to_string(coerced.value); });
    json::value written = feel::to_json(typed);
    fuzz::require(is_utf8(to_text(written)), "what is written is valid UTF-8");
    if (feel::contains_unknown(untyped)) continue;
    feel::Value again = feel::from_json(feel::to_json(untyped), every_kind(), null);
    feel::Value there = feel::from_json(feel::to_json(again), every_kind(), null);
    fuzz::require(again == there, "a value that came from JSON is the same after another round",
                  [&] { return to_string(again) + "\n" + to_string(there); });
  }
}

}  // namespace
}  // namespace moteplass

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace moteplass;
  std::string_view text = fuzz::as_text(bytes, size);
  auto read = parse_json(text);
  if (!read) {
    fuzz::require(read.error().offset <= text.size(), "a fault stands within the text");
    return 0;
  }
  fuzz::require(is_utf8(text), "accepted JSON is valid UTF-8");
  std::string written = to_text(*read);
  auto again = parse_json(written);
  fuzz::require(again.has_value(), "written JSON can be read", [&] { return written; });
  fuzz::require(same(*again, *read), "read, written and read again is the same", [&] { return written; });
  read_as_object(*read);
  as_feel(*read);
  return 0;
}
