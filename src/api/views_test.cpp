#include "api/views.h"

#include <gmock/gmock.h>

namespace moteplass::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAreArray;

std::vector<std::string> keys(const json::object& object) {
  std::vector<std::string> names;
  for (const auto& member : object) names.emplace_back(member.key());
  return names;
}

std::vector<std::string> properties(const schema::Book& book, std::string_view name) {
  return keys(book.at(std::string(name)).at("properties").as_object());
}

casework::AttendanceRecord record() {
  casework::AttendanceRecord record;
  record.police_case_number = "14000001/26";
  casework::Meeting meeting{parse_instant("2026-03-16T09:00:00Z").value(), 60, "Hemmelig sted", {"psykolog"}};
  record.summonses.push_back({casework::SummonsKind::first, "letter-1", meeting, meeting.start});
  record.meetings.push_back({meeting, casework::Attendance::attended, meeting.start});
  return record;
}

app::PoliceMessage told() {
  app::PoliceMessage message{"m-1",
                             7,
                             "14000001/26",
                             policy::Reaction::condition_to_attend,
                             parse_instant("2026-03-02T09:00:00Z").value(),
                             std::nullopt,
                             std::nullopt};
  message.feedback = casework::PoliceFeedback::from(record(), policy::FeedbackScope::attended_yes_no);
  message.feedback_at = parse_instant("2026-03-17T09:00:00Z").value();
  message.question = casework::Unclear::tests;
  return message;
}

TEST(PoliceViews, HoldTheDecisionAndTheOutcomeAndNothingMore) {
  auto view = view_of(told());
  EXPECT_THAT(keys(view), ElementsAre("message_id", "number", "case_number", "reaction", "received_at",
                                      "feedback", "question", "feedback_at"));
  EXPECT_THAT(keys(view.at("feedback").as_object()),
              ElementsAre("case_number", "outcome", "dates", "attempts"));
  EXPECT_EQ(view.at("feedback").at("outcome"), json::value("met"));
  auto text = to_text(view);
  for (auto secret : {"Hemmelig", "psykolog", "letter-1"}) EXPECT_THAT(text, Not(HasSubstr(secret)));
}

TEST(PoliceViews, AreSilentUntilFeedbackIsSent) {
  auto message = told();
  message.feedback.reset();
  message.question.reset();
  message.feedback_at.reset();
  EXPECT_THAT(keys(view_of(message)),
              ElementsAre("message_id", "number", "case_number", "reaction", "received_at"));
}

TEST(PoliceViews, AreWhatTheirSchemasSay) {
  auto book = police_view_schemas();
  auto view = view_of(told());
  EXPECT_THAT(keys(view), UnorderedElementsAreArray(properties(book, "SentMessage")));
  EXPECT_THAT(keys(view.at("feedback").as_object()), UnorderedElementsAreArray(properties(book, "Feedback")));
  app::Receipt receipt{"oslo-pd", "m-1", 7, parse_instant("2026-03-02T09:00:00Z").value(), true};
  EXPECT_THAT(keys(view_of(receipt)), UnorderedElementsAreArray(properties(book, "Receipt")));
  for (const auto& [name, schema] : book) {
    EXPECT_EQ(schema.at("additionalProperties"), json::value(false)) << name;
  }
}

TEST(CaseViews, HaveAMemberForEveryPropertyWhenAllIsSaid) {
  app::CaseView view;
  auto& c = view.c;
  c.id = "c-1";
  c.attendance = record();
  c.attendance.cancelled = casework::CancelReason::unnecessary;
  c.attendance.cancelled_at = Instant{};
  c.message.emplace();
  c.message->basis.decided_on = parse_date("2026-02-02").value();
  c.assessment.emplace();
  c.booked = c.attendance.meetings.front().meeting;
  c.guardian_plan.emplace();
  c.feedback.emplace();
  c.feedback->letter = "letter-2";
  c.receipt = 7;
  c.voluntary = casework::CameBy::self;
  c.came_from = "RER Eksempel";
  view.deadline = casework::Deadline{casework::DeadlineKind::read_message, Instant{}, "Kilde"};
  auto book = case_view_schemas();
  auto shown = view_of(view);
  EXPECT_THAT(keys(shown), UnorderedElementsAreArray(properties(book, "Case")));
  EXPECT_THAT(keys(shown.at("attendance").as_object()),
              UnorderedElementsAreArray(properties(book, "AttendanceRecord")));
  EXPECT_THAT(keys(shown.at("assessment").as_object()),
              UnorderedElementsAreArray(properties(book, "Assessment")));
  EXPECT_THAT(keys(shown.at("feedback").as_object()), Not(testing::Contains("feedback")));
}

TEST(CaseViews, LeaveOutWhatThereIsNothingToSayOf) {
  auto shown = view_of(app::CaseView{});
  for (auto name : {"message", "assessment", "booked", "booked_is_summoned", "feedback", "deadline"}) {
    EXPECT_FALSE(shown.contains(name)) << name;
  }
  EXPECT_THAT(to_text(shown), Not(HasSubstr("null")));
}

}  // namespace
}  // namespace moteplass::api
