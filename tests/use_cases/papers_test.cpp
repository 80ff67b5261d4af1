// The letters about a minor: the order handed over, a summons to each guardian only where the plan says so,
// and the report to child welfare.
#include "app/papers.h"
#include "fixture.h"

namespace moteplass::app {
namespace {

using namespace casework;

class Papers : public Unit {
 protected:
  static json::value young_message() {
    auto young = message();
    young.as_object()["policy"] = "nou-2019-flertall";
    young.at("basis").as_object()["reaction"] = "duty_to_attend";
    auto& person = young.at("person").as_object();
    person["birth_date"] = "2009-06-24";
    person.erase("identity_number");
    person["street"] = "Storgata 1";
    person["place"] = "Oslo";
    young.as_object()["guardians"] =
        json::array{json::object{{"name", "Mor Prøve"}, {"street", "Morsgate 2"}, {"place", "Oslo"}},
                    json::object{{"name", "Far Prøve"}}};
    return young;
  }
  // To the summons, with that plan.
  std::string summoned_with(const GuardianPlan& plan) {
    receive(young_message());
    auto id = case_of_message();
    EXPECT_EQ(carry_out(id, OpenMessage{}), "");
    EXPECT_EQ(carry_out(id, Assess{AssessmentOutcome::duty_stands}), "");
    EXPECT_EQ(carry_out(id, BookMeeting{meeting("2026-03-30T10:00")}), "");
    EXPECT_EQ(carry_out(id, PlanGuardians{plan}), "");
    EXPECT_EQ(carry_out(id, Summon{plan.handling}), "");
    while (outbox.carry_out_due() > 0) {
    }
    return id;
  }
  std::vector<LetterContent> to_guardians() const {
    std::vector<LetterContent> found;
    for (const auto& letter : letters.made)
      if (letter.to_guardian) found.push_back(letter);
    return found;
  }
  static GuardianPlan plan_with(ContactWish wish) {
    GuardianPlan plan;
    plan.heard = ChildHeard::heard;
    plan.wish = wish;
    if (wish == ContactWish::together_with_someone) plan.wish_with = "helsesykepleieren";
    return plan;
  }
};

TEST_F(Papers, TheOrderToAMinorIsHandedOverAndHasNothingOfGuardians) {
  receive(young_message());
  outbox.carry_out_due();
  ASSERT_EQ(letters.made.size(), 1u);
  const auto& order = letters.made.front();
  EXPECT_EQ(order.kind, LetterKind::order);
  EXPECT_TRUE(order.minor);
  EXPECT_EQ(order.to.name, "Sander Prøvesen");
  EXPECT_EQ(order.to.street + order.to.place, "");
  EXPECT_EQ(order.guardian, GuardianHandling::not_contacted);
  EXPECT_FALSE(order.guardian_plan);
}

TEST_F(Papers, SomebodyWhoseAgeNobodyKnowsIsWrittenToAsAMinor) {
  auto unknown = young_message();
  unknown.at("person").as_object().erase("birth_date");
  receive(unknown);
  outbox.carry_out_due();
  EXPECT_EQ(letters.made.front().to.street + letters.made.front().to.place, "");
}

TEST_F(Papers, EachGuardianGetsASummonsOfTheirOwn) {
  auto id = summoned_with(plan_with(ContactWish::letter));
  auto made = to_guardians();
  ASSERT_EQ(made.size(), 2u);
  EXPECT_EQ(made[0].to.name, "Mor Prøve");
  EXPECT_EQ(made[0].to.street, "Morsgate 2");
  EXPECT_EQ(made[1].to.name, "Far Prøve");
  EXPECT_EQ(made[1].to.street, "");
  for (const auto& letter : made) {
    EXPECT_EQ(letter.young_person, "Sander Prøvesen");
    EXPECT_EQ(letter.meeting->start, parse_local("2026-03-30T10:00"));
    EXPECT_EQ(letter.signed_by, "Ragnhild Rådgiver");
  }
  auto looked = desk.look(caseworker, id);
  auto papers = papers_of(looked->c);
  ASSERT_EQ(papers.size(), 2u);
  EXPECT_EQ(papers[0].about, "Mor Prøve");
  EXPECT_EQ(looked->papers_made, (std::vector<std::string>{papers[0].id, papers[1].id}));
  EXPECT_EQ(desk.letter(caseworker, id, papers[0].id)->kind, "guardian_summons");
  EXPECT_EQ(desk.letter(officer, id, papers[0].id).error().code, ProblemCode::forbidden);
  EXPECT_EQ(desk.look(caseworker, id)->accesses.at(1).what, "letter");
}

TEST_F(Papers, NobodyIsWrittenToWhereTheYoungPersonAskedForAnotherWay) {
  for (auto wish : {ContactWish::phone, ContactWish::in_their_presence, ContactWish::together_with_someone})
    EXPECT_FALSE(guardian_gets_letter(plan_with(wish))) << word(wish);
  summoned_with(plan_with(ContactWish::phone));
  EXPECT_TRUE(to_guardians().empty());
}

TEST_F(Papers, NobodyIsWrittenToWhereTheGuardianIsLeftOut) {
  GuardianPlan plan;
  plan.handling = GuardianHandling::not_contacted;
  plan.reason = GuardianReason::not_safe_to_speak;
  summoned_with(plan);
  EXPECT_TRUE(to_guardians().empty());
  EXPECT_EQ(letters.made.back().to.street, "") << "and the young person's own letter is handed over";
}

TEST_F(Papers, AGuardianOfAProtectedAddressHasNoneInTheWindow) {
  auto young = young_message();
  young.at("person").as_object()["protection"] = "code_7";
  receive(young);
  auto id = case_of_message();
  carry_out(id, OpenMessage{});
  carry_out(id, Assess{AssessmentOutcome::duty_stands});
  carry_out(id, BookMeeting{meeting("2026-03-30T10:00")});
  carry_out(id, PlanGuardians{plan_with(ContactWish::letter)});
  ASSERT_EQ(carry_out(id, Summon{}), "");
  outbox.carry_out_due();
  ASSERT_EQ(to_guardians().size(), 2u);
  for (const auto& letter : to_guardians()) EXPECT_EQ(letter.to.street + letter.to.place, "");
}

TEST_F(Papers, AReportIsMadeOfTheAssessmentThatEndsInOneAndStaysWhatItWas) {
  receive(young_message());
  auto id = case_of_message();
  ChildWelfareAssessment assessment;
  assessment.reason = "Ingen grunn nå.";
  ASSERT_EQ(carry_out(id, AssessChildWelfare{assessment}), "");
  EXPECT_TRUE(papers_of(desk.look(caseworker, id)->c).empty());
  assessment.grounds = {ChildWelfareGround::neglect_or_abuse};
  assessment.conclusion = ChildWelfareConclusion::report;
  assessment.reason = "Redd for å gå hjem.";
  assessment.facts = "Fortalte om slag.";
  ASSERT_EQ(carry_out(id, AssessChildWelfare{assessment}), "");
  assessment.facts = "Fortalte om mer.";
  auto first = clock.time;
  clock.time += std::chrono::hours(24);
  ASSERT_EQ(carry_out(id, AssessChildWelfare{assessment}), "");
  outbox.carry_out_due();
  std::vector<LetterContent> reports;
  for (const auto& letter : letters.made)
    if (letter.concern) reports.push_back(letter);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(reports[0].concern->assessment.facts, "Fortalte om slag.");
  EXPECT_EQ(reports[0].concern->assessed_at, first);
  EXPECT_EQ(reports[0].concern->person_name, "Sander Prøvesen");
  EXPECT_EQ(reports[0].signed_by, "Ragnhild Rådgiver");
  EXPECT_EQ(reports[0].to.street, "");
  auto papers = papers_of(desk.look(caseworker, id)->c);
  ASSERT_EQ(papers.size(), 2u);
  EXPECT_EQ(desk.letter(caseworker, id, papers[1].id)->bytes, "%PDF " + reports[0].id);
  EXPECT_EQ(desk.letter(caseworker, id, papers[1].id)->kind, "child_welfare_report");
}

TEST_F(Papers, APaperThatFailsIsTriedAgainAndMadeOnce) {
  receive(young_message());
  auto id = case_of_message();
  outbox.carry_out_due();
  ChildWelfareAssessment assessment;
  assessment.grounds = {ChildWelfareGround::own_actions};
  assessment.conclusion = ChildWelfareConclusion::report;
  assessment.reason = "r";
  assessment.facts = "f";
  letters.fails = true;
  ASSERT_EQ(carry_out(id, AssessChildWelfare{assessment}), "");
  EXPECT_EQ(outbox.carry_out_due(), 0u);
  EXPECT_TRUE(desk.look(caseworker, id)->papers_made.empty());
  letters.fails = false;
  clock.time += std::chrono::hours(1);
  EXPECT_EQ(outbox.carry_out_due(), 1u);
  clock.time += std::chrono::hours(1);
  EXPECT_EQ(outbox.carry_out_due(), 0u);
  EXPECT_EQ(desk.look(caseworker, id)->papers_made.size(), 1u);
}

}  // namespace
}  // namespace moteplass::app
