// Office: everything a page is made with, and Visit: one request as a page sees it.
//
// The office is filled once by Site::open and then only read; its sessions and limits guard themselves, so
// handlers on many threads share it. A Visit lives as long as its request.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "app/setup.h"
#include "http/forms.h"
#include "policy/sources.h"
#include "texts/catalogue.h"
#include "texts/template.h"
#include "web/about.h"
#include "web/readings.h"
#include "web/session.h"
#include "web/site.h"
#include "web/words.h"

namespace moteplass::web {

struct Office {
  SiteSettings settings;
  const app::UnitSettings& unit;
  Desks desks;
  app::Identity& identity;
  app::Entropy& entropy;
  const app::Clock& clock;
  texts::Catalogue catalogue;
  texts::Templates templates;
  std::map<std::string, std::string, std::less<>> assets;  // "site.css" to "site.3f9a1c2b.css"
  Abouts abouts;                                           // of the policy models
  policy::Sources sources;                                 // that they may cite
  mutable Readings readings;                               // guard themselves, as do the next two
  mutable Sessions sessions;                               // guard themselves
  mutable LogInLimit log_in_limit;
  mutable OwnSessions own_sessions;  // of those whom a case is about
  mutable LogInLimit key_limit;
};

struct Visit {
  const http::Request& request;
  Words words;
  Instant now;
  std::optional<Session> session;         // never on the pages under /my
  std::optional<OwnSession> own_session;  // only there
  std::string csrf;                       // of the session, or of the visitor's cookie
  http::Parameters form;                  // of a POST; already checked for its token

  const app::User& user() const { return session->user; }            // only behind Access for users
  const app::Holding& holding() const { return own_session->user; }  // only behind Access::own
};

// Of the pages: HTML of our own making that templates may show as it is.
inline const std::set<std::string> trusted_html{"about_html"};

// `own`: somebody whom a case is about, with a key.
enum class Access { everyone, logged_in, unit, police, own };

using PageHandler = std::function<http::Response(const Office&, const Visit&)>;

// Adds a page. Who is not logged in is sent to the log-in page; who may not is told so. A POST without the
// form's token is refused before the handler is called.
void add_page(http::Router& router, const Office& office, http::Method method, std::string_view pattern,
              Access access, PageHandler handler, std::size_t most_form_bytes = http::FormLimits().bytes);

// Whether a page is one of those for whom a case is about: with sessions of their own, and no other's.
bool is_own(std::string_view path);

// Whether a page is meant for people who are not staff. Only these may be read in a language that is prepared
// and not complete; elsewhere the one it borrows from takes its place.
bool is_for_people(std::string_view path);

// The language of a request: the cookie that the language switch sets, else the complete language that the
// browser wishes first, else bokmål. One that is not complete has to be chosen.
texts::Language language_of(const http::Request& request);

inline constexpr std::string_view session_cookie = "moteplass_session";
inline constexpr std::string_view own_session_cookie = "moteplass_own";  // sent to /my alone
inline constexpr std::string_view visitor_cookie = "moteplass_visitor";
inline constexpr std::string_view language_cookie = "moteplass_language";

// Renders a page of pages/ with what every page shows: title, menu, log-out, language, demonstration notice.
// A template at fault is our own bug and gives 500.
http::Response show(const Office& office, const Visit& visit, std::string_view page, std::string title,
                    json::object view, int status = 200);
// A part of a page, for islands that ask with fetch.
http::Response show_part(const Office& office, const Visit& visit, std::string_view part, json::object view);

// The page for a problem of the use cases; case_conflict is told apart by the case pages themselves.
http::Response show_problem(const Office& office, const Visit& visit, const app::Problem& problem);
// The page for one of the kinds in the catalogue: "not_found", "forbidden", "malformed", …
http::Response show_problem(const Office& office, const Visit& visit, std::string_view word, int status);

// The page for what the router or server found wrong: no such page, too large a form, a fault of ours.
http::Response show_router_problem(const Office& office, const http::Request& request, int status);

// Whether a browser says that another site sent the request (Fetch Metadata); older browsers say nothing.
bool comes_from_elsewhere(const http::Request& request);

// A path of this site that may follow a log-in or a change of language; "/" for anything else.
std::string own_path(std::optional<std::string_view> path);

// The screens, each in its own file.
void add_log_in_pages(http::Router& router, const Office& office);
void add_worklist_pages(http::Router& router, const Office& office);
void add_case_pages(http::Router& router, const Office& office);
void add_case_step_pages(http::Router& router, const Office& office);
void add_entry_pages(http::Router& router, const Office& office);
void add_arrival_pages(http::Router& router, const Office& office);
void add_meeting_times_pages(http::Router& router, const Office& office);
void add_assess_pages(http::Router& router, const Office& office);
void add_police_pages(http::Router& router, const Office& office);
void add_policy_pages(http::Router& router, const Office& office);
void add_compare_pages(http::Router& router, const Office& office);
void add_draft_pages(http::Router& router, const Office& office);
void add_version_pages(http::Router& router, const Office& office);
void add_distribution_pages(http::Router& router, const Office& office);
void add_statistics_pages(http::Router& router, const Office& office);
void add_calendar_pages(http::Router& router, const Office& office);
void add_capacity_pages(http::Router& router, const Office& office);
void add_help_pages(http::Router& router, const Office& office);
void add_receiver_pages(http::Router& router, const Office& office);
void add_key_pages(http::Router& router, const Office& office);
void add_own_door_pages(http::Router& router, const Office& office);
void add_own_pages(http::Router& router, const Office& office);
void add_own_feedback_pages(http::Router& router, const Office& office);

}  // namespace moteplass::web
