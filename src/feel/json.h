// FEEL values to and from JSON. Numbers come as integers, decimals or decimal texts; a text stays a text
// unless a type asks for a date, time, duration or number. Null and {"unknown": true} are unknown where facts
// are read.
#pragma once

#include <boost/json.hpp>

#include "feel/type.h"
#include "feel/value.h"

namespace moteplass::feel {

enum class JsonNull { null, unknown };

Value from_json(const boost::json::value& json, JsonNull null = JsonNull::null);
// By type: "2026-03-14" becomes a date where the type is date. What does not fit is taken as it stands.
Value from_json(const boost::json::value& json, const Type& type, JsonNull null);

// Numbers that are whole and fit become integers, others decimal texts; dates and durations their FEEL text;
// an unknown {"unknown": [paths]}.
boost::json::value to_json(const Value& value);

}  // namespace moteplass::feel
