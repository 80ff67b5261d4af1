// The stored shape of every event, pinned: events of every release can be read.
#include "casework/help/help_event.h"

#include <gtest/gtest.h>

#include "casework/help/example_help.h"

namespace moteplass::casework {
namespace {

using namespace example;

struct Pinned {
  HelpEvent event;
  std::string_view type;
  std::string text;
};

std::vector<Pinned> pinned() {
  Consent consent{"c1",
                  ConsentPurpose::referral,
                  "nav",
                  "NAV",
                  {SharedData::contact, SharedData::needs},
                  ConsentGiver::guardian,
                  "Far Prøve",
                  day("2026-03-02"),
                  day("2026-09-02")};
  AssistUse cannabis{AssistSubstance::cannabis,       AssistFrequency::weekly, AssistFrequency::monthly,
                     AssistFrequency::never,          AssistFrequency::daily,  AssistRecency::earlier,
                     AssistRecency::past_three_months};
  AssistUse tobacco{AssistSubstance::tobacco, AssistFrequency::never, {}, {}, {},
                    AssistRecency::never,     AssistRecency::never};
  auto rule = not_stated(policy::Question::follow_up);
  return {
      {ConsentGiven{consent, rule}, "consent_given",
       R"({"consent":"c1","purpose":"referral","receiver":"nav","receiver_name":"NAV","data":["contact","needs"],)"
       R"("giver":"guardian","guardian_name":"Far Prøve","given_on":"2026-03-02","expires_on":"2026-09-02","rule":)" +
           to_text(policy::to_json(rule)) + "}"},
      {ConsentWithdrawn{"c1", ConsentGiver::person}, "consent_withdrawn",
       R"({"consent":"c1","by":"person"})"},
      {MappingMade{"m1", {{cannabis, tobacco}, AssistRecency::never}}, "mapping_made",
       R"({"mapping":"m1","assist":{"uses":[{"substance":"cannabis","used":"weekly","desire":"monthly",)"
       R"("problems":"never","failed":"daily","concern":"earlier","cut_down":"past_three_months"},)"
       R"({"substance":"tobacco","used":"never","concern":"never","cut_down":"never"}],"injected":"never"}})"},
      {NeedChosen{"n1", NeedArea::housing, "egen hybel"}, "need_chosen",
       R"({"need":"n1","area":"housing","words":"egen hybel"})"},
      {NeedClosed{"n1", NeedOutcome::met}, "need_closed", R"({"need":"n1","outcome":"met"})"},
      {ReferralMade{"r1", "nav", "NAV", ServiceKind::nav, {"n1"}}, "referral_made",
       R"({"referral":"r1","service":"nav","service_name":"NAV","kind":"nav","needs":["n1"]})"},
      {ReferralSent{"r1", "c1", ReferralChannel::link, {SharedData::needs}}, "referral_sent",
       R"({"referral":"r1","consent":"c1","channel":"link","data":["needs"]})"},
      {ReferralAnswered{"r1", ReferralAnswer::declined, day("2026-03-05"), DeclineReason::no_capacity,
                        Told::by_receiver, "Per"},
       "referral_answered",
       R"({"referral":"r1","answer":"declined","on":"2026-03-05","reason":"no_capacity","told":"by_receiver",)"
       R"("name":"Per"})"},
      {FollowUpMade{"r1", Asked::person, Heard::help_runs, day("2026-04-01")}, "follow_up_made",
       R"({"referral":"r1","asked":"person","heard":"help_runs","next_on":"2026-04-01"})"},
      {PlanStepTaken{PlanKind::coordinator, PlanStep::in_place, "Mona"}, "plan_step_taken",
       R"({"kind":"coordinator","step":"in_place","who":"Mona"})"},
      {AgreementMade{
           "a1", AgreementKind::testing, "Enheten", {"jeg"}, {"vi"}, day("2026-03-02"), day("2026-05-02")},
       "agreement_made",
       R"({"agreement":"a1","kind":"testing","with":"Enheten","person_terms":["jeg"],"other_terms":["vi"],)"
       R"("from":"2026-03-02","until":"2026-05-02"})"},
      {AgreementEnded{"a1", AgreementEnd::by_person}, "agreement_ended",
       R"({"agreement":"a1","how":"by_person"})"},
  };
}

TEST(HelpEvent, ItsShapeIsPermanent) {
  auto all = pinned();
  ASSERT_EQ(all.size(), std::variant_size_v<HelpEvent>);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [event, type, text] = all[i];
    EXPECT_EQ(event.index(), i);
    EXPECT_EQ(type_of(event), type);
    EXPECT_EQ(to_text(to_json(event)), text);
    auto back = help_event_from_json(type, parse_json(text).value());
    ASSERT_TRUE(back) << back.error();
    EXPECT_EQ(type_of(*back), type);
    EXPECT_EQ(to_text(to_json(*back)), text);
  }
}

TEST(HelpEvent, WhatIsNotOfItsTypeIsRefused) {
  EXPECT_FALSE(help_event_from_json("message_received", json::object{}));
  EXPECT_FALSE(help_event_from_json("need_closed", json::object{{"need", "n1"}}));
  EXPECT_FALSE(help_event_from_json("need_closed", json::object{{"need", "n1"}, {"outcome", "perhaps"}}));
  EXPECT_FALSE(help_event_from_json("need_closed",
                                    json::object{{"need", "n1"}, {"outcome", "met"}, {"police", true}}));
  EXPECT_FALSE(help_event_from_json("need_closed", json::value("text")));
  for (const auto& [event, type, text] : pinned()) {
    auto payload = parse_json(text).value().as_object();
    for (const auto& member : json::object(payload)) {
      auto without = payload;
      without.erase(member.key());
      bool optional = member.key() == "reason" || member.key() == "next_on";
      EXPECT_EQ(help_event_from_json(type, without).has_value(), optional) << type << " " << member.key();
    }
  }
}

}  // namespace
}  // namespace moteplass::casework
