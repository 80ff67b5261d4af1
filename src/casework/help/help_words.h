// The closed choices of the help record, and the word of each. The words are part of the permanent JSON shape
// of its events: add at the end, never rename.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace moteplass::casework {

enum class ConsentPurpose {
  help,       // the unit maps with the person and keeps a help record; everything else rests on it
  referral,   // the receiver is told, and may answer whether help has started
  plan,       // coordinator and individual plan
  agreement,  // a voluntary agreement on testing or follow-up
};
// Who gave it: the person; the guardian; or the person alone where the guardian is rightly not informed.
enum class ConsentGiver { person, guardian, person_guardian_uninformed };
// What a receiver may be told.
enum class SharedData { contact, needs, mapping, plan };

enum class NeedArea { health, substance_use, housing, work, school, debt, family, network, leisure };
enum class NeedOutcome { met, no_longer_wanted };

enum class ServiceKind { municipal, specialist, nav, outreach, low_threshold, youth };
enum class ReferralChannel { letter, link, api, phone, together };  // `together`: taken there by the unit
enum class ReferralStage { made, sent, received, accepted, declined, started, ended, stopped };
// What a receiver may say.
enum class ReferralAnswer { received, accepted, declined, started, ended };
enum class DeclineReason { no_capacity, outside_our_task, wrong_area, person_declined, other };
enum class Told { by_receiver, by_person, by_unit };  // who an answer comes from

enum class Asked { receiver, person };
enum class Heard { nothing, not_started, help_runs, help_ended };

enum class PlanKind { coordinator, individual_plan };
enum class PlanStep { offered, declined, initiated, in_place, ended };

enum class AgreementKind { testing, contract };
enum class AgreementEnd { as_agreed, by_person, by_unit };

enum class AssistSubstance {
  tobacco,
  alcohol,
  cannabis,
  cocaine,
  amphetamines,
  inhalants,
  sedatives,
  hallucinogens,
  opioids,
  other
};
enum class AssistFrequency { never, once_or_twice, monthly, weekly, daily };
enum class AssistRecency { never, past_three_months, earlier };
enum class AssistBand { lower, moderate, high };

// The words of a choice, in the order of its enumerators.
template <class Choice>
struct HelpWords;
template <>
struct HelpWords<ConsentPurpose> {
  static constexpr std::string_view list[] = {"help", "referral", "plan", "agreement"};
};
template <>
struct HelpWords<ConsentGiver> {
  static constexpr std::string_view list[] = {"person", "guardian", "person_guardian_uninformed"};
};
template <>
struct HelpWords<SharedData> {
  static constexpr std::string_view list[] = {"contact", "needs", "mapping", "plan"};
};
template <>
struct HelpWords<NeedArea> {
  static constexpr std::string_view list[] = {"health", "substance_use", "housing", "work",   "school",
                                              "debt",   "family",        "network", "leisure"};
};
template <>
struct HelpWords<NeedOutcome> {
  static constexpr std::string_view list[] = {"met", "no_longer_wanted"};
};
template <>
struct HelpWords<ServiceKind> {
  static constexpr std::string_view list[] = {"municipal", "specialist",    "nav",
                                              "outreach",  "low_threshold", "youth"};
};
template <>
struct HelpWords<ReferralChannel> {
  static constexpr std::string_view list[] = {"letter", "link", "api", "phone", "together"};
};
template <>
struct HelpWords<ReferralStage> {
  static constexpr std::string_view list[] = {"made",     "sent",    "received", "accepted",
                                              "declined", "started", "ended",    "stopped"};
};
template <>
struct HelpWords<ReferralAnswer> {
  static constexpr std::string_view list[] = {"received", "accepted", "declined", "started", "ended"};
};
template <>
struct HelpWords<DeclineReason> {
  static constexpr std::string_view list[] = {"no_capacity", "outside_our_task", "wrong_area",
                                              "person_declined", "other"};
};
template <>
struct HelpWords<Told> {
  static constexpr std::string_view list[] = {"by_receiver", "by_person", "by_unit"};
};
template <>
struct HelpWords<Asked> {
  static constexpr std::string_view list[] = {"receiver", "person"};
};
template <>
struct HelpWords<Heard> {
  static constexpr std::string_view list[] = {"nothing", "not_started", "help_runs", "help_ended"};
};
template <>
struct HelpWords<PlanKind> {
  static constexpr std::string_view list[] = {"coordinator", "individual_plan"};
};
template <>
struct HelpWords<PlanStep> {
  static constexpr std::string_view list[] = {"offered", "declined", "initiated", "in_place", "ended"};
};
template <>
struct HelpWords<AgreementKind> {
  static constexpr std::string_view list[] = {"testing", "contract"};
};
template <>
struct HelpWords<AgreementEnd> {
  static constexpr std::string_view list[] = {"as_agreed", "by_person", "by_unit"};
};
template <>
struct HelpWords<AssistSubstance> {
  static constexpr std::string_view list[] = {"tobacco",      "alcohol",   "cannabis",  "cocaine",
                                              "amphetamines", "inhalants", "sedatives", "hallucinogens",
                                              "opioids",      "other"};
};
template <>
struct HelpWords<AssistFrequency> {
  static constexpr std::string_view list[] = {"never", "once_or_twice", "monthly", "weekly", "daily"};
};
template <>
struct HelpWords<AssistRecency> {
  static constexpr std::string_view list[] = {"never", "past_three_months", "earlier"};
};
template <>
struct HelpWords<AssistBand> {
  static constexpr std::string_view list[] = {"lower", "moderate", "high"};
};

template <class Choice>
concept HelpChoice = requires {
  HelpWords<Choice>::list;
};

template <HelpChoice Choice>
constexpr std::span<const std::string_view> help_words() {
  return HelpWords<Choice>::list;
}
template <HelpChoice Choice>
constexpr std::string_view word(Choice choice) {
  return HelpWords<Choice>::list[static_cast<std::size_t>(choice)];
}
template <HelpChoice Choice>
constexpr std::optional<Choice> help_choice(std::string_view text) {
  auto words = help_words<Choice>();
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == text) return static_cast<Choice>(i);
  }
  return std::nullopt;
}

}  // namespace moteplass::casework
