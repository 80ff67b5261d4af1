#include "casework/help/follow_up.h"

#include <algorithm>

namespace moteplass::casework {
namespace {

class Check {
 public:
  Check(const HelpRecord& record, const HelpGoals& goals, Date today)
      : record_(record), goals_(goals), today_(today) {
    const PlanState* coordinator = record.plan_of(PlanKind::coordinator);
    if (coordinator != nullptr && coordinator->step == PlanStep::in_place) asked_by_ = coordinator->who;
  }

  std::vector<FollowUp> all() {
    if (!record_.is_open(today_)) {
      renew_help();
      return std::move(list_);
    }
    for (const Referral& referral : record_.referrals()) check(referral);
    for (const KeptConsent& kept : record_.consents()) check(kept);
    for (const PlanState& state : record_.plan()) {
      if (state.step != PlanStep::initiated) continue;
      add(FollowUpKind::appoint, std::string(word(state.kind)), "", std::nullopt, after(state.since, 0),
          after(state.since, goals_.appoint));
    }
    for (const Agreement& agreement : record_.agreements()) {
      if (!agreement.is_open()) continue;
      Date until = agreement.terms.until;
      add(FollowUpKind::review_agreement, agreement.terms.agreement, agreement.terms.with, Asked::person,
          add_days(until, -goals_.agreement_before), until);
    }
    std::stable_sort(list_.begin(), list_.end(),
                     [](const FollowUp& a, const FollowUp& b) { return a.due < b.due; });
    return std::move(list_);
  }

 private:
  static Date after(Instant since, int days) { return add_days(local_date(since), days); }

  void add(FollowUpKind kind, std::string item, std::string about, std::optional<Asked> ask, Date shown_from,
           Date due) {
    list_.push_back({kind, std::move(item), std::move(about), ask, asked_by_, shown_from, due});
  }

  // What somebody promised to ask again on a day waits until then.
  void ask_of(const Referral& referral, FollowUpKind kind, Asked ask, int days) {
    Date due = referral.next_on.value_or(after(referral.stage_since, days));
    Date shown_from = referral.next_on ? due : local_date(referral.stage_since);
    add(kind, referral.id, referral.service_name, ask, shown_from, due);
  }

  void check(const Referral& referral) {
    bool consent = record_.valid_consent(ConsentPurpose::referral, referral.service, today_) != nullptr;
    switch (referral.stage) {
      case ReferralStage::made:
        add(consent ? FollowUpKind::send_referral : FollowUpKind::ask_consent, referral.id,
            referral.service_name, consent ? std::nullopt : std::optional(Asked::person),
            local_date(referral.made_at),
            after(referral.made_at, consent ? goals_.send : goals_.ask_consent));
        return;
      case ReferralStage::sent:
      case ReferralStage::received:
        ask_of(referral, FollowUpKind::ask_for_answer, consent ? Asked::receiver : Asked::person,
               goals_.answer);
        return;
      case ReferralStage::accepted:
        ask_of(referral, FollowUpKind::ask_whether_started, consent ? Asked::receiver : Asked::person,
               goals_.start);
        return;
      case ReferralStage::started:
        if (!referral.confirmed) {
          ask_of(referral, FollowUpKind::confirm_with_person, Asked::person, goals_.confirm);
        } else {
          ask_of(referral, FollowUpKind::ask_whether_running, Asked::person, goals_.review);
        }
        return;
      case ReferralStage::declined:
        if (leaves_need_open(referral)) {
          add(FollowUpKind::find_another, referral.id, referral.service_name, std::nullopt,
              local_date(referral.stage_since), after(referral.stage_since, goals_.find_another));
        }
        return;
      case ReferralStage::ended:
      case ReferralStage::stopped:
        return;
    }
  }

  // A need of this referral that stands, and that no other referral made since is about.
  bool leaves_need_open(const Referral& declined) const {
    for (const std::string& id : declined.needs) {
      const Need* need = record_.need(id);
      if (need == nullptr || need->outcome) continue;
      bool taken_up =
          std::any_of(record_.referrals().begin(), record_.referrals().end(), [&](const Referral& other) {
            bool about_it = std::find(other.needs.begin(), other.needs.end(), id) != other.needs.end();
            return about_it && other.id != declined.id && (other.is_open() || other.has_helped());
          });
      if (!taken_up) return true;
    }
    return false;
  }

  void check(const KeptConsent& kept) {
    const Consent& consent = kept.consent;
    if (record_.valid_consent(consent.purpose, consent.receiver, today_) != &kept) return;
    if (!is_relied_on(consent)) return;
    add(FollowUpKind::renew_consent, consent.id, consent.receiver_name, Asked::person,
        add_days(consent.expires_on, -goals_.renew_before), consent.expires_on);
  }

  bool is_relied_on(const Consent& consent) const {
    switch (consent.purpose) {
      case ConsentPurpose::help:
        return something_runs();
      case ConsentPurpose::referral:
        return std::any_of(record_.referrals().begin(), record_.referrals().end(),
                           [&](const Referral& referral) {
                             return referral.service == consent.receiver && referral.is_open();
                           });
      case ConsentPurpose::plan:
        return std::any_of(record_.plan().begin(), record_.plan().end(), [](const PlanState& state) {
          return state.step == PlanStep::initiated || state.step == PlanStep::in_place;
        });
      case ConsentPurpose::agreement:
        return std::any_of(record_.agreements().begin(), record_.agreements().end(),
                           [](const Agreement& agreement) { return agreement.is_open(); });
    }
    return false;
  }

  bool something_runs() const {
    bool needs = std::any_of(record_.needs().begin(), record_.needs().end(),
                             [](const Need& need) { return !need.outcome; });
    bool referrals = std::any_of(record_.referrals().begin(), record_.referrals().end(),
                                 [](const Referral& referral) { return referral.is_open(); });
    return needs || referrals;
  }

  // The consent to help ran out, unlike one that was withdrawn, while something was under way: ask once more.
  void renew_help() {
    const KeptConsent* last = nullptr;
    for (const KeptConsent& kept : record_.consents()) {
      if (kept.consent.purpose == ConsentPurpose::help) last = &kept;
    }
    if (last == nullptr || last->withdrawn_at || !something_runs()) return;
    add(FollowUpKind::renew_consent, last->consent.id, last->consent.receiver_name, Asked::person,
        last->consent.expires_on, last->consent.expires_on);
  }

  const HelpRecord& record_;
  const HelpGoals& goals_;
  Date today_;
  std::string asked_by_;
  std::vector<FollowUp> list_;
};

}  // namespace

std::string_view word(FollowUpKind kind) {
  switch (kind) {
    case FollowUpKind::ask_consent:
      return "ask_consent";
    case FollowUpKind::send_referral:
      return "send_referral";
    case FollowUpKind::ask_for_answer:
      return "ask_for_answer";
    case FollowUpKind::ask_whether_started:
      return "ask_whether_started";
    case FollowUpKind::confirm_with_person:
      return "confirm_with_person";
    case FollowUpKind::ask_whether_running:
      return "ask_whether_running";
    case FollowUpKind::find_another:
      return "find_another";
    case FollowUpKind::renew_consent:
      return "renew_consent";
    case FollowUpKind::appoint:
      return "appoint";
    case FollowUpKind::review_agreement:
      return "review_agreement";
  }
  return "";
}

std::vector<FollowUp> follow_ups(const HelpRecord& record, const HelpGoals& goals, Date today) {
  return Check(record, goals, today).all();
}

HelpCounts counts_of(const HelpRecord& record) {
  HelpCounts counts;
  for (const Referral& referral : record.referrals()) {
    if (referral.sent) ++counts.referred;
    if (referral.has_helped()) ++counts.started;
    switch (referral.stage) {
      case ReferralStage::sent:
      case ReferralStage::received:
        ++counts.waiting;
        break;
      case ReferralStage::accepted:
        ++counts.accepted;
        break;
      case ReferralStage::declined:
        ++counts.declined;
        break;
      case ReferralStage::stopped:
        ++counts.stopped;
        break;
      case ReferralStage::made:
      case ReferralStage::started:
      case ReferralStage::ended:
        break;
    }
  }
  return counts;
}

}  // namespace moteplass::casework
