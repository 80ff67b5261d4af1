#include "app/capacity_desk.h"

#include <algorithm>
#include <map>

#include "app/meeting_need.h"
#include "app/permissions.h"
#include "app/projections.h"
#include "app/recording.h"
#include "app/schedule_desk.h"
#include "schedule/booking.h"

namespace moteplass::app {
namespace {

constexpr std::int64_t grown_up = 30;

schedule::Need ordinary_need(const Setup& setup, Instant now) {
  casework::Answers answers;
  policy::Facts facts;
  facts.person.age = grown_up;
  auto model = setup.policies.in_force(setup.unit.live_policy, local_date(now));
  if (model != nullptr) answers.summons = model->answer(policy::Question::summons, facts);
  return need_of(casework::Case(), answers, *setup.plan, {}, now).need;
}

// A message comes from police, and what the person chooses comes from them ("person:…"): neither is work done
// in the unit.
bool is_staff(const StoredEvent& event) {
  return event.type != "message_received" && event.actor != system_actor.id &&
         event.actor.find(':') == std::string::npos;
}

Result<std::vector<Workload>, StoreFault> workload_of(const Setup& setup, Instant now) {
  std::map<std::string, Workload> by_name;
  CaseQuery open;
  open.limit = 500;
  for (;; open.offset += open.limit) {
    auto rows = setup.store.case_rows(open);
    if (!rows) return failure(rows.error());
    for (const auto& row : *rows) {
      auto events = setup.store.events_of(row.case_id);
      if (!events) return failure(events.error());
      auto last = std::find_if(events->rbegin(), events->rend(), is_staff);
      auto name = last == events->rend() ? std::string() : last->actor_name;
      auto& load = by_name[name];
      load.name = name;
      ++load.open;
      if (row.due && *row.due < now) ++load.overdue;
      auto days =
          (std::chrono::sys_days(local_date(now)) - std::chrono::sys_days(local_date(row.received_at)))
              .count();
      load.longest_days = std::max<std::int64_t>(load.longest_days, days);
    }
    if (rows->size() < open.limit) break;
  }
  std::vector<Workload> list;
  for (auto& [name, load] : by_name) list.push_back(std::move(load));
  return list;
}

Result<std::vector<Waiting>, StoreFault> waiting_in(const Setup& setup, Instant now) {
  constexpr std::size_t most = 10'000;
  auto items = setup.store.outbox_due(now + std::chrono::days(1000), most);
  if (!items) return failure(items.error());
  std::map<std::string, Waiting> by_kind;
  for (const auto& item : *items) {
    // To a reader they are all letters.
    auto kind = item.kind == "paper" ? std::string("letter") : item.kind;
    auto& waiting = by_kind[kind];
    waiting.kind = kind;
    ++waiting.waiting;
    if (item.attempts == 0) continue;
    ++waiting.failing;
    waiting.next = std::min(waiting.next.value_or(item.not_before), item.not_before);
  }
  std::vector<Waiting> list;
  for (auto& [kind, waiting] : by_kind) list.push_back(std::move(waiting));
  return list;
}

}  // namespace

Result<Capacity, Problem> CapacityDesk::look(const User& user) const {
  if (!may(user, Right::see_statistics)) return failure(problem(ProblemCode::forbidden));
  Instant now = setup_.clock.now();
  Capacity capacity;
  auto workload = workload_of(setup_, now);
  if (!workload) return failure(problem(workload.error()));
  capacity.workload = std::move(*workload);
  auto waiting = waiting_in(setup_, now);
  if (!waiting) return failure(problem(waiting.error()));
  capacity.waiting = std::move(*waiting);
  capacity.plan = setup_.plan;
  if (setup_.plan == nullptr) return capacity;
  Instant week_ago = now - std::chrono::days(8);
  auto bookings = setup_.store.bookings(
      {.time = schedule::Interval{week_ago, now + std::chrono::days(7 * (weeks_ahead + 1))}});
  if (!bookings) return failure(problem(bookings.error()));
  capacity.ordinary = ordinary_need(setup_, now);
  capacity.weeks = schedule::capacity(setup_.plan->unit, schedule::taken_by(*bookings), capacity.ordinary,
                                      local_date(now), weeks_ahead, now);
  return capacity;
}

}  // namespace moteplass::app
