#include "casework/help/help_kernel.h"

#include <gmock/gmock.h>

#include "casework/help/example_help.h"

namespace moteplass::casework {
namespace {

using namespace example;
using enum HelpRefusalCode;
using testing::ElementsAre;
using testing::IsEmpty;

class Help : public testing::Test {
 protected:
  Help() { desk.follow_up = follow_up_answer("person"); }
  // A record with one need and one referral to NAV prepared.
  void prepare() {
    help = desk.carry_out(to_help());
    need = desk.carry_out(ChooseNeed{NeedArea::work, "fast jobb"});
    referral = desk.carry_out(refer_to("nav", {need}));
  }
  void send_it() {
    prepare();
    consent = desk.carry_out(to_tell("nav"));
    desk.carry_out(send(referral));
  }
  const Referral& the_referral() { return *desk.record->referral(referral); }

  HelpDesk desk;
  std::string help, need, referral, consent;
};

TEST_F(Help, NothingIsMappedChosenOrReferredWithoutConsent) {
  for (const HelpCommand& command :
       {HelpCommand(RecordMapping{}), HelpCommand(ChooseNeed{NeedArea::debt, ""}),
        HelpCommand(refer_to("nav", {"n"})),
        HelpCommand(TakePlanStep{PlanKind::coordinator, PlanStep::offered, ""}),
        HelpCommand(to_tell("nav"))}) {
    EXPECT_EQ(desk.refused(command), no_help_consent) << type_of(command);
  }
  EXPECT_FALSE(desk.record);
  desk.carry_out(to_help(10));
  EXPECT_TRUE(desk.record->is_open(desk.today()));
  desk.wait(10);
  EXPECT_EQ(desk.refused(ChooseNeed{NeedArea::debt, ""}), std::nullopt);  // the last day it holds
  desk.wait(1);
  EXPECT_EQ(desk.refused(ChooseNeed{NeedArea::debt, ""}), no_help_consent);
}

TEST_F(Help, ThePolicySaysWhoConsents) {
  auto by = [&](ConsentGiver giver) {
    auto command = to_help();
    command.giver = giver;
    if (giver == ConsentGiver::guardian) command.guardian_name = "Far Prøve";
    auto decision = desk.decide(command);
    return decision ? std::nullopt : std::optional(decision.error().code);
  };
  desk.follow_up = follow_up_answer("person");
  EXPECT_EQ(by(ConsentGiver::person), std::nullopt);
  EXPECT_EQ(by(ConsentGiver::guardian), giver_not_competent);
  desk.follow_up = follow_up_answer("guardian");
  EXPECT_EQ(by(ConsentGiver::person), giver_not_competent);
  EXPECT_EQ(by(ConsentGiver::guardian), std::nullopt);
  EXPECT_EQ(by(ConsentGiver::person_guardian_uninformed), giver_not_competent);
  desk.follow_up = follow_up_answer("guardian_unless_uninformed");
  EXPECT_EQ(by(ConsentGiver::person), giver_not_competent);
  EXPECT_EQ(by(ConsentGiver::guardian), std::nullopt);
  for (auto [age, allowed] : {std::pair<std::optional<std::int64_t>, bool>{11, false},
                              {12, true},
                              {15, true},
                              {std::nullopt, false}}) {
    desk.age = age;
    EXPECT_EQ(!by(ConsentGiver::person_guardian_uninformed), allowed) << age.value_or(-1);
  }
  desk.follow_up = example::undecided(policy::Question::follow_up, {"person.age"});
  auto decision = desk.decide(to_help());
  EXPECT_EQ(decision.error().code, HelpRefusalCode::undecided);
  EXPECT_THAT(decision.error().needs, ElementsAre("person.age"));
  desk.follow_up = example::not_stated(policy::Question::follow_up);
  EXPECT_EQ(by(ConsentGiver::person), HelpRefusalCode::not_stated);
  desk.follow_up.reset();
  EXPECT_EQ(by(ConsentGiver::person), bad_value);
}

TEST_F(Help, AConsentNamesItsReceiverItsDataAndItsEnd) {
  desk.carry_out(to_help());
  auto field = [&](auto change) {
    auto command = to_tell("nav");
    change(command);
    auto decision = desk.decide(command);
    return decision ? "" : decision.error().field;
  };
  EXPECT_EQ(field([](auto&) {}), "");
  EXPECT_EQ(field([](auto& c) { c.receiver.clear(); }), "receiver");
  EXPECT_EQ(field([](auto& c) { c.receiver = unit_receiver; }), "receiver");
  EXPECT_EQ(field([](auto& c) { c.purpose = ConsentPurpose::plan; }), "receiver");
  EXPECT_EQ(field([](auto& c) { c.data.clear(); }), "data");
  EXPECT_EQ(field([](auto& c) { c.data = {SharedData::contact, SharedData::contact}; }), "data");
  EXPECT_EQ(field([](auto& c) { c.guardian_name = "Far"; }), "guardian_name");
  EXPECT_EQ(field([&](auto& c) { c.expires_on = desk.today(); }), "expires_on");
  EXPECT_EQ(field([&](auto& c) { c.expires_on = add_days(desk.today(), 367); }), "expires_on");
}

TEST_F(Help, NothingLeavesWithoutAConsentToThisVeryReceiverThatCoversTheData) {
  prepare();
  EXPECT_EQ(desk.refused(send(referral)), no_consent);
  desk.carry_out(to_tell("fastlege"));
  EXPECT_EQ(desk.refused(send(referral)), no_consent);
  desk.carry_out(to_tell("nav", {SharedData::contact}));
  EXPECT_EQ(desk.refused(send(referral)), beyond_consent);
  auto wider = desk.carry_out(to_tell("nav"));
  desk.carry_out(send(referral));
  EXPECT_EQ(the_referral().sent->consent, wider);
  EXPECT_EQ(desk.refused(send(referral)), not_at_this_step);  // once
}

TEST_F(Help, AReferralIsForNeedsThatThePersonHasChosen) {
  desk.carry_out(to_help());
  auto need_id = desk.carry_out(ChooseNeed{NeedArea::housing, ""});
  EXPECT_EQ(desk.refused(refer_to("nav", {})), bad_value);
  EXPECT_EQ(desk.refused(refer_to("nav", {"other"})), unknown_item);
  EXPECT_EQ(desk.refused(refer_to("nav", {need_id, need_id})), bad_value);
  desk.carry_out(CloseNeed{need_id, NeedOutcome::no_longer_wanted});
  EXPECT_EQ(desk.refused(CloseNeed{need_id, NeedOutcome::met}), not_at_this_step);
  EXPECT_EQ(desk.refused(refer_to("nav", {need_id})), bad_value);
}

TEST_F(Help, ReferredIsNotHelped) {
  send_it();
  EXPECT_FALSE(the_referral().has_helped());
  desk.carry_out(says(referral, ReferralAnswer::accepted, desk.today()));
  EXPECT_FALSE(the_referral().has_helped());
  EXPECT_EQ(counts_of(*desk.record).started, 0);
  desk.carry_out(says(referral, ReferralAnswer::started, desk.today()));
  EXPECT_TRUE(the_referral().has_helped());
  desk.carry_out(says(referral, ReferralAnswer::ended, desk.today()));
  EXPECT_TRUE(the_referral().has_helped());
  EXPECT_EQ(counts_of(*desk.record).started, 1);
  EXPECT_FALSE(the_referral().is_open());
}

TEST_F(Help, EachAnswerIsGivenOnceAndInOrder) {
  using enum ReferralAnswer;
  prepare();
  EXPECT_THAT(answers_open(*desk.record, the_referral(), desk.today()), IsEmpty());
  desk.carry_out(to_tell("nav"));
  desk.carry_out(send(referral));
  auto open = [&] { return answers_open(*desk.record, the_referral(), desk.today()); };
  EXPECT_THAT(open(), ElementsAre(received, accepted, declined, started));
  desk.carry_out(says(referral, received, desk.today()));
  EXPECT_THAT(open(), ElementsAre(accepted, declined, started));
  EXPECT_EQ(desk.refused(says(referral, received, desk.today())), not_at_this_step);
  desk.carry_out(says(referral, accepted, desk.today()));
  EXPECT_THAT(open(), ElementsAre(declined, started));
  desk.carry_out(says(referral, started, desk.today()));
  EXPECT_THAT(open(), ElementsAre(ended));
  EXPECT_EQ(desk.refused(says(referral, declined, desk.today())), not_at_this_step);
  desk.carry_out(says(referral, ended, desk.today()));
  EXPECT_THAT(open(), IsEmpty());
}

TEST_F(Help, ADeclineHasAReasonAndDaysAreNotInTheFuture) {
  send_it();
  auto no = says(referral, ReferralAnswer::declined, desk.today());
  no.reason.reset();
  EXPECT_EQ(desk.refused(no), bad_value);
  auto yes = says(referral, ReferralAnswer::accepted, add_days(desk.today(), 1));
  EXPECT_EQ(desk.refused(yes), bad_value);
  yes.on = add_days(desk.today(), -1);  // before the referral was made
  EXPECT_EQ(desk.refused(yes), bad_value);
  desk.carry_out(says(referral, ReferralAnswer::declined, desk.today()));
  EXPECT_EQ(the_referral().declined_for, DeclineReason::no_capacity);
  EXPECT_FALSE(the_referral().is_open());
}

TEST_F(Help, WithdrawalStopsWhatHasNotLeftAndListsWhatHas) {
  send_it();
  auto second = desk.carry_out(refer_to("nav", {need}));
  auto elsewhere = desk.carry_out(refer_to("fastlege", {need}));
  auto effect = desk.record->effect_of_withdrawal(consent);
  EXPECT_THAT(effect->stopped, ElementsAre(second));
  EXPECT_THAT(effect->cut_off, ElementsAre(referral));
  ASSERT_EQ(effect->left.size(), 1u);
  EXPECT_EQ(effect->left[0].receiver_name, "Tjenesten nav");
  EXPECT_EQ(effect->left[0].at, at("2026-03-02T10:00"));
  EXPECT_THAT(effect->left[0].data, ElementsAre(SharedData::contact, SharedData::needs));

  desk.wait(3);
  desk.carry_out(WithdrawConsent{consent, ConsentGiver::person});
  EXPECT_EQ(desk.record->referral(second)->stage, ReferralStage::stopped);
  EXPECT_EQ(desk.record->referral(elsewhere)->stage, ReferralStage::made);
  EXPECT_EQ(desk.refused(send(second)), not_at_this_step);
  EXPECT_EQ(desk.refused(says(referral, ReferralAnswer::accepted, desk.today())), no_consent);
  EXPECT_THAT(answers_open(*desk.record, the_referral(), desk.today()), IsEmpty());
  EXPECT_EQ(desk.refused(WithdrawConsent{consent, ConsentGiver::person}), already_withdrawn);
  // The list stands afterwards as it was.
  EXPECT_THAT(desk.record->effect_of_withdrawal(consent)->stopped, ElementsAre(second));
  EXPECT_EQ(desk.record->effect_of_withdrawal(consent)->left.size(), 1u);
  // The person may still tell what has come of it.
  auto told = says(referral, ReferralAnswer::started, desk.today());
  told.told = Told::by_person;
  desk.carry_out(told);
  EXPECT_TRUE(the_referral().confirmed);
}

TEST_F(Help, OneNoCountsForARenewedConsentToo) {
  send_it();
  desk.carry_out(to_tell("nav"));
  auto third = desk.carry_out(refer_to("nav", {need}));
  desk.carry_out(WithdrawConsent{consent, ConsentGiver::person});
  EXPECT_EQ(desk.record->valid_consent(ConsentPurpose::referral, "nav", desk.today()), nullptr);
  EXPECT_EQ(desk.record->referral(third)->stage, ReferralStage::stopped);
  // A yes the same day is a new yes.
  desk.carry_out(to_tell("nav"));
  auto fourth = desk.carry_out(refer_to("nav", {need}));
  desk.carry_out(send(fourth));
}

TEST_F(Help, WithdrawingTheConsentToHelpStopsEverything) {
  send_it();
  desk.carry_out(to(ConsentPurpose::agreement));
  auto agreement = desk.carry_out(MakeAgreement{AgreementKind::contract,
                                                "Rådgivende enhet",
                                                {"Jeg kommer."},
                                                {"Vi hjelper."},
                                                desk.today(),
                                                add_days(desk.today(), 60)});
  auto second = desk.carry_out(refer_to("fastlege", {need}));
  desk.carry_out(WithdrawConsent{help, ConsentGiver::person});
  EXPECT_FALSE(desk.record->is_open(desk.today()));
  EXPECT_EQ(desk.record->referral(second)->stage, ReferralStage::stopped);
  EXPECT_EQ(desk.record->agreement(agreement)->ended, AgreementEnd::by_person);
  EXPECT_EQ(desk.record->consent(consent)->withdrawn_by, ConsentGiver::person);
  EXPECT_EQ(desk.refused(ChooseNeed{NeedArea::debt, ""}), no_help_consent);
  EXPECT_EQ(desk.refused(says(referral, ReferralAnswer::accepted, desk.today())), no_help_consent);
}

TEST_F(Help, AnAgreementIsVoluntaryAndHasTermsForBoth) {
  desk.carry_out(to_help());
  MakeAgreement agreement{AgreementKind::testing,        "Rådgivende enhet", {"Jeg tar testen."},
                          {"Svaret går til meg alene."}, desk.today(),       add_days(desk.today(), 90)};
  EXPECT_EQ(desk.refused(agreement), no_consent);
  desk.carry_out(to(ConsentPurpose::agreement));
  for (std::string_view mode : {"none", "imposed"}) {
    desk.follow_up = follow_up_answer("person", mode);
    EXPECT_EQ(desk.refused(agreement), not_voluntary) << mode;
  }
  desk.follow_up = example::undecided(policy::Question::follow_up, {"person.age"});
  EXPECT_EQ(desk.refused(agreement), HelpRefusalCode::undecided);
  desk.follow_up = follow_up_answer("person", "voluntary");
  auto one_sided = agreement;
  one_sided.other_terms.clear();
  EXPECT_EQ(desk.refused(one_sided), bad_value);
  auto endless = agreement;
  endless.until = add_days(agreement.from, 400);
  EXPECT_EQ(desk.refused(endless), bad_value);
  auto id = desk.carry_out(agreement);
  desk.carry_out(EndAgreement{id, AgreementEnd::by_person});
  EXPECT_EQ(desk.refused(EndAgreement{id, AgreementEnd::by_unit}), not_at_this_step);
}

TEST_F(Help, CoordinatorAndPlanAreSetGoingOnlyWithConsent) {
  using enum PlanStep;
  desk.carry_out(to_help());
  auto step = [](PlanStep step_taken, std::string who = "") {
    return TakePlanStep{PlanKind::coordinator, step_taken, std::move(who)};
  };
  desk.carry_out(step(offered));
  EXPECT_EQ(desk.refused(step(initiated)), no_consent);
  desk.carry_out(to(ConsentPurpose::plan));
  desk.carry_out(step(initiated));
  EXPECT_EQ(desk.refused(step(offered)), not_at_this_step);
  EXPECT_EQ(desk.refused(step(in_place)), bad_value);  // who?
  desk.carry_out(step(in_place, "Mona Koordinator"));
  desk.carry_out(step(in_place, "Ali Koordinator"));
  EXPECT_EQ(desk.record->plan_of(PlanKind::coordinator)->who, "Ali Koordinator");
  desk.carry_out(step(ended));
  EXPECT_EQ(desk.record->plan_of(PlanKind::individual_plan), nullptr);
}

}  // namespace
}  // namespace moteplass::casework
