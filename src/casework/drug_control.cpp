#include "casework/drug_control.h"

#include <algorithm>

namespace moteplass::casework {

std::string_view word(SamplerProfession profession) {
  switch (profession) {
    case SamplerProfession::doctor:
      return "doctor";
    case SamplerProfession::nurse:
      return "nurse";
    case SamplerProfession::health_secretary:
      return "health_secretary";
    case SamplerProfession::bioengineer:
      return "bioengineer";
    case SamplerProfession::other:
      return "other";
  }
  return "";
}

std::string_view word(SampleMissed why) {
  switch (why) {
    case SampleMissed::did_not_come:
      return "did_not_come";
    case SampleMissed::could_not_give:
      return "could_not_give";
    case SampleMissed::did_not_want_to:
      return "did_not_want_to";
    case SampleMissed::no_sampler:
      return "no_sampler";
    case SampleMissed::seal_broken:
      return "seal_broken";
  }
  return "";
}

std::string_view word(ControlEnd end) {
  switch (end) {
    case ControlEnd::period_over:
      return "period_over";
    case ControlEnd::lifted_by_prosecution:
      return "lifted_by_prosecution";
    case ControlEnd::taken_over_by_probation:
      return "taken_over_by_probation";
    case ControlEnd::moved:
      return "moved";
  }
  return "";
}

const Sample* DrugControl::with_seal(std::string_view seal) const {
  auto found = std::find_if(samples.begin(), samples.end(),
                            [&](const Sample& sample) { return sample.taken.seal == seal; });
  return found == samples.end() ? nullptr : &*found;
}

Sample* DrugControl::with_seal(std::string_view seal) {
  auto found = std::find_if(samples.begin(), samples.end(),
                            [&](const Sample& sample) { return sample.taken.seal == seal; });
  return found == samples.end() ? nullptr : &*found;
}

const Sample* DrugControl::on_its_way() const {
  auto found =
      std::find_if(samples.begin(), samples.end(), [](const Sample& sample) { return !sample.arrived_on; });
  return found == samples.end() ? nullptr : &*found;
}

}  // namespace moteplass::casework
