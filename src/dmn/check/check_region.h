// Boxes of a Grid in words: which values of which columns, and one example. For people, in FEEL's own
// notation.
#pragma once

#include "dmn/check/check.h"
#include "dmn/check/check_grid.h"

namespace moteplass::dmn {

// The places as unary tests; empty where they are all there are.
std::string tests_of(const Axis& axis, const RowSet& places);
Region region_of(const std::vector<Axis>& axes, const Box& box);
// A value of each column that has parts, from within the box.
std::vector<std::pair<std::string, feel::Value>> example_of(const std::vector<Axis>& axes, const Box& box);

}  // namespace moteplass::dmn
