// Site: the pages people see. Owns templates, texts, assets and sessions; the use cases it calls are borrowed
// and outlive it, and they alone decide who may do what.
//
// Opened once; `open` fails with a sentence for the operator (a template that names a missing text,
// catalogues that differ, a manifest without its file). After that it is only read, except for the sessions,
// which are guarded inside, so every member may be called from many threads.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/calendar_desk.h"
#include "app/capacity_desk.h"
#include "app/case_desk.h"
#include "app/distribution_desk.h"
#include "app/draft_desk.h"
#include "app/help_desk.h"
#include "app/intake.h"
#include "app/key_desk.h"
#include "app/person_desk.h"
#include "app/police_desk.h"
#include "app/policy_desk.h"
#include "app/schedule_desk.h"
#include "app/statistics_desk.h"
#include "base/result.h"
#include "http/router.h"

namespace moteplass::web {

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
  const app::CalendarDesk& calendars;
  const app::CapacityDesk& capacity;
  const app::KeyDesk& keys;
  const app::PersonDesk& person;
};

// A log-in that the log-in page lists, in demonstrations only.
struct DemoLogIn {
  std::string name;
  std::string password;
  app::Role role;
};

// A key that the door lists, in demonstrations only.
struct DemoKey {
  std::string code;
  std::string birth_date;  // empty: none is asked for
  app::Holder holder;
  std::string name;
};

struct SiteSettings {
  std::filesystem::path pages_folder;     // src/web/pages
  std::filesystem::path texts_folder;     // src/web/texts
  std::filesystem::path policies_folder;  // policies, for their about.md
  std::filesystem::path assets_folder;    // what `node ui/build.mjs` made, with its manifest.json
  std::vector<DemoLogIn> demo_log_ins;    // not empty: every page says that this is a demonstration
  bool secure_cookies = true;             // false only for plain http on the loopback address
  std::chrono::minutes idle_timeout{30};
  std::chrono::minutes absolute_timeout{10 * 60};
  std::vector<DemoKey> demo_keys;
  // On the pages for those whom a case is about: a borrowed phone, a computer at school.
  std::chrono::minutes own_idle_timeout{15};
  std::chrono::minutes own_absolute_timeout{60};
};

class Site {
 public:
  static Result<std::unique_ptr<Site>, std::string> open(const SiteSettings& settings,
                                                         const app::UnitSettings& unit, Desks desks,
                                                         app::Identity& identity, app::Entropy& entropy,
                                                         const app::Clock& clock);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // Pages, assets under /assets, and the page for problems that the router finds (not for paths under /api).
  // The site outlives the router.
  void add_routes(http::Router& router);

  // Who sent this request, by the session cookie; for the api room as well.
  std::optional<app::User> user_of(const http::Request& request) const;
  // Whether a request that changes something carries its session's token: in the header X-CSRF-Token, or in
  // the field `csrf` of a form.
  bool csrf_ok(const http::Request& request) const;

 private:
  struct Rooms;
  explicit Site(std::unique_ptr<Rooms> rooms);
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace moteplass::web
