#include "casework/dialogue.h"

namespace moteplass::casework {

std::string_view word(Unclear about) {
  switch (about) {
    case Unclear::attendance_count:
      return "attendance_count";
    case Unclear::tests:
      return "tests";
    case Unclear::period:
      return "period";
    case Unclear::finality:
      return "finality";
    case Unclear::residence:
      return "residence";
    case Unclear::basis:
      return "basis";
  }
  return "";
}

std::string_view word(SenderSaid said) {
  switch (said) {
    case SenderSaid::as_it_stands:
      return "as_it_stands";
    case SenderSaid::clarified:
      return "clarified";
    case SenderSaid::withdrawn:
      return "withdrawn";
  }
  return "";
}

std::string_view word(Remedy remedy) {
  switch (remedy) {
    case Remedy::complaint:
      return "complaint";
    case Remedy::court:
      return "court";
    case Remedy::change_of_conditions:
      return "change_of_conditions";
  }
  return "";
}

std::string_view word(RemedyOutcome outcome) {
  switch (outcome) {
    case RemedyOutcome::stands:
      return "stands";
    case RemedyOutcome::changed:
      return "changed";
    case RemedyOutcome::set_aside:
      return "set_aside";
    case RemedyOutcome::withdrawn_by_person:
      return "withdrawn_by_person";
  }
  return "";
}

}  // namespace moteplass::casework
