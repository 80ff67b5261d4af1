// The two records, and what may be built from them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <type_traits>

#include "casework/attendance_record.h"
#include "casework/case.h"
#include "casework/example_case.h"
#include "casework/help/follow_up.h"
#include "casework/help/help_record.h"

namespace moteplass::casework {
namespace {

using example::at;
using example::day;
using policy::FeedbackScope;

// Feedback to the police can be made of an attendance record and of nothing else; help is out of reach.
static_assert(!std::is_constructible_v<PoliceFeedback, HelpRecord>);
static_assert(!std::is_constructible_v<PoliceFeedback, Case>);
static_assert(!std::is_constructible_v<PoliceFeedback, Message>);
static_assert(!std::is_constructible_v<PoliceFeedback, std::string>);
static_assert(!std::is_constructible_v<PoliceFeedback, AttendanceRecord>);
static_assert(!std::is_default_constructible_v<PoliceFeedback>);
static_assert(!std::is_aggregate_v<PoliceFeedback>);
template <class Source>
concept feedback_is_made_of = requires(const Source& source, FeedbackScope scope) {
  PoliceFeedback::from(source, scope);
};
static_assert(feedback_is_made_of<AttendanceRecord>);
static_assert(!feedback_is_made_of<HelpRecord>);
static_assert(!feedback_is_made_of<HelpEvent>);
static_assert(!feedback_is_made_of<Referral>);
static_assert(!feedback_is_made_of<Agreement>);
static_assert(!feedback_is_made_of<HelpCounts>);
static_assert(!feedback_is_made_of<Case>);
static_assert(!feedback_is_made_of<Message>);
static_assert(!feedback_is_made_of<std::string>);

// The help record exists only after consent, and neither record turns into the other.
static_assert(!std::is_default_constructible_v<HelpRecord>);
static_assert(!std::is_constructible_v<HelpRecord, Consent>);
static_assert(!std::is_constructible_v<HelpRecord, HelpRecorded>);
static_assert(!std::is_convertible_v<AttendanceRecord, HelpRecord>);
static_assert(!std::is_convertible_v<HelpRecord, AttendanceRecord>);
static_assert(!std::is_constructible_v<AttendanceRecord, HelpRecord>);
static_assert(!std::is_constructible_v<HelpRecord, AttendanceRecord>);
static_assert(!std::is_assignable_v<AttendanceRecord&, HelpRecord>);
static_assert(!std::is_assignable_v<HelpRecord&, AttendanceRecord>);
// No event of one is an event of the other: a stream can hold only its own.
template <class... Help>
constexpr bool none_is_a_case_event(std::variant<Help...>*) {
  return (!std::is_constructible_v<Event, Help> && ...);
}
template <class... Events>
constexpr bool none_is_a_help_event(std::variant<Events...>*) {
  return (!std::is_constructible_v<HelpEvent, Events> && ...);
}
static_assert(none_is_a_case_event(static_cast<HelpEvent*>(nullptr)));
static_assert(none_is_a_help_event(static_cast<Event*>(nullptr)));
static_assert(!std::is_constructible_v<Event, HelpEvent> && !std::is_constructible_v<HelpEvent, Event>);

HeldMeeting held(std::string_view local, Attendance attendance) {
  return {example::meeting(local), attendance, at(local)};
}

AttendanceRecord record_of(std::vector<HeldMeeting> meetings) {
  AttendanceRecord record;
  record.police_case_number = "123/26";
  for (const HeldMeeting& meeting : meetings) {
    record.summonses.push_back({SummonsKind::first, "l", meeting.meeting, at("2026-03-01T09:00")});
  }
  record.meetings = std::move(meetings);
  return record;
}

TEST(PoliceFeedback, ADutyMetGivesTheDaysAttendedAndNotThoseMissed) {
  auto record = record_of(
      {held("2026-03-10T12:00", Attendance::not_attended), held("2026-03-20T12:00", Attendance::attended)});
  auto feedback = PoliceFeedback::from(record, FeedbackScope::attended_yes_no);
  ASSERT_TRUE(feedback);
  EXPECT_EQ(feedback->case_number(), "123/26");
  EXPECT_EQ(feedback->outcome(), DutyOutcome::met);
  EXPECT_EQ(feedback->dates(), std::vector{day("2026-03-20")});
  EXPECT_EQ(feedback->attempts(), 2);
}

TEST(PoliceFeedback, ADutyNotMetGivesTheDaysMissed) {
  auto record = record_of(
      {held("2026-03-10T12:00", Attendance::attended), held("2026-03-20T12:00", Attendance::not_attended)});
  record.meetings_required = 2;
  record.outreach.push_back({OutreachChannel::phone, false, at("2026-03-21T09:00")});
  auto feedback = PoliceFeedback::from(record, FeedbackScope::not_attended_only);
  ASSERT_TRUE(feedback);
  EXPECT_EQ(feedback->outcome(), DutyOutcome::not_met);
  EXPECT_EQ(feedback->dates(), std::vector{day("2026-03-20")});
  EXPECT_EQ(feedback->attempts(), 3);
}

TEST(PoliceFeedback, DaysAreLocalDaysInNorway) {
  auto record = record_of({held("2026-07-16T00:30", Attendance::attended)});  // 22.30 on the 15th in UTC
  EXPECT_EQ(PoliceFeedback::from(record, FeedbackScope::attended_yes_no)->dates(),
            std::vector{day("2026-07-16")});
}

TEST(PoliceFeedback, TheScopeOfThePolicyBoundsWhatGetsOut) {
  auto met = record_of({held("2026-03-10T12:00", Attendance::attended)});
  auto missed = record_of({held("2026-03-10T12:00", Attendance::not_attended)});
  auto cancelled = missed;
  cancelled.cancelled = CancelReason::unnecessary;
  for (const auto& record : {met, missed, cancelled}) {
    EXPECT_FALSE(PoliceFeedback::from(record, FeedbackScope::nothing));
    EXPECT_TRUE(PoliceFeedback::from(record, FeedbackScope::attended_yes_no));
  }
  EXPECT_FALSE(PoliceFeedback::from(met, FeedbackScope::not_attended_only));
  EXPECT_TRUE(PoliceFeedback::from(missed, FeedbackScope::not_attended_only));
  EXPECT_FALSE(PoliceFeedback::from(cancelled, FeedbackScope::not_attended_only));
}

TEST(PoliceFeedback, ACancelledDutyGivesNoDays) {
  auto record = record_of({held("2026-03-10T12:00", Attendance::not_attended)});
  record.cancelled = CancelReason::deceased;
  auto feedback = PoliceFeedback::from(record, FeedbackScope::attended_yes_no);
  EXPECT_EQ(feedback->outcome(), DutyOutcome::cancelled);
  EXPECT_TRUE(feedback->dates().empty());
}

TEST(PoliceFeedback, NothingWhileTheMatterIsOpen) {
  EXPECT_FALSE(PoliceFeedback::from(record_of({}), FeedbackScope::attended_yes_no));
  auto half = record_of({held("2026-03-10T12:00", Attendance::attended)});
  half.meetings_required = 2;
  EXPECT_FALSE(PoliceFeedback::from(half, FeedbackScope::attended_yes_no));
}

TEST(PoliceFeedback, GoesThroughJsonUnchanged) {
  auto feedback = PoliceFeedback::from(record_of({held("2026-03-10T12:00", Attendance::attended)}),
                                       FeedbackScope::attended_yes_no);
  EXPECT_EQ(to_text(feedback->to_json()),
            R"({"case_number":"123/26","outcome":"met","dates":["2026-03-10"],"attempts":1})");
  EXPECT_EQ(to_text(PoliceFeedback::from_json(feedback->to_json()).to_json()), to_text(feedback->to_json()));
}

}  // namespace
}  // namespace moteplass::casework
