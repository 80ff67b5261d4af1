// The help record's store: one SQLite file of its own, what it holds sealed (seal.h), its events in a hash
// chain of their own (chain.h, over what was sealed and not over the sealed bytes, so that a key can be
// changed).
//
// In the clear stand which case a row belongs to, the type of an event, who wrote it and when, and the days
// of follow-ups. Salt and payload of an event are sealed together: a salt in the clear would let somebody
// guess short payloads against their commitment.
//
// One connection, one caller at a time, full sync at every commit: a unit writes here a few times a day. One
// process at a time.
#pragma once

#include <memory>
#include <string>

#include "app/help_store.h"
#include "store/seal.h"

namespace moteplass::store {

// The file is made if it does not exist (its folder must). Refused, with a text for the operator, where the
// key is not the one it was sealed with. `entropy` must outlive the store.
Result<std::unique_ptr<app::HelpStore>, std::string> open_sqlite_help_store(const std::string& path,
                                                                            SealKey key,
                                                                            app::Entropy& entropy);

}  // namespace moteplass::store
