#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "casework/message.h"

#include "casework/example_case.h"
#include "casework/message_reader.h"

namespace moteplass::casework {
namespace {

using example::day;

const Date today = day("2026-03-02");

json::value parsed(std::string_view text) {
  return parse_json(text).value();
}

json::value complete() {
  return parsed(R"({
    "sender": "oslo-pd", "message_id": "m-1", "case_number": "16400000 1/26", "municipality": "0301",
    "policy": "rer-2022",
    "person": {"name": "Kari Prøve", "identity_number": "13897248098", "birth_date": "2009-05-05",
               "street": "Storgata 1", "postal_code": "0155", "place": "Oslo", "phone": "+47 900 00 000",
               "language": "nb"},
    "guardians": [{"name": "Mor Prøve", "relation": "mor", "street": "Storgata 1", "postal_code": "0155",
                   "place": "Oslo", "phone": "90000001"}],
    "basis": {"reaction": "condition_to_attend", "legal_basis": "strprl. § 69", "decided_on": "2026-02-02",
              "final_on": "2026-02-16", "probation_ends_on": "2028-02-02", "own_use": true},
    "conditions": [{"kind": "attendance", "count": 3},
                   {"kind": "drug_test", "frequency": "ukentlig", "from": "2026-03-01", "to": "2026-09-01"}],
    "contact_officer": {"name": "Ola Eksempel", "phone": "02800", "email": "ola@politiet.example"},
    "facts": {"encounter": {"date": "2026-01-10"}}
  })");
}

// Sets the member at a pointer such as "/conditions/0/count"; what holds it must be there.
void set(json::value& value, std::string_view pointer, json::value member) {
  auto slash = pointer.rfind('/');
  value.at_pointer(pointer.substr(0, slash)).as_object()[pointer.substr(slash + 1)] = std::move(member);
}

std::vector<std::string> faults_of(const json::value& value) {
  auto message = message_from_json(value, today);
  std::vector<std::string> faults;
  if (message) return faults;
  for (const FieldFault& fault : message.error()) faults.push_back(to_string(fault));
  return faults;
}
// The complete message with one member of one object set.
std::vector<std::string> faults_with(std::string_view pointer, json::value member) {
  json::value value = complete();
  set(value, pointer, std::move(member));
  std::vector<std::string> places;
  for (const std::string& fault : faults_of(value)) places.push_back(fault.substr(0, fault.find(';')));
  return places;
}
using Faults = std::vector<std::string>;

TEST(Message, ReadsAndWritesEveryField) {
  json::value value = complete();
  auto message = message_from_json(value, today);
  ASSERT_TRUE(message) << to_string(message.error().front());
  EXPECT_EQ(message->person.identity_number->digits(), "13897248098");
  EXPECT_EQ(message->guardians.at(0).name, "Mor Prøve");
  EXPECT_EQ(message->conditions.at(0).count, 3);
  EXPECT_EQ(message->conditions.at(1).kind, ConditionKind::drug_test);
  EXPECT_TRUE(message->basis.own_use);
  EXPECT_EQ(to_json(*message), value);
}

TEST(Message, ReadsTheLeastThereMayBe) {
  auto value = parsed(R"({"sender": "oslo-pd", "message_id": "m-1", "case_number": "1/26",
    "municipality": "0301", "person": {"name": "Kari"},
    "basis": {"reaction": "duty_to_attend", "legal_basis": "NOU 2019:26", "decided_on": "2026-03-02"},
    "contact_officer": {"name": "Ola"}})");
  auto message = message_from_json(value, today);
  ASSERT_TRUE(message) << to_string(message.error().front());
  EXPECT_FALSE(message->basis.own_use);
  EXPECT_FALSE(message->facts);
  EXPECT_TRUE(message->guardians.empty());
}

TEST(Message, NamesEveryFaultAtOnceWithItsPlace) {
  auto value = parsed(R"({"sender": "Oslo PD", "message_id": "m 1", "municipality": "301", "narrative": "x",
    "person": {"birth_date": "2027-01-01", "identity_number": "13897248099", "postal_code": "12",
               "language": "norsk", "phone": "ring mor"},
    "guardians": [{"relation": "mor"}],
    "basis": {"reaction": "jail", "legal_basis": "x", "decided_on": "2026-02-02", "final_on": "2026-02-01"},
    "conditions": [{"kind": "attendance"}, {"kind": "attendance", "count": 21}],
    "contact_officer": {"name": "Ola", "email": "ola"},
    "facts": {"encounter": {"weather": "fair"}}})");
  Faults places;
  for (const std::string& fault : faults_of(value)) places.push_back(fault.substr(0, fault.find(';')));
  EXPECT_THAT(
      places,
      testing::UnorderedElementsAre(
          "sender: bad_format", "message_id: bad_format", "case_number: missing", "municipality: bad_format",
          "narrative: unknown", "person.name: missing", "person.birth_date: out_of_range",
          "person.identity_number: bad_checksum", "person.postal_code: bad_format",
          "person.language: bad_format", "person.phone: bad_format", "guardians[0].name: missing",
          "basis.reaction: not_allowed", "basis.final_on: out_of_range", "conditions[1].count: out_of_range",
          "contact_officer.email: bad_format", "facts.encounter.weather: unknown"));
}

TEST(Message, HoldsNothingOfHealthOrHelp) {
  for (std::string facts :
       {R"({"encounter": {"overdose": false}})", R"({"encounter": {"affects_children": true}})",
        R"({"person": {"accepts_help": true}})", R"({"history": {"breaches": 0}})"}) {
    EXPECT_EQ(faults_with("/facts", parsed(facts)), Faults{"facts: not_allowed"}) << facts;
  }
}

TEST(Message, NeverRepeatsAnIdentityNumber) {
  for (auto number : {"13897248099", "1389724809", "99999999999", "1389724809x"}) {
    json::value value = complete();
    set(value, "/person/identity_number", number);
    auto faults = faults_of(value);
    EXPECT_FALSE(faults.empty());
    for (const std::string& fault : faults) EXPECT_EQ(fault.find(number), std::string::npos) << fault;
  }
  EXPECT_EQ(faults_with("/person/identity_number", "99999999999"),
            Faults{"person.identity_number: bad_format"});
}

TEST(Message, DatesAreSane) {
  EXPECT_EQ(faults_with("/basis/decided_on", "2026-03-03"),
            (Faults{"basis.decided_on: out_of_range", "basis.final_on: out_of_range"}));
  EXPECT_EQ(faults_with("/basis/decided_on", "1999-12-31"), Faults{"basis.decided_on: out_of_range"});
  EXPECT_EQ(faults_with("/basis/decided_on", "2026-02-30"), Faults{"basis.decided_on: bad_format"});
  EXPECT_EQ(faults_with("/basis/final_on", "2026-04-01"), Faults{});  // not final yet is said at assessment
  EXPECT_EQ(faults_with("/basis/probation_ends_on", "2026-02-01"),
            Faults{"basis.probation_ends_on: out_of_range"});
  EXPECT_EQ(faults_with("/person/birth_date", "1899-12-31"), Faults{"person.birth_date: bad_format"});
  EXPECT_EQ(faults_with("/person/birth_date", "2026-03-02"), Faults{});
  EXPECT_EQ(faults_with("/conditions/1/to", "2026-02-01"), Faults{"conditions[1].to: out_of_range"});
}

TEST(Message, CountsAreBounded) {
  json::value guardian{{"name", "Mor"}};
  json::value condition{{"kind", "attendance"}};
  EXPECT_EQ(faults_with("/guardians", json::array(4, guardian)), Faults{});
  EXPECT_EQ(faults_with("/guardians", json::array(5, guardian)), Faults{"guardians: out_of_range"});
  EXPECT_EQ(faults_with("/conditions", json::array(10, condition)), Faults{});
  EXPECT_EQ(faults_with("/conditions", json::array(11, condition)), Faults{"conditions: out_of_range"});
  EXPECT_EQ(faults_with("/conditions/0/count", 0), Faults{"conditions[0].count: out_of_range"});
  EXPECT_EQ(faults_with("/sender", json::string(41, 'a')), Faults{"sender: out_of_range"});
  EXPECT_EQ(faults_with("/message_id", json::string(101, 'a')), Faults{"message_id: out_of_range"});
  EXPECT_EQ(faults_with("/person/name", "Kari\nOla"), Faults{"person.name: bad_format"});
}

TEST(Message, IsAnObject) {
  EXPECT_EQ(faults_of(parsed("[]")), Faults{"(the whole): wrong_type; expected an object"});
  EXPECT_EQ(faults_of(parsed(R"({"person": 1, "basis": [], "guardians": {}})")).size(), 8u);
}

TEST(Message, WhatIsStoredIsReadThoughTheRulesHaveTightened) {
  json::value value = to_json(example::message());
  set(value, "/sender", "Oslo PD");
  set(value, "/basis/decided_on", "1999-01-01");
  EXPECT_FALSE(message_from_json(value, today));
  auto stored = stored_message_from_json(value, "message");
  ASSERT_TRUE(stored);
  EXPECT_EQ(to_json(*stored), value);
}

TEST(Message, ProtectionIsCode6OrCode7OrAbsent) {
  auto with = [](std::string_view protection) {
    json::value value = to_json(example::message());
    value.at("person").as_object()["protection"] = protection;
    return message_from_json(value, example::day("2026-03-02"));
  };
  EXPECT_EQ(with("code_6")->person.protection, Protection::code_6);
  EXPECT_EQ(with("code_7")->person.protection, Protection::code_7);
  EXPECT_EQ(to_json(*with("code_7")).at("person").at("protection"), json::value("code_7"));
  EXPECT_FALSE(to_json(example::message()).at("person").as_object().contains("protection"));
  for (auto word : {"none", "6", "Code_6"}) {
    ASSERT_FALSE(with(word));
    EXPECT_EQ(with(word).error().at(0).field, "person.protection");
  }
}

TEST(Message, SexIsStatedOrAbsentAndNeverReadOutOfTheNumber) {
  json::value value = to_json(example::message());
  value.at("person").as_object()["identity_number"] = "30890353718";
  ASSERT_FALSE(value.at("person").as_object().contains("sex"))
      << "as in every event from before there was one";
  EXPECT_EQ(stored_message_from_json(value, "message")->person.sex, std::nullopt);
  auto with = [&](json::value sex) {
    value.at("person").as_object()["sex"] = std::move(sex);
    return message_from_json(value, example::day("2026-03-02"));
  };
  EXPECT_EQ(with("female")->person.sex, Sex::female);
  EXPECT_EQ(to_json(*with("male")).at("person").at("sex"), json::value("male"));
  for (const char* word : {"", "unknown", "Female", "kvinne", "2"}) {
    ASSERT_FALSE(with(word)) << word;
    EXPECT_EQ(with(word).error().at(0).field, "person.sex");
  }
  EXPECT_FALSE(with(2));
}

TEST(Message, WithoutAddressesHoldsNoneOfAnyone) {
  Message message = example::message();
  message.person.street = "Hemmeligveien 99";
  message.person.postal_code = "9999";
  message.person.place = "Skjultvik";
  message.guardians.push_back({"Mor", "mor", "Hemmeligveien 99", "9999", "Skjultvik", "900 00 000"});
  auto text = to_text(to_json(without_addresses(message)));
  for (auto secret : {"Hemmelig", "9999", "Skjult"}) EXPECT_EQ(text.find(secret), std::string::npos);
  EXPECT_NE(text.find("900 00 000"), std::string::npos);
}

}  // namespace
}  // namespace moteplass::casework
