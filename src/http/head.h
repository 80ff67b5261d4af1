// The strict reading of a request head, before the network library sees a byte of it.
//
// Request smuggling lives where two readers disagree about where a message ends. So this reader takes one
// spelling only and refuses every other, even where RFC 9112 would let a server be kind: bare LF, folded
// lines, a space before the colon, two lengths, a length beside chunks, an encoding that merely ends in
// "chunked", a second Host, dot segments, hidden slashes, broken escapes. Pure functions over bytes; a
// refusal is a Problem with the status to answer, after which the connection must close.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/message.h"
#include "http/problem.h"

namespace moteplass::http {

struct HeadRules {
  std::size_t max_bytes = 16 * 1024;
  std::size_t max_fields = 100;
  std::vector<std::string> hosts;  // without port; empty: any
};

enum class BodyFraming { none, length, chunked };
enum class Expectation { none, hundred_continue };
enum class Persistence { keep_alive, close };

struct Head {
  Request request;  // method, target, path, query, headers
  BodyFraming framing = BodyFraming::none;
  std::uint64_t length = 0;  // for BodyFraming::length, at least 1
  Expectation expectation = Expectation::none;
  Persistence persistence = Persistence::keep_alive;
};

// Where the head ends (after the empty line), nothing if more bytes are needed, or why there is no point in
// waiting. `scanned` of the bytes were looked at by an earlier call.
Result<std::optional<std::size_t>, Problem> find_head_end(std::string_view bytes, std::size_t scanned,
                                                          const HeadRules& rules);

// A whole head, empty line included.
Result<Head, Problem> parse_head(std::string_view bytes, const HeadRules& rules);

}  // namespace moteplass::http
