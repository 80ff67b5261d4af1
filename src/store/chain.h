// The one chain that runs through every event, the same on every database.
//
//   commitment = SHA-256(salt || payload)                      salt: 16 random bytes
//   hash       = SHA-256(previous hash || encoding)            before position 1: 32 zero bytes
//   encoding   = text("moteplass-event-1") integer(position) text(case_id) integer(version) text(type)
//                integer(at) text(actor) text(actor_name) commitment
//   text(t)    = integer(number of bytes) followed by the bytes (UTF-8)
//   integer(n) = eight bytes, most significant first, two's complement; `at` is milliseconds since 1970 UTC
//
// The payload enters only through its commitment: once payload and salt are destroyed (lawful erasure) the
// chain still verifies, and nobody can guess the payload from what is left. A payload may be absent only if a
// later event of type "erased" in the same case says so.
//
// Pure functions and values; any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/time.h"

namespace moteplass::store {

inline constexpr std::size_t salt_size = 16;
inline constexpr std::string_view erased_type = "erased";

Digest commitment_of(std::string_view salt, std::string_view payload);

// What is hashed of one event. Views: valid as long as what they were made of.
struct Link {
  std::uint64_t position;
  std::string_view case_id;
  std::int64_t version;
  std::string_view type;
  Instant at;
  std::string_view actor;
  std::string_view actor_name;
  Digest commitment;
};
std::string encoding_of(const Link& link);
Digest hash_of(const Digest& previous, const Link& link);

std::optional<Digest> to_digest(std::string_view bytes);

// Walks the chain from position 1, event by event, in order.
class ChainCheck {
 public:
  // Payload and salt as they are stored; nothing if erased. False: the chain is broken here; stop.
  bool follow(const Link& link, const std::optional<std::string>& payload,
              const std::optional<std::string>& salt, const Digest& stored_hash);
  // The first position that does not fit, once every event was followed or `follow` said no.
  std::optional<std::uint64_t> first_broken() const;

 private:
  Digest previous_{};
  std::uint64_t position_ = 0;
  std::optional<std::uint64_t> broken_;
  // The first event of each case whose payload is gone and not yet accounted for.
  std::map<std::string, std::uint64_t, std::less<>> unexplained_;
};

}  // namespace moteplass::store
