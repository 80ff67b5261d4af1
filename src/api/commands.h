// What a caseworker asks for, from JSON: {"version": 3, "action": "assess", "outcome": "duty_stands"}.
//
// The words of `action` are those of a case's `next_steps`, so that a program can take the step it was
// offered. Pure; every fault of the body is found, each with its path, and nothing malformed is replaced by a
// default.
#pragma once

#include <vector>

#include "api/schema.h"
#include "base/result.h"
#include "casework/kernel.h"

namespace moteplass::api {

struct Action {
  std::int64_t version;  // of the case the caller was looking at
  casework::Command command;
};

Result<Action, std::vector<FieldFault>> action_from_json(const json::value& value);

// "Action", one closed schema for each step, and what they are made of.
schema::Book action_schemas();

}  // namespace moteplass::api
