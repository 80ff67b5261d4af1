// The tables of the help record's file.
#pragma once

#include <span>

#include "store/sqlite_migrations.h"

namespace moteplass::store {

std::span<const Migration> sqlite_help_migrations();

}  // namespace moteplass::store
