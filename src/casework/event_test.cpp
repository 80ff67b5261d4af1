#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "casework/event.h"

#include "casework/example_case.h"
#include "casework/words.h"

namespace moteplass::casework {
namespace {

using example::answer;
using example::meeting;
using policy::Question;

AttendanceRecord missed() {
  AttendanceRecord record;
  record.police_case_number = "1/26";
  record.meetings.push_back(
      {meeting("2026-03-16T12:00"), Attendance::not_attended, example::at("2026-03-16T13:00")});
  return record;
}

// One of each, with every member set.
std::vector<Event> one_of_each() {
  auto feedback = PoliceFeedback::from(missed(), policy::FeedbackScope::not_attended_only);
  Message message = example::message();
  message.facts.emplace().person.age = 17;
  message.guardians.push_back({"Mor", "mor", {}, {}, {}, {}});
  message.conditions.push_back({ConditionKind::attendance, 2, {}, {}, {}});
  return {
      MessageReceived{message, 3, "2026-3", {"example", "1", "aa"}},
      MessageOpened{},
      FactsStated{*message.facts},
      Assessed{AssessmentOutcome::duty_stands, *example::answers().reaction, *example::answers().deadlines,
               2},
      MeetingBooked{meeting("2026-03-16T12:00")},
      Summoned{SummonsKind::again, "l", meeting("2026-03-16T12:00"), *example::answers().summons,
               GuardianHandling::trusted_person_instead},
      OutreachMade{OutreachChannel::through_others, true},
      AttendanceRecorded{Attendance::not_attended, example::answers().no_show},
      DutyCancelled{CancelReason::moved_to_another_unit},
      FeedbackSent{feedback, *example::answers().feedback, "l"},
      CaseClosed{},
      LetterMade{"l", LetterKind::summons, std::string(64, '0'), 12},
      GuardianPlanned{example::with_trusted_person()},
      ChildWelfareAssessed{example::concern()},
      ChildWelfareReported{{example::day("2026-03-16"), "Barnevernvakten"}},
      ChildWelfareConfirmed{{example::day("2026-03-20"), true}},
      ChildWelfareReminded{example::day("2026-04-07")},
      VoluntaryEntered{example::message(), CameBy::school, "2026-4", {"example", "1", "aa"}},
      TransferReceived{message,
                       3,
                       "2026-5",
                       {"example", "1", "aa"},
                       "RER Eksempel",
                       2,
                       1,
                       {{example::day("2026-03-16"), Attendance::attended}},
                       example::not_contacted()},
      EntryMade{AttendanceCorrected{Attendance::not_attended, "Feil person"}, example::answers().no_show},
  };
}

TEST(Event, EveryOneGoesThroughJsonUnchanged) {
  auto events = one_of_each();
  events.push_back(AttendanceRecorded{Attendance::attended, std::nullopt});
  events.push_back(FeedbackSent{std::nullopt, *example::answers().feedback, ""});
  for (const Event& event : events) {
    auto text = to_text(to_json(event));
    auto back = event_from_json(type_of(event), parse_json(text).value());
    ASSERT_TRUE(back) << type_of(event) << ": " << back.error();
    EXPECT_EQ(back->index(), event.index());
    EXPECT_EQ(to_text(to_json(*back)), text);
  }
}

// The stored shape is permanent. A failure here is a stored event that can no longer be read: give the new
// shape a new type name instead of changing this.
TEST(Event, TheStoredShapeIsPermanent) {
  EXPECT_EQ(to_text(to_json(Event{MeetingBooked{meeting("2026-03-16T12:00")}})),
            R"({"meeting":{"start":"2026-03-16T11:00:00.000Z","minutes":60,"place":"Storgata 1, Oslo",)"
            R"("team":["sosialfaglig"]}})");
  EXPECT_EQ(to_text(to_json(Event{OutreachMade{OutreachChannel::text_message, false}})),
            R"({"channel":"text_message","reached":false})");
  EXPECT_EQ(to_text(to_json(Event{DutyCancelled{CancelReason::basis_withdrawn}})),
            R"({"reason":"basis_withdrawn"})");
  EXPECT_EQ(to_text(to_json(Event{LetterMade{"l", LetterKind::order, "00", 12}})),
            R"({"letter":"l","kind":"order","sha256":"00","bytes":12})");
  EXPECT_EQ(to_text(to_json(Event{GuardianPlanned{example::with_trusted_person()}})),
            R"({"plan":{"handling":"trusted_person_instead","reason":"other","reason_in_words":"Flyttet",)"
            R"("trusted_person":{"name":"Mormor Prøve","relation":"mormor","phone":"900 00 000"},)"
            R"("heard":"heard","wish":"together_with_someone","wish_with":"Mormor Prøve"}})");
  EXPECT_EQ(to_text(to_json(Event{ChildWelfareAssessed{example::concern()}})),
            R"({"assessment":{"child":"the_person","grounds":["own_actions"],"conclusion":"report",)"
            R"("reason":"Bruker daglig","facts":"Fortalte om daglig bruk."}})");
  EXPECT_EQ(to_text(to_json(Event{ChildWelfareConfirmed{{example::day("2026-03-20"), true}}})),
            R"({"received_on":"2026-03-20","investigates":true})");
  EXPECT_EQ(to_text(to_json(Event{MessageOpened{}})), "{}");
  std::vector<std::string_view> types;
  for (const Event& event : one_of_each()) types.push_back(type_of(event));
  EXPECT_EQ(types, (std::vector<std::string_view>{"message_received",
                                                  "message_opened",
                                                  "facts_stated",
                                                  "assessed",
                                                  "meeting_booked",
                                                  "summoned",
                                                  "outreach_made",
                                                  "attendance_recorded",
                                                  "duty_cancelled",
                                                  "feedback_sent",
                                                  "case_closed",
                                                  "letter_made",
                                                  "guardian_planned",
                                                  "child_welfare_assessed",
                                                  "child_welfare_reported",
                                                  "child_welfare_confirmed",
                                                  "child_welfare_reminded",
                                                  "voluntary_entered",
                                                  "transfer_received",
                                                  "attendance_corrected"}));
}

TEST(Event, SaysWhatIsWrongWithAPayload) {
  auto problem = [](std::string_view type, std::string_view payload) {
    return event_from_json(type, parse_json(payload).value()).error();
  };
  EXPECT_EQ(problem("moved", "{}"), "no event has the type moved");
  EXPECT_EQ(problem("outreach_made", R"({"channel":"owl","reached":1})"),
            "channel: not_allowed; expected a known word; reached: wrong_type; expected true or false");
  EXPECT_EQ(problem("message_opened", R"({"by":"me"})"), "by: unknown; expected no such member");
  EXPECT_THAT(problem("meeting_booked", R"({"meeting":{"start":"soon"}})"),
              testing::HasSubstr("meeting.start: bad_format"));
  EXPECT_THAT(problem("feedback_sent", R"({"feedback":{"outcome":"met"},"scope":{},"letter":""})"),
              testing::HasSubstr("feedback: bad_format"));
  EXPECT_THAT(problem("message_received", "[]"), testing::HasSubstr("(the whole): wrong_type"));
}

// Whatever members are missing or of another type, reading answers with a problem and never falls over.
TEST(Event, ReadsNoPayloadWithAMemberMissing) {
  for (const Event& event : one_of_each()) {
    json::value whole = to_json(event);
    for (const auto& member : whole.as_object()) {
      std::set<std::string_view> optional{"no_show", "feedback", "investigates", "guardian_plan"};
      if (optional.contains(member.key())) continue;
      json::object less = whole.as_object();
      less.erase(member.key());
      EXPECT_FALSE(event_from_json(type_of(event), less)) << type_of(event) << " without " << member.key();
      for (json::value other :
           {json::value(1.5), json::value("x"), json::value(json::array{1}), json::value(true)}) {
        json::object odd = whole.as_object();
        odd[member.key()] = other;
        (void)event_from_json(type_of(event), odd);
      }
    }
  }
}

TEST(Words, ComeBackAsTheChoiceTheyStandFor) {
  EXPECT_EQ(condition_kind_from(word(ConditionKind::drug_test)), ConditionKind::drug_test);
  EXPECT_EQ(summons_kind_from(word(SummonsKind::rebooked)), SummonsKind::rebooked);
  EXPECT_EQ(outreach_channel_from(word(OutreachChannel::visit)), OutreachChannel::visit);
  EXPECT_EQ(attendance_from(word(Attendance::not_attended)), Attendance::not_attended);
  EXPECT_EQ(cancel_reason_from(word(CancelReason::deceased)), CancelReason::deceased);
  EXPECT_EQ(duty_outcome_from(word(DutyOutcome::cancelled)), DutyOutcome::cancelled);
  EXPECT_EQ(assessment_outcome_from(word(AssessmentOutcome::not_for_unit)), AssessmentOutcome::not_for_unit);
  EXPECT_EQ(guardian_handling_from(word(GuardianHandling::not_contacted)), GuardianHandling::not_contacted);
  EXPECT_EQ(guardian_reason_from(word(GuardianReason::endangers_child)), GuardianReason::endangers_child);
  EXPECT_EQ(child_heard_from(word(ChildHeard::not_yet)), ChildHeard::not_yet);
  EXPECT_EQ(contact_wish_from(word(ContactWish::no_wish)), ContactWish::no_wish);
  EXPECT_EQ(letter_kind_from(word(LetterKind::feedback)), LetterKind::feedback);
  EXPECT_FALSE(letter_kind_from("postcard"));
}

}  // namespace
}  // namespace moteplass::casework
