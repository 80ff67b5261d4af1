// What a protected address means (code 7 confidential, code 6 strictly confidential), in one place.
//
// - Where the person or a guardian may live, the municipality of residence among it, stands in no view,
//   letter, list, calendar, search or export: `with_protected_address_left_out` (case.h) is what may be shown
//   of a case, and `has_protected_address` is asked before anything is addressed or counted by place. It is
//   shown by `app::CaseDesk::address` alone, on the record.
// - Where several people stand together (worklists, follow-ups, search) and on the pages of the help record
// the
//   person is a case number and no name: `name_in_lists`. Nobody finds them by name. The name stands on the
//   case's own page and on what is written to or about them.
#pragma once

#include "casework/case.h"

namespace moteplass::casework {

// Empty where the address is protected, or nothing is known.
std::string name_in_lists(const Case& c);

// The facts as somebody stated them who did not see where the person lives: what was hidden stays as it was.
policy::Facts with_hidden_facts_kept(const Case& before, policy::Facts stated);

}  // namespace moteplass::casework
