// Problem: an error answer for programs, RFC 9457 (application/problem+json).
//
// `code` is the stable word a client may test for and becomes the type "/problems/<code>". `title` and
// `detail` are read by people and must not repeat what was sent: error bodies end up in other systems' logs.
#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "http/message.h"

namespace moteplass::http {

struct Problem {
  int status = 500;
  std::string code;    // "not_found"; a-z, digits and _
  std::string title;   // the same for every problem with this code
  std::string detail;  // this occurrence; may be empty
  std::vector<FieldFault> faults;
};

Response to_response(const Problem& problem);
// {"type": "/problems/invalid_body", "title": ..., "status": 422, "detail": ..., "faults": [{field, kind,
// expected}]}
json::value to_json(const Problem& problem);

// 422 with every fault of a body.
Problem invalid_fields(std::vector<FieldFault> faults);
Problem not_found();
Problem internal_error();

// The body as JSON: 415 if it does not say application/json, 400 with the offset if it is malformed.
Result<json::value, Problem> read_json(const Request& request);

}  // namespace moteplass::http
