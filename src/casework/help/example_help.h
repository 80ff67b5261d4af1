// For tests only: a help record to begin from, and the commands on it. Not one of the room's own headers.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "casework/example_case.h"
#include "casework/help/follow_up.h"
#include "casework/help/help_kernel.h"

namespace moteplass::casework::example {

inline policy::Answer follow_up_answer(std::string_view consent, std::string_view testing = "voluntary") {
  return answer(policy::Question::follow_up,
                json::object{{"consent", consent}, {"testing", testing}, {"contract", "voluntary"}});
}

// A record in the making: commands are decided and applied, ids count up.
class HelpDesk {
 public:
  std::optional<HelpRecord> record;
  std::vector<HelpRecorded> history;
  std::optional<policy::Answer> follow_up;
  Instant now = at("2026-03-02T10:00");
  std::optional<std::int64_t> age = 26;

  HelpDecision decide(const HelpCommand& command) {
    last_id = fmt::format("id-{}", ++count_);
    return decide_help(record, command, follow_up, {now, last_id, age});
  }
  // Nothing where it was done; else why not.
  std::optional<HelpRefusalCode> refused(const HelpCommand& command) {
    auto events = decide(command);
    if (!events) return events.error().code;
    for (const HelpEvent& event : *events) history.push_back({event, now, "u1", "Ida Hjelper"});
    record = HelpRecord::replay(history);
    return std::nullopt;
  }
  // The id of what was made.
  std::string carry_out(const HelpCommand& command) {
    auto code = refused(command);
    EXPECT_EQ(code, std::nullopt) << type_of(command) << ": " << (code ? word(*code) : "");
    return last_id;
  }
  Date today() const { return local_date(now); }
  void wait(int days) { now += std::chrono::days(days); }

  std::string last_id;

 private:
  int count_ = 0;
};

inline GiveConsent to_help(int days = 300, std::string_view from = "2026-03-02") {
  return {ConsentPurpose::help,     std::string(unit_receiver),
          "Rådgivende enhet",       {SharedData::contact, SharedData::needs, SharedData::mapping},
          ConsentGiver::person,     "",
          add_days(day(from), days)};
}
inline GiveConsent to_tell(std::string service,
                           std::vector<SharedData> data = {SharedData::contact, SharedData::needs}) {
  auto consent = to_help();
  consent.purpose = ConsentPurpose::referral;
  consent.receiver = service;
  consent.receiver_name = "Tjenesten " + service;
  consent.data = std::move(data);
  return consent;
}
inline GiveConsent to(ConsentPurpose purpose) {
  auto consent = to_help();
  consent.purpose = purpose;
  return consent;
}
inline MakeReferral refer_to(std::string service, std::vector<std::string> needs) {
  return {service, "Tjenesten " + service, ServiceKind::municipal, std::move(needs)};
}
inline SendReferral send(std::string referral) {
  return {std::move(referral), ReferralChannel::link, {SharedData::contact, SharedData::needs}};
}
inline AnswerReferral says(std::string referral, ReferralAnswer said, Date on) {
  return {std::move(referral),
          said,
          on,
          said == ReferralAnswer::declined ? std::optional(DeclineReason::no_capacity) : std::nullopt,
          Told::by_receiver,
          "Per Mottaker"};
}

}  // namespace moteplass::casework::example
