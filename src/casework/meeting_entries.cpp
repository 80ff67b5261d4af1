#include "casework/meeting_entries.h"

namespace moteplass::casework {

std::string_view word(CalledOffBy by) {
  switch (by) {
    case CalledOffBy::unit:
      return "unit";
    case CalledOffBy::person:
      return "person";
  }
  return "";
}

}  // namespace moteplass::casework
