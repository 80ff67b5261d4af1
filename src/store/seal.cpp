#include "store/seal.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include <fmt/format.h>
#include <sodium.h>

namespace moteplass::store {
namespace {

static_assert(SealKey::size == crypto_secretbox_KEYBYTES);

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* as_bytes(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int flags)
      : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (file_ >= 0) ::close(file_);
  }
  int get() const { return file_; }

 private:
  int file_;
};

std::string why() {
  return std::generic_category().message(errno);
}

// On disk before anything is sealed with it: a key that is lost takes all that was sealed along.
bool write_durably(const std::filesystem::path& path, const std::string& text) {
  OpenFile file(path, O_CREAT | O_EXCL | O_WRONLY);
  if (file.get() < 0) return false;
  if (::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size())) return false;
  if (::fsync(file.get()) != 0) return false;
  OpenFile folder(path.parent_path(), O_RDONLY | O_DIRECTORY);
  return folder.get() >= 0 && ::fsync(folder.get()) == 0;
}

}  // namespace

std::optional<SealKey> SealKey::of(std::string bytes) {
  if (bytes.size() != size) return std::nullopt;
  return SealKey(std::move(bytes));
}

SealKey::SealKey(SealKey&& other) noexcept : bytes_(std::move(other.bytes_)) {}

SealKey::~SealKey() {
  if (!bytes_.empty()) sodium_memzero(bytes_.data(), bytes_.size());
}

Result<SealKey, std::string> SealKey::from_file(const std::filesystem::path& path, bool make,
                                                app::Entropy& entropy) {
  if (sodium_init() < 0) return failure(std::string("libsodium cannot be used"));
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    if (!make) {
      return failure(fmt::format(
          "{} is missing: without it the help records cannot be read; bring it back from the backup",
          path.string()));
    }
    if (!write_durably(path, to_hex(entropy.bytes(size)) + "\n")) {
      return failure(fmt::format("{} cannot be made: {}", path.string(), why()));
    }
  }
  OpenFile file(path, O_RDONLY);
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) {
    return failure(fmt::format("{} cannot be read: {}", path.string(), why()));
  }
  if ((status.st_mode & 077) != 0) {
    return failure(fmt::format("{} may be read by others: chmod 600 it", path.string()));
  }
  std::array<char, 2 * size + 2> text{};
  auto length = ::read(file.get(), text.data(), text.size());
  std::string_view line(text.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  if (line.ends_with('\n')) line.remove_suffix(1);
  auto bytes = from_hex(line);
  sodium_memzero(text.data(), text.size());
  auto key = bytes ? of(std::move(*bytes)) : std::nullopt;
  if (!key) return failure(fmt::format("{} holds no key: expected {} hex digits", path.string(), 2 * size));
  return std::move(*key);
}

std::string SealKey::seal(std::string_view plain, app::Entropy& entropy) const {
  std::string sealed = entropy.bytes(crypto_secretbox_NONCEBYTES);
  std::string box(plain.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(as_bytes(box), as_bytes(plain), plain.size(), as_bytes(std::string_view(sealed)),
                        as_bytes(std::string_view(bytes_)));
  return sealed + box;
}

std::optional<std::string> SealKey::open(std::string_view sealed) const {
  constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (sealed.size() < overhead) return std::nullopt;
  auto nonce = sealed.substr(0, crypto_secretbox_NONCEBYTES);
  auto box = sealed.substr(crypto_secretbox_NONCEBYTES);
  std::string plain(sealed.size() - overhead, '\0');
  if (crypto_secretbox_open_easy(as_bytes(plain), as_bytes(box), box.size(), as_bytes(nonce),
                                 as_bytes(std::string_view(bytes_))) != 0) {
    return std::nullopt;
  }
  return plain;
}

}  // namespace moteplass::store
