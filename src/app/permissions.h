// Who may do what. Enforced here, in the use cases, whatever door the user came through.
#pragma once

#include "app/ports.h"

namespace moteplass::app {

std::string_view word(Role role);  // "caseworker", "leader", "police"
std::optional<Role> role_from(std::string_view word);

enum class Right {
  send_message,      // police, in the name of their own sender
  see_own_messages,  // police
  see_worklists,     // caseworker, leader
  see_statistics,    // caseworker, leader
  work_on_cases,     // caseworker, leader
  see_help_record,   // caseworkers who help
  see_help_counts,   // leaders, and those who help
  ask_policies,      // everyone
  write_drafts,      // caseworker, leader: policy models that decide nothing yet
  approve_versions,  // leader: what the unit decides by, and from when
};

bool may(const User& user, Right right);

}  // namespace moteplass::app
