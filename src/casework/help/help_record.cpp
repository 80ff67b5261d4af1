#include "casework/help/help_record.h"

#include <algorithm>

namespace moteplass::casework {
namespace {

template <class Item>
const Item* find_by_id(const std::vector<Item>& items, std::string_view id) {
  auto found = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

ReferralStage stage_after(ReferralAnswer answer) {
  switch (answer) {
    case ReferralAnswer::received:
      return ReferralStage::received;
    case ReferralAnswer::accepted:
      return ReferralStage::accepted;
    case ReferralAnswer::declined:
      return ReferralStage::declined;
    case ReferralAnswer::started:
      return ReferralStage::started;
    case ReferralAnswer::ended:
      return ReferralStage::ended;
  }
  return ReferralStage::received;
}

}  // namespace

bool KeptConsent::is_valid(Date on) const {
  if (on < consent.given_on || on > consent.expires_on) return false;
  return !withdrawn_at || on < local_date(*withdrawn_at);
}

bool Referral::is_open() const {
  switch (stage) {
    case ReferralStage::made:
    case ReferralStage::sent:
    case ReferralStage::received:
    case ReferralStage::accepted:
    case ReferralStage::started:
      return true;
    case ReferralStage::declined:
    case ReferralStage::ended:
    case ReferralStage::stopped:
      return false;
  }
  return false;
}

std::optional<HelpRecord> HelpRecord::replay(const std::vector<HelpRecorded>& history) {
  if (history.empty()) return std::nullopt;
  const auto* first = std::get_if<ConsentGiven>(&history.front().event);
  if (first == nullptr || first->consent.purpose != ConsentPurpose::help) return std::nullopt;
  HelpRecord record(history.front());
  for (std::size_t i = 1; i < history.size(); ++i) record.apply(history[i]);
  return record;
}

void HelpRecord::apply(const HelpRecorded& recorded) {
  std::visit([&](const auto& event) { on(event, recorded); }, recorded.event);
  history_.push_back(recorded);
}

const KeptConsent* HelpRecord::consent(std::string_view id) const {
  auto found = std::find_if(consents_.begin(), consents_.end(),
                            [&](const KeptConsent& kept) { return kept.consent.id == id; });
  return found == consents_.end() ? nullptr : &*found;
}
const Need* HelpRecord::need(std::string_view id) const {
  return find_by_id(needs_, id);
}
const Referral* HelpRecord::referral(std::string_view id) const {
  return find_by_id(referrals_, id);
}
Referral* HelpRecord::find_referral(std::string_view id) {
  auto found = std::find_if(referrals_.begin(), referrals_.end(),
                            [&](const Referral& referral) { return referral.id == id; });
  return found == referrals_.end() ? nullptr : &*found;
}
const Agreement* HelpRecord::agreement(std::string_view id) const {
  auto found = std::find_if(agreements_.begin(), agreements_.end(),
                            [&](const Agreement& one) { return one.terms.agreement == id; });
  return found == agreements_.end() ? nullptr : &*found;
}
const PlanState* HelpRecord::plan_of(PlanKind kind) const {
  auto found =
      std::find_if(plan_.begin(), plan_.end(), [&](const PlanState& state) { return state.kind == kind; });
  return found == plan_.end() ? nullptr : &*found;
}

const KeptConsent* HelpRecord::valid_consent(ConsentPurpose purpose, std::string_view receiver,
                                             Date on) const {
  for (auto kept = consents_.rbegin(); kept != consents_.rend(); ++kept) {
    if (kept->consent.purpose == purpose && kept->consent.receiver == receiver && kept->is_valid(on)) {
      return &*kept;
    }
  }
  return nullptr;
}

std::optional<WithdrawalEffect> HelpRecord::effect_of_withdrawal(std::string_view id) const {
  const KeptConsent* withdrawn = consent(id);
  if (withdrawn == nullptr) return std::nullopt;
  if (withdrawn->effect) return withdrawn->effect;
  const Consent& said_no_to = withdrawn->consent;
  bool everything = said_no_to.purpose == ConsentPurpose::help;
  // One no counts for every consent to the same: a renewal must not outlive it.
  auto ends = [&](const Consent& other) {
    return everything || (other.purpose == said_no_to.purpose && other.receiver == said_no_to.receiver);
  };
  WithdrawalEffect effect;
  for (const KeptConsent& kept : consents_) {
    if (!kept.withdrawn_at && ends(kept.consent)) effect.consents.push_back(kept.consent.id);
  }
  auto is_about = [&](const Referral& referral) {
    return everything ||
           (said_no_to.purpose == ConsentPurpose::referral && referral.service == said_no_to.receiver);
  };
  for (const Referral& referral : referrals_) {
    if (!is_about(referral)) continue;
    if (referral.sent) {
      effect.left.push_back(*referral.sent);
      if (referral.is_open()) effect.cut_off.push_back(referral.id);
    } else if (referral.is_open()) {
      effect.stopped.push_back(referral.id);
    }
  }
  std::stable_sort(effect.left.begin(), effect.left.end(),
                   [](const Departure& a, const Departure& b) { return a.at < b.at; });
  if (everything || said_no_to.purpose == ConsentPurpose::agreement) {
    for (const Agreement& agreement : agreements_) {
      if (agreement.is_open()) effect.agreements.push_back(agreement.terms.agreement);
    }
  }
  return effect;
}

void HelpRecord::on(const ConsentGiven& event, const HelpRecorded& recorded) {
  consents_.push_back({event.consent, event.rule, recorded.at, std::nullopt, std::nullopt, std::nullopt});
}

void HelpRecord::on(const ConsentWithdrawn& event, const HelpRecorded& recorded) {
  auto effect = effect_of_withdrawal(event.consent);
  if (!effect) return;
  auto among = [](const std::vector<std::string>& ids, const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  for (KeptConsent& kept : consents_) {
    if (kept.consent.id == event.consent) kept.effect = effect;
    if (!among(effect->consents, kept.consent.id)) continue;
    kept.withdrawn_at = recorded.at;
    kept.withdrawn_by = event.by;
  }
  for (Referral& referral : referrals_) {
    if (!among(effect->stopped, referral.id)) continue;
    referral.stage = ReferralStage::stopped;
    referral.stage_since = recorded.at;
  }
  for (Agreement& agreement : agreements_) {
    if (!among(effect->agreements, agreement.terms.agreement)) continue;
    agreement.ended = AgreementEnd::by_person;
    agreement.ended_at = recorded.at;
  }
}

void HelpRecord::on(const MappingMade& event, const HelpRecorded& recorded) {
  mappings_.push_back({event.mapping, event.assist, recorded.at, recorded.actor_name});
}

void HelpRecord::on(const NeedChosen& event, const HelpRecorded& recorded) {
  needs_.push_back({event.need, event.area, event.words, recorded.at, std::nullopt, std::nullopt});
}

void HelpRecord::on(const NeedClosed& event, const HelpRecorded& recorded) {
  for (Need& need : needs_) {
    if (need.id != event.need) continue;
    need.outcome = event.outcome;
    need.closed_at = recorded.at;
  }
}

void HelpRecord::on(const ReferralMade& event, const HelpRecorded& recorded) {
  Referral referral;
  referral.id = event.referral;
  referral.service = event.service;
  referral.service_name = event.service_name;
  referral.kind = event.kind;
  referral.needs = event.needs;
  referral.made_at = recorded.at;
  referral.stage_since = recorded.at;
  referrals_.push_back(std::move(referral));
}

void HelpRecord::on(const ReferralSent& event, const HelpRecorded& recorded) {
  Referral* referral = find_referral(event.referral);
  if (referral == nullptr) return;
  referral->stage = ReferralStage::sent;
  referral->stage_since = recorded.at;
  referral->sent = Departure{event.referral, event.consent, referral->service_name,
                             event.channel,  event.data,    recorded.at};
}

void HelpRecord::on(const ReferralAnswered& event, const HelpRecorded& recorded) {
  Referral* referral = find_referral(event.referral);
  if (referral == nullptr) return;
  referral->stage = stage_after(event.answer);
  referral->stage_since = recorded.at;
  referral->last_told = event.told;
  referral->declined_for = event.reason;
  referral->next_on.reset();
  if (event.answer == ReferralAnswer::started) {
    referral->started_on = event.on;
    referral->confirmed = event.told == Told::by_person;
  }
  if (event.answer == ReferralAnswer::ended) referral->ended_on = event.on;
}

void HelpRecord::on(const FollowUpMade& event, const HelpRecorded&) {
  Referral* referral = find_referral(event.referral);
  if (referral == nullptr) return;
  referral->follow_ups.push_back(event);
  referral->next_on = event.next_on;
  if (event.asked == Asked::person && event.heard == Heard::help_runs) referral->confirmed = true;
}

void HelpRecord::on(const PlanStepTaken& event, const HelpRecorded& recorded) {
  PlanState state{event.kind, event.step, event.who, recorded.at};
  auto known = std::find_if(plan_.begin(), plan_.end(),
                            [&](const PlanState& other) { return other.kind == event.kind; });
  if (known == plan_.end()) {
    plan_.push_back(std::move(state));
  } else {
    *known = std::move(state);
  }
}

void HelpRecord::on(const AgreementMade& event, const HelpRecorded& recorded) {
  agreements_.push_back({event, recorded.at, std::nullopt, std::nullopt});
}

void HelpRecord::on(const AgreementEnded& event, const HelpRecorded& recorded) {
  for (Agreement& agreement : agreements_) {
    if (agreement.terms.agreement != event.agreement) continue;
    agreement.ended = event.how;
    agreement.ended_at = recorded.at;
  }
}

}  // namespace moteplass::casework
