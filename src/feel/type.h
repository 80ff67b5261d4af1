// Type: the FEEL types (DMN 1.5, 10.3.2.9), with the allowed values an item definition may add (7.3.3).
//
// Immutable and shared; any thread may read one. Checking never fails, it answers.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "feel/value.h"

namespace moteplass::feel {

struct Expression;
struct Code;
class Evaluation;

class Type {
 public:
  enum class Kind {
    any,
    null,
    boolean,
    number,
    string,
    date,
    time,
    date_time,
    days_duration,
    months_duration,
    range,
    list,
    context,
    function,
  };
  using Field = std::pair<std::string, Type>;

  Type() = default;  // Any
  explicit Type(Kind kind) : kind_(kind) {}
  static Type list_of(Type element);
  static Type range_of(Type element);
  static Type context_of(std::vector<Field> fields);
  static Type function_of(std::vector<Type> parameters, Type result);

  // The same type, holding only values that pass the unary tests as well; `text` is how they are written.
  Type allowing(std::shared_ptr<const Expression> tests, std::string text) const;
  Type named(std::string name) const;

  Kind kind() const { return kind_; }
  // Of list and range, the element; of function, the result. Any where nothing is said.
  const Type& element() const;
  const std::vector<Field>& fields() const;
  const Type* field(std::string_view name) const;
  const std::vector<Type>& parameters() const;
  const std::shared_ptr<const Expression>& allowed() const;
  const Code* allowed_code() const;  // the same, compiled; nullptr if anything is allowed
  const std::string& allowed_text() const;
  // What the type allowed before it was narrowed further, compiled.
  const std::vector<std::shared_ptr<const Code>>& inherited() const;
  const std::string& name() const;  // of the item definition, else empty
  bool is_any() const { return kind_ == Kind::any; }

 private:
  struct Structure;
  std::shared_ptr<Structure> copy_of_structure() const;

  Kind kind_ = Kind::any;
  std::shared_ptr<const Structure> structure_;
};

// Whether the value is of the kind, whatever is within it; any value is of kind any.
bool is_of(const Value& value, Type::Kind kind);
// "number", "list<string>", "context<a: number>", or the name of the item definition.
std::string to_string(const Type& type);
// The simple type so called ("number", "date and time", "dateTime"...), or nullptr.
const Type* find_simple_type(std::string_view name);

// 10.3.2.9.2: whether the value belongs to the type. Null belongs to every type.
bool conforms(const Value& value, const Type& type, Evaluation& evaluation);
// 10.3.2.9.3: `value instance of type`; null is an instance of Any and Null alone.
bool is_instance(const Value& value, const Type& type, Evaluation& evaluation);
// Whether a value that waits for facts conforms, whatever they turn out to be.
enum class Fit { never, perhaps, always };
Fit fit_of(const Value& value, const Type& type, Evaluation& evaluation);
// 10.3.2.9.4: to and from singleton lists, date to date and time; otherwise null where it does not conform.
struct Coerced {
  Value value;
  bool fits;
  // False where whether it fits waits for facts; the value is what it then is.
  bool certain = true;
};
Coerced coerce(const Value& value, const Type& type, Evaluation& evaluation);
// What the given value comes to: null where it does not fit, and maybe null where that is not certain.
Value value_or_null(const Value& given, Coerced coerced);

}  // namespace moteplass::feel
