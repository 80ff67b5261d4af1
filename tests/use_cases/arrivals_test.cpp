// Cases that come another way than by a message from the police.
#include "fixture.h"

#include "casework/residence.h"

namespace moteplass::app {
namespace {

using namespace casework;

class Arrivals : public Unit {
 protected:
  // The package of a case of this unit on its way to the municipality of the receiving one below.
  std::string package() {
    unit.details.name = "Enheten i øst";
    receive(message());
    auto id = case_of_message();
    EXPECT_EQ(carry_out(id, OpenMessage{}), "");
    EXPECT_EQ(carry_out(id, MakeEntry{PreparationNoted{"Liker best å møtes ute"}}), "");
    EXPECT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
    EXPECT_EQ(carry_out(id, MakeEntry{CaseTransferred{"4601", "Enheten i vest", TransferGround::moved}}), "");
    auto found = desk.transfer_package(caseworker, id);
    if (!found) {
      ADD_FAILURE() << kind_of(found.error().code).word;
      return {};
    }
    return to_text(*found);
  }
  static UnitSettings western() {
    auto unit = settings();
    unit.details.municipality_number = "4601";
    unit.details.name = "Enheten i vest";
    return unit;
  }

  std::unique_ptr<Store> western_store = store::make_memory_store(entropy);
  UnitSettings western_unit = western();
  app::Setup western_setup{*western_store, clock, entropy, letters, shelf, western_unit};
  Intake western_intake{western_setup};
  CaseDesk western_desk{western_setup};
};

std::vector<std::string> fields_of(const Problem& problem) {
  std::vector<std::string> fields;
  for (const auto& fault : problem.faults) fields.push_back(fault.field);
  return fields;
}

TEST_F(Arrivals, ATransferredCaseGoesOnWhereItCameToAndBringsNothingOfWhatWasNoted) {
  auto text = package();
  EXPECT_EQ(text.find("møtes ute"), std::string::npos);
  auto id = western_intake.receive_transfer(caseworker, text);
  ASSERT_TRUE(id);
  auto view = western_desk.look(caseworker, *id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->c.message->person.name, "Sander Prøvesen");
  EXPECT_EQ(view->c.message->message_id, "m-1");
  EXPECT_TRUE(view->c.came_from);
  EXPECT_TRUE(view->c.preparation.empty());
  EXPECT_EQ(view->c.number, "2026-1");
}

TEST_F(Arrivals, TheSameCaseIsReceivedOnce) {
  auto text = package();
  ASSERT_TRUE(western_intake.receive_transfer(caseworker, text));
  auto again = western_intake.receive_transfer(caseworker, text);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ProblemCode::message_conflict);
  EXPECT_EQ(western_store->count_case_rows({}).value(), 1u);
}

TEST_F(Arrivals, ThePoliceMaySendTheMessageOfATransferredCaseAgainToTheUnitThatHadItFirst) {
  package();
  EXPECT_TRUE(receive(message()).repeated);
}

TEST_F(Arrivals, APackageForAnotherMunicipalityIsRefusedThere) {
  auto text = package();
  auto here = intake.receive_transfer(caseworker, text);
  ASSERT_FALSE(here);
  EXPECT_EQ(fields_of(here.error()), std::vector<std::string>{"to_municipality"});
}

TEST_F(Arrivals, AModelThatTheReceivingUnitDoesNotUseGivesWayToItsOwn) {
  auto value = parse_json(package()).value();
  value.as_object()["message"].as_object()["policy"] = "nou-2019-flertall";
  western_unit.accepted_policies = {"rer-2022"};
  auto id = western_intake.receive_transfer(caseworker, to_text(value));
  ASSERT_TRUE(id);
  EXPECT_EQ(western_desk.look(caseworker, *id)->c.policy.name, "rer-2022");
}

TEST_F(Arrivals, ABrokenFileIsRefusedWithItsPlacesAndLeavesNoTrace) {
  auto text = package();
  EXPECT_EQ(western_intake.receive_transfer(caseworker, text.substr(0, text.size() / 2)).error().code,
            ProblemCode::malformed);
  EXPECT_EQ(western_intake.receive_transfer(caseworker, "").error().code, ProblemCode::malformed);
  EXPECT_FALSE(western_intake.receive_transfer(caseworker, "[]"));
  auto value = parse_json(text).value();
  auto& object = value.as_object();
  object["kind"] = "something_else";
  object["meetings_required"] = 13;
  object["meetings"] = json::array{json::object{{"on", "2030-01-01"}, {"attendance", "perhaps"}}};
  object["note"] = "Liker best å møtes ute";
  object["message"].as_object().erase("basis");
  auto refused = western_intake.receive_transfer(caseworker, to_text(value));
  ASSERT_FALSE(refused);
  auto fields = fields_of(refused.error());
  for (auto* field :
       {"kind", "meetings_required", "meetings[0].on", "meetings[0].attendance", "note", "message.basis"}) {
    EXPECT_TRUE(std::find(fields.begin(), fields.end(), field) != fields.end()) << field;
  }
  EXPECT_EQ(western_store->chain_head().value().position, 0u);
}

TEST_F(Arrivals, OnlyThoseWhoWorkOnCasesOpenOne) {
  auto text = package();
  EXPECT_EQ(western_intake.receive_transfer(officer, text).error().code, ProblemCode::forbidden);
  EXPECT_EQ(intake.enter_voluntary(officer, json::object{{"name", "Mia"}}, CameBy::self).error().code,
            ProblemCode::forbidden);
}

TEST_F(Arrivals, WhoComesOfTheirOwnAccordHasNoDutyAndThePoliceNeverHear) {
  json::object person{{"name", "Mia Medvilje"}, {"birth_date", "2008-03-14"}, {"phone", "900 00 118"}};
  auto id = intake.enter_voluntary(caseworker, person, CameBy::school);
  ASSERT_TRUE(id);
  EXPECT_EQ(carry_out(*id, Assess{AssessmentOutcome::duty_stands}), "not_at_this_stage");
  EXPECT_EQ(carry_out(*id, BookMeeting{meeting("2026-03-30T10:00")}), "");
  clock.time = parse_local("2026-03-30T11:00").value();
  EXPECT_EQ(carry_out(*id, RecordAttendance{Attendance::attended}), "");
  EXPECT_EQ(carry_out(*id, SendFeedback{}), "not_at_this_stage");
  EXPECT_EQ(carry_out(*id, CloseCase{}), "");
  EXPECT_TRUE(police.messages(officer, 0, 10).value().empty());
  EXPECT_EQ(receive(message()).number, 1u) << "it uses up no receipt of the police";
}

TEST_F(Arrivals, AVoluntaryPersonIsReadAsStrictlyAsAnother) {
  json::object person{{"name", ""}, {"birth_date", "2030-01-01"}, {"favourite_colour", "blue"}};
  auto refused = intake.enter_voluntary(caseworker, person, CameBy::self);
  ASSERT_FALSE(refused);
  auto fields = fields_of(refused.error());
  for (auto* field : {"person.name", "person.birth_date", "person.favourite_colour"}) {
    EXPECT_TRUE(std::find(fields.begin(), fields.end(), field) != fields.end()) << field;
  }
  EXPECT_EQ(store->count_case_rows({}).value(), 0u);
}

TEST_F(Arrivals, CasesAboutOnePersonKnowOfEachOther) {
  receive(message("m-1"));
  receive(message("m-2"));
  auto other = message("m-3");
  other.as_object()["person"].as_object()["identity_number"] = "17827233307";
  other.as_object()["person"].as_object()["birth_date"] = "1972-02-17";
  receive(other);
  auto view = desk.look(caseworker, case_of_message("m-1"));
  ASSERT_TRUE(view);
  ASSERT_EQ(view->same_person.size(), 1u);
  EXPECT_EQ(view->same_person.front().case_id, case_of_message("m-2"));
  EXPECT_TRUE(desk.look(caseworker, case_of_message("m-3"))->same_person.empty());
}

TEST_F(Arrivals, APoliceListShowsTheQuestionUntilItIsAnswered) {
  receive(message());
  auto id = case_of_message();
  auto today = local_date(clock.time);
  EXPECT_EQ(carry_out(id, OpenMessage{}), "");
  EXPECT_EQ(carry_out(id, MakeEntry{SenderAsked{Unclear::period, today}}), "");
  EXPECT_EQ(police.messages(officer, 0, 10).value().at(0).question, Unclear::period);
  EXPECT_EQ(carry_out(id, MakeEntry{SenderAnswered{today, SenderSaid::as_it_stands, std::nullopt}}), "");
  EXPECT_FALSE(police.messages(officer, 0, 10).value().at(0).question);
}

}  // namespace
}  // namespace moteplass::app
