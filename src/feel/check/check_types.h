// What can be said about values from their types alone (DMN 1.5, 10.3.2.9 and Tables 45 to 58). Null is left
// out of account: a type says what a value is where there is one. Shared by the files of check.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "feel/syntax.h"
#include "feel/type.h"

namespace moteplass::feel {

// Any and Null, of which nothing is said.
bool says_nothing(const Type& type);
// The type of a value that is of one type or of the other.
Type joined(const Type& one, const Type& other);
// The type without its allowed values and its name.
Type bare(const Type& type);

// Whether values of these types are ever equal; ever have an order.
bool may_equal(const Type& left, const Type& right);
bool may_be_ordered(const Type& left, const Type& right);
// Whether the value may turn out true or false.
bool may_be_boolean(const Type& type);
// What the calculation yields, or nothing where it is null whatever the values.
std::optional<Type> calculated(Arithmetic operation, const Type& left, const Type& right);

// Whether some value of type `given` is of type `wanted`, or becomes it (10.3.2.9.4).
bool may_become(const Type& given, const Type& wanted);
// What is known of a value of type `given` once it is made to fit `wanted`.
Type narrowed(const Type& given, const Type& wanted);

// The type of a part of a value that is neither a context nor a list ("year" of a date, Tables 53 and 54), or
// nothing where it has none.
std::optional<Type> part_of(const Type& type, std::string_view member);

}  // namespace moteplass::feel
