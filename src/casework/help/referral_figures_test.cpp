#include "casework/help/referral_figures.h"

#include <gtest/gtest.h>

#include "casework/help/example_help.h"

namespace moteplass::casework {
namespace {

using namespace example;

class ReferralCount : public testing::Test {
 protected:
  ReferralCount() {
    desk.follow_up = follow_up_answer("person");
    desk.carry_out(to_help());
    need = desk.carry_out(ChooseNeed{NeedArea::work, ""});
  }
  std::string sent_to(const std::string& service) {
    auto referral = desk.carry_out(refer_to(service, {need}));
    desk.carry_out(to_tell(service));
    desk.carry_out(send(referral));
    return referral;
  }
  std::vector<ReferralFigures> figures() { return referral_figures_of(*desk.record); }

  HelpDesk desk;
  std::string need;
};

TEST_F(ReferralCount, BeginsWhenAReferralLeavesAndIsHelpWhenItHasStarted) {
  auto made = desk.carry_out(refer_to("nav", {need}));
  EXPECT_TRUE(figures().empty()) << "it has not left";
  desk.carry_out(to_tell("nav"));
  desk.carry_out(send(made));
  auto kind = desk.record->referrals().front().kind;
  ReferralFigures waiting{2026, kind, ReferralOutcome::waiting, std::nullopt, std::nullopt};
  EXPECT_EQ(figures(), std::vector{waiting});
  desk.wait(4);
  desk.carry_out(says(made, ReferralAnswer::accepted, desk.today()));
  EXPECT_EQ(figures(), std::vector{waiting}) << "accepted is not started";
  desk.wait(5);
  desk.carry_out(says(made, ReferralAnswer::started, desk.today()));
  ReferralFigures started{2026, kind, ReferralOutcome::started, std::nullopt, 9};
  EXPECT_EQ(figures(), std::vector{started});
  desk.wait(30);
  desk.carry_out(says(made, ReferralAnswer::ended, desk.today()));
  EXPECT_EQ(figures(), std::vector{started}) << "what has ended did start";
}

TEST_F(ReferralCount, KeepsAReasonForDecliningUntilSomethingElseComesFurther) {
  auto first = sent_to("nav");
  auto no = says(first, ReferralAnswer::declined, desk.today());
  no.reason = DeclineReason::no_capacity;
  desk.carry_out(no);
  ASSERT_EQ(figures().size(), 1u);
  EXPECT_EQ(figures()[0].outcome, ReferralOutcome::declined);
  EXPECT_EQ(figures()[0].declined_for, DeclineReason::no_capacity);
  sent_to("nav");
  ASSERT_EQ(figures().size(), 1u) << "one person, one kind of service, one year: counted once";
  EXPECT_EQ(figures()[0].outcome, ReferralOutcome::waiting);
  EXPECT_EQ(figures()[0].declined_for, std::nullopt);
}

TEST_F(ReferralCount, TellsAWithdrawnConsentFromWaiting) {
  auto referral = sent_to("nav");
  desk.carry_out(WithdrawConsent{desk.record->consents().back().consent.id, ConsentGiver::person});
  EXPECT_EQ(figures().at(0).outcome, ReferralOutcome::withdrawn);
  auto told = says(referral, ReferralAnswer::started, desk.today());
  told.told = Told::by_person;
  desk.carry_out(told);
  EXPECT_EQ(figures().at(0).outcome, ReferralOutcome::started) << "the person's own word";
}

TEST_F(ReferralCount, OfAStoppedReferralIsNone) {
  desk.carry_out(refer_to("nav", {need}));
  desk.carry_out(WithdrawConsent{desk.record->consents().front().consent.id, ConsentGiver::person});
  EXPECT_EQ(desk.record->referrals().front().stage, ReferralStage::stopped);
  EXPECT_TRUE(figures().empty());
}

}  // namespace
}  // namespace moteplass::casework
