// Values that a type allows (DMN 1.5, 7.3.3) between two cuts: where its allowed values have gaps in them,
// the plainest value between the cuts may be none of them. Pure.
#pragma once

#include "feel/interval.h"
#include "feel/type.h"

namespace moteplass::dmn {

// A value of the type between the cuts, as plain as there is; null only if there is none. Where the type's
// list of allowed values is more than comparisons with constants, one that the type may not allow.
feel::Value allowed_example(const feel::Cut& low, const feel::Cut& high, const feel::Type& type);

}  // namespace moteplass::dmn
