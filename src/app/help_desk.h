// The helper's desk: one person's help record, what is to be asked next over all of them, and the receivers'
// way in. Only those with the right to help see a record; every look is recorded where the person it is about
// can read it. Leaders see counts and nobody. Nothing here is handed to any other desk.
#pragma once

#include <string>
#include <vector>

#include "app/help_store.h"
#include "app/holding.h"
#include "app/problem.h"
#include "app/referral_letter.h"
#include "app/setup.h"
#include "casework/help/follow_up.h"
#include "casework/help/help_kernel.h"

namespace moteplass::app {

// A service that somebody may be referred to.
struct HelpService {
  std::string id;
  std::string name;
  casework::ServiceKind kind = casework::ServiceKind::municipal;
  bool intermunicipal = false;  // shared with other municipalities
  std::string about;            // what it does, in a sentence
  std::string phone;
  friend bool operator==(const HelpService&, const HelpService&) = default;
};

struct HelpSettings {
  std::vector<HelpService> services;
  casework::HelpGoals goals;
  int link_days = 30;  // a receiver's link ends after that

  const HelpService* service(std::string_view id) const;
};

// A use case's problem, and, where the kernel refused, why.
struct HelpProblem {
  Problem problem;
  std::optional<casework::HelpRefusal> refusal = std::nullopt;
};

struct HelpView {
  std::string case_id;
  std::string case_number;
  std::string person_name;                     // empty where the address is protected
  casework::Person person;                     // for what is printed
  std::optional<std::int64_t> age;             // today; nothing: unknown
  std::optional<casework::HelpRecord> record;  // nothing before the first consent
  std::optional<policy::Answer> rule;          // Oppfølging on what is known today
  std::vector<casework::ConsentGiver> givers;  // who may consent under it
  std::vector<casework::FollowUp> follow_ups;
  std::vector<Access> accesses;  // newest first

  std::int64_t version() const { return record ? record->version() : 0; }
};

// One line of the worklist over all records.
struct HelpTask {
  std::string case_id;
  std::string case_number;
  std::string person_name;  // empty where the address is protected
  casework::FollowUp task;
};

// What a leader may know.
struct HelpSummary {
  std::int64_t records = 0;
  casework::HelpCounts referrals;
  std::int64_t late = 0;  // follow-ups whose day has passed
};

// What a receiver sees without an account: enough to answer, and nothing of the person. Who it is about
// stands in the referral they were sent.
struct ReceiverView {
  std::string reference;  // as on the referral
  std::string service_name;
  Date sent_on;
  casework::ReferralStage stage;
  std::vector<casework::ReferralAnswer> open;  // what may still be answered
  Instant expires_at;
};

// A consent as the person who may withdraw it sees it, and nothing else of the record.
struct OwnConsent {
  struct Left {
    std::string receiver_name;
    std::vector<casework::SharedData> data;
    Instant at;
  };
  casework::Consent consent;
  Instant given_at;
  std::optional<Instant> withdrawn_at;
  bool is_valid = false;
  // What withdrawing it does, or did.
  std::vector<std::string> stopped;  // services that were to be written to, and are not
  std::vector<std::string> cut_off;  // services that can answer no more
  std::vector<Left> left;            // what has been sent and cannot be called back, oldest first
  bool ends_agreements = false;
};

class HelpDesk {
 public:
  HelpDesk(const Setup& setup, HelpStore& store, const HelpSettings& settings)
      : setup_(setup), store_(store), settings_(settings) {}

  const HelpSettings& settings() const { return settings_; }

  // The directory of services, in the unit's order.
  Result<std::vector<HelpService>, HelpProblem> services(const User& user) const;
  // Records the look.
  Result<HelpView, HelpProblem> look(const User& user, const std::string& case_id) const;
  // Decides and stores. `expected_version` is the one the user was looking at; `case_conflict` if the record
  // has moved on.
  Result<HelpView, HelpProblem> carry_out(const User& user, const std::string& case_id,
                                          std::int64_t expected_version,
                                          const casework::HelpCommand& command) const;
  // The referral as a letter, PDF. Nothing is stored; the look is recorded. not_found where it has not left.
  Result<std::string, HelpProblem> referral_letter(const User& user, const std::string& case_id,
                                                   const std::string& referral) const;
  // A new link for the receiver of a referral that has been sent, in the place of any other: its token, which
  // is shown this once. Nothing else opens it.
  Result<std::string, HelpProblem> make_link(const User& user, const std::string& case_id,
                                             const std::string& referral) const;

  // What is to be asked or done by now, soonest due first.
  Result<std::vector<HelpTask>, HelpProblem> worklist(const User& user) const;
  Result<HelpSummary, HelpProblem> summary(const User& user) const;

  // The person's narrow way in, with their own key and no other: forbidden for guardians and trusted persons.
  // The caller has seen to it that the key still opens the case. Looking and withdrawing are recorded like
  // anybody's.
  Result<std::vector<OwnConsent>, HelpProblem> own_consents(const Holding& person) const;  // newest first
  Result<void, HelpProblem> withdraw_own(const Holding& person, const std::string& consent) const;
  // Who has looked into the record; newest first. This alone is not recorded.
  Result<std::vector<Access>, HelpProblem> own_accesses(const Holding& person) const;

  // The receiver, by the token alone. not_found for any token that does not open a link now, whatever the
  // reason.
  Result<ReceiverView, HelpProblem> receiver_view(const std::string& token) const;
  Result<ReceiverView, HelpProblem> receiver_answers(const std::string& token,
                                                     casework::ReferralAnswer answer, Date on,
                                                     std::optional<casework::DeclineReason> reason,
                                                     const std::string& name) const;

 private:
  const Setup& setup_;
  HelpStore& store_;
  const HelpSettings& settings_;
};

// Works all follow-ups out again from the events. The number of records.
Result<std::uint64_t, StoreFault> rebuild_follow_ups(HelpStore& store, const casework::HelpGoals& goals,
                                                     Date today);

}  // namespace moteplass::app
