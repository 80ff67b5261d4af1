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
  text += c.dialogue.question ? " asked" : "";
  text += c.dialogue.remedy ? (c.dialogue.forwarded ? " forwarded" : " complained") : "";
  text += c.dialogue.suspended() ? " suspended" : "";
  text += c.drug_control.runs() ? " controlled" : "";
  text += c.drug_control.next_on ? " planned" : "";
  text += " " + most(c.drug_control.samples.size(), 1);
  text += c.drug_control.on_its_way() != nullptr ? " on its way" : "";
  text += c.whereabouts.transfer ? (c.whereabouts.confirmed ? " gone" : " going") : "";
  return text;
}

// The entries beside the duty are tried a theme at a time: they do not touch each other.
enum class Theme { none, meeting, dialogue, drug_control, transfer, voluntary };

std::vector<Entry> entries_of(Theme theme, Date today) {
  switch (theme) {
    case Theme::none:
    case Theme::voluntary:
      return {};
    case Theme::meeting:
      return {MeetingCalledOff{CalledOffBy::unit, true},
              AttendanceCorrected{Attendance::attended, "Feil person"},
              AttendanceCorrected{Attendance::not_attended, "Feil person"}};
    case Theme::dialogue:
      return {SenderAsked{Unclear::tests, today},
              SenderAnswered{today, SenderSaid::clarified, 1},
              RemedySought{today, Remedy::complaint, false},
              RemedySought{today, Remedy::court, true},
              RemedyForwarded{today, "Politiet"},
              RemedyDecided{today, RemedyOutcome::stands, {}},
              RemedyDecided{today, RemedyOutcome::set_aside, {}}};
    case Theme::drug_control:
      return {SamplePlanned{add_days(today, 3)}, example::sample(today),
              SampleNotTaken{today, SampleMissed::did_not_come}, SampleArrived{"A-17", today},
              ControlEnded{today, ControlEnd::period_over}};
    case Theme::transfer:
      return {CaseTransferred{"4204", "Kristiansand", TransferGround::home_municipality},
              TransferConfirmed{today, "Rådgiver"}, TransferTakenBack{today}};
  }
  return {};
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
std::vector<State> reachable(const Answers& answers, std::int64_t meetings, Theme theme) {
  State first{{}, example::at("2026-03-02T09:00")};
  first.c.id = "case-1";
  auto message = example::message();
  message.conditions.push_back({ConditionKind::attendance, meetings, {}, {}, {}});
  if (theme == Theme::drug_control) {
    message.conditions.push_back({ConditionKind::drug_test, {}, "hver uke", {}, {}});
  }
  policy::PolicyRef policy{"example", "1", "aa"};
  Command arrival = ReceiveMessage{message, 1, "2026-1", policy};
  if (theme == Theme::voluntary) arrival = EnterVoluntary{message, CameBy::self, "2026-1", policy};
  auto received = decide(first.c, arrival, answers, {first.now, "l"});
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
    auto commands = commands_at(state.now);
    for (Entry& entry : entries_of(theme, local_date(state.now))) {
      commands.push_back(MakeEntry{std::move(entry)});
    }
    for (const Command& command : commands) {
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

bool some_step_can_be_taken(const State& state, Theme theme, const Answers& answers) {
  auto commands = commands_at(state.now);
  for (Entry& entry : entries_of(theme, local_date(state.now))) {
    commands.push_back(MakeEntry{std::move(entry)});
  }
  for (const Command& command : commands)
    if (decide(state.c, command, answers, {state.now, "l"})) return true;
  return false;
}

class EveryState : public testing::TestWithParam<std::tuple<std::int64_t, Theme>> {
 protected:
  Answers answers = example::answers();
  Theme theme = std::get<Theme>(GetParam());
  std::vector<State> states = reachable(answers, std::get<std::int64_t>(GetParam()), theme);
};
INSTANTIATE_TEST_SUITE_P(Meetings, EveryState,
                         testing::Values(std::tuple{1, Theme::none}, std::tuple{2, Theme::none},
                                         std::tuple{2, Theme::meeting}, std::tuple{2, Theme::dialogue},
                                         std::tuple{1, Theme::drug_control}, std::tuple{1, Theme::transfer},
                                         std::tuple{1, Theme::voluntary}));

TEST_P(EveryState, IsVisited) {
  std::set<Stage> stages;
  std::set<Worklist> lists;
  for (const State& state : states) {
    stages.insert(state.c.stage);
    if (auto list = worklist_of(state.c)) lists.insert(*list);
  }
  if (theme == Theme::voluntary) {
    EXPECT_EQ(stages, (std::set{Stage::voluntary, Stage::closed}));
    return;
  }
  EXPECT_EQ(stages.size(), theme == Theme::transfer ? 10u : 9u) << "all but `none` and the other ways in";
  EXPECT_EQ(lists.contains(Worklist::drug_control), theme == Theme::drug_control);
  EXPECT_EQ(lists.contains(Worklist::transfer), theme == Theme::transfer);
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
    bool has_step = !std::all_of(steps.begin(), steps.end(), is_child_welfare);
    EXPECT_EQ(has_step || !open_entries(state.c, state.now).empty(), open) << signature(state);
    bool can = some_step_can_be_taken(state, theme, answers);
    EXPECT_EQ(can, open) << signature(state);
  }
}

}  // namespace
}  // namespace moteplass::casework
