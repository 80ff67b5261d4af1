// Made-up figures of the year before, so that a demonstration has something to count. Nobody is behind them.
#pragma once

#include "app/ports.h"

namespace moteplass {

Result<void, std::string> add_demo_figures(app::Store& store, int year);

}  // namespace moteplass
