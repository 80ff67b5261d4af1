#include "api/commands.h"

#include <gmock/gmock.h>

#include "casework/outlook.h"

namespace moteplass::api {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

Result<Action, std::vector<FieldFault>> read(std::string_view text) {
  return action_from_json(parse_json(text).value());
}

// "field kind" of every fault.
std::vector<std::string> faults(std::string_view text) {
  std::vector<std::string> found;
  auto action = read(text);
  if (action) return found;
  for (const auto& fault : action.error()) found.push_back(fault.field + " " + std::string(word(fault.kind)));
  return found;
}

template <class Command>
Command command(std::string_view text) {
  auto action = read(text);
  EXPECT_TRUE(action.has_value());
  return std::get<Command>(action.value().command);
}

TEST(Commands, EveryStepCanBeAskedFor) {
  std::map<std::string, std::string> members{
      {"state_facts", R"(, "facts": {"person": {"age": 24}})"},
      {"assess", R"(, "outcome": "duty_stands")"},
      {"book_meeting", R"(, "meeting": {"start": "2026-03-16T10:00:00+01:00", "place": "Her"})"},
      {"plan_guardians", R"(, "plan": {"handling": "not_contacted", "reason": "endangers_child",
                                       "heard": "not_yet"})"},
      {"assess_child_welfare", R"(, "assessment": {"child": "the_person", "conclusion": "no_ground_now",
                                                   "reason": "x"})"},
      {"report_to_child_welfare", R"(, "sent_on": "2026-03-16", "service": "Barnevernvakten")"},
      {"confirm_child_welfare", R"(, "received_on": "2026-03-20")"},
      {"remind_child_welfare", R"(, "on": "2026-04-07")"},
      {"summon", R"(, "guardian": "as_policy")"},
      {"make_outreach", R"(, "channel": "phone", "reached": false)"},
      {"record_attendance", R"(, "attendance": "attended")"},
      {"cancel_duty", R"(, "reason": "unnecessary")"}};
  for (auto step : schema::words_to(casework::Step::close)) {
    auto text = fmt::format(R"({{"version": 3, "action": "{}"{}}})", step, members[std::string(step)]);
    auto action = read(text);
    ASSERT_TRUE(action.has_value()) << text << " " << to_string(action.error().front());
    EXPECT_EQ(action->version, 3);
    // `open` and `close` are the steps' words; their commands say what is opened and closed.
    EXPECT_TRUE(casework::type_of(action->command).starts_with(step)) << step;
  }
}

TEST(Commands, AnEntryIsAskedForByItsOwnMembers) {
  auto made = command<casework::MakeEntry>(
      R"({"version": 1, "action": "ask_sender", "about": "tests", "on": "2026-03-16"})");
  EXPECT_EQ(std::get<casework::SenderAsked>(made.entry).about, casework::Unclear::tests);
  EXPECT_THAT(faults(R"({"version": 1, "action": "ask_sender", "about": "luck", "note": "x"})"),
              testing::UnorderedElementsAre("about not_allowed", "on missing", "note unknown"));
}

TEST(Commands, MembersReachTheCommand) {
  auto book = command<casework::BookMeeting>(
      R"({"version": 1, "action": "book_meeting", "meeting": {"start": "2026-03-16T10:00:00+01:00",
          "minutes": 45, "place": "Storgata 1", "team": ["lege"]}})");
  EXPECT_EQ(book.meeting.start, parse_instant("2026-03-16T09:00:00Z").value());
  EXPECT_EQ(book.meeting.minutes, 45);
  EXPECT_THAT(book.meeting.team, ElementsAre("lege"));
  auto summon =
      command<casework::Summon>(R"({"version": 1, "action": "summon", "guardian": "not_contacted"})");
  EXPECT_EQ(summon.guardian, casework::GuardianHandling::not_contacted);
  auto facts = command<casework::StateFacts>(
      R"({"version": 1, "action": "state_facts", "facts": {"history": {"orders": 2}}})");
  EXPECT_EQ(facts.facts.history.orders, 2);
}

TEST(Commands, DefaultsStandOnlyForWhatIsAbsent) {
  auto book = command<casework::BookMeeting>(
      R"({"version": 1, "action": "book_meeting", "meeting": {"start": "2026-03-16T09:00:00Z", "place": "x"}})");
  EXPECT_EQ(book.meeting.minutes, 60);
  EXPECT_THAT(faults(R"({"version": 1, "action": "summon"})"), ElementsAre("guardian missing"))
      << "contact with a guardian may endanger a child, so it is never taken for granted";
  EXPECT_THAT(faults(R"({"version": 1, "action": "summon", "guardian": ""})"),
              ElementsAre("guardian missing"));
  EXPECT_THAT(faults(R"({"version": 1, "action": "summon", "guardian": "all"})"),
              ElementsAre("guardian not_allowed"));
}

TEST(Commands, WhatIsUnknownIsRefusedWithItsPlace) {
  EXPECT_THAT(faults(R"({"version": 1, "action": "open", "outcome": "duty_stands"})"),
              ElementsAre("outcome unknown"));
  EXPECT_THAT(faults(R"({"version": 1, "action": "book_meeting",
                         "meeting": {"start": "2026-03-16T09:00:00Z", "place": "x", "room": 4}})"),
              ElementsAre("meeting.room unknown"));
  EXPECT_THAT(faults(R"({"version": 1, "action": "state_facts", "facts": {"person": {"name": "x"}}})"),
              ElementsAre("facts.person.name unknown"));
}

TEST(Commands, CommandsOfOtherDoorsAreNoActions) {
  for (auto word : {"receive_message", "record_letter", "open_message", "OPEN", "open "}) {
    EXPECT_THAT(faults(fmt::format(R"({{"version": 1, "action": "{}"}})", word)),
                ElementsAre("action not_allowed"));
  }
}

TEST(Commands, EveryFaultIsFound) {
  EXPECT_THAT(
      faults(R"({"action": "book_meeting", "meeting": {"start": "soon", "minutes": 5,
                         "place": "a\nb", "team": ["", 7]}})"),
      ElementsAre("version missing", "meeting.start bad_format", "meeting.minutes out_of_range",
                  "meeting.place bad_format", "meeting.team[0] missing", "meeting.team[1] wrong_type"));
  EXPECT_THAT(faults("[]"), ElementsAre(" wrong_type"));
  EXPECT_THAT(faults("{}"), ElementsAre("version missing", "action missing"));
  EXPECT_THAT(faults(R"({"version": "1", "action": "open"})"), ElementsAre("version wrong_type"));
  EXPECT_THAT(faults(R"({"version": -1, "action": "open"})"), ElementsAre("version out_of_range"));
}

TEST(Commands, FaultsNeverRepeatWhatWasSent) {
  auto action = read(R"({"version": 1, "action": "assess", "outcome": "Kari"})");
  ASSERT_FALSE(action.has_value());
  for (const auto& fault : action.error()) {
    EXPECT_THAT(to_string(fault), testing::Not(testing::HasSubstr("Kari")));
  }
}

TEST(Commands, TheSchemaHasOneClosedShapeForEachStep) {
  auto book = action_schemas();
  auto steps = schema::words_to(casework::Step::close);
  for (const auto& kind : casework::entry_kinds()) steps.push_back(casework::step_of(kind));
  EXPECT_EQ(book.at("Action").at("oneOf").as_array().size(), steps.size());
  for (auto step : steps) {
    const auto& shape = book.at("Action_" + std::string(step));
    EXPECT_EQ(shape.at("additionalProperties"), json::value(false));
    EXPECT_EQ(shape.at("properties").at("action").at("const"), json::value(step));
  }
}

}  // namespace
}  // namespace moteplass::api
