// Every random course of a help record keeps the same promises.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "casework/help/example_help.h"

namespace moteplass::casework {
namespace {

using namespace example;

int up_to(int most) {
  return *rc::gen::inRange(0, most + 1);
}
template <class Choice>
Choice any_choice() {
  return static_cast<Choice>(up_to(static_cast<int>(help_words<Choice>().size()) - 1));
}
template <class Item, class Id>
std::string one_of(const std::vector<Item>& items, Id id) {
  if (items.empty()) return "none";
  return id(items[static_cast<std::size_t>(up_to(static_cast<int>(items.size()) - 1))]);
}

HelpCommand any_command(HelpDesk& desk) {
  static const std::vector<KeptConsent> no_consents;
  static const std::vector<Need> no_needs;
  static const std::vector<Referral> no_referrals;
  const auto& consents = desk.record ? desk.record->consents() : no_consents;
  const auto& needs = desk.record ? desk.record->needs() : no_needs;
  const auto& referrals = desk.record ? desk.record->referrals() : no_referrals;
  auto consent_id = [](const KeptConsent& kept) { return kept.consent.id; };
  auto id = [](const auto& item) { return item.id; };
  auto service = up_to(1) == 0 ? "nav" : "fastlege";
  auto until = add_days(desk.today(), 1 + up_to(40));
  switch (up_to(9)) {
    case 0: {
      auto command = to_help();
      command.expires_on = until;
      return command;
    }
    case 1:
    case 2: {
      auto command = to_tell(service);
      command.expires_on = until;
      return command;
    }
    case 3:
      return WithdrawConsent{one_of(consents, consent_id), any_choice<ConsentGiver>()};
    case 4:
      return ChooseNeed{any_choice<NeedArea>(), ""};
    case 5:
      return refer_to(service, {one_of(needs, id)});
    case 6:
    case 7:
      return send(one_of(referrals, id));
    case 8: {
      auto command = says(one_of(referrals, id), any_choice<ReferralAnswer>(), desk.today());
      command.told = any_choice<Told>();
      return command;
    }
    default:
      return MakeFollowUp{one_of(referrals, id), any_choice<Asked>(), any_choice<Heard>(), std::nullopt};
  }
}

TEST(HelpProperties, NothingLeavesWithoutAConsentThatHoldsThatDay) {
  EXPECT_TRUE(rc::check([] {
    HelpDesk desk;
    desk.follow_up = follow_up_answer("person");
    int steps = up_to(60);
    for (int i = 0; i < steps; ++i) {
      if (up_to(3) == 0) desk.wait(up_to(12));
      auto command = any_command(desk);
      auto before = desk.record;
      if (desk.refused(command)) continue;
      RC_ASSERT(desk.record.has_value());
      bool sent = std::holds_alternative<SendReferral>(command);
      if (!sent) continue;
      const auto& referral = *desk.record->referral(std::get<SendReferral>(command).referral);
      const auto* consent = before->valid_consent(ConsentPurpose::referral, referral.service, desk.today());
      RC_ASSERT(consent != nullptr);
      RC_ASSERT(before->is_open(desk.today()));
    }
    if (!desk.record) return;
    for (const auto& referral : desk.record->referrals()) {
      // Helped is what somebody said has started, and nothing less.
      bool said = std::any_of(desk.history.begin(), desk.history.end(), [&](const auto& recorded) {
        const auto* answer = std::get_if<ReferralAnswered>(&recorded.event);
        return answer != nullptr && answer->referral == referral.id &&
               answer->answer == ReferralAnswer::started;
      });
      RC_ASSERT(referral.has_helped() == said);
      // What was stopped never left.
      RC_ASSERT(referral.stage != ReferralStage::stopped || !referral.sent);
    }
    // Everything that has left under a withdrawn consent is on its list.
    for (const auto& kept : desk.record->consents()) {
      if (!kept.effect) continue;
      for (const auto& referral : desk.record->referrals()) {
        if (!referral.sent || referral.sent->consent != kept.consent.id) continue;
        const auto& left = kept.effect->left;
        RC_ASSERT(std::any_of(left.begin(), left.end(),
                              [&](const Departure& one) { return one.referral == referral.id; }));
      }
    }
    for (const auto& one : follow_ups(*desk.record, HelpGoals{}, desk.today())) {
      RC_ASSERT(one.shown_from <= one.due);
      // A receiver is asked only while the person agrees to it.
      if (one.ask != Asked::receiver) continue;
      const auto& referral = *desk.record->referral(one.item);
      RC_ASSERT(desk.record->valid_consent(ConsentPurpose::referral, referral.service, desk.today()) !=
                nullptr);
    }
  }));
}

TEST(HelpProperties, TheRecordIsWhatItsStoredEventsMake) {
  EXPECT_TRUE(rc::check([] {
    HelpDesk desk;
    desk.follow_up = follow_up_answer("person");
    int steps = up_to(40);
    for (int i = 0; i < steps; ++i) (void)desk.refused(any_command(desk));
    std::vector<HelpRecorded> read;
    for (const auto& recorded : desk.history) {
      auto event = help_event_from_json(type_of(recorded.event), to_json(recorded.event));
      RC_ASSERT(event.has_value());
      read.push_back({*event, recorded.at, recorded.actor, recorded.actor_name});
    }
    auto again = HelpRecord::replay(read);
    RC_ASSERT(again.has_value() == desk.record.has_value());
    if (!again) return;
    RC_ASSERT(follow_ups(*again, HelpGoals{}, desk.today()) ==
              follow_ups(*desk.record, HelpGoals{}, desk.today()));
  }));
}

}  // namespace
}  // namespace moteplass::casework
