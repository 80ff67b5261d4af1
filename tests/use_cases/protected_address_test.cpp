// A protected address stands in nothing that leaves the use cases, but where it is asked for on the record.
#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;

constexpr std::string_view street = "Hemmeligveien 99";

std::string text_of(const Case& c) {
  std::string text = to_text(to_json(*c.message));
  for (const auto& recorded : c.history) text += to_text(to_json(recorded.event));
  return text;
}

json::value protected_message(json::value message) {
  auto& person = message.at("person").as_object();
  person["protection"] = "code_6";
  person["street"] = street;
  person["postal_code"] = "0199";
  person["place"] = "Skjultvik";
  message.as_object()["guardians"] =
      json::array{json::object{{"name", "Mor Prøve"}, {"street", street}, {"place", "Skjultvik"}}};
  return message;
}

TEST_F(Unit, AProtectedAddressIsInNoViewListOrLetter) {
  receive(protected_message(message()));
  auto id = case_of_message();
  ASSERT_EQ(carry_out(id, OpenMessage{}), "");
  ASSERT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
  ASSERT_EQ(carry_out(id, BookMeeting{meeting("2026-03-30T10:00")}), "");
  ASSERT_EQ(carry_out(id, Summon{}), "");
  outbox.carry_out_due();
  ASSERT_EQ(letters.made.size(), 2u);  // the order, which waits for nobody, and the summons
  for (const auto& letter : letters.made) {
    EXPECT_EQ(letter.to.name, "Sander Prøvesen");
    EXPECT_EQ(letter.to.street + letter.to.postal_code + letter.to.place, "");
  }
  auto looked = desk.look(caseworker, id);
  ASSERT_TRUE(looked);
  EXPECT_EQ(text_of(looked->c).find("Hemmelig"), std::string::npos);
  EXPECT_EQ(text_of(looked->c).find("Skjult"), std::string::npos);
  EXPECT_EQ(looked->c.message->person.protection, Protection::code_6);
  auto after = desk.carry_out(caseworker, id, looked->c.version, CancelDuty{CancelReason::unnecessary});
  ASSERT_TRUE(after);
  EXPECT_EQ(text_of(after->c).find("Hemmelig"), std::string::npos);
  auto row = store->case_row(id).value().value();
  EXPECT_EQ(row.person_name, "") << "a list holds a case number and no name";
  for (std::string_view word : {"Hemmelig", "Skjultvik", "Sander", "Prøvesen"}) {
    CaseQuery query;
    query.search = word;
    query.open_only = false;
    EXPECT_EQ(desk.worklist(caseworker, query)->total, 0u);
  }
}

TEST_F(Unit, WhereAProtectedPersonBelongsIsNotShownAndNotLost) {
  auto sent = protected_message(message());
  sent.at("facts").at("person").as_object()["residence"] = "1103";
  receive(sent);
  auto id = case_of_message();
  auto looked = desk.look(caseworker, id);
  ASSERT_TRUE(looked);
  EXPECT_FALSE(looked->c.facts.person.residence);
  EXPECT_EQ(text_of(looked->c).find("1103"), std::string::npos);
  ASSERT_EQ(carry_out(id, OpenMessage{}), "");
  auto facts = looked->c.facts;
  facts.person.age = 30;
  ASSERT_EQ(carry_out(id, StateFacts{facts}), "");
  EXPECT_EQ(text_of(desk.look(caseworker, id)->c).find("1103"), std::string::npos);
  ASSERT_EQ(carry_out(id, MakeEntry{ResidenceStated{"1103", "0301", false, ResidenceGround::said_by_person}}),
            "");
  ASSERT_EQ(carry_out(id, MakeEntry{JourneyArranged{local_date(clock.time), JourneyHelp::met_by_family,
                                                    "Skjultvik"}}),
            "");
  auto journeyed = desk.look(caseworker, id);
  EXPECT_EQ(text_of(journeyed->c).find("1103"), std::string::npos);
  EXPECT_EQ(text_of(journeyed->c).find("Skjult"), std::string::npos);
  EXPECT_FALSE(journeyed->c.whereabouts.residence);
  EXPECT_TRUE(journeyed->c.whereabouts.journeys.empty());
  auto stored = case_of(id, store->events_of(id).value()).value();
  EXPECT_EQ(stored.whereabouts.residence->home, "1103");
  EXPECT_EQ(stored.facts.person.residence, "1103");
  EXPECT_EQ(stored.facts.person.age, 30);
  // Anybody else's is shown, and may be unsaid.
  auto open = message("m-2");
  open.at("facts").at("person").as_object()["residence"] = "1103";
  receive(open);
  auto other = case_of_message("m-2");
  auto seen = desk.look(caseworker, other)->c.facts;
  EXPECT_EQ(seen.person.residence, "1103");
  seen.person.residence.reset();
  ASSERT_EQ(carry_out(other, OpenMessage{}), "");
  ASSERT_EQ(carry_out(other, StateFacts{seen}), "");
  EXPECT_FALSE(case_of(other, store->events_of(other).value())->facts.person.residence);
}

TEST_F(Unit, AProtectedAddressIsShownToWhoAsksAndThatIsRecorded) {
  receive(protected_message(message()));
  receive(message("m-2"));
  auto id = case_of_message();
  EXPECT_EQ(desk.address(officer, id).error().code, ProblemCode::forbidden);
  auto found = desk.address(caseworker, id);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->person.street, street);
  EXPECT_EQ(found->guardians.at(0).street, street);
  auto accesses = store->accesses_of(id);
  ASSERT_EQ(accesses->size(), 1u);
  EXPECT_EQ(accesses->at(0).what, "address");
  EXPECT_EQ(desk.address(caseworker, case_of_message("m-2")).error().code, ProblemCode::not_found);
}

TEST_F(Unit, ALetterThatWouldEndangerTheChildIsHandedOver) {
  auto young = message();
  young.as_object()["policy"] = "nou-2019-flertall";
  young.at("basis").as_object()["reaction"] = "duty_to_attend";
  auto& person = young.at("person").as_object();
  person["birth_date"] = "2009-06-24";
  person.erase("identity_number");
  person["street"] = "Storgata 1";
  person["place"] = "Oslo";
  receive(young);
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, BookMeeting{meeting("2026-03-30T10:00")});
  EXPECT_EQ(carry_out(id, Summon{}), "guardian_plan_missing");
  GuardianPlan plan;
  plan.handling = GuardianHandling::not_contacted;
  plan.reason = GuardianReason::endangers_child;
  ASSERT_EQ(carry_out(id, PlanGuardians{plan}), "");
  ASSERT_EQ(carry_out(id, Summon{GuardianHandling::not_contacted}), "");
  outbox.carry_out_due();
  const auto& letter = letters.made.back();
  EXPECT_EQ(letter.kind, LetterKind::summons);
  EXPECT_EQ(letter.guardian, GuardianHandling::not_contacted);
  EXPECT_EQ(letter.to.street + letter.to.place, "");
}

}  // namespace
}  // namespace moteplass::app
