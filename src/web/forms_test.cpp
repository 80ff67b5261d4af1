#include <gtest/gtest.h>

#include "casework/words.h"
#include "web/case_forms.h"
#include "web/facts_form.h"
#include "web/message_form.h"

namespace moteplass::web {
namespace {

using namespace casework;

std::optional<Command> read(Step step, const http::Parameters& form, Faults* faults = nullptr) {
  FormReader reader(form);
  auto command = command_of(step, reader);
  reader.refuse_unknown();
  if (faults != nullptr) *faults = reader.faults();
  if (!reader.is_good()) return std::nullopt;
  return command;
}

policy::Facts full_facts() {
  policy::Facts facts;
  facts.encounter.date = *parse_date("2026-03-01");
  facts.encounter.municipality = "0301";
  facts.encounter.near_school = false;
  facts.encounter.acts = std::vector{policy::Act::possession, policy::Act::use};
  facts.encounter.substances = std::vector<policy::SubstanceFound>{
      {policy::Substance::heroin, Decimal::parse("4"), policy::Unit::g},
      {policy::Substance::cannabis, Decimal::parse("0.5"), policy::Unit::g}};
  facts.encounter.intent_to_sell = false;
  facts.encounter.other_offences = true;
  facts.person.age = 20;
  facts.person.residence = "1103";
  facts.person.addiction = policy::Addiction::addicted;
  facts.history.orders = 0;
  facts.history.no_shows = 2;
  return facts;
}

TEST(FactsForm, ThereAndBack) {
  for (const auto& facts : {policy::Facts{}, full_facts()}) {
    auto form = form_of(facts);
    FormReader reader(form);
    auto back = facts_from_form(reader);
    reader.refuse_unknown();
    ASSERT_TRUE(back && reader.is_good());
    EXPECT_EQ(to_text(policy::to_json(*back)), to_text(policy::to_json(facts)));
  }
}

TEST(FactsForm, NothingFoundIsNotUnknown) {
  policy::Facts none;
  none.encounter.substances.emplace();
  auto form = form_of(none);
  FormReader reader(form);
  auto back = facts_from_form(reader);
  ASSERT_TRUE(back && back->encounter.substances);
  EXPECT_TRUE(back->encounter.substances->empty());
  http::Parameters unknown{{"encounter.substances", "unknown"}, {"person.addiction", "unknown"}};
  FormReader unknown_reader(unknown);
  auto unknown_facts = facts_from_form(unknown_reader);
  ASSERT_TRUE(unknown_facts);
  EXPECT_FALSE(unknown_facts->encounter.substances);
  EXPECT_FALSE(unknown_facts->person.addiction);
}

TEST(FactsForm, NamesEveryFieldAtFault) {
  http::Parameters form{{"person.age", "tjue"},
                        {"person.residence", "Oslo"},
                        {"encounter.date", "2026-02-30"},
                        {"encounter.substances", "none"},
                        {"encounter.substances[0].substance", "heroin"},
                        {"encounter.substances[0].amount", "-4"}};
  FormReader reader(form);
  EXPECT_FALSE(facts_from_form(reader));
  std::set<std::string> fields;
  for (const auto& fault : reader.faults()) fields.insert(fault.field);
  EXPECT_EQ(fields, (std::set<std::string>{"person.age", "person.residence", "encounter.date",
                                           "encounter.substances", "encounter.substances[0].amount"}));
  EXPECT_FALSE(reader.is_malformed());
}

TEST(FactsForm, AmountsTakeACommaAndNeedAUnit) {
  http::Parameters form{{"encounter.substances", "listed"},
                        {"encounter.substances[0].substance", "heroin"},
                        {"encounter.substances[0].amount", "0,5"}};
  FormReader reader(form);
  EXPECT_FALSE(facts_from_form(reader));
  ASSERT_EQ(reader.faults().size(), 1U);
  EXPECT_EQ(reader.faults().front().field, "encounter.substances[0].unit");
}

TEST(FormReader, WhatOnlyAProgramGetsWrongIsMalformed) {
  for (const auto& form : {http::Parameters{{"outcome", "duty_stands"}, {"extra", "1"}},
                           http::Parameters{{"outcome", "duty_stands"}, {"outcome", "not_for_unit"}},
                           http::Parameters{{"outcome", "something"}}}) {
    FormReader reader(form);
    command_of(Step::assess, reader);
    reader.refuse_unknown();
    EXPECT_TRUE(reader.is_malformed());
  }
}

TEST(CaseForms, BecomeCommands) {
  auto assess = read(Step::assess, {{"outcome", "duty_stands"}});
  ASSERT_TRUE(assess);
  EXPECT_EQ(std::get<Assess>(*assess).outcome, AssessmentOutcome::duty_stands);
  auto attendance = read(Step::record_attendance, {{"attendance", "not_attended"}});
  ASSERT_TRUE(attendance);
  EXPECT_EQ(std::get<RecordAttendance>(*attendance).attendance, Attendance::not_attended);
  auto outreach = read(Step::make_outreach, {{"channel", "phone"}, {"reached", "no"}});
  ASSERT_TRUE(outreach);
  EXPECT_FALSE(std::get<MakeOutreach>(*outreach).reached);
  auto cancel = read(Step::cancel_duty, {{"reason", "unnecessary"}});
  ASSERT_TRUE(cancel);
  EXPECT_EQ(std::get<CancelDuty>(*cancel).reason, CancelReason::unnecessary);
  auto summon = read(Step::summon, {{"guardian", "not_contacted"}});
  ASSERT_TRUE(summon);
  EXPECT_EQ(std::get<Summon>(*summon).guardian, GuardianHandling::not_contacted);
  EXPECT_FALSE(read(Step::summon, {}));
}

TEST(CaseForms, MeetingIsInNorwegianTime) {
  auto command = read(Step::book_meeting, {{"date", "2026-07-01"},
                                           {"time", "9.30"},
                                           {"minutes", "60"},
                                           {"place", " Rådhuset "},
                                           {"team", "sosialfaglig"},
                                           {"team_other", "Kari, tolk,, sosialfaglig"}});
  ASSERT_TRUE(command);
  const auto& meeting = std::get<BookMeeting>(*command).meeting;
  EXPECT_EQ(to_string(meeting.start), "2026-07-01T07:30:00.000Z");
  EXPECT_EQ(meeting.place, "Rådhuset");
  EXPECT_EQ(meeting.team, (std::vector<std::string>{"sosialfaglig", "Kari", "tolk"}));
}

TEST(CaseForms, MeetingThereAndBack) {
  Meeting meeting{*parse_instant("2026-01-05T09:00:00Z"), 45, "Torget 1", {"erfaring", "tolk"}};
  auto command = read(Step::book_meeting, form_of(meeting, {"erfaring", "medisinsk"}));
  ASSERT_TRUE(command);
  EXPECT_EQ(std::get<BookMeeting>(*command).meeting, meeting);
}

TEST(CaseForms, AnHourThatSummerTimeSkipsIsAFault) {
  Faults faults;
  EXPECT_FALSE(read(Step::book_meeting,
                    {{"date", "2026-03-29"}, {"time", "02:30"}, {"minutes", "60"}, {"place", "x"}}, &faults));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults.front().field, "time");
}

const app::User officer{"petra", "Petra Politi", app::Role::police, "oslo-pd"};

TEST(MessageForm, BecomesAMessageThatTheIntakeTakes) {
  Date today = *parse_date("2026-09-07");
  auto form = form_of(MessageStart{std::nullopt, full_facts()}, "abc-1", officer, today);
  for (const auto& [name, value] : http::Parameters{{"case_number", "14001234/26"},
                                                    {"person.name", "Line Danser"},
                                                    {"person.identity_number", "138972 48098"},
                                                    {"basis.reaction", "condition_to_attend"},
                                                    {"basis.legal_basis", "strprl. § 69"},
                                                    {"attendance.count", "1"},
                                                    {"drug_test", "yes"},
                                                    {"drug_test.frequency", "ukentlig"},
                                                    {"drug_test.to", "2027-01-01"}}) {
    form.add(name, value);
  }
  FormReader reader(form);
  auto json = message_from_form(reader, officer);
  reader.refuse_unknown();
  ASSERT_TRUE(reader.is_good());
  auto message = message_from_json(json, today);
  ASSERT_TRUE(message) << to_string(message.error().front());
  EXPECT_EQ(message->person.identity_number->digits(), "13897248098");
  EXPECT_EQ(message->municipality, "1103");
  ASSERT_EQ(message->conditions.size(), 2U);
  EXPECT_EQ(message->conditions[1].frequency, "ukentlig");
  EXPECT_TRUE(message->facts);
}

TEST(MessageForm, FaultsOfTheIntakeLeadToFields) {
  http::Parameters form{{"message_id", "abc-1"}, {"drug_test", "yes"}, {"drug_test.to", "no date"}};
  FormReader reader(form);
  auto json = message_from_form(reader, officer);
  auto message = message_from_json(json, *parse_date("2026-09-07"));
  ASSERT_FALSE(message);
  std::set<std::string> fields;
  for (const auto& fault : to_form_fields(message.error(), json)) fields.insert(fault.field);
  for (auto expected : {"case_number", "municipality", "person.name", "basis.reaction", "basis.decided_on",
                        "contact_officer.name", "drug_test.to"}) {
    EXPECT_TRUE(fields.contains(expected)) << expected;
  }
}

}  // namespace
}  // namespace moteplass::web
