// What a decision model must keep to be a policy: the seven questions, facts that cases hand over, answers
// within the vocabulary. For policy.cpp.
#pragma once

#include <vector>

#include "dmn/dmn.h"
#include "policy/policy.h"

namespace moteplass::policy {

inline constexpr Question all_questions[] = {
    Question::reaction,  Question::summons,    Question::no_show,   Question::feedback,
    Question::follow_up, Question::repetition, Question::deadlines,
};

// Every fault found; none: the model may be used.
std::vector<PolicyFault> check_policy(const dmn::Model& model, const std::string& file);

}  // namespace moteplass::policy
