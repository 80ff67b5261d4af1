#include "app/calendar_desk.h"

#include <algorithm>

#include "app/permissions.h"
#include "schedule/booking.h"

namespace moteplass::app {
namespace {

// The same for everyone and everything, in both written languages.
constexpr auto title = "Opptatt";
constexpr auto look_back = std::chrono::days(28);
constexpr auto look_ahead = std::chrono::days(500);

const std::string* member_of(const Setup& setup, const std::string& user) {
  if (setup.plan == nullptr) return nullptr;
  auto found = setup.plan->users.find(user);
  return found == setup.plan->users.end() ? nullptr : &found->second;
}

Result<void, Problem> write(const Setup& setup,
                            const std::function<Result<void, StoreFault>(Transaction&)>& job) {
  std::optional<StoreFault> fault;
  auto written = setup.store.write([&](Transaction& transaction) {
    auto done = job(transaction);
    if (!done) fault = done.error();
    return done ? Verdict::keep : Verdict::undo;
  });
  if (fault) return failure(problem(*fault));
  if (!written) return failure(problem(written.error()));
  return {};
}

}  // namespace

Result<OwnCalendar, Problem> CalendarDesk::own(const User& user) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  OwnCalendar calendar;
  if (const auto* member = member_of(setup_, user.id)) calendar.member = *member;
  auto link = setup_.store.calendar_link_of(user.id);
  if (!link) return failure(problem(link.error()));
  if (*link) calendar.made_at = (*link)->made_at;
  return calendar;
}

Result<std::string, Problem> CalendarDesk::make_address(const User& user) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  if (member_of(setup_, user.id) == nullptr) return failure(problem(ProblemCode::not_found));
  auto token = to_hex(setup_.entropy.bytes(32));
  CalendarLink link{user.id, sha256(token), setup_.clock.now()};
  auto written = write(setup_, [&](Transaction& transaction) { return transaction.put_calendar_link(link); });
  if (!written) return failure(std::move(written.error()));
  return token;
}

Result<void, Problem> CalendarDesk::withdraw(const User& user) const {
  if (!may(user, Right::work_on_cases)) return failure(problem(ProblemCode::forbidden));
  return write(setup_, [&](Transaction& transaction) { return transaction.remove_calendar_link(user.id); });
}

Result<std::string, Problem> CalendarDesk::feed(const std::string& token) const {
  auto link = setup_.store.calendar_link(sha256(token));
  if (!link) return failure(problem(link.error()));
  if (!*link) return failure(problem(ProblemCode::not_found));
  const auto* member = member_of(setup_, (*link)->user);
  if (member == nullptr) return failure(problem(ProblemCode::not_found));
  Instant now = setup_.clock.now();
  auto bookings = setup_.store.bookings(
      {.time = schedule::Interval{now - look_back, now + look_ahead}, .cancelled = true});
  if (!bookings) return failure(problem(bookings.error()));
  std::erase_if(*bookings, [&](const schedule::Booking& booking) {
    const auto& team = booking.slot.team;
    return std::find(team.begin(), team.end(), *member) == team.end();
  });
  return schedule::icalendar(schedule::calendar_entries(*bookings, title));
}

}  // namespace moteplass::app
