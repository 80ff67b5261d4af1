#include "casework/residence.h"

#include "casework/case.h"

namespace moteplass::casework {

std::string_view word(ResidenceGround ground) {
  switch (ground) {
    case ResidenceGround::population_register:
      return "population_register";
    case ResidenceGround::said_by_person:
      return "said_by_person";
    case ResidenceGround::said_by_sender:
      return "said_by_sender";
    case ResidenceGround::none:
      return "none";
  }
  return "";
}

std::string_view word(TransferGround ground) {
  switch (ground) {
    case TransferGround::home_municipality:
      return "home_municipality";
    case TransferGround::moved:
      return "moved";
    case TransferGround::municipality_of_stay:
      return "municipality_of_stay";
  }
  return "";
}

std::string_view word(JourneyHelp how) {
  switch (how) {
    case JourneyHelp::met_by_family:
      return "met_by_family";
    case JourneyHelp::ticket:
      return "ticket";
    case JourneyHelp::accompanied:
      return "accompanied";
    case JourneyHelp::outreach_at_home:
      return "outreach_at_home";
  }
  return "";
}

std::optional<std::string> belongs_to(const ResidenceStated& residence) {
  if (residence.home && !residence.doubtful) return residence.home;
  return residence.stay;
}

std::optional<TransferPackage> TransferPackage::from(const Case& c, const std::string& from_unit) {
  if (!c.message || !c.whereabouts.transfer || c.voluntary) return std::nullopt;
  json::array meetings;
  for (const HeldMeeting& held : c.attendance.meetings) {
    meetings.push_back(
        {{"on", to_string(local_date(held.meeting.start))}, {"attendance", word(held.attendance)}});
  }
  TransferPackage package;
  package.content_ = {
      {"kind", transfer_kind},
      {"from_unit", from_unit},
      {"to_municipality", c.whereabouts.transfer->municipality},
      {"ground", word(c.whereabouts.transfer->ground)},
      {"message", casework::to_json(has_protected_address(c) ? without_addresses(*c.message) : *c.message)},
      {"received_on", to_string(local_date(c.received_at))},
      {"meetings_required", c.attendance.meetings_required},
      {"summonses", c.attendance.summonses_before + static_cast<std::int64_t>(c.attendance.summonses.size())},
      {"meetings", std::move(meetings)}};
  // So that nobody there rings home where that is not safe.
  if (c.guardian_plan) package.content_["guardian_plan"] = casework::to_json(*c.guardian_plan);
  return package;
}

}  // namespace moteplass::casework
