// The store's twin in memory: the same answers as a database, nothing kept. For tests and for trying things
// out.
//
// Any thread may call; one at a time is let in. A write job runs on its caller's thread; undoing it takes
// back each step it made. Never `unavailable` unless a job throws.
#pragma once

#include <memory>

#include "app/ports.h"

namespace moteplass::store {

// `entropy` must outlive the store.
std::unique_ptr<app::Store> make_memory_store(app::Entropy& entropy);

}  // namespace moteplass::store
