// Drug tests as a condition (strl § 37 first paragraph d; hol. § 3-9 c): the unit takes the sample, and no
// more. The prosecution asks for it, the laboratory answers the prosecution, and nothing here can hold a
// result (Helsedirektoratet, domain.md 1b step 5).
//
// A sample that may lead to a sanction has a chain of custody: who gave it, who took it, under which seal,
// and each hand it went through (IS-2231, domain.md section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "casework/entry_fields.h"

namespace moteplass::casework {

// Those whom hpl. § 12 third paragraph obliges to take a sample of someone who was under 18 at the act come
// first.
enum class SamplerProfession { doctor, nurse, health_secretary, bioengineer, other };
std::string_view word(SamplerProfession profession);

enum class SampleMissed { did_not_come, could_not_give, did_not_want_to, no_sampler, seal_broken };
std::string_view word(SampleMissed why);

enum class ControlEnd { period_over, lifted_by_prosecution, taken_over_by_probation, moved };
std::string_view word(ControlEnd end);

struct SamplePlanned {
  static constexpr std::string_view step = "plan_sample", event = "sample_planned";
  Date on;  // the next one; in the place of the one planned before
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
  }
};

// What makes the sample one that may be relied on is required, not ticked off: a sample without it is none.
struct SampleTaken {
  static constexpr std::string_view step = "take_sample", event = "sample_taken";
  Date on;
  std::string seal;  // the barcode of the sealed bag
  std::string sampler;
  SamplerProfession profession = SamplerProfession::nurse;
  bool not_treating = false;  // the sampler does not treat the person
  bool identity_checked = false;
  bool supervised = false;
  bool both_signed = false;  // the giver and the sampler
  std::string laboratory;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("seal", self.seal, Line{40});
    visit("sampler", self.sampler, Line{100});
    visit("profession", self.profession, OneOf<SamplerProfession>{SamplerProfession::other});
    visit("not_treating", self.not_treating, YesNo{});
    visit("identity_checked", self.identity_checked, YesNo{});
    visit("supervised", self.supervised, YesNo{});
    visit("both_signed", self.both_signed, YesNo{});
    visit("laboratory", self.laboratory, Line{100});
  }
};

struct SampleNotTaken {
  static constexpr std::string_view step = "miss_sample", event = "sample_not_taken";
  Date on;
  SampleMissed why = SampleMissed::did_not_come;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("why", self.why, OneOf<SampleMissed>{SampleMissed::seal_broken});
  }
};

struct SampleHandedOver {
  static constexpr std::string_view step = "hand_over_sample", event = "sample_handed_over";
  std::string seal;
  Date on;
  std::string from;
  std::string to;  // a messenger, the post, the laboratory
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("seal", self.seal, Line{40});
    visit("on", self.on, Day{});
    visit("from", self.from, Line{100});
    visit("to", self.to, Line{100});
  }
};

struct SampleArrived {
  static constexpr std::string_view step = "confirm_sample", event = "sample_arrived";
  std::string seal;
  Date on;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("seal", self.seal, Line{40});
    visit("on", self.on, Day{});
  }
};

struct ControlEnded {
  static constexpr std::string_view step = "end_control", event = "control_ended";
  Date on;
  ControlEnd why = ControlEnd::period_over;
  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("on", self.on, Day{});
    visit("why", self.why, OneOf<ControlEnd>{ControlEnd::moved});
  }
};

struct Sample {
  SampleTaken taken;
  std::vector<SampleHandedOver> hands;
  std::optional<Date> arrived_on;  // at the laboratory, whose answer goes to the prosecution
};

// All of a case.
struct DrugControl {
  bool imposed = false;  // the message has such a condition
  std::optional<ControlEnded> ended;
  std::optional<Date> next_on;
  std::vector<Sample> samples;
  std::vector<SampleNotTaken> missed;
  std::optional<Instant> since;  // the last thing that happened

  bool runs() const { return imposed && !ended; }
  const Sample* with_seal(std::string_view seal) const;
  Sample* with_seal(std::string_view seal);
  // The first sample that is not known to have reached the laboratory.
  const Sample* on_its_way() const;
};

}  // namespace moteplass::casework
