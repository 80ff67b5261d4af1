#include "main/demo_keys.h"

#include <fmt/format.h>

#include "app/case_desk.h"
#include "app/key_code.h"
#include "app/key_desk.h"
#include "app/projections.h"
#include "app/recording.h"
#include "main/demo.h"

namespace moteplass {
namespace {

using app::Holder;

struct Given {
  const char* code;
  const char* person;  // whose case it is
  Holder holder;
  const char* name;        // the holder's
  const char* birth_date;  // as it is typed; empty: none is asked for
};

constexpr Given given[] = {
    {"TEST-TEST-2345", "Oliver Liksom", Holder::person, "Oliver Liksom", "24.06.2009"},
    {"TEST-TEST-3456", "Oliver Liksom", Holder::guardian, "Kari Liksom", ""},
    {"TEST-TEST-4567", "Nora Uvirkelig", Holder::person, "Nora Uvirkelig", "12.09.2010"},
    {"TEST-TEST-5678", "Per Påfunn", Holder::person, "Per Påfunn", "17.02.1972"},
    {"TEST-TEST-6789", "Live Skjermet", Holder::person, "Live Skjermet", "15.11.1993"},
};

// "24.06.2009"
std::optional<Date> typed_date(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return parse_date(fmt::format("{}-{}-{}", text.substr(6, 4), text.substr(3, 2), text.substr(0, 2)));
}

// By the messages of the demonstration: a list need not show everybody. Empty: nobody of that name.
std::string case_of_person(app::Store& store, std::string_view name) {
  for (int number = 1;; ++number) {
    auto received = store.find_message("oslo-pd", fmt::format("demo-{}", number));
    if (!received || !*received) return {};
    auto events = store.events_of((*received)->case_id);
    auto c = events ? app::case_of((*received)->case_id, *events) : failure(events.error());
    if (c && c->message && c->message->person.name == name) return c->id;
  }
}

}  // namespace

std::vector<web::DemoKey> demo_keys() {
  std::vector<web::DemoKey> keys;
  for (const auto& each : given) keys.push_back({each.code, each.birth_date, each.holder, each.name});
  return keys;
}

Result<void, std::string> add_demo_keys(const app::Setup& setup) {
  Instant now = setup.clock.now();
  for (const auto& each : given) {
    auto case_id = case_of_person(setup.store, each.person);
    if (case_id.empty()) return failure(fmt::format("{}: no such case", each.person));
    const auto& user = demo_log_ins().front().user;
    app::CaseKey key;
    key.id = app::fresh_id(setup.entropy);
    key.case_id = case_id;
    key.holder = each.holder;
    key.holder_name = each.name;
    key.code_hash = app::hash_of_code(each.code);
    if (auto date = typed_date(each.birth_date)) key.second_hash = app::hash_of_birth_date(key.id, *date);
    key.made_at = now;
    key.made_by = user.name;
    key.expires_at = app::end_of_key(now, setup.unit.key_days);
    app::Access access{key.case_id, user.id, user.name, "key_made", now};
    bool stored = false;
    auto written = setup.store.write([&](app::Transaction& transaction) {
      stored = transaction.put_key(key).has_value() && transaction.record_access(access).has_value();
      return stored ? app::Verdict::keep : app::Verdict::undo;
    });
    if (!written || !stored) return failure(std::string("a demo key was not stored"));
  }
  return {};
}

}  // namespace moteplass
