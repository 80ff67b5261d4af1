// Runs one program to its end: input in, output out, and never longer than its time.
//
// No shell; the environment is exactly what is given; every descriptor but the three standard ones is closed
// in the child. Called from several threads at once. The program and all it has started are killed when the
// time is up, the output grows too large, or the call fails half-way.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace moteplass::letters {

struct ProcessRequest {
  std::vector<std::string> command;      // the program, looked up in PATH unless it has a slash; arguments
  std::vector<std::string> environment;  // "NAME=value"
  std::string_view input;
  std::chrono::milliseconds timeout{30'000};
  std::size_t most_output = 32 * 1024 * 1024;
};

struct ProcessOutcome {
  int exit_code;  // 128 + signal if a signal ended it
  std::string output;
  std::string errors;  // at most the first 64 KiB; may hold what the program was given
};

enum class ProcessFault { not_found, not_started, timed_out, too_much_output };
std::string_view describe(ProcessFault fault);

Result<ProcessOutcome, ProcessFault> run(const ProcessRequest& request);

}  // namespace moteplass::letters
