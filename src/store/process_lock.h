// One process at a time on a data folder: a lock on a file beside the database, held as long as this lives.
// The operating system lets go of it when the process ends, however it ends, so nothing is left to clean up.
#pragma once

#include <string>

#include "base/result.h"

namespace moteplass::store {

class ProcessLock {
 public:
  // The text is for the operator.
  static Result<ProcessLock, std::string> take(const std::string& path);
  ProcessLock(ProcessLock&& other) noexcept;
  ProcessLock& operator=(ProcessLock&&) = delete;
  ~ProcessLock();

 private:
  explicit ProcessLock(int file) : file_(file) {}
  int file_;
};

}  // namespace moteplass::store
