// Why a use case could not be carried out: one catalogue for API and pages. A Problem never repeats what was
// sent and holds no personal data, so it may be logged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/ports.h"
#include "base/json.h"
#include "casework/kernel.h"

namespace moteplass::app {

enum class ProblemCode {
  malformed,       // no JSON, or no form, at all
  invalid_fields,  // `faults` says which and what would do
  not_logged_in,
  forbidden,  // this role may not
  not_found,
  message_conflict,  // the sender used this message id for another message
  case_conflict,     // someone else has changed the case meanwhile; look again
  time_taken,        // the meeting time is no longer free; see the times anew
  refused,           // the case is not where this may happen: `refusal`
  unknown_policy,
  draft_conflict,  // someone else has changed the draft meanwhile; look again
  not_ready,       // the draft cannot be made a version yet: `faults` says what stands in the way
  letter_failed,
  unavailable,  // the store cannot take it now; nothing is stored, try again
};

struct Problem {
  ProblemCode code;
  std::vector<FieldFault> faults;
  std::optional<casework::Refusal> refusal;
  std::string detail;  // plain English, for API and log
};

struct ProblemKind {
  std::string_view word;  // the key of its text in every language, and of its page under /problems/
  int http_status;
  std::string_view title;  // plain English
};
const ProblemKind& kind_of(ProblemCode code);

Problem problem(ProblemCode code, std::string detail = {});
Problem problem(StoreFault fault);

}  // namespace moteplass::app
