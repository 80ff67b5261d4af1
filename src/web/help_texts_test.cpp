// Every closed word of the help record has a text, in the language that the others are held against.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "casework/help/follow_up.h"
#include "casework/help/help_kernel.h"
#include "texts/catalogue.h"
#include "texts/template.h"

namespace moteplass::web {
namespace {

using namespace casework;

class HelpTexts : public testing::Test {
 protected:
  template <HelpChoice Choice>
  void every(std::string_view group) {
    for (auto text : help_words<Choice>()) has(fmt::format("help.{}.{}", group, text));
  }
  void has(const std::string& key) { EXPECT_TRUE(catalogue_.of(texts::Language::nb).has(key)) << key; }

  texts::Catalogue catalogue_ =
      texts::Catalogue::read(*texts::load_folder(MOTEPLASS_SOURCE_DIR "/src/web/texts", ".toml")).value();
};

TEST_F(HelpTexts, EveryClosedWordHasAText) {
  every<ConsentPurpose>("purpose");
  every<ConsentPurpose>("purpose_plain");
  every<ConsentGiver>("giver");
  every<SharedData>("data");
  every<NeedArea>("area");
  every<NeedOutcome>("outcome");
  every<ServiceKind>("kind");
  every<ReferralChannel>("channel");
  every<ReferralStage>("stage");
  every<ReferralStage>("stage_explained");
  every<ReferralAnswer>("answer");
  every<ReferralAnswer>("answer_explained");
  every<DeclineReason>("reason");
  every<Told>("told");
  every<Asked>("asked");
  every<Asked>("ask");
  every<Heard>("heard");
  every<PlanKind>("plan_kind");
  every<PlanStep>("plan_step");
  every<AgreementKind>("agreement_kind");
  every<AgreementEnd>("agreement_end");
  every<AssistSubstance>("substance");
  every<AssistFrequency>("frequency");
  every<AssistRecency>("recency");
  every<AssistBand>("band");
  for (int i = 0; i <= static_cast<int>(FollowUpKind::review_agreement); ++i) {
    has(fmt::format("help.task.{}", word(static_cast<FollowUpKind>(i))));
  }
  for (int i = 0; i <= static_cast<int>(HelpRefusalCode::bad_value); ++i) {
    has(fmt::format("help.refusal.{}", word(static_cast<HelpRefusalCode>(i))));
  }
  for (auto step : {"give_consent", "withdraw_consent", "record_mapping", "choose_need", "close_need",
                    "make_referral", "send_referral", "answer_referral", "make_follow_up", "take_plan_step",
                    "make_agreement", "end_agreement"}) {
    for (auto group : {"step", "step_explained", "submit", "done"})
      has(fmt::format("help.{}.{}", group, step));
  }
}

}  // namespace
}  // namespace moteplass::web
