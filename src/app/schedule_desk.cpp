#include "app/schedule_desk.h"

#include <algorithm>
#include <charconv>

#include "app/carry_out.h"
#include "app/permissions.h"
#include "schedule/booking.h"

namespace moteplass::app {
namespace {

using schedule::Booking;
using schedule::BookingState;
using schedule::Slot;

constexpr std::size_t digest_digits = 16;

// Who, where and when, in short: two slots with the same digest are the same slot.
std::string digest_of(const Slot& slot) {
  json::array people(slot.team.begin(), slot.team.end());
  json::array parts{
      to_string(slot.time.from), to_string(slot.time.to), slot.site, std::move(people), slot.room,
      slot.interpreter};
  return to_hex(sha256(to_text(parts))).substr(0, digest_digits);
}

std::int64_t minutes_of(const Slot& slot) {
  return std::chrono::duration_cast<std::chrono::minutes>(slot.time.to - slot.time.from).count();
}

// "2026-11-05T09:00:00.000Z~60~remote~psychological+social~3fa9…~torget". It repeats what was asked for, so
// that the very same question is put again when it is chosen; the site is last, for its id may hold anything.
std::string key_of(const Slot& slot, const TimeWish& wish) {
  std::string without;
  for (auto competence : wish.without) {
    if (!without.empty()) without += '+';
    without += schedule::word(competence);
  }
  std::string key = to_string(slot.time.from);
  for (const auto& part : {std::to_string(minutes_of(slot)), std::string(word(wish.interpreter)), without,
                           digest_of(slot), slot.site}) {
    key += '~';
    key += part;
  }
  return key;
}

struct Key {
  Instant start;
  std::string digest;
  TimeWish wish;  // for this very time
};

std::optional<Key> key_from(std::string_view text) {
  auto next = [&text] {
    auto end = text.find('~');
    auto part = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return part;
  };
  auto start = parse_instant(next());
  auto length = next();
  std::int64_t minutes = 0;
  auto read = std::from_chars(length.data(), length.data() + length.size(), minutes);
  auto interpreter = interpreter_wish_from(next());
  auto without = next();
  Key key;
  key.digest = std::string(next());
  bool is_length = read.ec == std::errc() && minutes >= 15 && minutes <= 240;
  if (!start || !is_length || !interpreter || text.empty()) return std::nullopt;
  key.start = *start;
  key.wish.interpreter = *interpreter;
  key.wish.minutes = minutes;
  key.wish.site = std::string(text);
  while (!without.empty()) {
    auto end = without.find('+');
    auto competence = schedule::competence_from(without.substr(0, end));
    if (!competence) return std::nullopt;
    key.wish.without.push_back(*competence);
    without.remove_prefix(end == std::string_view::npos ? without.size() : end + 1);
  }
  auto local = to_local(*start);
  std::chrono::minutes from(60 * local.hour + local.minute);
  key.wish.from = local.date;
  key.wish.between = {
      from, std::min<std::chrono::minutes>(from + std::chrono::minutes(minutes), std::chrono::hours(24))};
  return key;
}

// A day on each side holds every journey to and from a meeting.
schedule::Interval around(const schedule::Interval& time) {
  return {time.from - std::chrono::days(1), time.to + std::chrono::days(1)};
}

schedule::Interval days_of(const schedule::Need& need) {
  return around({schedule::instant_of(need.first_day, std::chrono::minutes(0)),
                 schedule::instant_of(add_days(need.last_day, 1), std::chrono::minutes(0))});
}

// What a case holds or has booked is its own, and no hindrance to it.
std::vector<Booking> of_others(std::vector<Booking> bookings, const std::string& case_id) {
  std::erase_if(bookings, [&](const Booking& booking) { return booking.about == case_id; });
  return bookings;
}

bool is_of(const Booking& booking, const std::optional<casework::Meeting>& meeting) {
  return booking.state == BookingState::booked && meeting && booking.slot.time.from == meeting->start;
}

std::chrono::minutes hold_length(const MeetingHabits& habits, HoldFor how) {
  switch (how) {
    case HoldFor::now:
      return std::chrono::minutes(habits.hold_minutes);
    case HoldFor::own_page:
      return std::chrono::days(habits.choose_days);
  }
  return {};
}

// Later than this the summons would come too late for the policy's notice.
Instant last_moment_to_choose(const CaseView& view, const Slot& slot) {
  std::optional<policy::SummonsAnswer> terms;
  if (view.answers.summons) terms = policy::summons_answer(*view.answers.summons);
  int notice = terms ? static_cast<int>(terms->notice_days.value_or(0)) : 0;
  if (notice == 0) return slot.time.from;
  return schedule::instant_of(add_days(local_date(slot.time.from), 1 - notice), std::chrono::minutes(0));
}

Problem taken_problem() {
  return problem(ProblemCode::time_taken);
}

// The booking as it is kept: moved where the case has one for the meeting it had, else new.
Result<void, Problem> put_booking(Transaction& transaction, const Setup& setup, const casework::Case& before,
                                  const Slot& slot, Instant now) {
  auto near = transaction.bookings({.time = around(slot.time)});
  if (!near) return failure(problem(near.error()));
  auto own = transaction.bookings({.about = before.id});
  if (!own) return failure(problem(own.error()));
  auto others = of_others(std::move(*near), before.id);
  auto current = std::find_if(own->begin(), own->end(),
                              [&](const Booking& booking) { return is_of(booking, before.booked); });
  schedule::Booked booked =
      current != own->end()
          ? schedule::rebook(setup.plan->unit, others, *current, slot, now)
          : schedule::hold(setup.plan->unit, others, fresh_id(setup.entropy), before.id, slot, now, now)
                .and_then(
                    [&](const Booking& held) { return schedule::book(setup.plan->unit, others, held, now); });
  if (!booked) return failure(taken_problem());
  if (auto put = transaction.put_booking(*booked); !put) return failure(problem(put.error()));
  return {};
}

}  // namespace

Result<Times, Problem> ScheduleDesk::times(const User& user, const CaseView& view,
                                           const TimeWish& wish) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  if (plan() == nullptr) return failure(problem(ProblemCode::not_found, "this unit has no schedule"));
  Instant now = setup_.clock.now();
  Times times;
  times.needs = need_of(view.c, view.answers, *plan(), wish, now);
  auto bookings = setup_.store.bookings({.time = days_of(times.needs.need)});
  if (!bookings) return failure(problem(bookings.error()));
  auto taken = schedule::taken_by(of_others(*bookings, view.c.id));
  auto count = static_cast<std::size_t>(wish.count > 0 ? wish.count : plan()->habits.offers);
  auto offers = schedule::find_slots(plan()->unit, taken, times.needs.need, now, count);
  times.missing = std::move(offers.missing);
  for (Slot& slot : offers.slots) {
    OfferedTime offered{key_of(slot, wish), slot, meeting_of(*plan(), slot), std::nullopt};
    for (const Booking& booking : *bookings) {
      bool held = booking.about == view.c.id && booking.state == BookingState::held && booking.slot == slot;
      if (held && booking.until && *booking.until > now) offered.held_until = booking.until;
    }
    times.offered.push_back(std::move(offered));
  }
  return times;
}

Result<Slot, Problem> ScheduleDesk::slot_of(const CaseView& view, const std::string& key) const {
  if (plan() == nullptr) return failure(problem(ProblemCode::not_found, "this unit has no schedule"));
  auto asked = key_from(key);
  if (!asked) return failure(problem(ProblemCode::malformed, "not the key of an offered time"));
  Instant now = setup_.clock.now();
  auto need = need_of(view.c, view.answers, *plan(), asked->wish, now).need;
  if (need.first_day != *asked->wish.from) return failure(taken_problem());
  need.last_day = need.first_day;
  auto bookings = setup_.store.bookings({.time = days_of(need)});
  if (!bookings) return failure(problem(bookings.error()));
  auto taken = schedule::taken_by(of_others(std::move(*bookings), view.c.id));
  auto offers = schedule::find_slots(plan()->unit, taken, need, now, 1);
  if (offers.slots.empty() || digest_of(offers.slots.front()) != asked->digest)
    return failure(taken_problem());
  return offers.slots.front();
}

Result<CaseView, Problem> ScheduleDesk::book(const User& user, const std::string& case_id,
                                             std::int64_t expected_version, const std::string& key) const {
  auto view = CaseDesk(setup_).look(user, case_id);
  if (!view) return failure(view.error());
  auto slot = slot_of(*view, key);
  if (!slot) return failure(slot.error());
  return CaseDesk(setup_).carry_out(
      user, case_id, expected_version, casework::BookMeeting{meeting_of(*plan(), *slot)},
      [&](Transaction& transaction, const casework::Case& before) {
        return put_booking(transaction, setup_, before, *slot, setup_.clock.now());
      });
}

Result<Instant, Problem> ScheduleDesk::hold(const User& user, const std::string& case_id,
                                            const std::vector<std::string>& keys, HoldFor how) const {
  auto view = CaseDesk(setup_).look(user, case_id);
  if (!view) return failure(view.error());
  std::vector<Slot> slots;
  for (const auto& key : keys) {
    auto slot = slot_of(*view, key);
    if (!slot) return failure(slot.error());
    slots.push_back(std::move(*slot));
  }
  Instant now = setup_.clock.now();
  Instant until = now;
  if (plan() != nullptr) until += hold_length(plan()->habits, how);
  auto until_of = [&](const Slot& slot) {
    return how == HoldFor::now ? until : std::min(until, last_moment_to_choose(*view, slot));
  };
  std::optional<Problem> fault;
  auto put_all = [&](Transaction& transaction) -> Result<void, Problem> {
    auto own = transaction.bookings({.about = case_id});
    if (!own) return failure(problem(own.error()));
    for (const Booking& booking : *own) {
      if (booking.state != BookingState::held) continue;
      if (auto gone = transaction.remove_booking(booking.id); !gone) return failure(problem(gone.error()));
    }
    for (const Slot& slot : slots) {
      auto near = transaction.bookings({.time = around(slot.time)});
      if (!near) return failure(problem(near.error()));
      auto held = schedule::hold(plan()->unit, of_others(std::move(*near), case_id), fresh_id(setup_.entropy),
                                 case_id, slot, until_of(slot), now);
      if (!held) return failure(taken_problem());
      if (auto put = transaction.put_booking(*held); !put) return failure(problem(put.error()));
    }
    return {};
  };
  auto written = setup_.store.write([&](Transaction& transaction) {
    auto put = put_all(transaction);
    if (!put) fault = put.error();
    return put ? Verdict::keep : Verdict::undo;
  });
  if (fault) return failure(std::move(*fault));
  if (!written) return failure(problem(written.error()));
  return until;
}

Result<casework::Case, Problem> book_held(const Setup& setup, const Actor& person, const std::string& case_id,
                                          const std::string& booking) {
  auto c = read_case(setup, case_id);
  if (!c) return failure(c.error());
  auto found = setup.store.bookings({.id = booking, .about = case_id});
  if (!found) return failure(problem(found.error()));
  Instant now = setup.clock.now();
  bool held = setup.plan != nullptr && !found->empty() && found->front().state == BookingState::held &&
              found->front().until && *found->front().until > now;
  if (!held) return failure(taken_problem());
  const Slot& slot = found->front().slot;
  return carry_out_as(setup, person, case_id, c->version,
                      casework::BookMeeting{meeting_of(*setup.plan, slot)},
                      [&](Transaction& transaction, const casework::Case& before) {
                        return put_booking(transaction, setup, before, slot, now);
                      });
}

Result<void, StoreFault> keep_bookings_true(Transaction& transaction, const Setup& setup,
                                            const casework::Case& before, const casework::Case& after,
                                            Instant now) {
  if (before.booked == after.booked && before.stage == after.stage) return {};
  auto own = transaction.bookings({.about = after.id});
  if (!own) return failure(own.error());
  bool was_held = after.attendance.meetings.size() > before.attendance.meetings.size() &&
                  after.attendance.meetings.back().attendance == casework::Attendance::attended;
  for (const Booking& booking : *own) {
    if (booking.state == BookingState::held) {
      if (before.booked == after.booked && after.stage != casework::Stage::closed) continue;
      if (auto gone = transaction.remove_booking(booking.id); !gone) return gone;
      continue;
    }
    bool stays = was_held || after.booked == before.booked ||
                 (setup.plan != nullptr && after.booked == meeting_of(*setup.plan, booking.slot));
    if (stays || !is_of(booking, before.booked)) continue;
    auto cancelled = schedule::cancel(booking, now);
    if (!cancelled) continue;
    if (auto put = transaction.put_booking(*cancelled); !put) return put;
  }
  return {};
}

std::size_t forget_run_out_holds(const Setup& setup) {
  // A hold lasts for minutes, and on a time to come: one that has run out lies no further back than this.
  Instant now = setup.clock.now();
  BookingQuery recent{.time = schedule::Interval{now - std::chrono::days(7), now + std::chrono::days(500)}};
  auto has_run_out = [now](const Booking& booking) {
    return booking.state == BookingState::held && booking.until && *booking.until <= now;
  };
  auto bookings = setup.store.bookings(recent);
  if (!bookings || std::none_of(bookings->begin(), bookings->end(), has_run_out)) return 0;
  std::size_t forgotten = 0;
  auto written = setup.store.write([&](Transaction& transaction) {
    auto current = transaction.bookings(recent);
    if (!current) return Verdict::undo;
    for (const Booking& booking : *current) {
      if (!has_run_out(booking)) continue;
      if (!transaction.remove_booking(booking.id)) return Verdict::undo;
      ++forgotten;
    }
    return Verdict::keep;
  });
  return written ? forgotten : 0;
}

}  // namespace moteplass::app
