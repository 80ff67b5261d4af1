#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>
#include <sodium.h>

#include "api/api.h"
#include "app/calendar_desk.h"
#include "app/capacity_desk.h"
#include "app/case_desk.h"
#include "app/distribution_desk.h"
#include "app/draft_desk.h"
#include "app/intake.h"
#include "app/key_desk.h"
#include "app/person_desk.h"
#include "app/police_desk.h"
#include "app/policy_desk.h"
#include "app/policy_versions.h"
#include "app/schedule_desk.h"
#include "app/statistics_desk.h"
#include "http/server.h"
#include "letters/letter_maker.h"
#include "main/commands.h"
#include "main/data_folder.h"
#include "main/demo.h"
#include "main/demo_figures.h"
#include "main/demo_help.h"
#include "main/demo_keys.h"
#include "main/help_file.h"
#include "main/outbox_thread.h"
#include "main/share.h"
#include "main/statistics_file.h"
#include "main/text_messages.h"
#include "main/world.h"
#include "web/site.h"

namespace moteplass {
namespace {

struct ListenAddress {
  std::string host;
  std::uint16_t port;
};

std::optional<ListenAddress> parse_listen(const std::string& text) {
  auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return std::nullopt;
  auto port = text.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos) {
    return std::nullopt;
  }
  int number = std::stoi(port);
  if (number > 65535) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  if (host == "[::1]") host = "::1";
  return ListenAddress{host, static_cast<std::uint16_t>(number)};
}

bool is_loopback(const std::string& host) {
  return host.starts_with("127.") || host == "::1";
}

int fail(const std::string& line, int status = exit_failed) {
  fmt::print(stderr, "{}\n", line);
  return status;
}

// The token after "Bearer " (RFC 6750, 2.1).
std::optional<std::string> bearer_token(const http::Request& request) {
  auto header = request.header("Authorization");
  if (!header || !header->starts_with("Bearer ")) return std::nullopt;
  return std::string(header->substr(7));
}

// A machine by its token, or a page's island by the session and, for what changes something, its CSRF token.
api::Authenticate authenticate(const web::Site& site, app::Identity& identity) {
  return [&](const http::Request& request) -> std::optional<app::User> {
    if (auto token = bearer_token(request)) return identity.by_token(*token);
    bool reads = request.method == http::Method::get || request.method == http::Method::head;
    if (!reads && !site.csrf_ok(request)) return std::nullopt;
    return site.user_of(request);
  };
}

void greet(const ServeOptions& options, const app::UnitSettings& unit, const ListenAddress& listen,
           std::uint16_t port) {
  auto host = listen.host == "::1" ? std::string("[::1]") : listen.host;
  fmt::print("Møteplass is open for {} ({}).\n", unit.details.municipality, unit.live_policy);
  fmt::print("address http://{}:{}\n", host, port);
  if (options.demo) {
    for (const auto& log_in : demo_log_ins()) {
      fmt::print("log-in {} {}  ({})\n", log_in.log_in_name, log_in.password, log_in.user.name);
    }
    for (const auto& log_in : demo_log_ins()) {
      if (log_in.token.empty()) continue;
      fmt::print("token {} {}\n",
                 log_in.user.helps            ? "helper"
                 : log_in.user.sender.empty() ? "caseworker"
                                              : log_in.user.sender,
                 log_in.token);
    }
  }
  std::fflush(stdout);
}

}  // namespace

int serve(const ServeOptions& options) {
  auto listen = parse_listen(options.listen);
  if (!listen) return fail("--listen: expected HOST:PORT, such as 127.0.0.1:8080", exit_bad_input);
  if (options.demo && !is_loopback(listen->host)) {
    return fail(
        "--demo: its passwords are public, so it listens on a loopback address only, such as 127.0.0.1:8080",
        exit_bad_input);
  }
  if (sodium_init() < 0) return fail("libsodium cannot be used");
  // The signals are waited for below; every thread started from here on leaves them alone.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto policies = load_policies();
  if (!policies) return fail(policies.error());
  auto shared = load_shared_models();
  if (!shared) return fail(shared.error());
  auto worked_cases = load_worked_cases();
  if (!worked_cases) return fail(worked_cases.error());
  auto unit = open_unit(options.data, options.demo);
  if (!unit) return fail(unit.error());
  for (const auto& name : unit->settings.accepted_policies) {
    if (policies->find(name) == nullptr)
      return fail(fmt::format("unit.toml: accepted_policies: no policy {}", name));
  }
  if (policies->find(unit->settings.live_policy) == nullptr) {
    return fail(fmt::format("unit.toml: live_policy: no policy {}", unit->settings.live_policy));
  }
  auto plan = open_schedule(options.data, options.demo);
  if (!plan) return fail(plan.error());
  if (*plan != nullptr) {
    for (const auto& [user, member] : (*plan)->users) {
      bool known = std::any_of(unit->log_ins.begin(), unit->log_ins.end(),
                               [&](const LogIn& log_in) { return log_in.user.id == user; });
      if (!known) return fail(fmt::format("schedule.toml: staff.user: no log-in {} in unit.toml", user));
    }
  }
  SystemEntropy entropy;
  auto store = open_store(options.data, entropy);
  if (!store) return fail(store.error());

  SystemClock system_clock;
  std::optional<FileClock> file_clock;
  const char* clock_file = std::getenv("MOTEPLASS_TEST_CLOCK");
  if (options.demo && clock_file != nullptr) file_clock.emplace(clock_file);
  const app::Clock& clock = file_clock ? static_cast<const app::Clock&>(*file_clock) : system_clock;

  app::PolicyShelf shelf(std::move(*policies));
  std::vector<std::string> left_out;
  auto versions = app::open_versions(**store, shelf, unit->settings, clock.now(), left_out);
  if (!versions) return fail(versions.error());
  for (const auto& line : left_out) fmt::print(stderr, "left out: {}\n", line);

  letters::LetterSettings letter_settings;
  letter_settings.template_folder = share_folder() / "letters";
  auto letters = letters::WeasyprintLetterMaker::open(letter_settings);
  if (!letters) return fail("letters: " + letters.error().problem);

  TextMessageFolder text_messages(std::filesystem::path(options.data) / "outgoing-messages");
  const app::Notifier* notifier = unit->settings.reminders ? &text_messages : nullptr;
  app::Setup setup{**store, clock, entropy, **letters, shelf, unit->settings, plan->get(), notifier};
  app::Intake intake(setup);
  app::CaseDesk cases(setup);
  app::PoliceDesk police(setup);
  app::PolicyDesk policy_desk(shelf, clock);
  app::DraftDesk drafts(setup, shelf, *shared, *worked_cases);
  app::DistributionDesk distribution(shelf, clock);
  app::ScheduleDesk schedules(setup);
  app::CalendarDesk calendars(setup);
  app::CapacityDesk capacity(setup);
  auto help_settings = open_help_file(options.data, options.demo);
  if (!help_settings) return fail(help_settings.error());
  auto help_store = open_help_store(options.data, entropy);
  if (!help_store) return fail(help_store.error());
  app::HelpDesk help(setup, **help_store, *help_settings);
  if (options.demo && !options.without_cases) {
    int last_year = static_cast<int>(local_date(clock.now()).year()) - 1;
    if (auto made = make_demo_neighbours(options.data, last_year); !made)
      return fail("demo: " + made.error());
  }
  auto others = open_figures_folder(options.data);
  if (!others) return fail(others.error());
  app::StatisticsDesk statistics(setup, **help_store, std::move(*others));
  app::KeyDesk keys(setup);
  app::PersonDesk person(setup, help);
  FileIdentity identity(unit->log_ins);

  if (options.demo && !options.without_cases) {
    auto head = (*store)->chain_head();
    if (head && head->position == 0) {
      if (auto added = add_demo_cases(setup); !added) return fail("demo: " + added.error());
      int last_year = static_cast<int>(local_date(clock.now()).year()) - 1;
      if (auto added = add_demo_figures(**store, **help_store, last_year); !added) {
        return fail("demo: " + added.error());
      }
      if (auto added = add_demo_help(setup, **help_store, *help_settings); !added) {
        return fail("demo: " + added.error());
      }
      if (auto added = add_demo_keys(setup); !added) return fail("demo: " + added.error());
    }
  }

  web::SiteSettings site_settings;
  site_settings.pages_folder = share_folder() / "pages";
  site_settings.texts_folder = share_folder() / "texts";
  site_settings.policies_folder = share_folder() / "policies";
  site_settings.assets_folder = share_folder() / "assets";
  site_settings.secure_cookies = !is_loopback(listen->host);
  if (options.demo) {
    for (const auto& log_in : demo_log_ins()) {
      site_settings.demo_log_ins.push_back({log_in.log_in_name, log_in.password, log_in.user.role});
    }
    if (!options.without_cases) site_settings.demo_keys = demo_keys();
  }
  auto site = web::Site::open(site_settings, unit->settings,
                              {intake, cases, police, policy_desk, drafts, distribution, statistics,
                               schedules, help, calendars, capacity, keys, person},
                              identity, entropy, clock);
  if (!site) return fail(site.error());

  http::Router router;
  api::add_routes(router,
                  {intake, cases, police, policy_desk, drafts, distribution, statistics, schedules, help},
                  authenticate(**site, identity), {[&] { return (*store)->chain_head().has_value(); }});
  (*site)->add_routes(router);

  http::ServerSettings server_settings;
  server_settings.address = listen->host;
  server_settings.port = listen->port;
  server_settings.worker_threads = 32;  // they wait for the disk most of the time, and are committed together
  http::Server server(server_settings, std::move(router), http::log_to(stderr));
  if (auto started = server.start(); !started) return fail(started.error());
  {
    OutboxThread outbox(setup);
    greet(options, unit->settings, *listen, server.port());
    int signal = 0;
    sigwait(&signals, &signal);
    server.stop();
    server.wait();
  }
  return 0;
}

}  // namespace moteplass
