#include "app/reminders.h"

#include <algorithm>

#include <fmt/format.h>

#include "app/projections.h"
#include "app/recording.h"

namespace moteplass::app {
namespace {

using casework::Case;

// The version of the last event that asks for a reminder: a summons, or a meeting moved after one. 0: none.
// What was asked for before is overtaken.
std::int64_t last_asked(const Case& c) {
  bool summoned = false;
  std::int64_t asked = 0;
  for (std::size_t i = 0; i < c.history.size(); ++i) {
    const auto& event = c.history[i].event;
    bool summons = std::holds_alternative<casework::Summoned>(event);
    summoned = summoned || summons;
    bool moved = summoned && std::holds_alternative<casework::MeetingBooked>(event);
    if (summons || moved) asked = static_cast<std::int64_t>(i) + 1;
  }
  return asked;
}

std::string digits_of(std::string_view phone) {
  std::string digits;
  for (char c : phone) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// With and without a country code it is the same phone.
bool same_phone(std::string_view a, const std::optional<std::string>& b) {
  constexpr std::size_t national = 8;
  auto tail = [](std::string digits) {
    return digits.size() > national ? digits.substr(digits.size() - national) : digits;
  };
  return b && tail(digits_of(a)) == tail(digits_of(*b));
}

bool is_shared(const Case& c, const std::string& phone) {
  const auto& guardians = c.message->guardians;
  bool guardians_own = std::any_of(guardians.begin(), guardians.end(),
                                   [&](const auto& guardian) { return same_phone(phone, guardian.phone); });
  bool trusted = c.guardian_plan && c.guardian_plan->trusted_person &&
                 same_phone(phone, c.guardian_plan->trusted_person->phone);
  return guardians_own || trusted;
}

LetterLanguage language_of(const Setup& setup, const Case& c) {
  if (c.message->person.language == "nn") return LetterLanguage::nn;
  if (c.message->person.language == "nb") return LetterLanguage::nb;
  return setup.unit.letter_language;
}

bool finish(const Setup& setup, const OutboxItem& item, const std::optional<Access>& sent) {
  bool stored = false;
  auto written = setup.store.write([&](Transaction& transaction) {
    stored = (!sent || transaction.record_access(*sent)) && transaction.finish(item.id);
    return stored ? Verdict::keep : Verdict::undo;
  });
  return written.has_value() && stored;
}

bool wait_until(const Setup& setup, const OutboxItem& item, Instant time) {
  bool stored = false;
  auto written = setup.store.write([&](Transaction& transaction) {
    // As a fresh item: to wait for the morning is no failure.
    stored = transaction.finish(item.id) &&
             transaction.enqueue({0, item.kind, item.case_id, item.payload, time, 0});
    return stored ? Verdict::keep : Verdict::undo;
  });
  return written.has_value() && stored;
}

}  // namespace

std::string_view word(NoReminder why) {
  switch (why) {
    case NoReminder::no_meeting:
      return "no_meeting";
    case NoReminder::no_phone:
      return "no_phone";
    case NoReminder::not_own_phone:
      return "not_own_phone";
  }
  return "";
}

std::optional<NoReminder> why_no_reminder(const Case& c, Date today) {
  bool waits = c.stage == casework::Stage::awaiting_meeting || c.stage == casework::Stage::to_summon;
  if (!waits || !c.booked || !c.message || last_asked(c) == 0) return NoReminder::no_meeting;
  const auto& phone = c.message->person.phone;
  if (!phone || digits_of(*phone).empty()) return NoReminder::no_phone;
  bool others_may_not_know = casework::is_minor(c, today) != false;
  if (c.guardian_plan) {
    others_may_not_know =
        goes_by_hand(*c.guardian_plan) || c.guardian_plan->handling != casework::GuardianHandling::as_policy;
  }
  if (others_may_not_know && is_shared(c, *phone)) return NoReminder::not_own_phone;
  return std::nullopt;
}

Result<void, StoreFault> queue_reminder(Transaction& transaction, const Setup& setup, const Case& after,
                                        Instant now) {
  bool asks = last_asked(after) == static_cast<std::int64_t>(after.history.size());
  if (setup.notifier == nullptr || !setup.unit.reminders || !asks || !after.booked) return {};
  auto time = schedule::reminder_time(after.booked->start, *setup.unit.reminders);
  if (time <= now) return {};
  return transaction.enqueue(
      {0, std::string(reminder_kind), after.id, to_text(json::object{{"version", after.version}}), time, 0});
}

bool carry_out_reminder(const Setup& setup, const OutboxItem& item) {
  auto payload = parse_json(item.payload);
  const auto* version =
      payload && payload->is_object() ? payload->get_object().if_contains("version") : nullptr;
  if (version == nullptr || !version->is_int64()) return false;
  auto events = setup.store.events_of(item.case_id);
  if (!events) return false;
  auto c = case_of(item.case_id, *events);
  if (!c) return false;
  Instant now = setup.clock.now();
  bool stands = version->get_int64() == last_asked(*c) && !why_no_reminder(*c, local_date(now)) &&
                now < c->booked->start;
  if (!stands || setup.notifier == nullptr) return finish(setup, item, std::nullopt);
  if (auto time = schedule::next_reminder_time(now); time != now) return wait_until(setup, item, time);
  Reminder reminder;
  reminder.id = to_hex(sha256(fmt::format("{}/{}", item.case_id, version->get_int64()))).substr(0, 32);
  reminder.phone = digits_of(*c->message->person.phone);
  if (c->message->person.phone->starts_with('+')) reminder.phone.insert(0, 1, '+');
  reminder.meeting = c->booked->start;
  reminder.language = language_of(setup, *c);
  if (!setup.notifier->remind(reminder)) return false;
  // Should this not be stored, it is tried again under the same id.
  return finish(setup, item,
                Access{item.case_id, system_actor.id, system_actor.name, std::string(reminder_kind), now});
}

}  // namespace moteplass::app
