#include "casework/help/help_kernel.h"

#include <algorithm>

#include "casework/help/decide_help.h"

namespace moteplass::casework {
namespace {

// A no is always taken; the first consent opens the record; everything else rests on it.
bool rests_on_consent(const HelpCommand& command) {
  return !std::holds_alternative<GiveConsent>(command) && !std::holds_alternative<WithdrawConsent>(command) &&
         !std::holds_alternative<EndAgreement>(command);
}

}  // namespace

std::string_view type_of(const HelpCommand& command) {
  static constexpr std::string_view words[] = {"give_consent",   "withdraw_consent", "record_mapping",
                                               "choose_need",    "close_need",       "make_referral",
                                               "send_referral",  "answer_referral",  "make_follow_up",
                                               "take_plan_step", "make_agreement",   "end_agreement"};
  static_assert(std::size(words) == std::variant_size_v<HelpCommand>);
  return words[command.index()];
}

std::string_view word(HelpRefusalCode code) {
  switch (code) {
    case HelpRefusalCode::no_help_consent:
      return "no_help_consent";
    case HelpRefusalCode::no_consent:
      return "no_consent";
    case HelpRefusalCode::beyond_consent:
      return "beyond_consent";
    case HelpRefusalCode::giver_not_competent:
      return "giver_not_competent";
    case HelpRefusalCode::undecided:
      return "undecided";
    case HelpRefusalCode::not_stated:
      return "not_stated";
    case HelpRefusalCode::already_withdrawn:
      return "already_withdrawn";
    case HelpRefusalCode::not_voluntary:
      return "not_voluntary";
    case HelpRefusalCode::not_at_this_step:
      return "not_at_this_step";
    case HelpRefusalCode::unknown_item:
      return "unknown_item";
    case HelpRefusalCode::bad_value:
      return "bad_value";
  }
  return "";
}

bool is_line(std::string_view text, std::size_t longest) {
  return !text.empty() && is_utf8(text) && code_points(text) <= longest &&
         std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

HelpDecision decide_help(const std::optional<HelpRecord>& record, const HelpCommand& command,
                         const std::optional<policy::Answer>& follow_up, const HelpContext& context) {
  HelpSituation situation{record, follow_up, context, local_date(context.now)};
  if (rests_on_consent(command) && !situation.is_open()) return refuse(HelpRefusalCode::no_help_consent);
  return std::visit([&](const auto& one) { return decide_on(one, situation); }, command);
}

}  // namespace moteplass::casework
