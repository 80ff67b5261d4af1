#include "casework/protected_address.h"

namespace moteplass::casework {

std::string name_in_lists(const Case& c) {
  return c.message && !has_protected_address(c) ? c.message->person.name : std::string();
}

policy::Facts with_hidden_facts_kept(const Case& before, policy::Facts stated) {
  if (has_protected_address(before) && !stated.person.residence) {
    stated.person.residence = before.facts.person.residence;
  }
  return stated;
}

}  // namespace moteplass::casework
