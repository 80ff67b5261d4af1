// Keys and the pages behind them: who gets in, what each of them may see and do, and what stays outside.
#include "app/person_desk.h"

#include <set>

#include <gmock/gmock.h>

#include "app/key_code.h"
#include "fixture.h"
#include "store/memory_help_store.h"

namespace moteplass::app {
namespace {

using namespace casework;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// One site with one room, and everything a meeting needs there on working days.
SchedulePlan small_plan() {
  using schedule::Competence;
  schedule::Rota working_days;
  for (unsigned day = 1; day <= 5; ++day) {
    working_days.shifts.push_back(
        {std::chrono::weekday(day), {std::chrono::hours(9), std::chrono::hours(15)}, "torget"});
  }
  SchedulePlan plan;
  plan.unit.sites = {{"torget", {working_days}}};
  plan.unit.rooms = {{"rom-1", "torget", 6}};
  plan.unit.staff = {{"kari",
                      {Competence::medical, Competence::psychological, Competence::social,
                       Competence::lived_experience, Competence::child_welfare},
                      {working_days}}};
  plan.names = {{"torget", "Torget 1"}, {"rom-1", "Rom 1"}, {"kari", "Kari Lege"}};
  plan.habits.least_days = 5;
  return plan;
}

class PersonUnit : public Unit {
 protected:
  PersonUnit() {
    setup.plan = &plan;
    auto child = message("m-child");
    auto& who = child.at("person").as_object();
    who["name"] = "Oliver Liksom";
    who["birth_date"] = "2009-06-24";
    who["street"] = "Hemmeligveien 99";
    who.erase("identity_number");
    auto& basis = child.at("basis").as_object();
    basis["reaction"] = "duty_to_attend";
    basis.erase("final_on");
    child.as_object()["guardians"] = json::array{json::object{{"name", "Kari Liksom"}}};
    child.as_object()["policy"] = "nou-2019-flertall";
    receive(child);
    case_id = case_of_message("m-child");
    EXPECT_EQ(carry_out(case_id, OpenMessage{}), "");
    EXPECT_EQ(carry_out(case_id, Assess{AssessmentOutcome::duty_stands}), "");
  }

  void plan_guardians(GuardianHandling handling) {
    GuardianPlan guardians;
    guardians.heard = ChildHeard::did_not_want_to_say;
    guardians.handling = handling;
    if (handling != GuardianHandling::as_policy) guardians.reason = GuardianReason::not_safe_to_speak;
    if (handling == GuardianHandling::trusted_person_instead) {
      guardians.trusted_person = TrustedPerson{"Trond Trener", "trener", {}};
    }
    EXPECT_EQ(carry_out(case_id, PlanGuardians{guardians}), "");
  }
  MadeKey made(Holder holder, const std::string& name) {
    auto key = keys.make(caseworker, case_id, {holder, name, {}});
    if (!key) {
      ADD_FAILURE() << (key.error().refusal ? word(*key.error().refusal)
                                            : kind_of(key.error().problem.code).word);
      return {};
    }
    return *key;
  }
  std::string refusal(Holder holder, const std::string& name) {
    auto key = keys.make(caseworker, case_id, {holder, name, {}});
    if (key) return "";
    return std::string(key.error().refusal ? word(*key.error().refusal)
                                           : kind_of(key.error().problem.code).word);
  }
  Holding own() {
    auto key = made(Holder::person, "Oliver Liksom");
    auto holding = keys.open(key.code, birth_date);
    EXPECT_TRUE(holding);
    return *holding;
  }
  ProblemCode code_of(const Result<PersonView, Problem>& view) {
    EXPECT_FALSE(view);
    return view ? ProblemCode::unavailable : view.error().code;
  }
  CaseView seen() { return desk.look(caseworker, case_id).value(); }
  // Holds the plan's first times for the person to choose.
  void hold_times() {
    auto times = schedules.times(caseworker, seen(), {});
    ASSERT_TRUE(times);
    ASSERT_FALSE(times->offered.empty());
    std::vector<std::string> shown;
    for (const auto& each : times->offered) shown.push_back(each.key);
    ASSERT_TRUE(schedules.hold(caseworker, case_id, shown, HoldFor::own_page));
  }
  void attend() {
    plan_guardians(GuardianHandling::not_contacted);
    EXPECT_EQ(carry_out(case_id, BookMeeting{meeting("2026-03-27T10:00")}), "");
    EXPECT_EQ(carry_out(case_id, Summon{GuardianHandling::not_contacted}), "");
    clock.time = parse_instant("2026-03-27T10:00:00Z").value();
    EXPECT_EQ(carry_out(case_id, RecordAttendance{Attendance::attended}), "");
  }
  void consent(ConsentPurpose purpose, const std::string& receiver) {
    auto view = help.look(helper, case_id).value();
    GiveConsent command{purpose,
                        receiver,
                        receiver == "unit" ? "Enheten" : "NAV Eksempelby",
                        {SharedData::contact, SharedData::needs},
                        ConsentGiver::person,
                        "",
                        add_days(local_date(clock.time), 100)};
    ASSERT_TRUE(help.carry_out(helper, case_id, view.version(), command));
  }

  SchedulePlan plan = small_plan();
  std::unique_ptr<HelpStore> help_store = store::make_memory_help_store(entropy);
  HelpSettings help_settings;
  HelpDesk help{setup, *help_store, help_settings};
  ScheduleDesk schedules{setup};
  KeyDesk keys{setup};
  PersonDesk person{setup, help};
  User helper{"ida", "Ida Hjelper", Role::caseworker, "", true};
  Date birth_date = parse_date("2009-06-24").value();
  std::string case_id;
};

TEST(KeyCode, IsReadAsItIsTyped) {
  CountingEntropy entropy;
  std::set<std::string> codes;
  for (int i = 0; i < 200; ++i) {
    auto code = fresh_code(entropy);
    EXPECT_EQ(code.size(), 14u);
    EXPECT_EQ(code.find_first_of("01OIL"), std::string::npos) << code;
    EXPECT_EQ(code_from(code), code);
    std::string small;
    for (char c : code) small += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
    EXPECT_EQ(code_from(small), code);
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 200u);
  for (auto text : {"", "KKKK", "KKKK-KKKK-KKK", "KKKK-KKKK-KKKKK", "KKKK-KKKK-KKK0", "KKKK-KKKK-KKKÅ"}) {
    EXPECT_EQ(code_from(text), std::nullopt) << text;
  }
  EXPECT_NE(hash_of_code("KKKK-KKKK-KKKK"), hash_of_code("KKKK-KKKK-KKKM"));
}

TEST_F(PersonUnit, AKeyOpensWithTheCodeAndTheBirthDate) {
  auto key = made(Holder::person, "Oliver Liksom");
  auto holding = keys.open(key.code, birth_date);
  ASSERT_TRUE(holding);
  EXPECT_EQ(holding->case_id(), case_id);
  EXPECT_EQ(holding->holder(), Holder::person);
  EXPECT_EQ(keys.open(key.code, std::nullopt).error(), DoorAnswer::birth_date_missing);
  EXPECT_EQ(keys.open(key.code, add_days(birth_date, 1)).error(), DoorAnswer::wrong);
  EXPECT_EQ(keys.open("KKKK-KKKK-KKKK", birth_date).error(), DoorAnswer::wrong);
  EXPECT_EQ(keys.open("no code", birth_date).error(), DoorAnswer::wrong);
  // Neither the code nor anything it could be tried against quickly is kept.
  auto stored = store->key(key.key.id).value().value();
  EXPECT_NE(stored.code_hash, sha256(key.code));
  EXPECT_EQ(stored.code_hash, hash_of_code(key.code));
}

TEST_F(PersonUnit, WrongBirthDatesLockAKeyAndARightOneForgetsThem) {
  auto key = made(Holder::person, "Oliver Liksom");
  auto wrong = add_days(birth_date, 1);
  for (int i = 1; i < KeyDesk::most_wrong_tries; ++i) EXPECT_FALSE(keys.open(key.code, wrong));
  EXPECT_TRUE(keys.open(key.code, birth_date));
  EXPECT_EQ(store->key(key.key.id).value()->wrong_tries, 0);
  for (int i = 0; i < KeyDesk::most_wrong_tries; ++i) EXPECT_FALSE(keys.open(key.code, wrong));
  EXPECT_EQ(keys.open(key.code, birth_date).error(), DoorAnswer::wrong);
  auto list = keys.keys(caseworker, seen()).value();
  ASSERT_THAT(list.keys, SizeIs(1));
  EXPECT_EQ(list.keys.front().state, KeyState::locked);
}

TEST_F(PersonUnit, AKeyRunsOutAndWhoIsInIsOut) {
  auto holding = own();
  EXPECT_TRUE(person.look(holding));
  clock.time += std::chrono::days(unit.key_days);
  EXPECT_TRUE(person.look(holding)) << "to the end of its last day";
  clock.time += std::chrono::days(1);
  EXPECT_EQ(code_of(person.look(holding)), ProblemCode::not_logged_in);
  EXPECT_EQ(person.letters(holding).error().code, ProblemCode::not_logged_in);
}

TEST_F(PersonUnit, AWithdrawnKeyOpensNothingAndBothAreRecorded) {
  auto key = made(Holder::person, "Oliver Liksom");
  auto holding = keys.open(key.code, birth_date).value();
  EXPECT_EQ(keys.withdraw(caseworker, "elsewhere", key.key.id).error().code, ProblemCode::not_found);
  EXPECT_TRUE(keys.withdraw(caseworker, case_id, key.key.id));
  EXPECT_EQ(keys.open(key.code, birth_date).error(), DoorAnswer::wrong);
  EXPECT_EQ(code_of(person.look(holding)), ProblemCode::not_logged_in);
  auto accesses = store->accesses_of(case_id).value();
  EXPECT_THAT(accesses, Contains(Field(&Access::what, "key_made")));
  EXPECT_THAT(accesses, Contains(Field(&Access::what, "key_withdrawn")));
  EXPECT_THAT(accesses, Each(Field(&Access::actor_name, "Ragnhild Rådgiver")));
}

TEST_F(PersonUnit, OnlyTheUnitMakesKeys) {
  EXPECT_EQ(keys.make(officer, case_id, {Holder::person, "Oliver Liksom", {}}).error().problem.code,
            ProblemCode::forbidden);
  auto view = seen();
  EXPECT_EQ(keys.keys(officer, view).error().code, ProblemCode::forbidden);
  EXPECT_EQ(keys.withdraw(officer, case_id, "k").error().code, ProblemCode::forbidden);
}

TEST_F(PersonUnit, WithoutABirthDateOneIsToldWithTheKey) {
  auto unknown = message("m-2");
  unknown.at("person").as_object().erase("birth_date");
  receive(unknown);
  case_id = case_of_message("m-2");
  EXPECT_EQ(refusal(Holder::person, "Sander Prøvesen"), "birth_date_missing");
  auto key = keys.make(caseworker, case_id, {Holder::person, "Sander Prøvesen", birth_date});
  ASSERT_TRUE(key);
  EXPECT_TRUE(keys.open(key->code, birth_date));
}

TEST_F(PersonUnit, AGuardianGetsAKeyOnlyAsThePlanSays) {
  EXPECT_EQ(refusal(Holder::guardian, "Kari Liksom"), "no_guardian_plan");
  EXPECT_EQ(refusal(Holder::trusted_person, "Trond Trener"), "nobody_named");
  plan_guardians(GuardianHandling::as_policy);
  EXPECT_EQ(refusal(Holder::guardian, "Somebody Else"), "nobody_named");
  EXPECT_EQ(refusal(Holder::trusted_person, "Trond Trener"), "nobody_named");
  auto key = made(Holder::guardian, "Kari Liksom");
  auto guardian = keys.open(key.code, std::nullopt).value();
  EXPECT_TRUE(person.look(guardian));
  // The plan is changed: nobody new is let in, and who is in is out.
  plan_guardians(GuardianHandling::not_contacted);
  EXPECT_EQ(refusal(Holder::guardian, "Kari Liksom"), "guardian_left_out");
  EXPECT_EQ(keys.open(key.code, std::nullopt).error(), DoorAnswer::wrong);
  EXPECT_EQ(code_of(person.look(guardian)), ProblemCode::not_logged_in);
  EXPECT_EQ(keys.keys(caseworker, seen())->keys.front().state, KeyState::shut);
  plan_guardians(GuardianHandling::trusted_person_instead);
  EXPECT_EQ(refusal(Holder::guardian, "Kari Liksom"), "guardian_left_out");
  made(Holder::trusted_person, "Trond Trener");
}

TEST_F(PersonUnit, AGuardianIsOutWhenTheChildComesOfAge) {
  plan_guardians(GuardianHandling::as_policy);
  unit.key_days = 1000;
  auto key = made(Holder::guardian, "Kari Liksom");
  EXPECT_TRUE(keys.open(key.code, std::nullopt));
  clock.time = parse_instant("2027-06-24T09:00:00Z").value();
  EXPECT_EQ(keys.open(key.code, std::nullopt).error(), DoorAnswer::wrong);
  EXPECT_EQ(refusal(Holder::guardian, "Kari Liksom"), "not_a_minor");
}

TEST_F(PersonUnit, APolicyThatCallsNoGuardianGivesNone) {
  auto child = message("m-2");
  child.at("person").as_object()["birth_date"] = "2009-06-24";
  child.at("person").as_object().erase("identity_number");
  child.as_object()["guardians"] = json::array{json::object{{"name", "Kari Liksom"}}};
  receive(child);
  case_id = case_of_message("m-2");
  EXPECT_EQ(carry_out(case_id, OpenMessage{}), "");
  plan_guardians(GuardianHandling::as_policy);
  EXPECT_EQ(refusal(Holder::guardian, "Kari Liksom"), "guardian_not_called");
}

TEST_F(PersonUnit, GuardianAndTrustedPersonSeeTheMeetingAndNothingOfTheRest) {
  plan_guardians(GuardianHandling::as_policy);
  EXPECT_EQ(carry_out(case_id, BookMeeting{meeting("2026-04-09T10:00")}), "");
  auto guardian = keys.open(made(Holder::guardian, "Kari Liksom").code, std::nullopt).value();
  auto see = [&](const Holding& holding) {
    auto view = person.look(holding).value();
    EXPECT_EQ(view.meeting->start, parse_local("2026-04-09T10:00").value());
    EXPECT_FALSE(view.basis || view.no_show || view.feedback || view.deadlines || view.told ||
                 view.guardians);
    EXPECT_THAT(view.times, IsEmpty());
    EXPECT_FALSE(view.may_give_feedback);
    EXPECT_EQ(person.letters(holding).error().code, ProblemCode::forbidden);
    EXPECT_EQ(person.letter(holding, order_letter_of(case_id)).error().code, ProblemCode::forbidden);
    EXPECT_EQ(person.accesses(holding).error().code, ProblemCode::forbidden);
    EXPECT_EQ(person.consents(holding).error().code, ProblemCode::forbidden);
    EXPECT_EQ(person.withdraw(holding, "c").error().code, ProblemCode::forbidden);
    EXPECT_EQ(person.choose(holding, "t").error().code, ProblemCode::forbidden);
    FeedbackAnswers answers{};
    EXPECT_EQ(person.give_feedback(holding, answers).error().code, ProblemCode::forbidden);
    EXPECT_EQ(help.own_consents(holding).error().problem.code, ProblemCode::forbidden);
    EXPECT_EQ(help.withdraw_own(holding, "c").error().problem.code, ProblemCode::forbidden);
    return view;
  };
  EXPECT_TRUE(see(guardian).summons);
  plan_guardians(GuardianHandling::trusted_person_instead);
  auto trusted = keys.open(made(Holder::trusted_person, "Trond Trener").code, std::nullopt).value();
  EXPECT_FALSE(see(trusted).summons);
}

TEST_F(PersonUnit, EveryLookIsRecordedAndReadable) {
  auto holding = own();
  ASSERT_TRUE(desk.look(caseworker, case_id));
  ASSERT_TRUE(person.look(holding));
  ASSERT_TRUE(help.look(helper, case_id));
  auto accesses = person.accesses(holding).value();
  EXPECT_THAT(accesses, Contains(Field(&Access::what, "own_page")));
  EXPECT_THAT(accesses, Contains(Field(&Access::what, "case")));
  EXPECT_THAT(accesses, Contains(Field(&Access::what, "help_record")));
}

TEST_F(PersonUnit, ThePersonChoosesAmongTheTimesThatAreHeld) {
  auto holding = own();
  EXPECT_THAT(person.look(holding)->times, IsEmpty());
  hold_times();
  clock.time += std::chrono::days(2);
  auto times = person.look(holding)->times;
  ASSERT_THAT(times, SizeIs(3));
  EXPECT_EQ(person.choose(holding, "no such time").error().code, ProblemCode::time_taken);
  ASSERT_TRUE(person.choose(holding, times[1].id));
  auto view = person.look(holding).value();
  EXPECT_EQ(view.meeting, times[1].meeting);
  EXPECT_EQ(view.standing, Standing::agreed);
  EXPECT_THAT(view.times, IsEmpty()) << "the others are given back";
  auto c = seen().c;
  EXPECT_EQ(c.booked, times[1].meeting);
  EXPECT_EQ(c.history.back().actor, "person:" + holding.key());
  EXPECT_EQ(c.history.back().actor_name, "Oliver Liksom");
  EXPECT_EQ(worklist_of(c), Worklist::to_summon) << "the letter is the unit's to send";
  auto bookings = store->bookings({.about = case_id}).value();
  ASSERT_THAT(bookings, SizeIs(1));
  EXPECT_EQ(bookings.front().state, schedule::BookingState::booked);
}

TEST_F(PersonUnit, ATimeThatRanOutIsNotChosenAndOneOfAnotherCaseNever) {
  auto holding = own();
  hold_times();
  auto times = person.look(holding)->times;
  receive(message("m-2"));
  auto other = case_of_message("m-2");
  auto others_key = keys.make(caseworker, other, {Holder::person, "Sander Prøvesen", {}}).value();
  auto stranger = keys.open(others_key.code, parse_date("1995-08-08")).value();
  EXPECT_EQ(person.choose(stranger, times[0].id).error().code, ProblemCode::time_taken);
  clock.time += std::chrono::days(4);
  EXPECT_THAT(person.look(holding)->times, IsEmpty());
  EXPECT_EQ(person.choose(holding, times[0].id).error().code, ProblemCode::time_taken);
  EXPECT_FALSE(seen().c.booked);
}

TEST_F(PersonUnit, TheirOwnLettersAndNoOthers) {
  attend();
  EXPECT_EQ(carry_out(case_id, SendFeedback{}), "");
  while (outbox.carry_out_due() > 0) {
  }
  auto holding = own();
  auto own_letters = person.letters(holding).value();
  ASSERT_FALSE(own_letters.empty());
  for (const auto& letter : own_letters) {
    EXPECT_NE(letter.kind, LetterKind::feedback);
    EXPECT_EQ(person.letter(holding, letter.id).has_value(), letter.made_at.has_value()) << letter.id;
  }
  auto feedback = seen().c.feedback->letter;
  ASSERT_TRUE(store->document(feedback).value()) << "it was sent to police";
  EXPECT_EQ(person.letter(holding, feedback).error().code, ProblemCode::not_found);
  EXPECT_TRUE(person.look(holding)->told->feedback);
}

TEST_F(PersonUnit, AConsentIsWithdrawnByThePersonAlone) {
  consent(ConsentPurpose::help, "unit");
  consent(ConsentPurpose::referral, "nav");
  auto holding = own();
  auto consents = person.consents(holding).value();
  ASSERT_THAT(consents, SizeIs(2));
  EXPECT_EQ(consents[0].consent.receiver, "nav");
  EXPECT_TRUE(consents[0].is_valid);
  ASSERT_TRUE(person.withdraw(holding, consents[0].consent.id));
  auto after = person.consents(holding).value();
  EXPECT_FALSE(after[0].is_valid);
  EXPECT_TRUE(after[0].withdrawn_at);
  EXPECT_TRUE(after[1].is_valid);
  EXPECT_EQ(person.withdraw(holding, consents[0].consent.id).error().code, ProblemCode::refused);
  EXPECT_EQ(person.withdraw(holding, "no such").error().code, ProblemCode::refused);
  auto record = *help.look(helper, case_id)->record;
  EXPECT_EQ(record.history().back().actor, "person:" + holding.key());
  EXPECT_EQ(record.consent(consents[0].consent.id)->withdrawn_by, ConsentGiver::person);
  EXPECT_THAT(help_store->accesses_of(case_id).value(), Contains(Field(&Access::what, "own_consents")));
}

TEST_F(PersonUnit, WithoutAHelpRecordThereIsNothingToSeeAndNoneIsMade) {
  auto holding = own();
  EXPECT_THAT(person.consents(holding).value(), IsEmpty());
  EXPECT_THAT(help_store->case_ids().value(), IsEmpty());
  EXPECT_THAT(help_store->accesses_of(case_id).value(), IsEmpty());
}

TEST_F(PersonUnit, FeedbackIsGivenOnceAndKeptAsFiguresAlone) {
  auto holding = own();
  FeedbackAnswers answers{FeedbackReading::yes, FeedbackReading::partly, FeedbackReading::no,
                          FeedbackReading::not_answered};
  EXPECT_EQ(person.give_feedback(holding, answers).error().code, ProblemCode::refused) << "no meeting yet";
  attend();
  EXPECT_TRUE(person.look(holding)->may_give_feedback);
  FeedbackAnswers nothing;
  nothing.fill(FeedbackReading::not_answered);
  EXPECT_EQ(person.give_feedback(holding, nothing).error().code, ProblemCode::invalid_fields);
  auto events = store->chain_head()->position;
  ASSERT_TRUE(person.give_feedback(holding, answers));
  EXPECT_FALSE(person.look(holding)->may_give_feedback);
  EXPECT_EQ(person.give_feedback(holding, answers).error().code, ProblemCode::refused);
  EXPECT_EQ(store->chain_head()->position, events) << "nothing of it is in the case";
  EXPECT_THAT(
      store->figures().value(),
      ElementsAre(Figure{2026, "age_band", "15-17", "feedback_listened", "yes", 1},
                  Figure{2026, "age_band", "15-17", "feedback_safe", "partly", 1},
                  Figure{2026, "age_band", "15-17", "feedback_understood_voluntary", "not_answered", 1},
                  Figure{2026, "age_band", "15-17", "feedback_useful", "no", 1}));
}

TEST_F(PersonUnit, WhoComesOfTheirOwnAccordHasNoDutyAndNothingGoesToPolice) {
  auto entered = intake.enter_voluntary(
      caseworker, json::object{{"name", "Frida Frivillig"}, {"birth_date", "2001-01-01"}}, CameBy::self);
  ASSERT_TRUE(entered);
  case_id = *entered;
  auto key = keys.make(caseworker, case_id, {Holder::person, "Frida Frivillig", {}});
  ASSERT_TRUE(key);
  auto holding = keys.open(key->code, parse_date("2001-01-01")).value();
  auto view = person.look(holding).value();
  EXPECT_FALSE(view.duty);
  EXPECT_EQ(view.standing, Standing::voluntary);
  EXPECT_FALSE(view.basis || view.no_show || view.feedback || view.deadlines || view.told);
}

TEST_F(PersonUnit, AProtectedAddressIsNotEvenInThePersonsOwnView) {
  auto hidden = message("m-2");
  auto& who = hidden.at("person").as_object();
  who["street"] = "Hemmeligveien 99";
  who["protection"] = "code_6";
  receive(hidden);
  case_id = case_of_message("m-2");
  auto key = keys.make(caseworker, case_id, {Holder::person, "Sander Prøvesen", {}}).value();
  auto holding = keys.open(key.code, parse_date("1995-08-08")).value();
  auto c = case_of(setup, holding).value();
  EXPECT_EQ(c.message->person.street, std::nullopt);
  EXPECT_TRUE(person.look(holding));
}

}  // namespace
}  // namespace moteplass::app
