// Carrying out a command on a case in somebody's name: read, ask the policy, decide, store. Used by the use
// cases of this room only, which have seen to it that whoever asks may.
#pragma once

#include "app/case_desk.h"
#include "app/recording.h"

namespace moteplass::app {

// not_found where there is no such case.
Result<casework::Case, Problem> read_case(const Setup& setup, const std::string& case_id);

Result<void, Problem> record_access(const Setup& setup, const Access& access);

// `expected_version` is the version that was looked at; `case_conflict` if the case has moved on, but for
// letters made meanwhile. The case after.
Result<casework::Case, Problem> carry_out_as(const Setup& setup, const Actor& actor,
                                             const std::string& case_id, std::int64_t expected_version,
                                             const casework::Command& command, const Beside& beside = {});

}  // namespace moteplass::app
