// Where the person belongs, and the way to the unit there. The message goes to the home municipality, and
// where it is doubtful to the municipality of stay (source 002; domain.md 1a step 3).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "casework/entry_fields.h"

namespace moteplass::casework {

struct Case;

enum class ResidenceGround { population_register, said_by_person, said_by_sender, none };
std::string_view word(ResidenceGround ground);

struct ResidenceStated {
  static constexpr std::string_view step = "state_residence", event = "residence_stated";
  std::optional<std::string> home;  // the municipality's number, four digits; absent: not known
  std::optional<std::string> stay;
  bool doubtful = false;
  ResidenceGround ground = ResidenceGround::none;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("home", self.home, Line{4});
    visit("stay", self.stay, Line{4});
    visit("doubtful", self.doubtful, YesNo{});
    visit("ground", self.ground, OneOf<ResidenceGround>{ResidenceGround::none});
  }
};
// The municipality whose unit the case belongs to: home, or stay where home is unknown or doubtful. Nothing
// where neither is known: the case then stays where it is.
std::optional<std::string> belongs_to(const ResidenceStated& residence);

enum class TransferGround { home_municipality, moved, municipality_of_stay };
std::string_view word(TransferGround ground);

struct CaseTransferred {
  static constexpr std::string_view step = "transfer_case", event = "case_transferred";
  std::string municipality;  // four digits
  std::string unit;
  TransferGround ground = TransferGround::home_municipality;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("municipality", self.municipality, Line{4});
    visit("unit", self.unit, Line{200});
    visit("ground", self.ground, OneOf<TransferGround>{TransferGround::municipality_of_stay});
  }
};

// The other unit has the case: only then does this one let go of it.
struct TransferConfirmed {
  static constexpr std::string_view step = "confirm_transfer", event = "transfer_confirmed";
  Date on;
  std::string by;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("by", self.by, Line{100});
  }
};

// The other unit does not take it: the duty goes on here.
struct TransferTakenBack {
  static constexpr std::string_view step = "take_back_case", event = "transfer_taken_back";
  Date on;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
  }
};

enum class JourneyHelp { met_by_family, ticket, accompanied, outreach_at_home };
std::string_view word(JourneyHelp how);

// Help with the journey home (source 002: 434 young people helped home by Oslo's outreach service).
struct JourneyArranged {
  static constexpr std::string_view step = "arrange_journey", event = "journey_arranged";
  Date on;
  JourneyHelp how = JourneyHelp::met_by_family;
  std::string to;  // the place
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("how", self.how, OneOf<JourneyHelp>{JourneyHelp::outreach_at_home});
    visit("to", self.to, Line{100});
  }
};

// All of a case.
struct Whereabouts {
  std::optional<ResidenceStated> residence;
  std::optional<CaseTransferred> transfer;  // confirmed or not
  std::optional<TransferConfirmed> confirmed;
  std::vector<JourneyArranged> journeys;

  bool awaits_confirmation() const { return transfer && !confirmed; }
};

constexpr std::string_view transfer_kind = "moteplass_transfer_1";  // the file's own name for its shape

// What goes with a case to another unit: the message as it came, the course of the duty so far, and, for a
// minor's safety, how guardians are to be dealt with. Nothing of help, of child welfare, of what the unit
// noted or found: there is no way in for it but `from`, and no place for it. A protected address stays out:
// the other unit has its own way to it.
class TransferPackage {
 public:
  // Nothing for a case that is not being transferred.
  static std::optional<TransferPackage> from(const Case& c, const std::string& from_unit);
  const json::object& to_json() const { return content_; }

 private:
  TransferPackage() = default;
  json::object content_;
};

}  // namespace moteplass::casework
