// The help record through its desk: who may see it, what a receiver can do, and that the case knows nothing.
#include "app/help_desk.h"

#include <gmock/gmock.h>

#include "app/help_recording.h"
#include "app/permissions.h"
#include "app/referral_figures.h"
#include "fixture.h"
#include "store/memory_help_store.h"

namespace moteplass::app {
namespace {

using namespace casework;
using testing::ElementsAre;
using testing::IsEmpty;

class HelpUnit : public Unit {
 protected:
  HelpUnit() {
    receive(message());
    case_id = case_of_message();
    caseworker.helps = false;
    settings.services = {{"nav", "NAV Eksempelby", ServiceKind::nav, false, "", ""}};
  }

  HelpView done(const HelpCommand& command) {
    auto before = help.look(helper, case_id);
    EXPECT_TRUE(before);
    auto after = help.carry_out(helper, case_id, before->version(), command);
    if (!after) {
      ADD_FAILURE() << type_of(command) << ": "
                    << (after.error().refusal ? word(after.error().refusal->code)
                                              : kind_of(after.error().problem.code).word);
      return {};
    }
    return std::move(*after);
  }
  GiveConsent consent(ConsentPurpose purpose, std::string receiver) {
    return {purpose,
            receiver,
            "Mottaker",
            {SharedData::contact, SharedData::needs},
            ConsentGiver::person,
            "",
            add_days(local_date(clock.time), 180)};
  }
  // Referred to NAV, and sent.
  std::string referred() {
    done(consent(ConsentPurpose::help, "unit"));
    auto need = done(ChooseNeed{NeedArea::work, "fast jobb"}).record->needs().front().id;
    auto referral =
        done(MakeReferral{"nav", "NAV Eksempelby", ServiceKind::nav, {need}}).record->referrals().back().id;
    done(consent(ConsentPurpose::referral, "nav"));
    done(SendReferral{referral, ReferralChannel::link, {SharedData::contact, SharedData::needs}});
    return referral;
  }
  ProblemCode code_of(const Result<ReceiverView, HelpProblem>& view) {
    EXPECT_FALSE(view);
    return view ? ProblemCode::unavailable : view.error().problem.code;
  }

  std::unique_ptr<HelpStore> help_store = store::make_memory_help_store(entropy);
  HelpSettings settings;
  HelpDesk help{setup, *help_store, settings};
  User helper{"ida", "Ida Hjelper", Role::caseworker, "", true};
  User leader{"leif", "Leif Leder", Role::leader, "", true};
  std::string case_id;
};

TEST_F(HelpUnit, AProtectedPersonIsACaseNumberOnTheHelpRecordAndItsLists) {
  auto sent = message("m-7");
  sent.at("person").as_object()["protection"] = "code_6";
  sent.at("person").as_object()["street"] = "Hemmeligveien 99";
  receive(sent);
  case_id = case_of_message("m-7");
  done(consent(ConsentPurpose::help, "unit"));
  auto need = done(ChooseNeed{NeedArea::work, ""}).record->needs().front().id;
  done(MakeReferral{"nav", "NAV Eksempelby", ServiceKind::nav, {need}});
  auto view = help.look(helper, case_id);
  EXPECT_EQ(view->person_name, "");
  EXPECT_FALSE(view->person.street);
  EXPECT_EQ(view->person.name, "Sander Prøvesen") << "for what is printed";
  clock.time += std::chrono::days(30);
  auto tasks = help.worklist(helper);
  ASSERT_FALSE(tasks->empty());
  for (const auto& task : *tasks) {
    EXPECT_EQ(task.person_name, "");
    EXPECT_NE(task.case_number, "");
  }
}

TEST_F(HelpUnit, AReferralLetterHoldsWhatWasSentAndIsForThoseWhoHelp) {
  auto id = referred();
  for (const User& user : {caseworker, leader, officer})
    EXPECT_EQ(help.referral_letter(user, case_id, id).error().problem.code, ProblemCode::forbidden);
  ASSERT_TRUE(help.referral_letter(helper, case_id, id));
  const auto& made = letters.made.back();
  ASSERT_TRUE(made.referral);
  EXPECT_EQ(made.referral->person_name, "Sander Prøvesen");
  EXPECT_EQ(made.referral->service_name, "NAV Eksempelby");
  ASSERT_EQ(made.referral->needs.size(), 1u);
  EXPECT_EQ(made.referral->needs[0].words, "fast jobb");
  EXPECT_TRUE(made.referral->scores.empty()) << "the consent did not cover the mapping";
  EXPECT_EQ(made.to.street + made.police_case_number + made.legal_basis, "");
  EXPECT_EQ(help.referral_letter(helper, case_id, "none").error().problem.code, ProblemCode::not_found);
  EXPECT_FALSE(store->document(id).value()) << "nothing of it is kept with the case";
  auto need = help.look(helper, case_id)->record->needs().front().id;
  auto unsent =
      done(MakeReferral{"nav", "NAV Eksempelby", ServiceKind::nav, {need}}).record->referrals().back().id;
  EXPECT_EQ(help.referral_letter(helper, case_id, unsent).error().problem.code, ProblemCode::not_found);
}

TEST_F(HelpUnit, OnlyThoseWhoHelpSeeARecordAndLeadersSeeCounts) {
  referred();
  for (const User& user : {caseworker, leader, officer}) {
    EXPECT_EQ(help.look(user, case_id).error().problem.code, ProblemCode::forbidden) << user.id;
    EXPECT_EQ(help.worklist(user).error().problem.code, ProblemCode::forbidden) << user.id;
    EXPECT_EQ(help.carry_out(user, case_id, 5, ChooseNeed{}).error().problem.code, ProblemCode::forbidden);
    EXPECT_EQ(help.make_link(user, case_id, "r").error().problem.code, ProblemCode::forbidden);
  }
  EXPECT_FALSE(help.summary(caseworker));
  EXPECT_FALSE(help.summary(officer));
  auto summary = help.summary(leader);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->records, 1);
  EXPECT_EQ(summary->referrals.referred, 1);
  EXPECT_EQ(summary->referrals.started, 0);
  EXPECT_TRUE(help.summary(helper));
}

TEST_F(HelpUnit, EveryLookIsRecordedAndCanBeRead) {
  clock.time += std::chrono::hours(1);
  ASSERT_TRUE(help.look(helper, case_id));
  auto view = help.look(helper, case_id);
  ASSERT_EQ(view->accesses.size(), 2u);
  EXPECT_EQ(view->accesses[0], (Access{case_id, "ida", "Ida Hjelper", "help_record", clock.time}));
  // Nobody is told through the case that there is a help record.
  EXPECT_TRUE(store->accesses_of(case_id)->empty());
}

TEST_F(HelpUnit, TheCaseAndThePoliceKnowNothingOfIt) {
  auto events = store->events_of(case_id)->size();
  auto row = store->case_row(case_id).value();
  auto told = police.messages(officer, 0, 10)->size();
  referred();
  EXPECT_EQ(store->events_of(case_id)->size(), events);
  EXPECT_EQ(store->case_row(case_id).value(), row);
  EXPECT_EQ(police.messages(officer, 0, 10)->size(), told);
  EXPECT_EQ(help_store->case_ids().value(), std::vector{case_id});
}

TEST_F(HelpUnit, ARecordIsChangedAtTheVersionItWasReadAt) {
  auto first = done(consent(ConsentPurpose::help, "unit"));
  done(ChooseNeed{NeedArea::debt, ""});
  auto late = help.carry_out(helper, case_id, first.version(), ChooseNeed{NeedArea::work, ""});
  EXPECT_EQ(late.error().problem.code, ProblemCode::case_conflict);
  EXPECT_EQ(help.carry_out(helper, "nowhere", 0, ChooseNeed{}).error().problem.code, ProblemCode::not_found);
}

TEST_F(HelpUnit, WhoConsentsIsAskedOfThePolicyAtTodaysAge) {
  EXPECT_THAT(help.look(helper, case_id)->givers, ElementsAre(ConsentGiver::person));
  auto child = message("m-2");
  child.at("person").as_object()["birth_date"] = "2012-01-01";
  child.at("person").as_object().erase("identity_number");
  receive(child);
  auto id = case_of_message("m-2");
  EXPECT_THAT(help.look(helper, id)->givers,
              ElementsAre(ConsentGiver::guardian, ConsentGiver::person_guardian_uninformed));
  EXPECT_EQ(help.carry_out(helper, id, 0, consent(ConsentPurpose::help, "unit")).error().refusal->code,
            HelpRefusalCode::giver_not_competent);
  clock.time = parse_instant("2028-01-02T09:00:00Z").value();  // sixteen by now
  EXPECT_THAT(help.look(helper, id)->givers, ElementsAre(ConsentGiver::person));
}

TEST_F(HelpUnit, AReceiverAnswersThroughALinkEachStepOnce) {
  auto referral = referred();
  auto token = help.make_link(helper, case_id, referral);
  ASSERT_TRUE(token);
  EXPECT_EQ(token->size(), 64u);
  Date today = local_date(clock.time);
  auto view = help.receiver_view(*token);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->service_name, "NAV Eksempelby");
  EXPECT_THAT(view->open, ElementsAre(ReferralAnswer::received, ReferralAnswer::accepted,
                                      ReferralAnswer::declined, ReferralAnswer::started));
  auto accepted = help.receiver_answers(*token, ReferralAnswer::accepted, today, std::nullopt, "Per");
  ASSERT_TRUE(accepted);
  EXPECT_THAT(accepted->open, ElementsAre(ReferralAnswer::declined, ReferralAnswer::started));
  auto again = help.receiver_answers(*token, ReferralAnswer::accepted, today, std::nullopt, "Per");
  EXPECT_EQ(again.error().refusal->code, HelpRefusalCode::not_at_this_step);
  ASSERT_TRUE(help.receiver_answers(*token, ReferralAnswer::started, today, std::nullopt, "Per"));
  auto last = help.look(helper, case_id)->record->history().back();
  EXPECT_EQ(last.actor, "receiver");
  EXPECT_EQ(std::get<ReferralAnswered>(last.event).told, Told::by_receiver);
}

TEST_F(HelpUnit, ALinkThatIsUnknownReplacedOrOverOpensNothing) {
  auto referral = referred();
  auto first = help.make_link(helper, case_id, referral).value();
  EXPECT_EQ(code_of(help.receiver_view("")), ProblemCode::not_found);
  EXPECT_EQ(code_of(help.receiver_view(to_hex(sha256(first)))),
            ProblemCode::not_found);  // the hash is no token
  auto second = help.make_link(helper, case_id, referral).value();
  EXPECT_NE(first, second);
  EXPECT_EQ(code_of(help.receiver_view(first)), ProblemCode::not_found);
  EXPECT_TRUE(help.receiver_view(second));
  clock.time += std::chrono::days(settings.link_days);
  EXPECT_TRUE(help.receiver_view(second));
  clock.time += std::chrono::seconds(1);
  EXPECT_EQ(code_of(help.receiver_view(second)), ProblemCode::not_found);
  EXPECT_EQ(code_of(help.receiver_answers(second, ReferralAnswer::accepted, local_date(clock.time), {}, "")),
            ProblemCode::not_found);
}

TEST_F(HelpUnit, WithdrawalClosesTheLink) {
  auto referral = referred();
  auto token = help.make_link(helper, case_id, referral).value();
  auto consents = help.look(helper, case_id)->record->consents();
  auto after = done(WithdrawConsent{consents.back().consent.id, ConsentGiver::person});
  EXPECT_EQ(after.record->effect_of_withdrawal(consents.back().consent.id)->left.size(), 1u);
  EXPECT_EQ(code_of(help.receiver_view(token)), ProblemCode::not_found);
  EXPECT_FALSE(help.make_link(helper, case_id, referral));
}

TEST_F(HelpUnit, TheWorklistIsOverAllRecordsAndCanBeRebuilt) {
  auto referral = referred();
  auto list = help.worklist(helper);
  ASSERT_TRUE(list);
  ASSERT_EQ(list->size(), 1u);
  EXPECT_EQ(list->front().person_name, "Sander Prøvesen");
  EXPECT_EQ(list->front().task.kind, FollowUpKind::ask_for_answer);
  EXPECT_EQ(list->front().task.item, referral);
  EXPECT_EQ(list->front().task.ask, Asked::receiver);
  EXPECT_EQ(help.summary(leader)->late, 0);
  clock.time += std::chrono::days(20);
  EXPECT_EQ(help.summary(leader)->late, 1);
  auto before = help_store->follow_ups(local_date(clock.time), 10).value();
  EXPECT_EQ(rebuild_follow_ups(*help_store, settings.goals, local_date(clock.time)), 1u);
  EXPECT_EQ(help_store->follow_ups(local_date(clock.time), 10).value(), before);
}

TEST_F(HelpUnit, FiguresSayWhatTheRecordsSayAndHoldNothingElse) {
  auto now_counted = [&] {
    auto record = help_record_of(help_store->events_of(case_id).value()).value();
    auto figures = figures_of(*record);
    std::sort(figures.begin(), figures.end(), [](const Figure& a, const Figure& b) {
      return std::tie(a.year, a.property, a.value, a.measure) <
             std::tie(b.year, b.property, b.value, b.measure);
    });
    return figures;
  };
  auto referral = referred();
  Figure waiting{2026, "service_kind", "nav", "referral", "waiting", 1};
  EXPECT_THAT(help_store->figures().value(), testing::Contains(waiting));
  EXPECT_EQ(help_store->figures().value(), now_counted());
  auto token = help.make_link(helper, case_id, referral).value();
  clock.time += std::chrono::days(8);
  ASSERT_TRUE(
      help.receiver_answers(token, ReferralAnswer::started, local_date(clock.time), std::nullopt, ""));
  auto figures = help_store->figures().value();
  EXPECT_EQ(figures, now_counted());
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "service_kind", "nav", "sent_to_started", "8", 1}));
  EXPECT_THAT(figures, testing::Contains(Figure{2026, "all", "all", "people_referred", "yes", 1}));
  EXPECT_THAT(figures, testing::Not(testing::Contains(waiting)));
  for (const auto& figure : figures) {
    EXPECT_THAT(figure.property, testing::AnyOf("service_kind", "declined_for", "all"))
        << "never tied to the duty or the person";
  }
  EXPECT_TRUE(store->figures().value().empty()) << "the case's own figures know nothing of help";
}

TEST_F(HelpUnit, RecordsFromBeforeThereWereFiguresAreCountedOnce) {
  referred();
  auto figures = help_store->figures().value();
  auto without = figures;
  for (auto& figure : without) figure.cases = -figure.cases;
  ASSERT_TRUE(help_store->write([&](HelpTransaction& transaction) {
    (void)transaction.add_figures(without);
    return Verdict::keep;
  }));
  ASSERT_TRUE(help_store->figures()->empty());
  ASSERT_TRUE(count_uncounted(*help_store));
  EXPECT_EQ(help_store->figures().value(), figures);
  ASSERT_TRUE(count_uncounted(*help_store));
  EXPECT_EQ(help_store->figures().value(), figures);
}

TEST(HelpRights, AreOfCaseworkersWhoHelpAlone) {
  for (auto role : {Role::caseworker, Role::leader, Role::police}) {
    for (bool helps : {false, true}) {
      User user{"u", "U", role, "s", helps};
      EXPECT_EQ(may(user, Right::see_help_record), role == Role::caseworker && helps);
    }
  }
}

}  // namespace
}  // namespace moteplass::app
