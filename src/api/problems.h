// Problems as answers: app::Problem to problem+json (RFC 9457), and the catalogue of every word an answer's
// `type` may end in.
//
// Pure. Nothing here repeats what was sent or holds personal data.
#pragma once

#include <string_view>
#include <vector>

#include "api/schema.h"
#include "app/problem.h"
#include "http/message.h"

namespace moteplass::api {

// With `faults` and `refusal` where there are any; WWW-Authenticate for 401, Retry-After for 503.
http::Response to_response(const app::Problem& problem);
json::value to_json(const app::Problem& problem);

app::Problem invalid_fields(std::vector<FieldFault> faults);
// 415
http::Response not_json();

// Every word, those of the use cases first, then those the server itself may answer.
const std::vector<app::ProblemKind>& every_problem();
const app::ProblemKind* find_problem(std::string_view word);
std::vector<app::ProblemCode> every_code();

schema::Book problem_schemas();

}  // namespace moteplass::api
