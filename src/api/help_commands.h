// What a helper asks for, from JSON: {"version": 2, "action": "choose_need", "area": "housing"}.
//
// The words of `action` are those of `casework::type_of(HelpCommand)`. Pure; every fault of the body is
// found, each with its path, and nothing malformed is replaced by a default.
#pragma once

#include <vector>

#include "api/schema.h"
#include "app/help_desk.h"
#include "base/result.h"

namespace moteplass::api {

struct HelpAction {
  std::int64_t version;  // of the record the caller was looking at; 0 before there is one
  casework::HelpCommand command;
};

// Services are named by their id in the unit's directory.
Result<HelpAction, std::vector<FieldFault>> help_action_from_json(const json::value& value,
                                                                  const app::HelpSettings& settings);

// What a receiver answers.
struct ReceiverAnswer {
  casework::ReferralAnswer answer;
  Date on;
  std::optional<casework::DeclineReason> reason;
  std::string name;
};
Result<ReceiverAnswer, std::vector<FieldFault>> receiver_answer_from_json(const json::value& value);

// "HelpAction", one closed schema for each command, and what they are made of.
schema::Book help_action_schemas();

}  // namespace moteplass::api
