// What the use cases answer, as JSON: one function a view, and the schema of each in the same file.
//
// Pure. Texts, choices and instants only; a member that has nothing to say is absent, never null.
#pragma once

#include "api/schema.h"
#include "app/case_desk.h"
#include "app/draft_desk.h"
#include "app/intake.h"
#include "app/police_desk.h"
#include "app/policy_desk.h"

namespace moteplass::api {

// police_views.cpp. What police may learn: nothing here takes a Case.
json::object view_of(const app::Receipt& receipt);
json::object view_of(const app::PoliceMessage& message);
json::object view_of(const casework::PoliceFeedback& feedback);
schema::Book police_view_schemas();

// case_views.cpp. For those who work on cases.
json::object view_of(const app::CaseView& view);
json::object view_of(const app::FeedbackPreview& preview);
json::object view_of(const casework::Meeting& meeting);
schema::Book case_view_schemas();

// draft_views.cpp
json::object view_of(const app::PolicyDraft& draft);  // without its text
json::object view_of(const app::DraftView& view);
json::object view_of(const policy::Review& reading);
json::object view_of(const app::CaseRun& run);
json::object view_of(const app::PolicyVersion& version);
schema::Book draft_view_schemas();

// worklist_views.cpp
json::object view_of(const app::WorklistPage& page);
json::object view_of(const policy::PolicySummary& summary);
schema::Book worklist_view_schemas();

}  // namespace moteplass::api
