#include "store/process_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace moteplass::store {

Result<ProcessLock, std::string> ProcessLock::take(const std::string& path) {
  int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0)
    return failure(fmt::format("{} cannot be opened: {}", path, std::generic_category().message(errno)));
  ProcessLock lock(file);
  while (::flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    if (errno == EWOULDBLOCK)
      return failure(fmt::format("another server already runs on this data: {} is locked", path));
    return failure(fmt::format("{} cannot be locked: {}", path, std::generic_category().message(errno)));
  }
  return lock;
}

ProcessLock::ProcessLock(ProcessLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

ProcessLock::~ProcessLock() {
  if (file_ >= 0) ::close(file_);
}

}  // namespace moteplass::store
