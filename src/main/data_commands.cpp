#include <fmt/format.h>

#include "app/policy_versions.h"
#include "app/projections.h"
#include "main/commands.h"
#include "main/data_folder.h"
#include "main/help_file.h"
#include "main/world.h"

namespace moteplass {

namespace {

// Opens every event of every help record; nothing of what stands there is printed.
int verify_help(const std::string& data, app::Entropy& entropy) {
  auto store = open_help_store(data, entropy);
  if (!store) {
    fmt::print(stderr, "{}\n", store.error());
    return exit_failed;
  }
  auto head = (*store)->chain_head();
  auto broken = (*store)->first_broken_link();
  if (!head || !broken) {
    fmt::print(stderr, "{}: the events of the help records cannot be read\n", data);
    return exit_failed;
  }
  if (*broken) {
    fmt::print(stderr,
               "{}: event {} of the help records is not what was stored, or stands where another stood\n",
               data, **broken);
    return exit_failed;
  }
  fmt::print("help records: {} events, chain intact, head {}\n", head->position, to_hex(head->hash));
  return 0;
}

}  // namespace

int verify(const std::string& data) {
  SystemEntropy entropy;
  auto store = open_store(data, entropy);
  if (!store) {
    fmt::print(stderr, "{}\n", store.error());
    return exit_failed;
  }
  auto head = (*store)->chain_head();
  auto broken = (*store)->first_broken_link();
  if (!head || !broken) {
    fmt::print(stderr, "{}: the events cannot be read\n", data);
    return exit_failed;
  }
  if (*broken) {
    fmt::print(stderr, "{}: event {} is not what was stored, or stands where another stood\n", data,
               **broken);
    return exit_failed;
  }
  auto versions = (*store)->policy_versions();
  if (!versions) {
    fmt::print(stderr, "{}: the policy versions cannot be read\n", data);
    return exit_failed;
  }
  for (const auto& version : *versions) {
    if (app::is_as_approved(version)) continue;
    fmt::print(stderr, "{}: version {} of policy {} is not what was approved\n", data, version.number,
               version.policy);
    return exit_failed;
  }
  fmt::print("{} events, chain intact, head {}\n", head->position, to_hex(head->hash));
  return verify_help(data, entropy);
}

int rebuild(const std::string& data) {
  SystemEntropy entropy;
  auto unit = open_unit(data, false);
  if (!unit) {
    fmt::print(stderr, "{}\n", unit.error());
    return exit_failed;
  }
  auto store = open_store(data, entropy);
  if (!store) {
    fmt::print(stderr, "{}\n", store.error());
    return exit_failed;
  }
  auto cases = app::rebuild_rows(**store, unit->settings.goals);
  if (!cases) {
    fmt::print(stderr, "{}: the events cannot be read; the worklists are as they were\n", data);
    return exit_failed;
  }
  fmt::print("worklists worked out again for {} cases\n", *cases);
  auto help_settings = open_help_file(data, false);
  if (!help_settings) {
    fmt::print(stderr, "{}\n", help_settings.error());
    return exit_failed;
  }
  auto help_store = open_help_store(data, entropy);
  if (!help_store) {
    fmt::print(stderr, "{}\n", help_store.error());
    return exit_failed;
  }
  auto today = local_date(SystemClock().now());
  auto records = app::rebuild_follow_ups(**help_store, help_settings->goals, today);
  if (!records) {
    fmt::print(stderr, "{}: the help records cannot be read\n", data);
    return exit_failed;
  }
  fmt::print("follow-ups worked out again for {} help records\n", *records);
  return 0;
}

}  // namespace moteplass
