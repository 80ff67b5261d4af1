// Facts as an input's type has them. Under standard semantics what does not fit is null
// (DMN 1.5, 10.3.2.9.4). Over unknown facts, what is missing, null, ill typed or not allowed is unknown,
// component by component, each under its path ("Person.alder", "Påtreff.stoffer[1].mengde").
#pragma once

#include <string>

#include "dmn/run.h"

namespace moteplass::dmn {

// The given value, or unknown where there is none that will do; null counts as none unless the allowed values
// list it. Reports what was given yet will not do.
feel::Value complete_fact(const feel::Value* given, const feel::Type& type, const std::string& path,
                          Run& run);

// The values a type allows, where they are listed one by one (and for booleans); else none.
std::vector<feel::Value> listed_values(const feel::Type& type, Run& run);

}  // namespace moteplass::dmn
