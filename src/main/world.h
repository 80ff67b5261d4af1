// The world as the running program has it: the clock and the source of randomness.
#pragma once

#include <filesystem>
#include <optional>

#include "app/ports.h"

namespace moteplass {

class SystemClock : public app::Clock {
 public:
  Instant now() const override;
};

// For demonstrations and tests: while the file exists, the instant written in it is now.
class FileClock : public app::Clock {
 public:
  explicit FileClock(std::filesystem::path file) : file_(std::move(file)) {}
  Instant now() const override;

 private:
  std::filesystem::path file_;
  SystemClock system_;
};

// OpenSSL's generator.
class SystemEntropy : public app::Entropy {
 public:
  std::string bytes(std::size_t count) override;
};

}  // namespace moteplass
