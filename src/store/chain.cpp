#include "store/chain.h"

#include <algorithm>

namespace moteplass::store {

namespace {

void put_integer(std::string& bytes, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>((value >> shift) & 0xff);
}

void put_text(std::string& bytes, std::string_view text) {
  put_integer(bytes, text.size());
  bytes += text;
}

}  // namespace

Digest commitment_of(std::string_view salt, std::string_view payload) {
  std::string bytes;
  bytes.reserve(salt.size() + payload.size());
  bytes += salt;
  bytes += payload;
  return sha256(bytes);
}

std::string encoding_of(const Link& link) {
  std::string bytes;
  put_text(bytes, "moteplass-event-1");
  put_integer(bytes, link.position);
  put_text(bytes, link.case_id);
  put_integer(bytes, static_cast<std::uint64_t>(link.version));
  put_text(bytes, link.type);
  put_integer(bytes, static_cast<std::uint64_t>(link.at.time_since_epoch().count()));
  put_text(bytes, link.actor);
  put_text(bytes, link.actor_name);
  bytes += bytes_of(link.commitment);
  return bytes;
}

Digest hash_of(const Digest& previous, const Link& link) {
  std::string bytes(bytes_of(previous));
  bytes += encoding_of(link);
  return sha256(bytes);
}

std::optional<Digest> to_digest(std::string_view bytes) {
  Digest digest{};
  if (bytes.size() != digest.size()) return std::nullopt;
  std::transform(bytes.begin(), bytes.end(), digest.begin(),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  return digest;
}

bool ChainCheck::follow(const Link& link, const std::optional<std::string>& payload,
                        const std::optional<std::string>& salt, const Digest& stored_hash) {
  ++position_;
  bool erased = !payload && !salt;
  bool fits = link.position == position_ && hash_of(previous_, link) == stored_hash &&
              (erased || (payload && salt && commitment_of(*salt, *payload) == link.commitment));
  if (!fits) {
    broken_ = position_;
    return false;
  }
  if (erased) unexplained_.try_emplace(std::string(link.case_id), position_);
  if (!erased && link.type == erased_type) {
    if (auto found = unexplained_.find(link.case_id); found != unexplained_.end()) unexplained_.erase(found);
  }
  previous_ = stored_hash;
  return true;
}

std::optional<std::uint64_t> ChainCheck::first_broken() const {
  // Past a break nothing is known, so an erasure may be explained there: the break itself is the answer,
  // unless the chain is whole and a payload is simply missing.
  if (broken_) return broken_;
  std::optional<std::uint64_t> first;
  for (const auto& [case_id, position] : unexplained_) first = std::min(first.value_or(position), position);
  return first;
}

}  // namespace moteplass::store
