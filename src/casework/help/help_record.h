// The help record (hjelpejournal), as its events leave it: consents, mapping, needs, referrals, plan,
// agreements. It exists only after consent to help: there is no other way to make one. Nothing in it converts
// to an AttendanceRecord or to PoliceFeedback, and a test proves it when it compiles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casework/help/help_event.h"

namespace moteplass::casework {

struct HelpRecorded {
  HelpEvent event;
  Instant at;
  std::string actor;       // user id, "receiver", or "system"
  std::string actor_name;  // as shown
};

// What has left, when and to whom.
struct Departure {
  std::string referral;
  std::string consent;
  std::string receiver_name;
  ReferralChannel channel;
  std::vector<SharedData> data;
  Instant at;
};

// What a withdrawal stops, and what it cannot call back.
struct WithdrawalEffect {
  std::vector<std::string> consents;    // that end with it: itself, or all where it is the consent to help
  std::vector<std::string> stopped;     // referrals that have not left, by id
  std::vector<std::string> cut_off;     // referrals that have left and can no longer be answered
  std::vector<std::string> agreements;  // that end with it
  std::vector<Departure> left;          // under these consents, oldest first
};

struct KeptConsent {
  Consent consent;
  policy::Answer rule;
  Instant given_at;
  std::optional<Instant> withdrawn_at;
  std::optional<ConsentGiver> withdrawn_by;
  std::optional<WithdrawalEffect> effect;  // of its withdrawal

  // Withdrawal counts from the day itself: nothing more leaves on the day a person says no.
  bool is_valid(Date on) const;
};

struct Mapping {
  std::string id;
  AssistForm assist;
  Instant at;
  std::string by;
};

struct Need {
  std::string id;
  NeedArea area;
  std::string words;
  Instant chosen_at;
  std::optional<NeedOutcome> outcome;
  std::optional<Instant> closed_at;
};

struct Referral {
  std::string id;
  std::string service;
  std::string service_name;
  ServiceKind kind;
  std::vector<std::string> needs;
  ReferralStage stage = ReferralStage::made;
  Instant made_at;
  Instant stage_since;
  std::optional<Departure> sent;
  std::optional<Date> started_on;  // by the receiver's word
  std::optional<Date> ended_on;
  std::optional<DeclineReason> declined_for;
  std::optional<Told> last_told;
  bool confirmed = false;  // the person says that help runs
  std::vector<FollowUpMade> follow_ups;
  std::optional<Date> next_on;  // asked for at the last follow-up

  bool is_open() const;
  // Help that has started, ended or not. Having been referred, or accepted, is not to be helped.
  bool has_helped() const { return started_on.has_value(); }
};

struct PlanState {
  PlanKind kind;
  PlanStep step;
  std::string who;
  Instant since;
};

struct Agreement {
  AgreementMade terms;
  Instant made_at;
  std::optional<AgreementEnd> ended;
  std::optional<Instant> ended_at;

  bool is_open() const { return !ended; }
};

class HelpRecord {
 public:
  // Nothing unless the first event gives a consent to help. Later events are applied whatever they are:
  // whether one may happen is decided before, by `decide_help`.
  static std::optional<HelpRecord> replay(const std::vector<HelpRecorded>& history);
  void apply(const HelpRecorded& recorded);

  std::int64_t version() const { return static_cast<std::int64_t>(history_.size()); }
  const std::vector<KeptConsent>& consents() const { return consents_; }
  const std::vector<Mapping>& mappings() const { return mappings_; }  // oldest first
  const std::vector<Need>& needs() const { return needs_; }
  const std::vector<Referral>& referrals() const { return referrals_; }
  const std::vector<PlanState>& plan() const { return plan_; }  // at most one of each kind
  const std::vector<Agreement>& agreements() const { return agreements_; }
  const std::vector<HelpRecorded>& history() const { return history_; }

  const KeptConsent* consent(std::string_view id) const;
  const Need* need(std::string_view id) const;
  const Referral* referral(std::string_view id) const;
  const Agreement* agreement(std::string_view id) const;
  const PlanState* plan_of(PlanKind kind) const;

  // The consent that holds on that day, the one given last where there are several.
  const KeptConsent* valid_consent(ConsentPurpose purpose, std::string_view receiver, Date on) const;
  bool is_open(Date on) const { return valid_consent(ConsentPurpose::help, unit_receiver, on) != nullptr; }

  // What withdrawing that consent does, or, once it is withdrawn, did. Nothing where there is no such
  // consent.
  std::optional<WithdrawalEffect> effect_of_withdrawal(std::string_view consent) const;

 private:
  explicit HelpRecord(const HelpRecorded& first) { apply(first); }

  void on(const ConsentGiven& event, const HelpRecorded& recorded);
  void on(const ConsentWithdrawn& event, const HelpRecorded& recorded);
  void on(const MappingMade& event, const HelpRecorded& recorded);
  void on(const NeedChosen& event, const HelpRecorded& recorded);
  void on(const NeedClosed& event, const HelpRecorded& recorded);
  void on(const ReferralMade& event, const HelpRecorded& recorded);
  void on(const ReferralSent& event, const HelpRecorded& recorded);
  void on(const ReferralAnswered& event, const HelpRecorded& recorded);
  void on(const FollowUpMade& event, const HelpRecorded& recorded);
  void on(const PlanStepTaken& event, const HelpRecorded& recorded);
  void on(const AgreementMade& event, const HelpRecorded& recorded);
  void on(const AgreementEnded& event, const HelpRecorded& recorded);
  Referral* find_referral(std::string_view id);

  std::vector<KeptConsent> consents_;
  std::vector<Mapping> mappings_;
  std::vector<Need> needs_;
  std::vector<Referral> referrals_;
  std::vector<PlanState> plan_;
  std::vector<Agreement> agreements_;
  std::vector<HelpRecorded> history_;
};

}  // namespace moteplass::casework
