#include "http/wire.h"

#include <cassert>
#include <iterator>

#include <fmt/format.h>

namespace moteplass::http {

bool sends_body(const Response& response, Method method) {
  return method != Method::head && response.status() != 204 && response.status() != 304;
}

std::string head_bytes(const Response& response, Persistence persistence, std::string_view request_id,
                       Instant now) {
  assert(!response.is_broken());
  std::string bytes;
  bytes.reserve(1024);
  auto out = std::back_inserter(bytes);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\n", response.status(), reason_phrase(response.status()));
  auto field = [&](std::string_view name, std::string_view value) {
    fmt::format_to(out, "{}: {}\r\n", name, value);
  };
  field("Date", http_date(now));
  for (const auto& [name, value] : response.headers()) field(name, value);
  for (const auto& [name, value] : default_headers()) {
    if (!response.headers().has(name)) field(name, value);
  }
  field("X-Request-Id", request_id);
  // RFC 9110 8.6: none with 204, and with 304 only what a 200 would have said, which is not known here.
  if (response.status() != 204 && response.status() != 304) {
    field("Content-Length", fmt::to_string(response.body().size()));
  }
  if (persistence == Persistence::close) field("Connection", "close");
  bytes += "\r\n";
  return bytes;
}

std::string http_date(Instant instant) {
  constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto day = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::year_month_day date{day};
  std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(instant - day)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[std::chrono::weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), months[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

}  // namespace moteplass::http
