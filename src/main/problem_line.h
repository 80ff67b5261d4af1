// A problem as the one line a command says on stderr.
#pragma once

#include <string>

#include "app/problem.h"

namespace moteplass {

// Which field of the file, what is wrong and what would do.
std::string line_of(const std::string& file, const app::Problem& problem);

}  // namespace moteplass
