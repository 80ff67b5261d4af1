#include "app/reminders.h"

#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;

struct Phones : Notifier {
  mutable std::vector<Reminder> sent;
  bool fails = false;
  Result<void, NotifierFault> remind(const Reminder& reminder) const override {
    if (fails) return failure(NotifierFault{"no gateway"});
    sent.push_back(reminder);
    return {};
  }
};

// Friday 20 March 2026; the meeting is on Thursday 26 March at ten.
class Reminders : public Unit {
 protected:
  Reminders() {
    unit.reminders.emplace();
    setup.notifier = &phones;
  }

  static json::value with_phone(std::string_view phone = "900 00 101", std::string_view id = "m-1") {
    auto value = message(id);
    value.as_object()["person"].as_object()["phone"] = phone;
    return value;
  }
  std::string summoned(const json::value& sent, std::string_view when = "2026-03-26T10:00") {
    receive(sent);
    auto id = case_of_message();
    EXPECT_EQ(carry_out(id, OpenMessage{}), "");
    EXPECT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
    EXPECT_EQ(carry_out(id, BookMeeting{meeting(when)}), "");
    EXPECT_EQ(carry_out(id, Summon{}), "");
    return id;
  }
  void run_at(std::string_view local) {
    clock.time = parse_local(local).value();
    while (outbox.carry_out_due() > 0) {
    }
  }
  std::vector<std::string> recorded(const std::string& id) {
    std::vector<std::string> what;
    auto accesses = store->accesses_of(id).value();
    for (const auto& access : accesses) what.push_back(access.actor + " " + access.what);
    return what;
  }
  std::size_t waiting() { return store->outbox_due(clock.time + std::chrono::days(400), 100).value().size(); }

  Phones phones;
};

TEST_F(Reminders, ComeTheDayBeforeAndAreRecorded) {
  auto id = summoned(with_phone());
  run_at("2026-03-25T09:59");
  EXPECT_TRUE(phones.sent.empty());
  run_at("2026-03-25T10:00");
  ASSERT_EQ(phones.sent.size(), 1u);
  EXPECT_EQ(phones.sent[0].phone, "90000101");
  EXPECT_EQ(phones.sent[0].meeting, parse_local("2026-03-26T10:00"));
  EXPECT_EQ(phones.sent[0].language, LetterLanguage::nb);
  EXPECT_EQ(recorded(id), std::vector<std::string>{"system reminder"});
  EXPECT_EQ(waiting(), 0u);
}

TEST_F(Reminders, AreNotSentWhereTheUnitHasNotAskedForThem) {
  unit.reminders.reset();
  summoned(with_phone());
  run_at("2026-03-25T10:00");
  EXPECT_EQ(waiting(), 0u);
  EXPECT_TRUE(phones.sent.empty());
}

TEST_F(Reminders, AreOfTheMeetingThatStands) {
  auto id = summoned(with_phone());
  ASSERT_EQ(carry_out(id, BookMeeting{meeting("2026-04-09T12:30")}), "");
  run_at("2026-03-25T10:00");
  EXPECT_TRUE(phones.sent.empty()) << "the meeting has been moved";
  ASSERT_EQ(carry_out(id, Summon{}), "");
  run_at("2026-04-08T10:00");
  ASSERT_EQ(phones.sent.size(), 1u) << "once, though both the move and the new summons ask for it";
  EXPECT_EQ(phones.sent[0].meeting, parse_local("2026-04-09T12:30"));
  EXPECT_EQ(waiting(), 0u);
}

TEST_F(Reminders, OfAMovedMeetingComeBeforeTheNextLetterToo) {
  auto id = summoned(with_phone());
  ASSERT_EQ(carry_out(id, BookMeeting{meeting("2026-04-09T12:30")}), "");
  run_at("2026-04-08T10:00");
  EXPECT_EQ(phones.sent.size(), 1u);
}

TEST_F(Reminders, AreNotSentBeforeAnySummons) {
  receive(with_phone());
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  ASSERT_EQ(carry_out(id, BookMeeting{meeting("2026-03-26T10:00")}), "");
  run_at("2026-03-25T10:00");
  EXPECT_TRUE(phones.sent.empty());
}

TEST_F(Reminders, StopWhenTheDutyDoes) {
  auto id = summoned(with_phone());
  ASSERT_EQ(carry_out(id, CancelDuty{CancelReason::unnecessary}), "");
  run_at("2026-03-25T10:00");
  EXPECT_TRUE(phones.sent.empty());
  EXPECT_EQ(waiting(), 0u);
}

TEST_F(Reminders, NeedAPhone) {
  auto id = summoned(message());
  run_at("2026-03-25T10:00");
  EXPECT_TRUE(phones.sent.empty());
  EXPECT_TRUE(recorded(id).empty());
  EXPECT_EQ(waiting(), 0u);
}

TEST_F(Reminders, ThatWouldComeAtOnceAreLeftOut) {
  clock.time = parse_local("2026-03-25T12:00").value();
  summoned(with_phone());
  run_at("2026-03-25T13:00");
  EXPECT_TRUE(phones.sent.empty()) << "the person has just been told";
}

TEST_F(Reminders, NeverComeAtNightThoughTheServerStoodStill) {
  summoned(with_phone());
  run_at("2026-03-25T23:30");
  EXPECT_TRUE(phones.sent.empty());
  run_at("2026-03-26T07:59");
  EXPECT_TRUE(phones.sent.empty());
  auto left = store->outbox_due(clock.time + std::chrono::hours(1), 10).value();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].attempts, 0) << "to wait is no failure";
  run_at("2026-03-26T08:00");
  EXPECT_EQ(phones.sent.size(), 1u);
}

TEST_F(Reminders, NeverComeAfterTheMeetingHasBegun) {
  summoned(with_phone());
  run_at("2026-03-26T10:00");
  EXPECT_TRUE(phones.sent.empty());
  EXPECT_EQ(waiting(), 0u);
}

TEST_F(Reminders, ThatFailAreTriedAgainUnderTheSameName) {
  auto id = summoned(with_phone());
  phones.fails = true;
  run_at("2026-03-25T10:00");
  EXPECT_TRUE(recorded(id).empty());
  auto left = store->outbox_due(clock.time + std::chrono::hours(1), 10).value();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].attempts, 1);
  EXPECT_GT(left[0].not_before, clock.time);
  phones.fails = false;
  run_at("2026-03-25T10:01");
  ASSERT_EQ(phones.sent.size(), 1u);
  EXPECT_EQ(recorded(id), std::vector<std::string>{"system reminder"});
}

TEST_F(Reminders, AreInThePersonsWrittenLanguage) {
  auto sent = with_phone();
  sent.as_object()["person"].as_object()["language"] = "nn";
  summoned(sent);
  run_at("2026-03-25T10:00");
  EXPECT_EQ(phones.sent.at(0).language, LetterLanguage::nn);
}

TEST_F(Reminders, KeepACountryCode) {
  summoned(with_phone("+46 70 000 00 01"));
  run_at("2026-03-25T10:00");
  EXPECT_EQ(phones.sent.at(0).phone, "+46700000001");
}

// Somebody of sixteen whose guardians must not know.
struct Young {
  Case c;
  explicit Young(const std::string& phone) {
    Message message;
    message.person.birth_date = parse_date("2010-01-01");
    message.person.phone = phone;
    message.guardians.resize(2);
    message.guardians[1].phone = "+47 900 00 101";
    c.message = message;
    c.stage = Stage::awaiting_meeting;
    c.booked = Meeting{parse_local("2026-03-26T10:00").value(), 60, "Eksempelgata 1", {}};
    c.history.push_back({Summoned{}, {}, "", ""});
  }
  std::string why() const {
    auto why = why_no_reminder(c, parse_date("2026-03-25").value());
    return why ? std::string(word(*why)) : "";
  }
};

TEST(WhyNoReminder, APhoneThatIsSharedIsLeftAloneWhereGuardiansMustNotKnow) {
  Young shared("90000101");
  EXPECT_EQ(shared.why(), "not_own_phone") << "nobody has decided with the young person yet";
  auto& plan = shared.c.guardian_plan.emplace();
  plan.handling = GuardianHandling::not_contacted;
  EXPECT_EQ(shared.why(), "not_own_phone");
  plan.handling = GuardianHandling::as_policy;
  EXPECT_EQ(shared.why(), "");
  Young own("900 00 102");
  EXPECT_EQ(own.why(), "");
  own.c.guardian_plan.emplace().handling = GuardianHandling::not_contacted;
  EXPECT_EQ(own.why(), "");
}

TEST(WhyNoReminder, ATrustedPersonsPhoneIsNotThePersons) {
  Young young("900 00 103");
  auto& plan = young.c.guardian_plan.emplace();
  plan.handling = GuardianHandling::trusted_person_instead;
  plan.trusted_person = TrustedPerson{"Trygg", {}, "90000103"};
  EXPECT_EQ(young.why(), "not_own_phone");
}

TEST(WhyNoReminder, AnAdultsPhoneIsTheirOwn) {
  Young adult("90000101");
  adult.c.message->person.birth_date = parse_date("1990-01-01");
  EXPECT_EQ(adult.why(), "");
  adult.c.message->person.phone = "+";
  EXPECT_EQ(adult.why(), "no_phone");
}

}  // namespace
}  // namespace moteplass::app
