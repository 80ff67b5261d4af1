#include "app/permissions.h"

namespace moteplass::app {

std::string_view word(Role role) {
  switch (role) {
    case Role::caseworker:
      return "caseworker";
    case Role::leader:
      return "leader";
    case Role::police:
      return "police";
  }
  return "";
}

std::optional<Role> role_from(std::string_view text) {
  for (auto role : {Role::caseworker, Role::leader, Role::police}) {
    if (word(role) == text) return role;
  }
  return std::nullopt;
}

bool may(const User& user, Right right) {
  switch (right) {
    case Right::send_message:
    case Right::see_own_messages:
      return user.role == Role::police && !user.sender.empty();
    case Right::see_worklists:
    case Right::see_statistics:
    case Right::work_on_cases:
    case Right::write_drafts:
      return user.role == Role::caseworker || user.role == Role::leader;
    case Right::see_help_record:
      return user.role == Role::caseworker && user.helps;
    case Right::see_help_counts:
      return user.role == Role::leader || may(user, Right::see_help_record);
    case Right::approve_versions:
      return user.role == Role::leader;
    case Right::ask_policies:
      return true;
  }
  return false;
}

}  // namespace moteplass::app
