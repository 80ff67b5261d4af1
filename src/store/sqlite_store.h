// The store on one SQLite file, for a unit on one machine.
//
// Write-ahead log with a full sync at every commit. One writer thread commits all that waits together: a
// savepoint per job, one sync for the group. Reads run beside it, each on one moment's snapshot, over a pool
// of read-only connections. One process at a time: a second one is refused at opening.
//
// Any thread may call; `stop` or the destructor answers everything queued first. After a sync that failed the
// disk can no longer be believed, and every write answers `unavailable` until the store is opened anew.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "app/ports.h"
#include "base/result.h"

namespace moteplass::store {

struct SqliteSettings {
  std::size_t max_group = 128;    // jobs committed together at most
  std::size_t max_queued = 4096;  // jobs that may wait; more are answered `unavailable`
  std::size_t readers = 4;
  std::chrono::milliseconds busy_timeout{5000};
  // Told why something was unavailable, for the operator. Any thread; no personal data.
  std::function<void(const std::string&)> log;
};

// The file is made if it does not exist (its folder must), and brought to this release's tables. The text
// says for the operator why it cannot be opened. `entropy` must outlive the store.
Result<std::unique_ptr<app::Store>, std::string> open_sqlite_store(const std::string& path,
                                                                   SqliteSettings settings,
                                                                   app::Entropy& entropy);

}  // namespace moteplass::store
