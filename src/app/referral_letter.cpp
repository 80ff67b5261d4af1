#include "app/referral_letter.h"

#include <algorithm>

namespace moteplass::app {

std::string reference_of(const casework::Referral& referral) {
  return "H-" + referral.id.substr(0, 8);
}

std::optional<ReferralLetter> referral_letter_of(const casework::HelpRecord& record,
                                                 const casework::Referral& referral,
                                                 const std::string& person_name,
                                                 const std::optional<std::string>& phone) {
  if (!referral.sent) return std::nullopt;
  auto sent = [&](casework::SharedData data) {
    const auto& all = referral.sent->data;
    return std::find(all.begin(), all.end(), data) != all.end();
  };
  ReferralLetter letter;
  letter.person_name = person_name;
  letter.service_name = referral.service_name;
  letter.reference = reference_of(referral);
  letter.sent_on = local_date(referral.sent->at);
  if (sent(casework::SharedData::contact)) letter.phone = phone.value_or("");
  if (sent(casework::SharedData::needs)) {
    for (const auto& id : referral.needs) {
      if (const auto* need = record.need(id)) letter.needs.push_back({need->area, need->words});
    }
  }
  if (sent(casework::SharedData::mapping) && !record.mappings().empty()) {
    letter.scores = casework::scores_of(record.mappings().back().assist);
  }
  if (sent(casework::SharedData::plan)) letter.plan = record.plan();
  return letter;
}

}  // namespace moteplass::app
