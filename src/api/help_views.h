// The help record as JSON, with its schemas: for those who help and for receivers, and for nobody else.
//
// Pure. A member that has nothing to say is absent, never null.
#pragma once

#include "api/schema.h"
#include "app/help_desk.h"

namespace moteplass::api {

json::object view_of(const app::HelpView& view);
json::object view_of(const app::HelpTask& task);
json::object view_of(const app::HelpService& service);
json::object view_of(const app::ReceiverView& view);
schema::Book help_view_schemas();

}  // namespace moteplass::api
