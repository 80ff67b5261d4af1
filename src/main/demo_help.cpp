#include "main/demo_help.h"

#include <fmt/format.h>

#include "main/demo.h"

namespace moteplass {
namespace {

using namespace casework;

class SetClock : public app::Clock {
 public:
  Instant time{};
  Instant now() const override { return time; }
};

// One record, a step at a time. Nothing more is done after the first refusal, which `fault` tells.
class Story {
 public:
  Story(const app::HelpDesk& desk, const SetClock& clock, app::User helper, std::string case_id)
      : desk_(desk), clock_(clock), helper_(std::move(helper)), case_id_(std::move(case_id)) {}

  void step(const HelpCommand& command) {
    if (!fault.empty()) return;
    auto after = desk_.carry_out(helper_, case_id_, version_, command);
    if (after) {
      version_ = after->version();
      record = after->record;
      return;
    }
    auto word = after.error().refusal ? casework::word(after.error().refusal->code)
                                      : app::kind_of(after.error().problem.code).word;
    fault = fmt::format("{}: {}", type_of(command), word);
  }
  void consent(ConsentPurpose purpose, const app::HelpService* to) {
    step(GiveConsent{purpose,
                     to != nullptr ? to->id : std::string(unit_receiver),
                     to != nullptr ? to->name : "Rådgivende enhet for russaker",
                     {SharedData::contact, SharedData::needs},
                     ConsentGiver::person,
                     "",
                     add_days(local_date(clock_.time), 180)});
  }
  // Chosen, consented to and sent.
  void refer(NeedArea area, const std::string& words, const app::HelpService& to) {
    step(ChooseNeed{area, words});
    if (!fault.empty()) return;
    step(MakeReferral{to.id, to.name, to.kind, {record->needs().back().id}});
    consent(ConsentPurpose::referral, &to);
    if (!fault.empty()) return;
    step(SendReferral{
        record->referrals().back().id, ReferralChannel::link, {SharedData::contact, SharedData::needs}});
  }
  void answer(ReferralAnswer answer, std::optional<DeclineReason> reason = std::nullopt) {
    if (!fault.empty()) return;
    step(AnswerReferral{record->referrals().back().id, answer, local_date(clock_.time), reason,
                        Told::by_receiver, "Mona Mottaker"});
  }

  std::optional<HelpRecord> record;
  std::string fault;

 private:
  const app::HelpDesk& desk_;
  const SetClock& clock_;
  app::User helper_;
  std::string case_id_;
  std::int64_t version_ = 0;
};

}  // namespace

Result<void, std::string> add_demo_help(const app::Setup& setup, app::HelpStore& store,
                                        const app::HelpSettings& settings) {
  app::User helper;
  for (const auto& log_in : demo_log_ins()) {
    if (log_in.user.helps) helper = log_in.user;
  }
  app::CaseQuery all;
  all.open_only = false;
  auto rows = setup.store.case_rows(all);
  const auto* nav = settings.service("nav");
  const auto* team = settings.service("rus-og-psykisk-helse");
  // A unit that has changed its directory has begun for itself.
  if (!rows || nav == nullptr || team == nullptr) return {};
  SetClock clock;
  app::Setup then{setup.store, clock, setup.entropy, setup.letters, setup.policies, setup.unit};
  app::HelpDesk desk(then, store, settings);
  auto now = setup.clock.now();
  for (const auto& row : *rows) {
    Story story(desk, clock, helper, row.case_id);
    if (row.person_name == "Per Påfunn") {
      clock.time = now - std::chrono::days(5);
      story.consent(ConsentPurpose::help, nullptr);
      story.step(RecordMapping{
          {{{AssistSubstance::tobacco, AssistFrequency::daily, AssistFrequency::daily, AssistFrequency::never,
             std::nullopt, AssistRecency::never, AssistRecency::earlier},
            {AssistSubstance::alcohol, AssistFrequency::weekly, AssistFrequency::once_or_twice,
             AssistFrequency::never, AssistFrequency::never, AssistRecency::earlier, AssistRecency::never}},
           AssistRecency::never}});
      story.refer(NeedArea::work, "fast jobb", *nav);
      clock.time = now - std::chrono::days(3);
      story.answer(ReferralAnswer::declined, DeclineReason::no_capacity);
    } else if (row.person_name == "Thea Tenkt") {
      clock.time = now - std::chrono::days(6);
      story.consent(ConsentPurpose::help, nullptr);
      story.refer(NeedArea::health, "noen å snakke med", *team);
      story.refer(NeedArea::debt, "orden på regningene", *nav);
      clock.time = now - std::chrono::days(2);
      if (story.fault.empty()) {
        story.step(WithdrawConsent{story.record->consents().back().consent.id, ConsentGiver::person});
      }
    } else {
      continue;
    }
    if (!story.fault.empty()) return failure(fmt::format("{}: {}", row.person_name, story.fault));
  }
  return {};
}

}  // namespace moteplass
