#include "casework/help/referral_figures.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace moteplass::casework {
namespace {

bool rests_on_consent(const HelpRecord& record, const Referral& referral) {
  auto stands = [&](ConsentPurpose purpose, std::string_view receiver) {
    return std::any_of(record.consents().begin(), record.consents().end(), [&](const KeptConsent& kept) {
      return kept.consent.purpose == purpose && kept.consent.receiver == receiver && !kept.withdrawn_at;
    });
  };
  return stands(ConsentPurpose::help, unit_receiver) && stands(ConsentPurpose::referral, referral.service);
}

std::optional<ReferralOutcome> outcome_of(const HelpRecord& record, const Referral& referral) {
  if (referral.has_helped()) return ReferralOutcome::started;
  switch (referral.stage) {
    case ReferralStage::made:
    case ReferralStage::stopped:
      return std::nullopt;  // it never left
    case ReferralStage::sent:
    case ReferralStage::received:
    case ReferralStage::accepted:
      return rests_on_consent(record, referral) ? ReferralOutcome::waiting : ReferralOutcome::withdrawn;
    case ReferralStage::declined:
      return ReferralOutcome::declined;
    case ReferralStage::started:
    case ReferralStage::ended:
      return ReferralOutcome::started;
  }
  return std::nullopt;
}

// Whether the first has come further; of two that have started, the one that did so sooner.
bool further(const ReferralFigures& a, const ReferralFigures& b) {
  return std::tuple(a.outcome, a.sent_to_started) < std::tuple(b.outcome, b.sent_to_started);
}

}  // namespace

std::string_view word(ReferralOutcome outcome) {
  switch (outcome) {
    case ReferralOutcome::started:
      return "started";
    case ReferralOutcome::waiting:
      return "waiting";
    case ReferralOutcome::declined:
      return "declined";
    case ReferralOutcome::withdrawn:
      return "withdrawn";
  }
  return "";
}

std::vector<ReferralFigures> referral_figures_of(const HelpRecord& record) {
  std::map<std::pair<int, ServiceKind>, ReferralFigures> furthest;
  for (const auto& referral : record.referrals()) {
    auto outcome = outcome_of(record, referral);
    if (!outcome || !referral.sent) continue;
    auto sent_on = local_date(referral.sent->at);
    ReferralFigures figures{static_cast<int>(sent_on.year()), referral.kind, *outcome, std::nullopt,
                            std::nullopt};
    if (outcome == ReferralOutcome::declined) figures.declined_for = referral.declined_for;
    if (referral.started_on) figures.sent_to_started = days_between(sent_on, *referral.started_on);
    auto [found, fresh] = furthest.try_emplace({figures.year, figures.kind}, figures);
    if (!fresh && further(figures, found->second)) found->second = figures;
  }
  std::vector<ReferralFigures> list;
  list.reserve(furthest.size());
  for (const auto& [key, figures] : furthest) list.push_back(figures);
  return list;
}

}  // namespace moteplass::casework
