// Nobody falls out: every state that commands can lead a case to is visited, not only those that a random
// course happens on. Each open one stands on one worklist, has a deadline that will pass, and a step that can
// be taken.
#include <deque>
#include <set>

#include <gtest/gtest.h>

#include "casework/example_case.h"
#include "casework/outlook.h"

namespace moteplass::casework {
namespace {

using namespace std::chrono_literals;

struct State {
  Case c;
  Instant now;
};

// What the rest of a case can depend on; counts up to the point where one more changes nothing.
std::string signature(const State& state) {
  const Case& c = state.c;
  auto most = [](std::size_t count, std::size_t bound) { return std::to_string(std::min(count, bound)); };
  std::string text(word(c.stage));
  text += c.booked ? (c.booked->start <= state.now ? " begun" : " booked") : " free";
  text += c.booked_is_summoned ? " summoned" : "";
  text += c.attendance.cancelled ? " cancelled" : "";
  text += c.feedback ? " fed back" : "";
  text += " " + most(static_cast<std::size_t>(c.attendance.attended_count()), 2);
  text += " " + most(c.attendance.meetings.size(), 3);
  text += " " + most(c.attendance.summonses.size(), 2);
  text += " " + most(c.attendance.outreach.size(), 1);
  text += c.assessment ? std::string(" ") + std::string(word(c.assessment->outcome)) : "";
  return text;
}

std::vector<Command> commands_at(Instant now) {
  auto meeting = [&](Instant start) { return BookMeeting{{start, 60, "Her", {"sosialfaglig"}}}; };
  return {OpenMessage{},
          StateFacts{},
          Assess{AssessmentOutcome::duty_stands},
          Assess{AssessmentOutcome::not_for_unit},
          meeting(now + 24h * 10),
          meeting(now + 24h * 399),  // as far ahead as may be
          Summon{},
          MakeOutreach{OutreachChannel::phone, false},
          RecordAttendance{Attendance::attended},
          RecordAttendance{Attendance::not_attended},
          CancelDuty{CancelReason::unnecessary},
          SendFeedback{},
          CloseCase{}};
}

State after(State state, const std::vector<Event>& events) {
  for (const Event& event : events) state.c = apply(std::move(state.c), {event, state.now, "u1", "Rådgiver"});
  return state;
}

// All states, each as one case that is in it.
std::vector<State> reachable(const Answers& answers, std::int64_t meetings) {
  State first{{}, example::at("2026-03-02T09:00")};
  first.c.id = "case-1";
  auto message = example::message();
  message.conditions.push_back({ConditionKind::attendance, meetings, {}, {}, {}});
  auto received = decide(first.c, ReceiveMessage{message, 1, "2026-1", {"example", "1", "aa"}}, answers,
                         {first.now, "l"});
  EXPECT_TRUE(received);
  std::deque<State> open{after(first, *received)};
  std::set<std::string> seen{signature(open.front())};
  std::vector<State> states;
  while (!open.empty()) {
    State state = std::move(open.front());
    open.pop_front();
    auto visit = [&](State next) {
      if (seen.insert(signature(next)).second) open.push_back(std::move(next));
    };
    for (const Command& command : commands_at(state.now)) {
      auto letter = "letter-" + std::to_string(state.c.version);
      if (auto events = decide(state.c, command, answers, {state.now, letter})) visit(after(state, *events));
    }
    // Or nothing happens until the meeting has begun.
    if (state.c.booked && state.c.booked->start > state.now) {
      State later = state;
      later.now = state.c.booked->start + 70min;
      visit(std::move(later));
    }
    states.push_back(std::move(state));
  }
  return states;
}

bool some_step_can_be_taken(const State& state, const Answers& answers) {
  for (const Command& command : commands_at(state.now))
    if (decide(state.c, command, answers, {state.now, "l"})) return true;
  return false;
}

class EveryState : public testing::TestWithParam<std::int64_t> {
 protected:
  Answers answers = example::answers();
  std::vector<State> states = reachable(answers, GetParam());
};
INSTANTIATE_TEST_SUITE_P(Meetings, EveryState, testing::Values(1, 2));

TEST_P(EveryState, IsVisited) {
  std::set<Stage> stages;
  for (const State& state : states) stages.insert(state.c.stage);
  EXPECT_EQ(stages.size(), 9u) << "all but `none`";
  EXPECT_GT(states.size(), 100u);
}

TEST_P(EveryState, ThatIsOpenIsOnOneWorklist) {
  for (const State& state : states) {
    auto list = worklist_of(state.c);
    ASSERT_EQ(list.has_value(), state.c.stage != Stage::closed) << signature(state);
    if (!list) continue;
    EXPECT_EQ(worklist_from(word(*list)), list) << signature(state);
  }
}

TEST_P(EveryState, ThatIsOpenHasAClockThatRunsOut) {
  ServiceGoals goals;
  for (const State& state : states) {
    auto deadline = running_deadline(state.c, goals);
    ASSERT_EQ(deadline.has_value(), state.c.stage != Stage::closed) << signature(state);
    if (!deadline) continue;
    // Left alone, it is overdue no later than this after the farthest meeting that may be booked.
    EXPECT_LT(deadline->due, state.now + 24h * (400 + 2)) << signature(state);
    // A term that has run out before the case came to be in this state is told as overdue, not lost.
    EXPECT_GE(deadline->due, state.c.received_at) << signature(state);
  }
}

TEST_P(EveryState, ThatIsOpenCanGoOn) {
  for (const State& state : states) {
    bool open = state.c.stage != Stage::closed;
    // What is left of a closed case is the unit's own duty to report to child welfare.
    auto steps = next_steps(state.c, state.now);
    EXPECT_EQ(!std::all_of(steps.begin(), steps.end(), is_child_welfare), open) << signature(state);
    EXPECT_EQ(some_step_can_be_taken(state, answers), open) << signature(state);
  }
}

}  // namespace
}  // namespace moteplass::casework
