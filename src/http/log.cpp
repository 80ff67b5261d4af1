#include "http/log.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <fmt/format.h>

#include "http/syntax.h"

namespace moteplass::http {

LogText LogText::code(std::string_view text) {
  constexpr std::string_view marks = "_-.:/{}*";
  LogText result;
  result.size_ = std::min(text.size(), result.owned_.size());
  for (std::size_t i = 0; i < result.size_; ++i) {
    char c = text[i];
    result.owned_[i] = is_letter_or_digit(c) || marks.find(c) != std::string_view::npos ? c : '?';
  }
  return result;
}

std::string_view word(LogLevel level) {
  switch (level) {
    case LogLevel::debug:
      return "debug";
    case LogLevel::info:
      return "info";
    case LogLevel::warning:
      return "warning";
    case LogLevel::error:
      return "error";
  }
  return "error";
}

namespace {

void append_text(std::string& line, std::string_view text) {
  line += '"';
  for (char c : text) {
    // Literals of ours may hold quotation marks; nothing else needs care, but a log line must stay a line.
    if (c == '"' || c == '\\') line += '\\';
    line += c < 0x20 && c >= 0 ? ' ' : c;
  }
  line += '"';
}

}  // namespace

std::string to_line(const LogEntry& entry) {
  auto line = fmt::format(R"({{"time":"{}","level":"{}","event":)", to_string(entry.time), word(entry.level));
  append_text(line, entry.event.view());
  for (const auto& field : entry.fields) {
    line += ',';
    append_text(line, field.name);
    line += ':';
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
      line += fmt::to_string(*number);
    } else if (const auto* truth = std::get_if<bool>(&field.value)) {
      line += *truth ? "true" : "false";
    } else {
      append_text(line, std::get<LogText>(field.value).view());
    }
  }
  line += '}';
  return line;
}

LogSink log_to(std::FILE* file, LogLevel least) {
  return [file, least, mutex = std::make_shared<std::mutex>()](const LogEntry& entry) {
    if (entry.level < least) return;
    auto line = to_line(entry) + '\n';
    std::lock_guard lock(*mutex);
    std::fwrite(line.data(), 1, line.size(), file);
    std::fflush(file);
  };
}

LogSink no_log() {
  return [](const LogEntry&) {};
}

}  // namespace moteplass::http
