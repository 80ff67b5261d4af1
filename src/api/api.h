// The JSON door: routes under /api for police systems and the unit's own programs, with the OpenAPI document
// that describes them, and the two questions a load balancer asks (/healthz, /readyz).
//
// `add_routes` copies nothing but references: the desks must outlive the router. Handlers run on the server's
// worker threads, several at a time, and keep no state. Every failure is an answer of problem+json (RFC 9457)
// made from app::Problem; nothing is thrown.
#pragma once

#include <functional>
#include <optional>

#include "app/case_desk.h"
#include "app/distribution_desk.h"
#include "app/draft_desk.h"
#include "app/help_desk.h"
#include "app/intake.h"
#include "app/police_desk.h"
#include "app/policy_desk.h"
#include "app/schedule_desk.h"
#include "app/statistics_desk.h"
#include "http/router.h"

namespace moteplass::api {

// The use cases behind the routes.
struct Desks {
  const app::Intake& intake;
  const app::CaseDesk& cases;
  const app::PoliceDesk& police;
  const app::PolicyDesk& policies;
  const app::DraftDesk& drafts;
  const app::DistributionDesk& distribution;
  const app::StatisticsDesk& statistics;
  const app::ScheduleDesk& schedules;
  const app::HelpDesk& help;
};

// Who is asking: a bearer token, or a page's session with its CSRF token for anything that changes something.
// Nothing: not logged in. Wired by main.
using Authenticate = std::function<std::optional<app::User>(const http::Request&)>;

struct Readiness {
  std::function<bool()> store_answers;
};

void add_routes(http::Router& router, Desks desks, Authenticate authenticate, Readiness readiness);

}  // namespace moteplass::api
