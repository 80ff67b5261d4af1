// The log: one JSON object a line, {"time", "level", "event", ...fields}.
//
// What may be logged is a type of its own: LogText comes from a literal in our code, or from `code`, which
// lets through only the characters of identifiers and patterns. Names, letters, paths and query strings do
// not fit, so personal data does not get into a log by accident. Texts for people are ordinary strings.
//
// A LogSink is called from several threads and must not throw.
#pragma once

#include <array>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"

namespace moteplass::http {

class LogText {
 public:
  consteval LogText(const char* literal) : literal_(literal) {}
  // At most 120 of A-Z a-z 0-9 and _ - . : / { } *; every other byte becomes "?".
  static LogText code(std::string_view text);

  std::string_view view() const { return size_ ? std::string_view(owned_.data(), size_) : literal_; }

 private:
  LogText() = default;
  std::string_view literal_;
  std::array<char, 120> owned_{};  // a fixed size, so that literals are checked when compiled
  std::size_t size_ = 0;
};

enum class LogLevel { debug, info, warning, error };
std::string_view word(LogLevel level);

struct LogField {
  const char* name;  // a literal
  std::variant<std::int64_t, bool, LogText> value;
};

struct LogEntry {
  Instant time;
  LogLevel level = LogLevel::info;
  LogText event = "";
  std::vector<LogField> fields;
};

using LogSink = std::function<void(const LogEntry&)>;

// One line, without the line end.
std::string to_line(const LogEntry& entry);

// Writes lines of at least `least` and flushes each; the caller keeps the file open as long as the sink.
LogSink log_to(std::FILE* file, LogLevel least = LogLevel::info);
LogSink no_log();

}  // namespace moteplass::http
