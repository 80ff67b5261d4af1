#include "casework/help/follow_up.h"

#include <gmock/gmock.h>

#include "casework/help/example_help.h"

namespace moteplass::casework {
namespace {

using namespace example;
using enum FollowUpKind;

class FollowUps : public testing::Test {
 protected:
  FollowUps() {
    desk.follow_up = follow_up_answer("person");
    desk.carry_out(to_help());
    need = desk.carry_out(ChooseNeed{NeedArea::work, ""});
    referral = desk.carry_out(refer_to("nav", {need}));
  }
  void send_it() {
    consent = desk.carry_out(to_tell("nav"));
    desk.carry_out(send(referral));
  }
  std::vector<FollowUp> list() { return follow_ups(*desk.record, HelpGoals{}, desk.today()); }
  // "kind item ask shown_from..due" of those about the referral.
  std::string about_referral() {
    std::string text;
    for (const auto& one : list()) {
      if (one.item != referral) continue;
      text += fmt::format("{} {} {}..{}", word(one.kind), one.ask ? word(*one.ask) : "unit",
                          to_string(one.shown_from), to_string(one.due));
    }
    return text;
  }

  HelpDesk desk;
  std::string need, referral, consent;
};

TEST_F(FollowUps, AReferralIsFollowedFromThePreparedToTheRunning) {
  EXPECT_EQ(about_referral(), "ask_consent person 2026-03-02..2026-03-09");
  consent = desk.carry_out(to_tell("nav"));
  EXPECT_EQ(about_referral(), "send_referral unit 2026-03-02..2026-03-05");
  desk.wait(1);
  desk.carry_out(send(referral));
  EXPECT_EQ(about_referral(), "ask_for_answer receiver 2026-03-03..2026-03-17");
  desk.wait(1);
  desk.carry_out(says(referral, ReferralAnswer::accepted, desk.today()));
  EXPECT_EQ(about_referral(), "ask_whether_started receiver 2026-03-04..2026-03-25");
  desk.wait(1);
  desk.carry_out(says(referral, ReferralAnswer::started, desk.today()));
  EXPECT_EQ(about_referral(), "confirm_with_person person 2026-03-05..2026-03-12");
  desk.carry_out(MakeFollowUp{referral, Asked::person, Heard::help_runs, std::nullopt});
  EXPECT_EQ(about_referral(), "ask_whether_running person 2026-03-05..2026-04-04");
  desk.carry_out(says(referral, ReferralAnswer::ended, desk.today()));
  EXPECT_EQ(about_referral(), "");
}

TEST_F(FollowUps, HavingAskedPutsItOffToTheDayAgreed) {
  send_it();
  desk.carry_out(MakeFollowUp{referral, Asked::receiver, Heard::nothing, add_days(desk.today(), 20)});
  EXPECT_EQ(about_referral(), "ask_for_answer receiver 2026-03-22..2026-03-22");
  // An answer starts a clock of its own.
  desk.carry_out(says(referral, ReferralAnswer::received, desk.today()));
  EXPECT_EQ(about_referral(), "ask_for_answer receiver 2026-03-02..2026-03-16");
  EXPECT_EQ(desk.refused(MakeFollowUp{referral, Asked::receiver, Heard::nothing, desk.today()}),
            HelpRefusalCode::bad_value);
}

TEST_F(FollowUps, AServiceIsNotAskedOnceThePersonHasWithdrawn) {
  send_it();
  desk.carry_out(WithdrawConsent{consent, ConsentGiver::person});
  EXPECT_EQ(about_referral(), "ask_for_answer person 2026-03-02..2026-03-16");
  EXPECT_EQ(desk.refused(MakeFollowUp{referral, Asked::receiver, Heard::nothing, std::nullopt}),
            HelpRefusalCode::no_consent);
  desk.carry_out(MakeFollowUp{referral, Asked::person, Heard::nothing, std::nullopt});
}

TEST_F(FollowUps, ADeclineAsksForAnotherUntilTheNeedIsTakenUp) {
  send_it();
  desk.carry_out(says(referral, ReferralAnswer::declined, desk.today()));
  EXPECT_EQ(about_referral(), "find_another unit 2026-03-02..2026-03-09");
  desk.carry_out(refer_to("lavterskel", {need}));
  EXPECT_EQ(about_referral(), "");
}

TEST_F(FollowUps, AClosedNeedNeedsNoOther) {
  send_it();
  desk.carry_out(says(referral, ReferralAnswer::declined, desk.today()));
  desk.carry_out(CloseNeed{need, NeedOutcome::no_longer_wanted});
  EXPECT_EQ(about_referral(), "");
}

TEST_F(FollowUps, ConsentsThatSomethingRestsOnAreAskedAnewBeforeTheyEnd) {
  send_it();
  auto renewals = [&] {
    std::string text;
    for (const auto& one : list()) {
      if (one.kind == renew_consent) text += to_string(one.shown_from) + ".." + to_string(one.due) + " ";
    }
    return text;
  };
  // The consents to help and to the referral, both to the end of the year.
  EXPECT_EQ(renewals(), "2026-12-06..2026-12-27 2026-12-06..2026-12-27 ");
  desk.carry_out(says(referral, ReferralAnswer::declined, desk.today()));
  EXPECT_EQ(renewals(), "2026-12-06..2026-12-27 ");
  desk.carry_out(CloseNeed{need, NeedOutcome::met});
  EXPECT_EQ(renewals(), "");
}

TEST_F(FollowUps, ConsentThatRanOutIsAskedForAndConsentWithdrawnIsNot) {
  desk.wait(301);
  auto left = list();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].kind, renew_consent);
  desk.carry_out(WithdrawConsent{"id-1", ConsentGiver::person});
  EXPECT_TRUE(list().empty());
}

TEST_F(FollowUps, TheCoordinatorAsksOnceThereIsOne) {
  desk.carry_out(to(ConsentPurpose::plan));
  desk.carry_out(TakePlanStep{PlanKind::coordinator, PlanStep::initiated, ""});
  auto appointing = list();
  EXPECT_THAT(appointing, testing::Contains(testing::Field(&FollowUp::kind, appoint)));
  EXPECT_EQ(appointing.front().asked_by, "");
  desk.carry_out(TakePlanStep{PlanKind::coordinator, PlanStep::in_place, "Mona Koordinator"});
  EXPECT_THAT(list(), testing::Each(testing::Field(&FollowUp::asked_by, "Mona Koordinator")));
  EXPECT_THAT(list(), testing::Not(testing::Contains(testing::Field(&FollowUp::kind, appoint))));
}

TEST_F(FollowUps, AnAgreementIsTakenUpBeforeItEnds) {
  desk.carry_out(to(ConsentPurpose::agreement));
  auto id = desk.carry_out(MakeAgreement{
      AgreementKind::contract, "Rådgivende enhet", {"a"}, {"b"}, desk.today(), add_days(desk.today(), 30)});
  FollowUp expected{review_agreement, id, "Rådgivende enhet", Asked::person, "", day("2026-03-25"),
                    day("2026-04-01")};
  EXPECT_THAT(list(), testing::Contains(expected));
  desk.carry_out(EndAgreement{id, AgreementEnd::as_agreed});
  EXPECT_THAT(list(), testing::Not(testing::Contains(expected)));
}

}  // namespace
}  // namespace moteplass::casework
