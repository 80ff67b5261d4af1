// The help record's store in memory, for tests and demonstrations. Nothing outlives it, so nothing is sealed.
#pragma once

#include <memory>

#include "app/help_store.h"

namespace moteplass::store {

// `entropy` must outlive the store.
std::unique_ptr<app::HelpStore> make_memory_help_store(app::Entropy& entropy);

}  // namespace moteplass::store
