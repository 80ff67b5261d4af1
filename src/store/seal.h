// Sealing what the help record's file holds: libsodium's secretbox (XSalsa20-Poly1305) under one key.
//
//   sealed = nonce (24 bytes) || box(plain)
//
// The key is a file of its own beside the database, readable by the server alone. A copy of the database
// without it says nothing; without the key file nothing in the database can be read again, so both belong in
// the backup, apart from each other.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/ports.h"
#include "base/result.h"

namespace moteplass::store {

class SealKey {
 public:
  static constexpr std::size_t size = 32;

  // Nothing unless it is `size` bytes.
  static std::optional<SealKey> of(std::string bytes);
  // The key in that file, as hex. Made where there is none and `make` says so; the file has mode 0600, and
  // one that others may read is refused. The text is for the operator.
  static Result<SealKey, std::string> from_file(const std::filesystem::path& path, bool make,
                                                app::Entropy& entropy);

  SealKey(SealKey&& other) noexcept;
  SealKey& operator=(SealKey&&) = delete;
  ~SealKey();

  std::string seal(std::string_view plain, app::Entropy& entropy) const;
  // Nothing where it was not sealed with this key, or has been changed since.
  std::optional<std::string> open(std::string_view sealed) const;

 private:
  explicit SealKey(std::string bytes) : bytes_(std::move(bytes)) {}
  std::string bytes_;
};

}  // namespace moteplass::store
