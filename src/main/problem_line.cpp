#include "main/problem_line.h"

#include <fmt/format.h>

namespace moteplass {

std::string line_of(const std::string& file, const app::Problem& problem) {
  std::string line = file + ": ";
  if (problem.faults.empty()) return line + problem.detail;
  line += to_string(problem.faults.front());
  if (problem.faults.size() > 1) line += fmt::format(" (and {} more)", problem.faults.size() - 1);
  return line;
}

}  // namespace moteplass
