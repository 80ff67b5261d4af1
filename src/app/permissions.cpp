#include "app/permissions.h"

namespace moteplass::app {

bool may(const User& user, Right right) {
  switch (right) {
    case Right::send_message:
    case Right::see_own_messages:
      return user.role == Role::police && !user.sender.empty();
    case Right::see_worklists:
    case Right::work_on_cases:
      return user.role == Role::caseworker || user.role == Role::leader;
    case Right::ask_policies:
      return true;
  }
  return false;
}

}  // namespace moteplass::app
